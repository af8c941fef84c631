import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ConnectorView } from '../../../../server/wire.ts';
import { connectionsApi } from '../../api/connections.ts';
import { type ConnectorField, frappeFields } from '../../connectorTexts.ts';
import { controls } from '../../controls.ts';
import { againHint, formField, formNotice, hintForBubble } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { frappePlace, typeAgain } from '../../secretPlaces.ts';
import { shared } from '../../styles.ts';
import { connectionStyles } from './connectionStyles.ts';

/** What Frappe needs to be told. Fires `edited` when something is typed, and `saved`. */
@customElement('w-frappe-form')
export class FrappeForm extends LitElement {
  static override styles = [
    shared,
    controls,
    connectionStyles,
    css`
      :host {
        padding: 0.5rem 0 0;
      }
    `,
  ];

  @property({ attribute: false }) connector: ConnectorView | null = null;
  @state() private busy = false;
  @state() private wrong = noProblem;
  @state() private saved = false;
  /** Why the secret that is set must be typed again. */
  @state() private again: string | null = null;
  @query('form') private form!: HTMLFormElement;

  override render() {
    const { connector } = this;
    if (!connector) return nothing;
    return html`<form
      class="stack"
      @input=${() => this.#edited()}
      @submit=${(event: SubmitEvent) => void this.#save(event)}
      @invalid=${hintForBubble}
    >
      <div class="fields">${frappeFields().map((field) => this.#field(field, connector))}</div>
      ${formNotice(this.wrong)}
      <div class="row">
        <button
          ?disabled=${this.busy}
          title=${this.busy ? msg('One moment') : nothing}
          data-testid="save-frappe"
        >
          ${msg('Save')}
        </button>
        <span role="status">${this.saved ? msg('Saved') : nothing}</span>
      </div>
    </form>`;
  }

  #field(field: ConnectorField, { config, secretsSet }: ConnectorView) {
    const { key, label, hint, choices } = field;
    const value = config[key] ?? '';
    const again = field.kind === 'secret' ? this.again : null;
    const isKept = secretsSet.includes(key) && again === null;
    const control = choices ? chooser(key, choices, value) : typed(field, value, { isKept, again });
    return formField(
      this.wrong,
      key,
      label,
      html`${control}${hint ? html`<span class="hint">${hint}</span>` : nothing}`,
    );
  }

  #edited(): void {
    this.saved = false;
    const { config = {}, secretsSet = [] } = this.connector ?? {};
    const isKept = secretsSet.includes('apiSecret');
    this.again = isKept ? typeAgain(frappePlace(config), frappePlace(configIn(this.form))) : null;
    this.dispatchEvent(new CustomEvent('edited'));
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const { form } = this;
    Object.assign(this, { busy: true, wrong: noProblem, saved: false });
    try {
      await connectionsApi.change('frappe', { config: configIn(form) });
      for (const input of form.querySelectorAll<HTMLInputElement>('input[type="password"]')) input.value = '';
      Object.assign(this, { saved: true, again: null });
      this.dispatchEvent(new CustomEvent('saved'));
    } catch (error) {
      this.wrong = formProblem(error, form);
    } finally {
      this.busy = false;
    }
  }
}

/** An empty secret stays what it was: it never came to this page. */
function configIn(form: HTMLFormElement): Record<string, string> {
  const values = new FormData(form);
  const given = frappeFields().map(({ key, kind }) => ({ key, kind, value: formText(values, key).trim() }));
  const kept = given.filter(({ kind, value }) => kind !== 'secret' || value !== '');
  return Object.fromEntries(kept.map(({ key, value }) => [key, value]));
}

const chooser = (key: string, choices: { value: string; text: string }[], value: string) =>
  html`<select name=${key} data-testid="frappe-${key}">
    ${choices.map(
      (each) => html`<option value=${each.value} ?selected=${each.value === value}>${each.text}</option>`,
    )}
  </select>`;

type Secret = { isKept: boolean; again: string | null };
function typed({ key, kind, placeholder }: ConnectorField, value: string, { isKept, again }: Secret) {
  const isSecret = kind === 'secret';
  return html`<input
      name=${key}
      type=${isSecret ? 'password' : 'text'}
      autocomplete=${isSecret ? 'new-password' : 'off'}
      spellcheck="false"
      maxlength="200"
      list=${kind === 'zone' ? 'zones' : nothing}
      ?required=${again !== null}
      placeholder=${isSecret && isKept ? msg('Set; type to replace it') : (placeholder ?? nothing)}
      .value=${isSecret ? '' : value}
      data-testid="frappe-${key}"
    />${againHint(again)}${kind === 'zone' ? zones() : nothing}`;
}

const zones = () =>
  html`<datalist id="zones">
    ${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}
  </datalist>`;
