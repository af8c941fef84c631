import { html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { api, sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { formText } from '../formText.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import { doorStyles } from './doorStyles.ts';

/** Fires `signedin`. */
@customElement('w-sign-in-page')
export class SignInPage extends LitElement {
  static override styles = [shared, controls, doorStyles];

  @state() private setupNeeded = false;
  @state() private busy = false;
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#askSetup();
  }

  override render() {
    return html`<div class="door panel">
      <p class="brand">${icon('pin')}<strong>Whereabouts</strong></p>
      <h1>Sign in</h1>
      ${this.setupNeeded ? this.#setupFirst() : this.#form()}
    </div>`;
  }

  #setupFirst() {
    return html`<p data-testid="setup-needed">
      This server has no administrator yet. Open the one-time set-up link that it printed when it started; it
      ends in <code>/setup?token=…</code>
    </p>`;
  }

  #form() {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#signIn(event)}>
      <label class="field"
        >E-mail
        <input name="email" type="email" autocomplete="username" required autofocus data-testid="email" />
      </label>
      <label class="field"
        >Password
        <input
          name="password"
          type="password"
          autocomplete="current-password"
          required
          data-testid="password"
        />
      </label>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : ''}
      <button class="primary" ?disabled=${this.busy} data-testid="submit">
        ${this.busy ? 'Signing in…' : 'Sign in'}
      </button>
    </form>`;
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
    this.busy = true;
    this.problem = '';
    try {
      await api.signIn({ email: formText(form, 'email').trim(), password: formText(form, 'password') });
      this.dispatchEvent(new CustomEvent('signedin'));
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
