import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Me, Overview, Role, UserView } from '../../../server/wire.ts';
import { accessApi } from '../api/access.ts';
import { controls } from '../controls.ts';
import { formField, formNotice } from '../formParts.ts';
import { formProblem, noProblem } from '../formProblem.ts';
import { formText } from '../formText.ts';
import { roleText } from '../roleText.ts';
import { shared } from '../styles.ts';

const roles: Role[] = ['viewer', 'supervisor', 'hr', 'admin', 'owner'];

/** Adds or changes somebody who may sign in. Fires `saved`. */
@customElement('w-user-form')
export class UserForm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 0.35rem;
        font-weight: 550;
      }
      .areas {
        display: grid;
        gap: 0.4rem;
        max-height: 12rem;
        overflow: auto;
      }
    `,
  ];

  @property({ attribute: false }) me: Me | null = null;
  /** null: a new one. */
  @property({ attribute: false }) user: UserView | null = null;
  @property({ attribute: false }) overview: Overview | null = null;
  @state() private chosenRole: Role = 'viewer';
  @state() private busy = false;
  @state() private wrong = noProblem;

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('user')) this.chosenRole = this.user?.role ?? 'viewer';
  }

  override render() {
    const { user, wrong } = this;
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#save(event)}>
      ${formField(wrong, 'name', msg('Name'), html`<input name="name" required maxlength="100" autocomplete="off" .value=${user?.name ?? ''} data-testid="user-name" />`)}
      ${formField(wrong, 'email', msg('E-mail'), html`<input name="email" type="email" required autocomplete="off" .value=${user?.email ?? ''} data-testid="user-email" />`)}
      ${formField(wrong, 'role', msg('Role'), this.#roles())} ${this.#person()}
      ${this.chosenRole === 'supervisor' ? this.#areas() : nothing}
      ${
        user
          ? nothing
          : formField(
              wrong,
              'password',
              msg('First password'),
              html`<input
                  name="password"
                  type="password"
                  required
                  autocomplete="new-password"
                  data-testid="user-password"
                />
                <span class="hint"
                  >${msg('At least 10 characters. Tell it to them; they change it on their account page.')}</span
                >`,
            )
      }
      ${formNotice(wrong)}
      <div class="row">
        <button class="primary" ?disabled=${this.busy} data-testid="save-user">
          ${user ? msg('Save') : msg('Add user')}
        </button>
      </div>
    </form>`;
  }

  #roles() {
    const isOwn = this.user?.userId === this.me?.userId;
    const offered = roles.filter(
      (role) => role !== 'owner' || this.me?.role === 'owner' || this.chosenRole === 'owner',
    );
    return html`<select
        name="role"
        ?disabled=${isOwn}
        data-testid="user-role"
        @change=${(event: Event) => (this.chosenRole = (event.target as HTMLSelectElement).value as Role)}
      >
        ${offered.map((role) => html`<option value=${role} ?selected=${role === this.chosenRole}>${roleText(role)}</option>`)}
      </select>
      <span class="hint">${isOwn ? msg('Nobody changes their own role.') : roleHint(this.chosenRole)}</span>`;
  }

  #person() {
    const chosen = this.user?.personId ?? '';
    const people = [...(this.overview?.people ?? [])].sort((a, b) => a.name.localeCompare(b.name));
    return formField(
      this.wrong,
      'personId',
      msg('This is the person'),
      html`<select name="personId" data-testid="user-person">
          <option value="">${msg('Not said')}</option>
          ${people.map(({ personId, name }) => html`<option value=${personId} ?selected=${personId === chosen}>${name}</option>`)}
        </select>
        <span class="hint">${msg('A supervisor sees the people below this person in the hierarchy.')}</span>`,
    );
  }

  #areas() {
    const areas = this.overview?.areas ?? [];
    if (areas.length === 0) return nothing;
    return html`<fieldset>
      <legend>${msg('Own areas, besides those of their people')}</legend>
      <div class="areas">
        ${areas.map(
          ({ areaId, name }) =>
            html`<label class="check"
              ><input
                type="checkbox"
                name="areaIds"
                value=${areaId}
                .checked=${this.user?.areaIds.includes(areaId) ?? false}
              />${name}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    const form = new FormData(element);
    const { user, chosenRole: role } = this;
    const account = {
      name: formText(form, 'name').trim(),
      email: formText(form, 'email').trim(),
      role,
      personId: formText(form, 'personId') || null,
      areaIds: role === 'supervisor' ? form.getAll('areaIds').map(String) : [],
    };
    this.busy = true;
    this.wrong = noProblem;
    try {
      if (user) await accessApi.change(user.userId, account);
      else await accessApi.add({ ...account, password: formText(form, 'password') });
      this.dispatchEvent(new CustomEvent('saved'));
    } catch (error) {
      this.wrong = formProblem(error, element);
    } finally {
      this.busy = false;
    }
  }
}

function roleHint(role: Role): string {
  switch (role) {
    case 'owner':
      return msg('Everything, also other owners.');
    case 'admin':
      return msg('Cameras, people, users and settings.');
    case 'hr':
      return msg('Everybody’s records, days and leave; no cameras or settings.');
    case 'supervisor':
      return msg('Their own people and areas.');
    case 'viewer':
      return msg('The live page, and nothing to change.');
    default:
      return role satisfies never;
  }
}
