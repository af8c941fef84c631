import { msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorView } from '../../../../server/wire.ts';
import { frappeFields } from '../../connectorTexts.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import type { Word } from '../../incidentText.ts';
import { shared } from '../../styles.ts';
import { momentText, numberText } from '../../time.ts';
import { connectionStyles } from './connectionStyles.ts';
import './FrappeActions.ts';
import './FrappeForm.ts';
import './RefusedList.ts';

/** Check-ins for Frappe HR and ERPNext: how it is, how far it is, and what it takes to set it up. Fires `changed`. */
@customElement('w-frappe-panel')
export class FrappePanel extends LitElement {
  static override styles = [shared, controls, connectionStyles];

  @property({ attribute: false }) connector: ConnectorView | null = null;
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;
  @property({ type: Boolean }) opensPeople = false;
  /** Something is typed and not kept: what is tried or turned on would be the old. */
  @state() private unsaved = false;

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
      ${connector.deliveredUntilMs === null ? nothing : this.#facts(connector)}
      ${this.edits ? this.#setUp(connector) : this.#config(connector)}
      ${connector.refused > 0 ? this.#refused(connector) : nothing}`;
  }

  #refused({ refused }: ConnectorView) {
    return html`<w-refused-list
      .count=${refused}
      .nowMs=${this.nowMs}
      .timeZone=${this.timeZone}
      .edits=${this.edits}
      .opensPeople=${this.opensPeople}
      @changed=${this.#changed}
    ></w-refused-list>`;
  }

  #facts({ deliveredUntilMs, delivered, waiting, refused }: ConnectorView) {
    const until = momentText(deliveredUntilMs ?? 0, this.nowMs, this.timeZone);
    return html`<dl class="facts" data-testid="frappe-facts">
      ${fact(msg('Delivered until'), until)} ${fact(msg('Delivered'), numberText(delivered))}
      ${fact(msg('Waiting'), numberText(waiting))} ${fact(msg('Refused'), numberText(refused))}
    </dl>`;
  }

  /** For who only reads. */
  #config({ config }: ConnectorView) {
    if (!config['url']) return html`<p class="soft">${msg('Not set up. An administrator does it.')}</p>`;
    return html`<dl class="facts">
      ${frappeFields().flatMap(({ key, kind, label, choices }) => {
        const value = choices?.find((choice) => choice.value === config[key])?.text ?? config[key];
        return kind === 'secret' || !value ? [] : fact(label, value);
      })}
    </dl>`;
  }

  #setUp(connector: ConnectorView) {
    return html`<details ?open=${!connector.enabled} data-testid="frappe-setup">
        <summary>${msg('Set up')}</summary>
        <p class="soft small">
          ${msg('In Frappe make a user with a role that creates Employee Checkin and reads Employee, and generate its API key and secret. It begins when it is first turned on; what happened before is not sent.')}
        </p>
        <w-frappe-form
          .connector=${connector}
          @edited=${() => (this.unsaved = true)}
          @saved=${() => {
            this.unsaved = false;
            this.#changed();
          }}
        ></w-frappe-form>
      </details>
      <w-frappe-actions
        .connector=${connector}
        .unsaved=${this.unsaved}
        @changed=${this.#changed}
      ></w-frappe-actions>`;
  }

  readonly #changed = (): void => void this.dispatchEvent(new CustomEvent('changed'));
}

const fact = (name: string, value: string) =>
  html`<div>
    <dt>${name}</dt>
    <dd class="wrap">${value}</dd>
  </div>`;

function stateOf(connector: ConnectorView): Word {
  const { enabled, problem, refused } = connector;
  if (enabled && problem) return { text: msg('Problem'), colour: 'bad' };
  if (enabled) return refused > 0 ? { text: msg('On'), colour: 'warn' } : { text: msg('On'), colour: 'good' };
  return { text: connector.config['url'] ? msg('Off') : msg('Not set up'), colour: '' };
}
