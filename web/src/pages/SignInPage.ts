import { msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { api, ApiError, sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { formText } from '../formText.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import { doorStyles } from './doorStyles.ts';

/** E-mail and password, then the code of who has a second factor. Fires `signedin`. */
@customElement('w-sign-in-page')
export class SignInPage extends LitElement {
  static override styles = [shared, controls, doorStyles];

  @state() private setupNeeded = false;
  @state() private busy = false;
  @state() private problem = '';
  @state() private capsLock = false;
  /** The password was right; the code is asked for. */
  @state() private asksCode = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#askSetup();
  }

  override render() {
    return html`<div class="door panel">
      <p class="brand">${icon('pin')}<strong>Whereabouts</strong></p>
      <h1>${msg('Sign in')}</h1>
      ${this.setupNeeded ? this.#setupFirst() : this.#form()}
    </div>`;
  }

  #setupFirst() {
    return html`<p data-testid="setup-needed">
      ${msg(html`This server has no administrator yet. Open the one-time set-up link that it printed when it started; it ends in <code>/setup?token=…</code>`)}
    </p>`;
  }

  #form() {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#signIn(event)}>
      <label class="field" ?hidden=${this.asksCode}
        >${msg('E-mail')}
        <input name="email" type="email" autocomplete="username" required autofocus data-testid="email" />
      </label>
      <label class="field" ?hidden=${this.asksCode}
        >${msg('Password')}
        <input
          name="password"
          type="password"
          autocomplete="current-password"
          required
          data-testid="password"
          @keyup=${(event: KeyboardEvent) => (this.capsLock = event.getModifierState('CapsLock'))}
        />
        ${this.capsLock ? html`<span class="hint" role="status">${msg('Caps Lock is on.')}</span>` : nothing}
      </label>
      ${this.asksCode ? this.#code() : nothing}
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      <button class="primary" ?disabled=${this.busy} data-testid="submit">
        ${this.busy ? msg('Signing in…') : msg('Sign in')}
      </button>
      ${this.asksCode ? html`<button type="button" @click=${() => this.#back()}>${msg('Back')}</button>` : nothing}
    </form>`;
  }

  #code() {
    return html`<label class="field"
      >${msg('Code of your authenticator')}
      <input name="code" autocomplete="one-time-code" required maxlength="40" data-testid="code" />
      <span class="hint">${msg('Or one of your recovery codes.')}</span>
    </label>`;
  }

  #back(): void {
    this.asksCode = false;
    this.problem = '';
  }

  async #askSetup(): Promise<void> {
    try {
      this.setupNeeded = (await api.setupState()).needed;
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  async #signIn(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const code = formText(form, 'code').trim();
    const credentials = { email: formText(form, 'email').trim(), password: formText(form, 'password') };
    this.busy = true;
    this.problem = '';
    try {
      await api.signIn(code === '' ? credentials : { ...credentials, code });
      this.dispatchEvent(new CustomEvent('signedin'));
    } catch (error) {
      await this.#refused(error, code === '');
    } finally {
      this.busy = false;
    }
  }

  async #refused(error: unknown, isFirst: boolean): Promise<void> {
    const asksCode = error instanceof ApiError && error.code === 'TOTP_NEEDED';
    // Being asked for the first time is no mistake.
    this.problem = asksCode && isFirst ? '' : sentenceOf(error);
    if (asksCode === this.asksCode) return;
    this.asksCode = asksCode;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>(asksCode ? '[name=code]' : '[name=password]')?.focus();
  }
}
