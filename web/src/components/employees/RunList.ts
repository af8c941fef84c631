import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { EmployeeRead, EmployeeRun } from '../../../../server/wire.ts';
import { employeesApi } from '../../api/employees.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { outcomeText, triggerText } from '../../employeeTexts.ts';
import { icon } from '../../icons.ts';
import { serverText } from '../../serverText.ts';
import { shared } from '../../styles.ts';
import { exactText, momentText, numberText } from '../../time.ts';
import type { Modal } from '../Modal.ts';
import { employeeStyles } from './employeeStyles.ts';
import '../Modal.ts';
import './RunReceipts.ts';
import './RunRows.ts';

/** Runs and what came of them; starts one, and lets a stopped one go on. Fires `changed`. */
@customElement('w-run-list')
export class RunList extends LitElement {
  static override styles = [
    shared,
    controls,
    employeeStyles,
    css`
      li {
        padding: 0.6rem 0;
        border-top: 1px solid var(--line);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.3rem 0.7rem;
      }
      .line > .grow {
        flex: 1 1 14rem;
      }
      .more {
        display: grid;
        gap: 0.8rem;
        padding: 0.7rem 0 0.3rem;
      }
    `,
  ];

  @property({ attribute: false }) runs: EmployeeRun[] = [];
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property() company = '';
  @property({ type: Boolean }) edits = false;
  @property({ type: Boolean }) canRun = false;
  @property({ type: Boolean }) opensPeople = false;
  @state() private opened: string | null = null;
  @state() private busy = false;
  @state() private problem = '';
  @state() private typed = '';
  @state() private asked: EmployeeRun | null = null;
  @query('w-modal') private modal!: Modal;

  override render() {
    const isRunning = this.runs.some(({ outcome }) => outcome === 'running');
    return html`<div class="head">
        <h2 class="grow">${msg('Runs')}</h2>
        ${this.edits ? this.#buttons(isRunning) : nothing}
      </div>
      ${this.problem && !this.asked ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${
        this.runs.length === 0
          ? html`<p class="soft" data-testid="no-runs">
              ${this.canRun ? msg('No run yet. A dry run shows what would change.') : msg('No run yet.')}
            </p>`
          : html`<ul aria-label=${msg('Runs')}>
              ${this.runs.map((run) => this.#run(run))}
            </ul>`
      }
      <w-modal .heading=${msg('Run in spite of this?')} @closed=${() => (this.asked = null)}
        >${this.asked ? this.#inSpite(this.asked) : nothing}</w-modal
      >`;
  }

  #buttons(isRunning: boolean) {
    const cannot = !this.canRun || isRunning || this.busy;
    const why = this.canRun ? msg('One is running') : msg('Set up the list of who works here first');
    return html`<button
        data-testid="dry-run"
        ?disabled=${cannot}
        title=${cannot ? why : nothing}
        @click=${() => void this.#start(true)}
      >
        ${icon('eye')}${msg('Dry run')}
      </button>
      <button
        class="primary"
        data-testid="run-now"
        ?disabled=${cannot}
        title=${cannot ? why : nothing}
        @click=${() => void this.#start(false)}
      >
        ${icon('play')}${msg('Run now')}
      </button>`;
  }

  #run(run: EmployeeRun) {
    const { text, colour } = outcomeText(run);
    const isOpen = this.opened === run.runId && run.outcome !== 'running';
    const when = momentText(run.startedAtMs, this.nowMs, this.timeZone);
    return html`<li data-testid="run">
      <div class="line">
        <span class="chip ${colour}" data-testid="outcome">${text}</span>
        <span class="grow"
          ><strong title=${exactText(run.startedAtMs, this.timeZone)}>${when}</strong>
          <span class="soft small">${triggerText(run)}</span><br /><span class="small wrap"
            >${countsText(run)}</span
          ></span
        >
        ${
          run.outcome === 'running'
            ? nothing
            : html`<button
                aria-expanded=${isOpen}
                aria-label=${msg(str`Details of the run of ${when}`)}
                data-testid="open-run"
                @click=${() => (this.opened = isOpen ? null : run.runId)}
              >
                ${icon(isOpen ? 'up' : 'down')}${msg('Details')}
              </button>`
        }
      </div>
      ${this.#troubles(run)} ${isOpen ? this.#details(run) : nothing}
    </li>`;
  }

