import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AreaView, TeamView } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { noFilter, type PeopleFilter, type SortKey, type Sorting } from '../../person/peopleRows.ts';
import { problemWord, stateWord } from '../../person/words.ts';
import { shared } from '../../styles.ts';

type Choice = readonly [value: string, name: string];

/** Search, filters and order of the list. Fires `filter` with the new filter and `sort` with a column. */
@customElement('w-people-filters')
export class PeopleFilters extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-bottom: 0.75rem;
      }
      form > * {
        flex: 1 1 9rem;
        max-width: 14rem;
      }
      .search {
        position: relative;
        flex: 2 1 14rem;
        max-width: none;
      }
      .search svg {
        position: absolute;
        left: 0.6rem;
        top: 50%;
        translate: 0 -50%;
        color: var(--soft);
      }
      .search input:not([type='checkbox'], [type='file']) {
        padding-left: 2.1rem;
      }
      .order {
        display: none;
      }
      @media (max-width: 900px) {
        .order {
          display: block;
        }
      }
      @media (max-width: 640px) {
        form > * {
          flex-basis: calc(50% - 0.25rem);
          max-width: none;
        }
        .search {
          flex-basis: 100%;
        }
      }
    `,
  ];

  @property({ attribute: false }) filter: PeopleFilter = noFilter;
  @property({ attribute: false }) sorting: Sorting = { key: 'name', isDown: false };
  @property({ attribute: false }) areas: readonly AreaView[] = [];
  @property({ attribute: false }) teams: readonly TeamView[] = [];
  /** Records may be read: deactivated people can be chosen. */
  @property({ type: Boolean }) reads = false;
  /** Records may be changed: enrolment can be chosen. */
  @property({ type: Boolean }) edits = false;

  override render() {
    return html`<form role="search" @submit=${(event: Event) => event.preventDefault()}>
      <label class="search"
        ><span class="hidden-text">${msg('Search people')}</span>${icon('search')}
        <input
          type="search"
          placeholder=${msg('Name, code, job or place')}
          .value=${this.filter.search}
          @input=${(event: InputEvent) => this.#set({ search: (event.target as HTMLInputElement).value })}
        />
      </label>
      ${this.#choose(
        'teamId',
        msg('Team'),
        msg('All teams'),
        this.teams.map(({ teamId, name }) => [teamId, name]),
      )}
      ${this.#choose(
        'areaId',
        msg('Area'),
        msg('All areas'),
        this.areas.map(({ areaId, name }) => [areaId, name]),
      )}
      ${this.#choose('state', msg('State'), msg('All states'), stateChoices())}
      ${this.edits ? this.#choose('problem', msg('Enrolment'), msg('Any enrolment state'), problemChoices()) : nothing}
      ${this.reads ? this.#choose('deactivated', msg('Deactivated'), null, deactivatedChoices()) : nothing}
      ${this.#order()}
    </form>`;
  }

  #choose(key: keyof PeopleFilter, label: string, all: string | null, choices: readonly Choice[]) {
    if (choices.length === 0) return nothing;
    const chosen = this.filter[key];
    return html`<label
      ><span class="hidden-text">${label}</span
      ><select
        data-testid="filter-${key}"
        @change=${(event: Event) => this.#set({ [key]: (event.target as HTMLSelectElement).value })}
      >
        ${all === null ? nothing : html`<option value="" ?selected=${chosen === ''}>${all}</option>`}
        ${choices.map(([value, name]) => html`<option value=${value} ?selected=${chosen === value}>${name}</option>`)}
      </select></label
    >`;
  }

  #order() {
    const keys: [SortKey, string][] = [
      ['name', msg('Name')],
      ['code', msg('Code')],
      ['team', msg('Team')],
      ['state', msg('State')],
      ...(this.edits ? [['enrolment', msg('Enrolment')] as [SortKey, string]] : []),
    ];
    return html`<label class="order"
      ><span class="hidden-text">${msg('Sort by')}</span
      ><select
        @change=${(event: Event) =>
          this.dispatchEvent(new CustomEvent('sort', { detail: (event.target as HTMLSelectElement).value }))}
      >
        ${keys.map(([key, name]) => html`<option value=${key} ?selected=${this.sorting.key === key}>${name}</option>`)}
      </select></label
    >`;
  }

  #set(change: Partial<PeopleFilter>): void {
    this.dispatchEvent(new CustomEvent('filter', { detail: { ...this.filter, ...change } }));
  }
}

const stateChoices = (): Choice[] =>
  (['present', 'away', 'absent', 'onLeave', 'off', 'blind', 'expected'] as const).map((state) => [
    state,
    stateWord(state).text,
  ]);

const problemChoices = (): Choice[] => [
  ['any', msg('Needs attention')],
  ...(['noConsent', 'noSamples', 'fewSamples', 'poorSamples', 'outdated'] as const).map((problem): Choice => [
    problem,
    problemWord(problem).text,
  ]),
  ['badgeOnly', msg('Badge only')],
];

const deactivatedChoices = (): Choice[] => [
  ['none', msg('Active people')],
  ['only', msg('Deactivated people')],
  ['all', msg('Everybody')],
];
