import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HoursChoice, HoursProblem, HoursRunAnswer, HoursView } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { hoursApi } from '../../api/hours.ts';
import { controls } from '../../controls.ts';
import { choiceTexts } from '../../hoursTexts.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { exactText, momentText, numberText } from '../../time.ts';
import { hoursStyles } from './hoursStyles.ts';
import './HoursDays.ts';
import './HoursForm.ts';

const lookEveryMs = 5_000;
/** As the server counts. */
const countedMost = 100_000;

/** The file of hours: how it is, what is wrong and can be decided, writing it now, and setting it up. */
@customElement('w-hours-panel')
export class HoursPanel extends LitElement {
  static override styles = [shared, controls, hoursStyles];

  @property() zone = 'UTC';
  @state() private view: HoursView | null = null;
  @state() private problem = '';
  @state() private ran: HoursRunAnswer | null = null;
  @state() private busy = false;
  /** Something is typed and not kept: what is turned on or written would be the old. */
  @state() private unsaved = false;
  /** As it is found first: saving must not close what somebody works in. */
  @state() private beginsOpen = false;
  #timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
    this.#timer = window.setInterval(() => {
      if (!document.hidden && !this.busy) void this.#look();
    }, lookEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    const { view } = this;
    return html`${view ? this.#head(view) : nothing} ${view?.problem ? this.#stuck(view.problem) : nothing}
    ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
    ${view ? [this.#facts(view), this.#actions(view), this.#setUp(view)] : nothing}`;
  }

  #head(view: HoursView) {
    const { text, colour } = stateOf(view);
    return html`<div class="head">
      <p class="soft">
        ${msg('What terminals record is added to a file that a payroll or another program reads, every row once.')}
      </p>
      <span class="chip ${colour}" data-testid="hours-state">${text}</span>
    </div>`;
  }

  #stuck({ sentence, choices, sinceMs }: HoursProblem) {
    const since = momentText(sinceMs, Date.now(), this.zone);
    return html`<div class="stack" role="alert" data-testid="hours-problem">
      <p class="problem">
        ${icon('warning')}<span>${sentence} <small>${msg(str`Since ${since}.`)}</small></span>
      </p>
      ${choices.length > 0 ? html`<div class="choices">${choices.map((choice) => this.#choice(choice))}</div>` : nothing}
    </div>`;
  }

  #choice(choice: HoursChoice) {
    const { action, hint } = choiceTexts(choice);
    return html`<div class="row">
      <button
        ?disabled=${this.busy}
        data-testid="hours-choice-${choice}"
        @click=${() => void this.#run(() => hoursApi.decide(choice))}
      >
        ${action}
      </button>
      <span class="soft small">${hint}</span>
    </div>`;
  }

  #facts({ waiting, last, nextMs, running }: HoursView) {
    const nowMs = Date.now();
    const most = numberText(countedMost);
    return html`<dl class="facts" data-testid="hours-facts">
      ${fact(msg('Rows waiting'), waiting > countedMost ? msg(str`More than ${most}`) : numberText(waiting))}
      ${
        last
          ? fact(
              msg('Written last'),
              msg(str`${momentText(last.atMs, nowMs, this.zone)}, rows: ${numberText(last.rows)}`),
              exactText(last.atMs, this.zone),
            )
          : nothing
      }
      ${nextMs === null ? nothing : fact(msg('Next'), momentText(Math.max(nextMs, nowMs), nowMs, this.zone))}
      ${running ? fact(msg('Being written now'), msg(str`Rows so far: ${numberText(running.rows)}`)) : nothing}
      ${last ? fact(msg('Where'), last.file) : nothing}
    </dl>`;
  }

  #actions({ config }: HoursView) {
    const why = this.unsaved
      ? msg('Save first what was changed.')
      : config.folder === ''
        ? msg('Choose a folder first.')
        : null;
    const cannot = this.busy || why !== null;
    const title = this.busy ? msg('One moment') : (why ?? nothing);
    return html`<div class="row">
        <button
          ?disabled=${cannot}
          title=${title}
          data-testid="run-hours"
          @click=${() => void this.#run(hoursApi.run)}
        >
          ${icon('upload')}${this.busy ? msg('Writing…') : msg('Export now')}
        </button>
        <button
          class=${config.on || cannot ? '' : 'primary'}
          ?disabled=${config.on ? this.busy : cannot}
          title=${config.on ? nothing : title}
          data-testid="switch-hours"
          @click=${() => void this.#switch()}
        >
          ${config.on ? msg('Turn off') : msg('Turn on')}
        </button>
        ${why === null ? nothing : html`<span class="soft small">${why}</span>`}
      </div>
      <div role="status">${this.ran ? this.#result(this.ran) : nothing}</div>`;
  }

  #result({ ended, rows, file }: HoursRunAnswer) {
    const said = !ended
      ? msg('It takes longer, and goes on by itself.')
      : rows === 0
        ? msg('Nothing was waiting.')
        : msg(str`Added to ${file}. Rows: ${numberText(rows)}.`);
    return html`<p class="works" data-testid="hours-ran">${icon('check')}${said}</p>`;
  }

  #setUp({ config }: HoursView) {
    return html`<details ?open=${this.beginsOpen} data-testid="hours-setup">
        <summary>${msg('Set up')}</summary>
        <w-hours-form
          .config=${config}
          @edited=${() => (this.unsaved = true)}
          @saved=${(event: CustomEvent<HoursView>) => {
            this.unsaved = false;
            this.view = event.detail;
            this.problem = '';
          }}
        ></w-hours-form>
      </details>
      <details data-testid="hours-days">
        <summary>${msg('Rows of chosen days as a file')}</summary>
        <w-hours-days .zone=${this.zone}></w-hours-days>
      </details>`;
  }

  async #run(ask: () => Promise<HoursRunAnswer>): Promise<void> {
    Object.assign(this, { busy: true, problem: '', ran: null });
    try {
      this.ran = await ask();
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
      await this.#look();
      // What it is stuck with is said once.
      if (this.view?.problem?.sentence === this.problem) this.problem = '';
    }
  }

  async #switch(): Promise<void> {
    const { view } = this;
    if (!view) return;
    Object.assign(this, { busy: true, problem: '', ran: null });
    try {
      this.view = await hoursApi.save({ ...view.config, on: !view.config.on });
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }

  async #look(): Promise<void> {
    try {
      const isFirst = this.view === null;
      this.view = await hoursApi.view();
      if (isFirst) this.beginsOpen = this.view.config.folder === '';
    } catch (error) {
      if (!this.view) this.problem = sentenceOf(error);
    }
  }
}

const fact = (name: string, value: string, title: string | null = null) =>
  html`<div>
    <dt>${name}</dt>
    <dd title=${title ?? nothing}>${value}</dd>
  </div>`;

function stateOf({ config, problem }: HoursView): { text: string; colour: string } {
  if (problem) return { text: msg('Problem'), colour: 'bad' };
  if (config.folder === '') return { text: msg('Not set up'), colour: '' };
  return config.on ? { text: msg('On'), colour: 'good' } : { text: msg('Off'), colour: '' };
}
