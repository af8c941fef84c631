import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { HierarchyPerson, TeamView } from '../../../server/wire.ts';
import { sentenceOf } from '../api.ts';
import { teamsApi } from '../api/teams.ts';
import { controls } from '../controls.ts';
import { shared } from '../styles.ts';
import { findNested, flatten, idsWithin, type Nested } from '../tree.ts';
import type { Modal } from './Modal.ts';
import './Modal.ts';

export type TeamFormGiven = { team: TeamView | null; tree: Nested<TeamView>[]; people: HierarchyPerson[] };

/** Name, lead and place of a team. Fires `saved`. */
@customElement('w-team-form')
export class TeamForm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .row {
        justify-content: end;
      }
    `,
  ];

  @state() private given: TeamFormGiven | null = null;
  @state() private busy = false;
  @state() private problem = '';
  @query('w-modal') private modal!: Modal;
  @query('form') private form!: HTMLFormElement;

  async open(given: TeamFormGiven): Promise<void> {
    this.given = null;
    await this.updateComplete;
    this.given = given;
    this.problem = '';
    await this.modal.open();
    this.form.querySelector('input')?.focus();
  }

  override render() {
    const { given } = this;
    return html`<w-modal .heading=${given?.team ? msg('Change a team') : msg('Add a team')}>
      ${given ? this.#body(given) : nothing}
    </w-modal>`;
  }

  #body({ team, people }: TeamFormGiven) {
    const active = people.filter(({ deactivated }) => !deactivated);
    return html`<form class="stack" @submit=${(event: Event) => this.#save(event)}>
      <label class="field"
        >${msg('Name')}
        <input
          name="name"
          required
          maxlength="100"
          autocomplete="off"
          data-testid="team-name"
          .value=${team?.name ?? ''}
      /></label>
      <label class="field"
        >${msg('Lead')}
        <select name="leadId" data-testid="team-lead">
          <option value="">${msg('Nobody yet')}</option>
          ${active.map(
            ({ personId, name }) =>
              html`<option value=${personId} ?selected=${personId === team?.leadId}>${name}</option>`,
          )}
        </select>
        <span class="hint"
          >${msg('Leads everybody of the team whose own record names nobody else.')}</span
        ></label
      >
      <label class="field"
        >${msg('Part of')}
        <select name="parentId" data-testid="team-parent">
          <option value="">${msg('No other team')}</option>
          ${this.#teams()}
        </select></label
      >
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="row">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button class="primary" ?disabled=${this.busy} data-testid="save-team">${msg('Save')}</button>
      </div>
    </form>`;
  }

  /** Not the team itself, nor those below it. */
  #teams() {
    const { team, tree } = this.given ?? { team: null, tree: [] };
    const own = team && findNested(tree, team.teamId);
    const left = new Set(own ? idsWithin(own) : []);
    return flatten(tree)
      .filter(({ node }) => !left.has(node.id))
      .map(
        ({ node, depth }) =>
          html`<option value=${node.id} ?selected=${node.id === team?.parentId}>
            ${'\u2003'.repeat(depth)}${node.item.name}
          </option>`,
      );
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    const form = new FormData(this.form);
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const fields = {
      name: text('name'),
      leadId: text('leadId') || null,
      parentId: text('parentId') || null,
    };
    this.busy = true;
    try {
      if (this.given?.team) await teamsApi.changeTeam(this.given.team.teamId, fields);
      else await teamsApi.addTeam(fields);
      this.modal.close();
      this.dispatchEvent(new CustomEvent('saved'));
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
