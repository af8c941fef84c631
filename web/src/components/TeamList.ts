import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { HierarchyPerson, TeamView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { shared } from '../styles.ts';
import { numberText } from '../time.ts';
import type { Nested } from '../tree.ts';
import type { MenuAction } from './ActionMenu.ts';
import { treeStyles } from './treeStyles.ts';
import './ActionMenu.ts';

/** The teams, each inside the one it is part of. */
@customElement('w-team-list')
export class TeamList extends LitElement {
  static override styles = [
    shared,
    controls,
    treeStyles,
    css`
      .name {
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) tree: Nested<TeamView>[] = [];
  @property({ attribute: false }) people: HierarchyPerson[] = [];
  /** null: nothing may be changed. */
  @property({ attribute: false }) actions: ((team: TeamView) => MenuAction[]) | null = null;

  override render() {
    return html`<ul>
      ${this.tree.map((node) => this.#node(node))}
    </ul>`;
  }

  #node({ item: team, children }: Nested<TeamView>): unknown {
    return html`<li>
      <div class="node" data-testid="team-${team.name}">
        <span class="title"
          ><span class="name">${team.name}</span
          ><span class="soft small">${this.people.length > 0 ? this.#who(team) : nothing}</span></span
        >
        ${
          this.actions
            ? html`<w-action-menu
                label=${msg(str`What to do with the team ${team.name}`)}
                data-testid="menu-team-${team.name}"
                .actions=${this.actions(team)}
              ></w-action-menu>`
            : nothing
        }
      </div>
      ${
        children.length > 0
          ? html`<ul>
              ${children.map((child) => this.#node(child))}
            </ul>`
          : nothing
      }
    </li>`;
  }

  #who({ teamId, leadId }: TeamView): string {
    const count = this.people.filter((person) => person.teamId === teamId && !person.deactivated).length;
    const people = msg(str`People: ${numberText(count)}`);
    const lead = this.people.find(({ personId }) => personId === leadId)?.name;
    return lead === undefined ? people : msg(str`${people} · led by ${lead}`);
  }
}
