import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Me, TwoFactorStart } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { accessApi } from '../api/access.ts';
import { controls } from '../controls.ts';
import { formText } from '../formText.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import '@awesome.me/webawesome/dist/components/qr-code/qr-code.js';

/** Codes of an authenticator beside the password: on, off, and the recovery codes. Fires `changed`. */
@customElement('w-two-factor')
export class TwoFactor extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      form {
        display: grid;
        gap: 0.75rem;
        max-width: 24rem;
        justify-items: start;
      }
      form label {
        width: 100%;
      }
      wa-qr-code {
        padding: 0.75rem;
        color: #000;
        background: #fff;
        border-radius: 8px;
      }
      code,
      .codes {
        font-family: ui-monospace, monospace;
        overflow-wrap: anywhere;
        user-select: all;
      }
      .codes {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
        gap: 0.3rem 1rem;
        padding: 0.75rem;
        background: var(--raised);
        border-radius: 8px;
      }
      .steps {
        display: flex;
        flex-wrap: wrap;
        gap: 1.25rem;
        align-items: flex-start;
      }
    `,
  ];

  @property({ attribute: false }) me: Me | null = null;
  @state() private asks: 'start' | 'stop' | null = null;
  @state() private started: TwoFactorStart | null = null;
  @state() private codes: string[] = [];
  @state() private codesLeft: number | null = null;
  @state() private busy = false;
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#askCodesLeft();
  }

  override render() {
    return html`<div class="stack">
      ${this.codes.length > 0 ? this.#recoveryCodes() : this.started ? this.#scan(this.started) : this.#state()}
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
    </div>`;
  }

  #state() {
    const on = this.me?.twoFactor === true;
    const left = this.codesLeft;
    return html`<p>
        ${on ? html`<span class="chip good">${icon('check')}${msg('On')}</span>` : html`<span class="chip">${msg('Off')}</span>`}
        ${on ? msg('Signing in asks for a code of your authenticator.') : msg('Only the password is asked for.')}
      </p>
      ${on && left !== null ? html`<p class="soft">${msg(str`Recovery codes left: ${left}`)}</p>` : nothing}
      ${
        this.asks
          ? this.#passwordForm(this.asks)
          : html`<div>
              <button
                class=${on ? '' : 'primary'}
                data-testid="two-factor"
                @click=${() => (this.asks = on ? 'stop' : 'start')}
              >
                ${icon('shield')}${on ? msg('Turn off') : msg('Set up')}
              </button>
            </div>`
      }`;
  }

  #passwordForm(asks: 'start' | 'stop') {
    return html`<form @submit=${(event: SubmitEvent) => void this.#onPassword(event, asks)}>
      <label class="field"
        >${msg('Your password')}
        <input
          name="password"
          type="password"
          autocomplete="current-password"
          required
          autofocus
          data-testid="two-factor-password"
        />
      </label>
      <div class="row">
        <button class="primary" ?disabled=${this.busy} data-testid="two-factor-continue">
          ${asks === 'start' ? msg('Continue') : msg('Turn off')}
        </button>
        <button type="button" @click=${() => this.#reset()}>${msg('Cancel')}</button>
      </div>
    </form>`;
  }

  #scan({ secret, uri }: TwoFactorStart) {
    return html`<p>${msg('Scan this with an authenticator app on your phone, or type the key into it.')}</p>
      <div class="steps">
        <wa-qr-code value=${uri} size="176" label=${msg('Code to scan')}></wa-qr-code>
        <form @submit=${(event: SubmitEvent) => void this.#onCode(event)}>
          <p>${msg('Key')}<br /><code data-testid="two-factor-secret">${secret}</code></p>
          <label class="field"
            >${msg('Code that the app shows')}
            <input
              name="code"
              inputmode="numeric"
              autocomplete="one-time-code"
              maxlength="7"
              required
              data-testid="two-factor-code"
            />
          </label>
          <div class="row">
            <button class="primary" ?disabled=${this.busy} data-testid="two-factor-confirm">
              ${msg('Turn on')}
            </button>
            <button type="button" @click=${() => this.#reset()}>${msg('Cancel')}</button>
          </div>
        </form>
      </div>`;
  }

  #recoveryCodes() {
    return html`<p role="status">
        <strong>${msg('The second factor is on.')}</strong>
        ${msg('Keep these recovery codes where you keep passwords: each signs you in once when the phone is lost. They are not shown again.')}
      </p>
      <ul class="codes" data-testid="recovery-codes">
        ${this.codes.map((code) => html`<li>${code}</li>`)}
      </ul>
      <div>
        <button class="primary" data-testid="two-factor-done" @click=${() => this.#done()}>
          ${msg('I have kept them')}
        </button>
      </div>`;
  }

  #onPassword(event: SubmitEvent, asks: 'start' | 'stop'): Promise<void> {
    event.preventDefault();
    const password = formText(new FormData(event.target as HTMLFormElement), 'password');
    return this.#try(async () => {
      if (asks === 'start') this.started = await accessApi.startTwoFactor(password);
      else {
        await accessApi.stopTwoFactor(password);
        this.#done();
      }
    });
  }

  #onCode(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const code = formText(new FormData(event.target as HTMLFormElement), 'code');
    return this.#try(async () => {
      this.codes = (await accessApi.finishTwoFactor(code)).recoveryCodes;
      this.started = null;
    });
  }

  #reset(): void {
    this.asks = null;
    this.started = null;
    this.codes = [];
    this.problem = '';
  }

  #done(): void {
    this.#reset();
    this.dispatchEvent(new CustomEvent('changed'));
    void this.#askCodesLeft();
  }

  async #try(action: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = '';
    try {
      await action();
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }

  async #askCodesLeft(): Promise<void> {
    // Without an answer the line is left out.
    this.codesLeft = await accessApi.recoveryCodesLeft().then(
      ({ recoveryCodesLeft }) => recoveryCodesLeft,
      () => null,
    );
  }
}
