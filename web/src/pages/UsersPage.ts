import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { SessionView, UserView } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { accessApi } from '../api/access.ts';
import { can } from '../can.ts';
import type { Confirm } from '../components/Confirm.ts';
import type { Modal } from '../components/Modal.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { roleText } from '../roleText.ts';
import { page, shared } from '../styles.ts';
import { exactText, momentText } from '../time.ts';
import { Page } from './Page.ts';
import '../components/Confirm.ts';
import '../components/Modal.ts';
import '../components/SessionList.ts';
import '../components/UserForm.ts';

/** Who may sign in, and as what. */
@customElement('w-users-page')
export class UsersPage extends Page {
  static override styles = [
    shared,
    controls,
    page,
    css`
      .users li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem 0.75rem;
        padding: 0.7rem 1rem;
        border-bottom: 1px solid var(--line);
      }
      .users li:last-child {
        border-bottom: 0;
      }
      .who {
        flex: 1 1 14rem;
        min-width: 0;
      }
      @media (max-width: 640px) {
        .who {
          flex-basis: 100%;
        }
        .users li > button {
          margin-left: auto;
        }
      }
      .more {
        padding-top: 0.9rem;
        border-top: 1px solid var(--line);
      }
      code {
        padding: 0.5rem 0.75rem;
        font-size: 1.1rem;
        background: var(--raised);
        border-radius: 7px;
        user-select: all;
      }
    `,
  ];

