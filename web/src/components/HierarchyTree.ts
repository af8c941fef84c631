import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HierarchyPerson, TeamView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { initials } from '../peopleOrder.ts';
import { shared } from '../styles.ts';
import { numberText } from '../time.ts';
import { countBelow, findNested, idsWithin, keepMatching, type Nested } from '../tree.ts';
import type { MenuAction } from './ActionMenu.ts';
import { treeStyles } from './treeStyles.ts';
import './ActionMenu.ts';

export type Reporting = { personId: string; supervisorId: string | null };

/** In a larger company the lower levels are folded until somebody asks for them. */
const unfoldedMax = 60;

/** Who leads whom. Fires `report` when a person was dragged onto another. */
@customElement('w-hierarchy-tree')
export class HierarchyTree extends LitElement {
  static override styles = [
    shared,
    controls,
    treeStyles,
    css`
      .avatar {
        display: grid;
        place-items: center;
        flex: none;
        width: 2.1rem;
        height: 2.1rem;
        font-size: 0.78rem;
        font-weight: 700;
        color: var(--accent);
        background: var(--accent-tint);
        border-radius: 50%;
      }
      .name {
        font-weight: 600;
        color: inherit;
        text-decoration: none;
      }
      a.name:hover {
        text-decoration: underline;
      }
      li {
        content-visibility: auto;
        contain-intrinsic-size: auto 2.9rem;
      }
    `,
  ];

  @property({ attribute: false }) tree: Nested<HierarchyPerson>[] = [];
  @property({ attribute: false }) teams: TeamView[] = [];
  @property() search = '';
  /** null: nothing may be changed. */
  @property({ attribute: false }) actions: ((person: HierarchyPerson) => MenuAction[]) | null = null;
  /** What somebody folded or unfolded by hand. */
  @state() private turned = new Map<string, boolean>();
  @state() private dragged: string | null = null;
  @state() private over: string | null = null;

  override render() {
    const words = this.search.trim().toLocaleLowerCase();
    const fits = (person: HierarchyPerson): boolean => this.#text(person).includes(words);
    const shown = words ? keepMatching(this.tree, fits) : this.tree;
    if (shown.length === 0) return html`<p class="empty">${msg('Nobody fits this search.')}</p>`;
    const size = this.tree.reduce((sum, node) => sum + 1 + countBelow(node), 0);
    return html`<ul>
      ${shown.map((node) => this.#node(node, { words, fits, openTo: size > unfoldedMax ? 1 : Infinity }, 0))}
    </ul>`;
  }

  #node(
    node: Nested<HierarchyPerson>,
    how: { words: string; fits: (person: HierarchyPerson) => boolean; openTo: number },
    depth: number,
  ): unknown {
    const { item: person, children } = node;
    const isOpen = how.words !== '' || (this.turned.get(person.personId) ?? depth < how.openTo);
    const found = how.words !== '' && how.fits(person);
    return html`<li>
      <div
        class="node ${this.over === person.personId ? 'over' : ''} ${found ? 'found' : ''}"
        draggable=${this.actions ? 'true' : 'false'}
        data-testid="node-${person.personId}"
        @dragstart=${(event: DragEvent) => this.#lift(event, person.personId)}
        @dragend=${() => this.#drop()}
        @dragover=${(event: DragEvent) => this.#hover(event, person.personId)}
        @dragleave=${() => (this.over = null)}
        @drop=${(event: DragEvent) => this.#release(event, person.personId)}
      >
        ${children.length > 0 ? this.#fold(person, isOpen) : html`<span class="leaf"></span>`}
        <span class="avatar" aria-hidden="true">${initials(person.name)}</span>
        ${this.#title(person)} ${this.#beside(node)}
        ${
          this.actions
            ? html`<w-action-menu
                label=${msg(str`What to do with ${person.name}`)}
                data-testid="menu-${person.personId}"
                .actions=${this.actions(person)}
              ></w-action-menu>`
            : nothing
        }
      </div>
      ${
        children.length > 0 && isOpen
          ? html`<ul>
              ${children.map((child) => this.#node(child, how, depth + 1))}
            </ul>`
          : nothing
      }
    </li>`;
  }

  #fold({ personId, name }: HierarchyPerson, isOpen: boolean) {
    return html`<button
      class="icon fold"
      aria-expanded=${isOpen ? 'true' : 'false'}
      aria-label=${msg(str`Who reports to ${name}`)}
      @click=${() => (this.turned = new Map(this.turned).set(personId, !isOpen))}
    >
      ${icon('right')}
    </button>`;
  }

  #title({ personId, name, code, job }: HierarchyPerson) {
    const known = [job, code].filter((each) => each !== null);
    return html`<span class="title"
      ><a class="name" draggable="false" href="/people/${encodeURIComponent(personId)}">${name}</a>
      ${known.length > 0 ? html`<span class="soft small">${known.join(' · ')}</span>` : nothing}</span
    >`;
  }

  #beside(node: Nested<HierarchyPerson>) {
    const { teamId, deactivated } = node.item;
    const team = this.teams.find((each) => each.teamId === teamId);
    const below = countBelow(node);
    if (!deactivated && !team && below === 0) return nothing;
    return html`<span class="beside"
      >${deactivated ? html`<span class="chip warn">${msg('deactivated')}</span>` : nothing}
      ${team ? html`<span class="chip">${team.name}</span>` : nothing}
      ${
        below > 0
          ? html`<span class="chip" title=${msg(str`People below: ${numberText(below)}`)}
              >${icon('people')}${numberText(below)}</span
            >`
          : nothing
      }</span
    >`;
  }

  #text({ name, code, job, teamId }: HierarchyPerson): string {
    const team = this.teams.find((each) => each.teamId === teamId)?.name;
    return [name, code, job, team].join(' ').toLocaleLowerCase();
  }

  #lift(event: DragEvent, personId: string): void {
    event.dataTransfer?.setData('text/plain', personId);
    this.dragged = personId;
  }

  #drop(): void {
    this.dragged = null;
    this.over = null;
  }

  #hover(event: DragEvent, personId: string): void {
    if (!this.#fits(personId)) return;
    event.preventDefault();
    this.over = personId;
  }

  #release(event: DragEvent, supervisorId: string): void {
    event.preventDefault();
    const personId = this.dragged;
    if (personId !== null && this.#fits(supervisorId))
      this.dispatchEvent(new CustomEvent<Reporting>('report', { detail: { personId, supervisorId } }));
    this.#drop();
  }

  /** Nobody reports to themselves or to somebody below. */
  #fits(supervisorId: string): boolean {
    const node = this.dragged === null ? null : findNested(this.tree, this.dragged);
    return node !== null && !idsWithin(node).includes(supervisorId);
  }
}
