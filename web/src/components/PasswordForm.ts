import { msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { api } from '../api.ts';
import { controls } from '../controls.ts';
import { formProblem, noProblem } from '../formProblem.ts';
import { formText } from '../formText.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';

/** Changes one's own password, folded away until it is wanted. */
@customElement('w-password-form')
export class PasswordForm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      summary {
        width: fit-content;
        padding: 0.2rem 0;
        font-weight: 550;
        color: var(--accent);
        cursor: pointer;
      }
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
        gap: 0.75rem;
        align-items: start;
        margin-top: 0.6rem;
      }
      form > button,
      form > p {
        grid-column: 1 / -1;
        justify-self: start;
      }
      .done {
        display: flex;
        gap: 0.5rem;
        margin-top: 0.6rem;
        color: var(--good);
      }
    `,
  ];

  /** For the browser's password store. */
  @property() email = '';
  @state() private busy = false;
  @state() private wrong = noProblem;
  @state() private isDone = false;
  @query('details') private details!: HTMLDetailsElement;

  override render() {
    const { problem, fields } = this.wrong;
    const wrongNext = fields['next'];
    return html`<details>
        <summary>${msg('Change password')}</summary>
        <form @submit=${(event: SubmitEvent) => void this.#change(event)}>
          <input hidden name="email" autocomplete="username" .value=${this.email} />
          <label class="field"
            >${msg('Current password')}<input
              name="current"
              type="password"
              required
              autocomplete="current-password"
              data-testid="password-current"
          /></label>
          <label class="field"
            >${msg('New password')}<input
              name="next"
              type="password"
              required
              minlength="10"
              autocomplete="new-password"
              data-testid="password-next"
            />
            <span class="hint">${msg('Other devices are signed out.')}</span>
            ${wrongNext ? html`<span class="wrong">${wrongNext}</span>` : ''}
          </label>
          ${problem ? html`<p class="problem" role="alert">${icon('warning')}${problem}</p>` : ''}
          <button class="primary" ?disabled=${this.busy} data-testid="password-save">
            ${msg('Change password')}
          </button>
        </form>
      </details>
      ${this.isDone ? html`<p class="done" role="status">${icon('check')}${msg('The password is changed.')}</p>` : ''}`;
  }

  async #change(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    const form = new FormData(element);
    this.busy = true;
    this.wrong = noProblem;
    this.isDone = false;
    try {
      await api.changePassword({ current: formText(form, 'current'), next: formText(form, 'next') });
      element.reset();
      this.details.open = false;
      this.isDone = true;
    } catch (error) {
      this.wrong = formProblem(error, element);
    } finally {
      this.busy = false;
    }
  }
}
