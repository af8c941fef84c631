import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AreaView, PresenceState, TeamView } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { areasAsNested, asTree, teamsAsNested, type Placed } from '../nesting.ts';
import { states, type PeopleFilters } from '../peopleFilters.ts';
import { stateWords } from '../stateText.ts';
import { shared } from '../styles.ts';

/** Area, state and team to choose from, and what is chosen as chips to remove. Fires `filters` with what changes. */
@customElement('w-people-filter-bar')
export class PeopleFilterBar extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
      }
      .selects {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        gap: 0.5rem;
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem;
        padding-top: 0.5rem;
      }
      .chips button {
        min-height: 1.7rem;
        max-width: 100%;
        padding: 0.05rem 0.35rem 0.05rem 0.6rem;
        font-size: 0.82rem;
        color: var(--accent);
        background: var(--accent-tint);
        border-color: transparent;
        border-radius: 99px;
      }
      select {
        text-overflow: ellipsis;
      }
    `,
  ];

  @property({ attribute: false }) filters!: PeopleFilters;
  @property({ attribute: false }) areas: AreaView[] = [];
  @property({ attribute: false }) teams: TeamView[] = [];

  override render() {
    const areas = asTree(areasAsNested(this.areas));
    const teams = asTree(teamsAsNested(this.teams));
    return html`<div class="selects">
        ${areas.length > 0 ? this.#select('areaId', msg('Area'), msg('All areas'), areas) : nothing}
        ${this.#states()}
        ${teams.length > 0 ? this.#select('teamId', msg('Team'), msg('All teams'), teams) : nothing}
      </div>
      ${this.#chips()}`;
  }

  #select(key: 'areaId' | 'teamId', label: string, all: string, places: Placed[]) {
    return html`<select
      aria-label=${label}
      data-testid="filter-${key}"
      @change=${(event: Event) => this.#change({ [key]: (event.target as HTMLSelectElement).value || null })}
    >
      <option value="" ?selected=${this.filters[key] === null}>${all}</option>
      ${places.map(
        ({ id, name, depth }) =>
          html`<option value=${id} ?selected=${this.filters[key] === id}>
            ${'\u00a0\u00a0'.repeat(depth)}${name}
          </option>`,
      )}
    </select>`;
  }

  #states() {
    return html`<select
      aria-label=${msg('State')}
      data-testid="filter-state"
      @change=${(event: Event) =>
        this.#change({ state: ((event.target as HTMLSelectElement).value || null) as PresenceState | null })}
    >
      <option value="" ?selected=${this.filters.state === null}>${msg('All states')}</option>
      ${states.map(
        (state) =>
          html`<option value=${state} ?selected=${this.filters.state === state}>
            ${stateWords(state).text}
          </option>`,
      )}
    </select>`;
  }

  #chips() {
    const { areaId, state, teamId } = this.filters;
    const area = this.areas.find((each) => each.areaId === areaId)?.name;
    const team = this.teams.find((each) => each.teamId === teamId)?.name;
    if (!area && !team && state === null) return nothing;
    return html`<div class="chips" role="group" aria-label=${msg('Filters')}>
      ${area ? this.#chip(msg(str`Area: ${area}`), { areaId: null }) : nothing}
      ${state ? this.#chip(stateWords(state).text, { state: null }) : nothing}
      ${team ? this.#chip(msg(str`Team: ${team}`), { teamId: null }) : nothing}
    </div>`;
  }

  #chip(text: string, change: Partial<PeopleFilters>) {
    return html`<button
      data-testid="filter-chip"
      title=${msg('Remove this filter')}
      @click=${() => this.#change(change)}
    >
      <span class="cut">${text}</span>${icon('close')}<span class="hidden-text"
        >${msg('Remove this filter')}</span
      >
    </button>`;
  }

  #change(detail: Partial<PeopleFilters>): void {
    this.dispatchEvent(new CustomEvent('filters', { detail, bubbles: true, composed: true }));
  }
}
