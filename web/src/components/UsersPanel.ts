import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { api, sentenceOf, type UserView } from '../api.ts';
import { controls } from '../controls.ts';
import { formText } from '../formText.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import type { Confirm } from './Confirm.ts';
import './Confirm.ts';

/** Who may sign in; for administrators. */
@customElement('w-users-panel')
export class UsersPanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      li {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding: 0.45rem 0;
        border-bottom: 1px solid var(--line);
      }
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
        gap: 0.75rem;
        align-items: start;
      }
      form button,
      form .problem {
        grid-column: 1 / -1;
        justify-self: start;
      }
    `,
  ];

  @property() myUserId = '';
  @state() private users: UserView[] = [];
  @state() private problem = '';
  @query('w-confirm') private confirm!: Confirm;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#try(() => Promise.resolve());
  }

  override render() {
    return html`<div class="stack">
      <ul aria-label="Users">
        ${this.users.map((user) => this.#user(user))}
      </ul>
      <h3>Add a user</h3>
      <form @submit=${(event: SubmitEvent) => void this.#add(event)}>
        <label class="field">Name<input name="name" required autocomplete="off" /></label>
        <label class="field">E-mail<input name="email" type="email" required autocomplete="off" /></label>
        <label class="field"
          >Role<select name="role">
            <option value="viewer">Viewer</option>
            <option value="admin">Administrator</option>
          </select>
          <span class="hint">A viewer sees; an administrator also changes.</span></label
        >
        <label class="field"
          >Initial password<input
            name="password"
            type="password"
            minlength="10"
            required
            autocomplete="new-password"
          />
          <span class="hint">At least 10 characters.</span></label
        >
        ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : ''}
        <button class="primary">Add user</button>
      </form>
      <w-confirm></w-confirm>
    </div>`;
  }

  #user(user: UserView) {
    return html`<li>
      <span class="grow wrap"><strong>${user.name}</strong> <span class="soft">${user.email}</span></span>
      <span class="chip">${user.role === 'admin' ? 'Administrator' : 'Viewer'}</span>
      <button
        class="icon"
        aria-label="Remove ${user.name}"
        title=${user.userId === this.myUserId ? 'You cannot remove yourself' : 'Remove'}
        ?disabled=${user.userId === this.myUserId}
        @click=${() => this.#askRemove(user)}
      >
        ${icon('trash')}
      </button>
    </li>`;
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    const form = new FormData(element);
    const done = await this.#try(() =>
      api.addUser({
        name: formText(form, 'name').trim(),
        email: formText(form, 'email').trim(),
        role: formText(form, 'role') === 'admin' ? 'admin' : 'viewer',
        password: formText(form, 'password'),
      }),
    );
    if (done) element.reset();
  }

  #askRemove(user: UserView): void {
    void this.confirm.ask({
      heading: `Remove ${user.name}?`,
      text: 'They are signed out at once and cannot sign in again.',
      action: 'Remove',
      run: async () => {
        await api.removeUser(user.userId);
        await this.#try(() => Promise.resolve());
      },
    });
  }

  /** Does something, then shows the users as they are after it. */
  async #try(action: () => Promise<unknown>): Promise<boolean> {
    this.problem = '';
    try {
      await action();
      this.users = await api.users();
      return true;
    } catch (error) {
      this.problem = sentenceOf(error);
      return false;
    }
  }
}
