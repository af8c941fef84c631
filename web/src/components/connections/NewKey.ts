import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { NewApiKey } from '../../../../server/wire.ts';
import { connectionsApi } from '../../api/connections.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import type { Modal } from '../Modal.ts';
import '../Modal.ts';

/** Makes a key, and shows its secret the one time it is known. Fires `changed`. */
@customElement('w-new-key')
export class NewKey extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .buttons {
        justify-content: end;
      }
      code {
        display: block;
        padding: 0.5rem 0.6rem;
        font-size: 0.85rem;
        background: var(--raised);
        border-radius: 7px;
        overflow-wrap: anywhere;
        user-select: all;
      }
    `,
  ];

  @state() private made: NewApiKey | null = null;
  @state() private busy = false;
  @state() private copied = false;
  @state() private wrong = noProblem;
  @query('w-modal') private modal!: Modal;
  @query('form') private form!: HTMLFormElement | null;
  @query('#secret') private secret!: HTMLInputElement | null;

  open(): Promise<void> {
    this.form?.reset();
    Object.assign(this, { made: null, copied: false, wrong: noProblem });
    return this.modal.open();
  }

  override render() {
    // Closed, it forgets: nobody opens it later and finds the secret.
    return html`<w-modal .heading=${msg('A key for another program')} @closed=${() => (this.made = null)}>
      ${this.made ? this.#secret(this.made) : this.#form()}
    </w-modal>`;
  }

  #form() {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#make(event)}>
      ${formField(
        this.wrong,
        'name',
        msg('Name'),
        html`<input name="name" required maxlength="100" autocomplete="off" data-testid="key-name" />
          <span class="hint">${msg('Of the program that will use it.')}</span>`,
      )}
      ${formNotice(this.wrong)}
      <div class="row buttons">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button
          class="primary"
          ?disabled=${this.busy}
          title=${this.busy ? msg('One moment') : nothing}
          data-testid="make-key"
        >
          ${msg('Make a key')}
        </button>
      </div>
    </form>`;
  }

  #secret({ secret }: NewApiKey) {
    const example = `curl -H "Authorization: Bearer ${secret}" ${location.origin}/api/presence`;
    return html`<div class="stack">
      <p><strong>${msg('Copy the secret now: it is shown this once.')}</strong></p>
      <label class="field"
        >${msg('Secret')}
        <input
          id="secret"
          readonly
          data-testid="key-secret"
          .value=${secret}
          @focus=${() => this.secret?.select()}
      /></label>
      <p class="soft small">${msg('The program sends it with each request, for example:')}</p>
      <code>${example}</code>
      ${formNotice(this.wrong)}
      <div class="row buttons">
        <span role="status" class="soft">${this.copied ? msg('Copied.') : nothing}</span>
        <button type="button" data-testid="copy-secret" @click=${() => void this.#copy(secret)}>
          ${icon('copy')}${msg('Copy')}
        </button>
        <button class="primary" type="button" data-testid="secret-kept" @click=${() => this.modal.close()}>
          ${msg('I have kept it')}
        </button>
      </div>
    </div>`;
  }

  async #make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { form } = this;
    if (!form || this.busy) return;
    this.busy = true;
    this.wrong = noProblem;
    try {
      this.made = await connectionsApi.addKey(formText(new FormData(form), 'name').trim());
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.wrong = formProblem(error, form);
    } finally {
      this.busy = false;
    }
  }

  /** Without https a page may not use the clipboard by itself: the secret is selected then, for the keys. */
  async #copy(secret: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(secret);
      this.copied = true;
    } catch {
      this.secret?.focus();
      const problem = msg(
        'This browser does not let the page copy. The secret is selected: press Ctrl+C, or ⌘C on a Mac.',
      );
      this.wrong = { ...noProblem, problem };
    }
  }
}
