import { html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { api } from '../api.ts';
import { controls } from '../controls.ts';
import { formField, formNotice } from '../formParts.ts';
import { formProblem, noProblem } from '../formProblem.ts';
import { formText } from '../formText.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import { doorStyles } from './doorStyles.ts';

/** The first administrator, with the one-time link the server printed. Fires `signedin`. */
@customElement('w-setup-page')
export class SetupPage extends LitElement {
  static override styles = [shared, controls, doorStyles];

  @state() private busy = false;
  @state() private wrong = noProblem;
  readonly #token = new URLSearchParams(location.search).get('token') ?? '';

  override render() {
    return html`<div class="door panel">
      <p class="brand">${icon('pin')}<strong>Whereabouts</strong></p>
      <h1>Set up this server</h1>
      ${
        this.#token
          ? this.#form()
          : html`<p class="problem">
              This link carries no token. Open the whole link that the server printed when it started.
            </p>`
      }
    </div>`;
  }

  #form() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#setUp(event)}>
      ${formField(this.wrong, 'company', 'Company', html`<input name="company" autocomplete="organization" required />`)}
      ${formField(
        this.wrong,
        'timeZone',
        'Time zone of the site',
        html`<input name="timeZone" list="zones" value=${zone} required />`,
      )}
      <datalist id="zones">
        ${Intl.supportedValuesOf('timeZone').map((name) => html`<option value=${name}></option>`)}
      </datalist>
      ${formField(this.wrong, 'name', 'Your name', html`<input name="name" autocomplete="name" required />`)}
      ${formField(
        this.wrong,
        'email',
        'E-mail',
        html`<input name="email" type="email" autocomplete="username" required data-testid="email" />`,
      )}
      ${formField(
        this.wrong,
        'password',
        'Password',
        html`<input
            name="password"
            type="password"
            autocomplete="new-password"
            minlength="10"
            required
            data-testid="password"
          />
          <span class="hint">At least 10 characters.</span>`,
      )}
      ${formNotice(this.wrong)}
      <button class="primary" ?disabled=${this.busy} data-testid="submit">Create the administrator</button>
    </form>`;
  }

  async #setUp(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    const form = new FormData(element);
    const value = (name: string) => formText(form, name).trim();
    const [email, password] = [value('email'), formText(form, 'password')];
    this.busy = true;
    this.wrong = noProblem;
    try {
      const account = { name: value('name'), email, password };
      await api.setUp({
        token: this.#token,
        company: value('company'),
        timeZone: value('timeZone'),
        ...account,
      });
      await signInUnlessDone(email, password);
      this.dispatchEvent(new CustomEvent('signedin'));
    } catch (error) {
      this.wrong = formProblem(error, element);
    } finally {
      this.busy = false;
    }
  }
}

/** The set-up may have signed the new administrator in already. */
async function signInUnlessDone(email: string, password: string): Promise<void> {
  const signedIn = await api.me().then(
    () => true,
    () => false,
  );
  if (!signedIn) await api.signIn({ email, password });
}
