import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ConnectorTest, ConnectorView } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { connectionsApi } from '../../api/connections.ts';
import { type ConnectorField, frappeFields, missingIn } from '../../connectorTexts.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import type { Word } from '../../incidentText.ts';
import { shared } from '../../styles.ts';
import { momentText, numberText } from '../../time.ts';
import { connectionStyles } from './connectionStyles.ts';
import './RefusedList.ts';

/** Check-ins for Frappe HR and ERPNext: set up, tried, turned on, and how far it is. Fires `changed`. */
@customElement('w-frappe-panel')
export class FrappePanel extends LitElement {
  static override styles = [shared, controls, connectionStyles];

  @property({ attribute: false }) connector: ConnectorView | null = null;
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;
  @property({ type: Boolean }) opensPeople = false;
  @state() private busy: 'save' | 'test' | 'switch' | null = null;
  @state() private wrong = noProblem;
  @state() private tested: ConnectorTest | null = null;
  @state() private saved = false;
  @query('form') private form!: HTMLFormElement | null;

  override render() {
    const { connector } = this;
    if (!connector) return nothing;
    const { text, colour } = stateOf(connector);
    return html`<div class="head">
        <div class="grow">
          <h2>${msg('Frappe HR and ERPNext')}</h2>
          <p class="soft small">${msg('Writes an Employee Checkin for each coming, leaving and punch.')}</p>
        </div>
        <span class="chip ${colour}" data-testid="frappe-state">${text}</span>
      </div>
      ${
        connector.problem
          ? html`<p class="problem" role="alert" data-testid="frappe-problem">
              ${icon('warning')}${connector.problem}
            </p>`
          : nothing
      }
      ${this.#facts(connector)} ${this.edits ? this.#form(connector) : this.#config(connector)}
      <w-refused-list
        .count=${connector.refused}
        .nowMs=${this.nowMs}
        .timeZone=${this.timeZone}
        .edits=${this.edits}
        .opensPeople=${this.opensPeople}
        @changed=${() => this.dispatchEvent(new CustomEvent('changed'))}
      ></w-refused-list>`;
  }

