import { msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Person } from '../../../server/wire.ts';
import { peopleApi } from '../api/people.ts';
import { sentenceOf } from '../api.ts';
import { can } from '../can.ts';
import type { AddPerson } from '../components/AddPerson.ts';
import { icon } from '../icons.ts';
import {
  filtered,
  noFilter,
  type PeopleFilter,
  type PeopleRow,
  rowsOf,
  sorted,
  type SortKey,
  type Sorting,
} from '../person/peopleRows.ts';
import { serverNowMs } from '../state.ts';
import { startOfDayMs } from '../time.ts';
import { Page } from './Page.ts';
import '../components/AddPerson.ts';
import '../components/GalleryReport.ts';
import '../components/people/PeopleFilters.ts';
import '../components/people/PeopleTable.ts';

/** Everybody registered. Who keeps records sees how well each is enrolled; the others see names and states. */
@customElement('w-people-page')
export class PeoplePage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      :host {
        max-width: 96rem;
      }
      .count {
        margin-bottom: 0.5rem;
      }
      @media (max-width: 640px) {
        .top h1 {
          flex-basis: 100%;
        }
        .top > a,
        .top > button {
          flex: 1 1 auto;
        }
      }
    `,
  ];

  @state() private people: Person[] | null = null;
  @state() private problem = '';
  @state() private filter: PeopleFilter = noFilter;
  @state() private sorting: Sorting = { key: 'name', isDown: false };
  @state() private reportOpen = false;
  @query('w-add-person') private adder!: AddPerson;
  /** Sorted and filtered once a change, not once a drawing. */
  #all: PeopleRow[] = [];
  #shown: PeopleRow[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#reads) void this.#load();
  }

  override willUpdate(changed: PropertyValues): void {
    const { overview } = this.liveState;
    const places = { areas: overview?.areas ?? [], teams: overview?.teams ?? [] };
    if (changed.has('liveState') || changed.has('people'))
      this.#all = rowsOf(this.#reads ? (this.people ?? []) : null, overview?.people ?? [], places);
    this.#shown = sorted(filtered(this.#all, this.filter), this.sorting);
  }

  override render() {
    const { overview } = this.liveState;
    return html`${this.#top()}
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.#edits && this.reportOpen ? html`<w-gallery-report .people=${this.people}></w-gallery-report>` : nothing}
      <w-people-filters
        ?hidden=${this.#all.length === 0}
        .filter=${this.filter}
        .sorting=${this.sorting}
        .areas=${overview?.areas ?? []}
        .teams=${overview?.teams ?? []}
        .reads=${this.#reads}
        .edits=${this.#edits}
        @filter=${(event: CustomEvent<PeopleFilter>) => (this.filter = event.detail)}
        @sort=${(event: CustomEvent<SortKey>) => this.#sort(event.detail)}
      ></w-people-filters>
      ${this.#list()}
      ${
        can(this.me, 'create Person')
          ? html`<w-add-person
              .areas=${overview?.areas ?? []}
              .teams=${overview?.teams ?? []}
              .people=${overview?.people ?? []}
              @changed=${() => void this.#load()}
            ></w-add-person>`
          : nothing
      }`;
  }

  get #reads(): boolean {
    return can(this.me, 'read Person');
  }

  /** The others are told of no samples, and cannot say who lacks some. */
  get #edits(): boolean {
    return can(this.me, 'update Person');
  }

  #top() {
    const isEmpty = this.#all.length === 0;
    return html`<div class="top">
      <h1>${msg('People')}</h1>
      ${
        this.#edits && !isEmpty
          ? html`<a class="button" href=${peopleApi.csvUrl} download="people.csv" data-testid="export"
                >${icon('download')}${msg('Export CSV')}</a
              ><button
                data-testid="gallery-report"
                aria-expanded=${this.reportOpen}
                @click=${() => (this.reportOpen = !this.reportOpen)}
              >
                ${icon('report')}${msg('Gallery report')}
              </button>`
          : nothing
      }
      ${
        can(this.me, 'create Person')
          ? html`<a class="button" href="/people/import" data-testid="import"
                >${icon('upload')}${msg('Import')}</a
              ><button class="primary" data-testid="add-person" @click=${() => void this.adder.open()}>
                ${icon('plus')}${msg('Add person')}
              </button>`
          : nothing
      }
    </div>`;
  }

  #list() {
    const waits = this.#reads ? this.people === null : this.liveState.overview === null;
    if (waits) return this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    if (this.#all.length === 0) return this.#nobody();
    if (this.#shown.length === 0) return this.#noMatch();
    const [shown, all] = [this.#shown.length, this.#all.length];
    return html`<p class="soft small count" role="status" data-testid="people-count">
        ${shown !== all ? msg(str`${shown} of ${all} people`) : all === 1 ? msg('1 person') : msg(str`${all} people`)}
      </p>
      <w-people-table
        .rows=${this.#shown}
        .sorting=${this.sorting}
        .edits=${this.#edits}
        .dayStartMs=${startOfDayMs(serverNowMs(this.liveState, Date.now()), this.liveState.overview?.timeZone ?? 'UTC')}
        @sort=${(event: CustomEvent<SortKey>) => this.#sort(event.detail)}
      ></w-people-table>`;
  }

  #nobody() {
    return html`<div class="panel empty">
      ${icon('people')}<strong>${msg('Nobody is enrolled yet')}</strong>
      <p>
        ${
          can(this.me, 'create Person')
            ? msg(
                'Add a person with consent and three or more photos; the cameras recognise them from then on.',
              )
            : msg('An administrator adds people with a few photos each.')
        }
      </p>
      ${
        can(this.me, 'create Person')
          ? html`<a class="button" href="/people/import">${msg('Import a list instead')}</a>`
          : nothing
      }
    </div>`;
  }

  #noMatch() {
    return html`<div class="panel empty">
      ${icon('search')}<strong>${msg('Nobody matches')}</strong>
      <button @click=${() => (this.filter = { ...noFilter, deactivated: 'all' })}>
        ${msg('Show everybody')}
      </button>
    </div>`;
  }

  #sort(key: SortKey): void {
    this.sorting = { key, isDown: this.sorting.key === key && !this.sorting.isDown };
  }

  async #load(): Promise<void> {
    try {
      this.people = await peopleApi.people('all');
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
