import { msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api } from '../../api.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { shared } from '../../styles.ts';

/** The company and its first administrator, who is signed in afterwards. Fires `done`. */
@customElement('w-account-step')
export class AccountStep extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      fieldset {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.9rem;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 0.5rem;
        font-weight: 650;
      }
    `,
  ];

  @property() token = '';
  @state() private busy = false;
  @state() private wrong = noProblem;

  override render() {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#setUp(event)}>
      <fieldset>
        <legend>${msg('Your company')}</legend>
        ${this.#company()}
      </fieldset>
      <fieldset>
        <legend>${msg('Your account: the first administrator')}</legend>
        ${this.#account()}
      </fieldset>
      ${formNotice(this.wrong)}
      <button class="primary" ?disabled=${this.busy} data-testid="submit">
        ${msg('Create the administrator')}
      </button>
    </form>`;
  }

  #company() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return html`${formField(
        this.wrong,
        'company',
        msg('Company'),
        html`<input name="company" autocomplete="organization" maxlength="100" required />`,
      )}
      ${formField(
        this.wrong,
        'timeZone',
        msg('Time zone of the site'),
        html`<input name="timeZone" list="zones" value=${zone} required autocomplete="off" />
          <span class="hint">${msg('Type a city to search. All times are shown in this zone.')}</span>`,
      )}
      <datalist id="zones">
        ${Intl.supportedValuesOf('timeZone').map((name) => html`<option value=${name}></option>`)}
      </datalist>`;
  }

  #account() {
    return html`${formField(
      this.wrong,
      'name',
      msg('Your name'),
      html`<input name="name" autocomplete="name" maxlength="100" required />`,
    )}
    ${formField(
      this.wrong,
      'email',
      msg('E-mail'),
      html`<input name="email" type="email" autocomplete="username" required data-testid="email" />`,
    )}
    ${formField(
      this.wrong,
      'password',
      msg('Password'),
      html`<input
          name="password"
          type="password"
          autocomplete="new-password"
          minlength="10"
          required
          data-testid="password"
        />
        <span class="hint">${msg('At least 10 characters.')}</span>`,
    )}`;
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
        token: this.token,
        company: value('company'),
        timeZone: value('timeZone'),
        ...account,
      });
      await signInUnlessDone(email, password);
      this.dispatchEvent(new CustomEvent('done'));
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