  #facts({ deliveredUntilMs, delivered, waiting, refused }: ConnectorView) {
    const until = deliveredUntilMs === null ? null : momentText(deliveredUntilMs, this.nowMs, this.timeZone);
    return html`<dl class="facts" data-testid="frappe-facts">
      ${this.#fact(msg('Delivered until'), until ?? msg('nothing yet'))}
      ${this.#fact(msg('Delivered'), numberText(delivered))}
      ${this.#fact(msg('Waiting'), numberText(waiting))} ${this.#fact(msg('Refused'), numberText(refused))}
    </dl>`;
  }

  #fact(name: string, value: string) {
    return html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  /** For who only reads. */
  #config({ config }: ConnectorView) {
    if (!config['url']) return html`<p class="soft">${msg('Not set up. An administrator does it.')}</p>`;
    return html`<dl class="facts">
      ${frappeFields().flatMap(({ key, kind, label, choices }) => {
        const value = choices?.find((choice) => choice.value === config[key])?.text ?? config[key];
        return kind === 'secret' || !value ? [] : this.#fact(label, value);
      })}
    </dl>`;
  }

  #form(connector: ConnectorView) {
    return html`<details ?open=${!connector.enabled} data-testid="frappe-setup">
        <summary>${msg('Set up')}</summary>
        <p class="soft small">
          ${msg('In Frappe make a user with a role that creates Employee Checkin and reads Employee, and generate its API key and secret. It begins when it is first turned on; what happened before is not sent.')}
        </p>
        <form class="stack" @submit=${(event: SubmitEvent) => void this.#save(event)}>
          <div class="fields">${frappeFields().map((field) => this.#field(field, connector))}</div>
          <div class="row">
            <button ?disabled=${this.busy !== null} title=${this.#busyWhy} data-testid="save-frappe">
              ${msg('Save')}
            </button>
            <span role="status">${this.saved ? msg('Saved') : nothing}</span>
          </div>
        </form>
      </details>
      ${formNotice(this.wrong)} ${this.#actions(connector)}`;
  }

  #field({ key, kind, label, hint, placeholder, choices }: ConnectorField, connector: ConnectorView) {
    const value = connector.config[key] ?? '';
    const more = hint ? html`<span class="hint">${hint}</span>` : nothing;
    if (choices)
      return formField(
        this.wrong,
        key,
        label,
        html`<select name=${key} data-testid="frappe-${key}">
            ${choices.map(
              (each) =>
                html`<option value=${each.value} ?selected=${each.value === value}>${each.text}</option>`,
            )}</select
          >${more}`,
      );
    const isSecret = kind === 'secret';
    const isSet = isSecret && connector.secretsSet.includes(key);
    const input = html`<input
        name=${key}
        type=${isSecret ? 'password' : 'text'}
        autocomplete=${isSecret ? 'new-password' : 'off'}
        spellcheck="false"
        maxlength="200"
        list=${kind === 'zone' ? 'zones' : nothing}
        placeholder=${isSet ? msg('Set; type to replace it') : (placeholder ?? nothing)}
        .value=${isSecret ? '' : value}
        data-testid="frappe-${key}"
      />${kind === 'zone' ? zones() : nothing}${more}`;
    return formField(this.wrong, key, label, input);
  }

  #actions(connector: ConnectorView) {
    const missing = missingIn(connector);
    const { enabled } = connector;
    const why = missing.length > 0 ? msg(str`Missing: ${listed(missing)}.`) : this.#busyWhy;
    const cannot = this.busy !== null || missing.length > 0;
    return html`<div class="row">
        <button
          class=${enabled ? '' : 'primary'}
          ?disabled=${enabled ? this.busy !== null : cannot}
          title=${enabled ? this.#busyWhy : why}
          data-testid="switch-frappe"
          @click=${() => void this.#switch(!enabled)}
        >
          ${enabled ? msg('Turn off') : msg('Turn on')}
        </button>
        <button ?disabled=${cannot} title=${why} data-testid="test-frappe" @click=${() => void this.#test()}>
          ${icon('refresh')}${this.busy === 'test' ? msg('Testing…') : msg('Test the connection')}
        </button>
        ${missing.length > 0 ? html`<span class="soft small">${why}</span>` : nothing}
      </div>
      <div role="status">${this.tested ? this.#result(this.tested) : nothing}</div>`;
  }

  get #busyWhy(): string | typeof nothing {
    return this.busy === null ? nothing : msg('One moment');
  }

  #result({ problem, told }: ConnectorTest) {
    if (problem !== null)
      return html`<p class="problem" data-testid="test-result">${icon('warning')}${problem}</p>`;
    return html`<p class="works" data-testid="test-result">
      ${icon('check')}${msg(str`It works: check-ins are written as ${told}. Nothing was written now.`)}
    </p>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { form } = this;
    if (!form || this.busy !== null) return;
    const values = new FormData(form);
    const given = frappeFields().map(({ key, kind }) => ({ key, kind, value: formText(values, key).trim() }));
    // An empty secret stays what it was: it never came to this page.
    const kept = given.filter(({ kind, value }) => kind !== 'secret' || value !== '');
    const config = Object.fromEntries(kept.map(({ key, value }) => [key, value]));
    await this.#run('save', async () => {
      await connectionsApi.change('frappe', { config });
      this.saved = true;
      for (const input of form.querySelectorAll<HTMLInputElement>('input[type="password"]')) input.value = '';
    });
  }

  #switch = (enabled: boolean): Promise<void> =>
    this.#run('switch', () => connectionsApi.change('frappe', { enabled }));

  #test = (): Promise<void> =>
    this.#run('test', async () => void (this.tested = await connectionsApi.testFrappe()));

  async #run(what: 'save' | 'test' | 'switch', run: () => Promise<unknown>): Promise<void> {
    Object.assign(this, { busy: what, wrong: noProblem, tested: null, saved: false });
    try {
      await run();
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.wrong = this.form ? formProblem(error, this.form) : { ...noProblem, problem: sentenceOf(error) };
    } finally {
      this.busy = null;
    }
  }
}

function stateOf(connector: ConnectorView): Word {
  const { enabled, problem, refused } = connector;
  if (enabled && problem) return { text: msg('Problem'), colour: 'bad' };
  if (enabled) return refused > 0 ? { text: msg('On'), colour: 'warn' } : { text: msg('On'), colour: 'good' };
  return { text: connector.config['url'] ? msg('Off') : msg('Not set up'), colour: '' };
}

const listed = (names: string[]): string =>
  new Intl.ListFormat(document.documentElement.lang || 'en').format(names);

const zones = () =>
  html`<datalist id="zones">
    ${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}
  </datalist>`;