  @state() private users: UserView[] | null = null;
  /** In the dialog; null: a new one. */
  @state() private edited: UserView | null = null;
  @state() private isOpen = false;
  @state() private sessions: SessionView[] = [];
  @state() private password = '';
  @state() private problem = '';
  @query('w-modal') private modal!: Modal;
  @query('w-confirm') private confirm!: Confirm;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render() {
    const { users } = this;
    return html`<div class="top">
        <h1>${msg('Users')}</h1>
        ${
          can(this.me, 'create User')
            ? html`<button class="primary" data-testid="add-user" @click=${() => void this.#open(null)}>
                ${icon('plus')}${msg('Add a user')}
              </button>`
            : nothing
        }
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${
        users
          ? html`<ul class="panel users" aria-label=${msg('Users')}>
              ${users.map((user) => this.#user(user))}
            </ul>`
          : html`<p class="empty" role="status">${msg('Loading…')}</p>`
      }
      ${users?.length === 1 ? html`<p class="empty">${msg('You are the only one who may sign in. Add supervisors and HR.')}</p>` : nothing}
      <w-modal
        .heading=${this.edited ? this.edited.name : msg('Add a user')}
        @closed=${() => (this.isOpen = false)}
      >
        ${this.isOpen ? this.#dialog() : nothing}
      </w-modal>
      <w-confirm></w-confirm>`;
  }

  #user(user: UserView) {
    const zone = this.#zone();
    const seen = user.lastSignInMs;
    return html`<li data-testid="user-${user.email}">
      <div class="who">
        <p class="wrap"><strong>${user.name}</strong> <span class="soft">${user.email}</span></p>
        <p class="soft small" title=${seen === null ? nothing : exactText(seen, zone)}>
          ${seen === null ? msg('Never signed in') : msg(str`Signed in ${momentText(seen, Date.now(), zone)}`)}
        </p>
      </div>
      ${user.disabledAtMs === null ? nothing : html`<span class="chip bad">${msg('Disabled')}</span>`}
      ${user.twoFactor ? html`<span class="chip good">${icon('shield')}${msg('Second factor')}</span>` : nothing}
      <span class="chip">${roleText(user.role)}</span>
      ${
        this.#mayReach(user)
          ? html`<button
              class="icon"
              aria-label=${msg(str`Edit ${user.name}`)}
              title=${msg('Edit')}
              data-testid="edit-user"
              @click=${() => void this.#open(user)}
            >
              ${icon('edit')}
            </button>`
          : nothing
      }
    </li>`;
  }

  #dialog() {
    const user = this.edited;
    if (this.password)
      return html`<div class="stack">
        <p>
          ${msg('The new password, shown this once. Tell it to them; they change it on their account page.')}
        </p>
        <p><code data-testid="new-password">${this.password}</code></p>
      </div>`;
    return html`<div class="stack">
      <w-user-form
        .me=${this.me}
        .user=${user}
        .overview=${this.liveState.overview}
        @saved=${() => void this.#saved()}
      ></w-user-form>
      ${user && user.userId !== this.me?.userId ? this.#more(user) : nothing}
    </div>`;
  }

  #more(user: UserView) {
    const isDisabled = user.disabledAtMs !== null;
    return html`<div class="stack more">
        <h3>${msg('Signed in at')}</h3>
        <w-session-list
          .sessions=${this.sessions}
          .timeZone=${this.#zone()}
          @end=${(event: CustomEvent<string>) => void this.#endSession(user, event.detail)}
        ></w-session-list>
      </div>
      <div class="row more">
        <button data-testid="reset-password" @click=${() => this.#askPassword(user)}>
          ${icon('key')}${msg('New password')}
        </button>
        ${
          user.twoFactor
            ? html`<button data-testid="reset-two-factor" @click=${() => this.#askTwoFactor(user)}>
                ${icon('shield')}${msg('Turn off second factor')}
              </button>`
            : nothing
        }
        <button
          data-testid="disable-user"
          @click=${() =>
            void this.#try(async () => {
              await accessApi.change(user.userId, { disabled: !isDisabled });
              await this.#saved();
            })}
        >
          ${isDisabled ? msg('Enable') : msg('Disable')}
        </button>
        <button class="danger" data-testid="remove-user" @click=${() => this.#askRemove(user)}>
          ${icon('trash')}${msg('Remove')}
        </button>
      </div>`;
  }

  #askPassword(user: UserView): void {
    void this.confirm.ask({
      heading: msg(str`Give ${user.name} a new password?`),
      text: msg('The old one stops working and they are signed out everywhere.'),
      action: msg('New password'),
      run: async () => void (this.password = (await accessApi.resetPassword(user.userId)).password),
    });
  }

  #askTwoFactor(user: UserView): void {
    void this.confirm.ask({
      heading: msg(str`Turn off the second factor of ${user.name}?`),
      text: msg('From then on their password alone signs them in, until they set it up again.'),
      action: msg('Turn off'),
      run: async () => {
        await accessApi.resetTwoFactor(user.userId);
        await this.#saved();
      },
    });
  }

  #askRemove(user: UserView): void {
    void this.confirm.ask({
      heading: msg(str`Remove ${user.name}?`),
      text: msg(
        'They are signed out at once and cannot sign in again. What they did stays in the audit log.',
      ),
      action: msg('Remove'),
      run: async () => {
        await accessApi.remove(user.userId);
        await this.#saved();
      },
    });
  }

  /** What an administrator may not do to an owner is not offered. */
  #mayReach(user: UserView): boolean {
    return can(this.me, 'update User') && (user.role !== 'owner' || this.me?.role === 'owner');
  }

  #zone(): string {
    return this.liveState.overview?.timeZone ?? 'UTC';
  }

  async #open(user: UserView | null): Promise<void> {
    this.edited = user;
    this.password = '';
    this.sessions = [];
    this.isOpen = true;
    await this.modal.open();
    if (user) await this.#try(async () => void (this.sessions = await accessApi.sessionsOf(user.userId)));
  }

  async #saved(): Promise<void> {
    this.modal.close();
    await this.#read();
  }

  #endSession(user: UserView, sessionId: string): Promise<void> {
    return this.#try(async () => {
      await accessApi.endSessionOf(user.userId, sessionId);
      this.sessions = await accessApi.sessionsOf(user.userId);
    });
  }

  #read(): Promise<void> {
    return this.#try(async () => void (this.users = await accessApi.users()));
  }

  async #try(action: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await action();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