  #troubles(run: EmployeeRun) {
    const texts = [...(run.problem ? [run.problem] : []), ...run.alarms.map(({ problem }) => problem)];
    if (texts.length === 0) return nothing;
    return html`<div class="more">
      ${texts
        .slice(0, 5)
        .map(
          (text) => html`<p class="problem" data-testid="alarm">${icon('warning')}${serverText(text)}</p>`,
        )}
      ${
        run.canRunInSpite && this.edits
          ? html`<div class="row">
              <button class="danger" data-testid="in-spite" @click=${() => this.#ask(run)}>
                ${msg('Run it in spite of this…')}
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }

  #details(run: EmployeeRun) {
    const { active, terminated } = run.read;
    return html`<div class="more">
      <p class="soft small wrap">
        ${active ? readText(msg('Who works here'), active) : nothing}
        ${terminated ? html`<br />${readText(msg('Who left'), terminated)}` : nothing}
      </p>
      <h3>${run.dryRun || run.outcome !== 'done' ? msg('What it would do') : msg('What it did')}</h3>
      <w-run-rows .run=${run} .opensPeople=${this.opensPeople}></w-run-rows>
      ${
        run.counts.deactivate > 0 && run.outcome === 'done' && !run.dryRun
          ? html`<w-run-receipts
              .runId=${run.runId}
              .nowMs=${this.nowMs}
              .timeZone=${this.timeZone}
            ></w-run-receipts>`
          : nothing
      }
    </div>`;
  }

  #inSpite({ counts }: EmployeeRun) {
    return html`<form
      class="stack"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#runInSpite();
      }}
    >
      <p>
        ${msg(str`The lists are read again. If the plan is the one you looked at, it is carried out: ${numberText(counts.add)} new, ${numberText(counts.change)} changed, ${numberText(counts.deactivate)} deactivated.`)}
      </p>
      <label class="field"
        >${msg(str`Type "${this.company}" to confirm`)}
        <input
          autocomplete="off"
          data-testid="in-spite-confirm"
          .value=${this.typed}
          @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
        />
      </label>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="row">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button
          class="danger"
          data-testid="in-spite-run"
          ?disabled=${this.busy || this.typed.trim() !== this.company}
        >
          ${msg('Run')}
        </button>
      </div>
    </form>`;
  }

  #ask(run: EmployeeRun): void {
    Object.assign(this, { asked: run, typed: '', problem: '' });
    void this.modal.open();
  }

  async #runInSpite(): Promise<void> {
    const { asked } = this;
    if (!asked) return;
    if (await this.#try(() => employeesApi.runInSpite(asked.runId, this.typed))) this.modal.close();
  }

  #start = (dryRun: boolean): Promise<boolean> => this.#try(() => employeesApi.run(dryRun));

  async #try(begin: () => Promise<EmployeeRun>): Promise<boolean> {
    Object.assign(this, { busy: true, problem: '' });
    try {
      this.opened = (await begin()).runId;
      this.dispatchEvent(new CustomEvent('changed'));
      return true;
    } catch (error) {
      this.problem = sentenceOf(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

function readText(list: string, { what, rows, same }: EmployeeRead): string {
  if (what === '') return msg(str`${list}: nothing new.`);
  const count = numberText(rows);
  return same
    ? msg(str`${list}: ${what}. Rows: ${count}, the same as the run before.`)
    : msg(str`${list}: ${what}. Rows: ${count}.`);
}

/** What there is none of is left out. */
function countsText({ counts, outcome, dryRun }: EmployeeRun): string {
  const { add, change, reactivate, deactivate, conflict, ignored, unchanged } = counts;
  const parts = [
    ...(add > 0 ? [msg(str`${numberText(add)} new`)] : []),
    ...(change > 0 ? [msg(str`${numberText(change)} changed`)] : []),
    ...(reactivate > 0 ? [msg(str`${numberText(reactivate)} back`)] : []),
    ...(deactivate > 0 ? [msg(str`${numberText(deactivate)} deactivated`)] : []),
    ...(conflict > 0 ? [msg(str`${numberText(conflict)} in conflict`)] : []),
    ...(ignored > 0 ? [msg(str`${numberText(ignored)} left alone`)] : []),
    ...(unchanged > 0 ? [msg(str`${numberText(unchanged)} in order`)] : []),
  ];
  if (parts.length === 0) return '';
  const done = new Intl.ListFormat(document.documentElement.lang || 'en', { type: 'unit' }).format(parts);
  return dryRun || outcome === 'alarm' ? msg(str`It would be: ${done}`) : done;
}
