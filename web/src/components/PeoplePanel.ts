import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AreaView, Me, PersonView, TeamView } from '../../../server/wire.ts';
import { can } from '../can.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { filteredPeople, noFilters, type PeopleFilters } from '../peopleFilters.ts';
import { inHeldOrder, orders, peopleInOrder, type PeopleOrder } from '../peopleOrder.ts';
import { remember, remembered } from '../storage.ts';
import { shared } from '../styles.ts';
import type { WhyPopover } from './WhyPopover.ts';
import './PeopleFilterBar.ts';
import './PeopleList.ts';
import './WhyPopover.ts';

/** Everybody, where they are and since when. Rows fire `track`, the filters `filters` with what changes. */
@customElement('w-people-panel')
export class PeoplePanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
        min-height: 0;
      }
      section {
        display: flex;
        flex-direction: column;
        height: 100%;
        overflow: hidden;
      }
      .tools {
        display: grid;
        gap: 0.5rem;
        padding: 0 0.875rem 0.7rem;
      }
      .first {
        display: flex;
        gap: 0.5rem;
      }
      .search {
        position: relative;
        flex: 1;
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
      .order select {
        width: auto;
      }
      w-people-list {
        flex: 1;
      }
    `,
  ];

  @property({ attribute: false }) me: Me | null = null;
  @property({ attribute: false }) people: PersonView[] = [];
  @property({ attribute: false }) areas: AreaView[] = [];
  @property({ attribute: false }) teams: TeamView[] = [];
  @property({ attribute: false }) filters: PeopleFilters = noFilters;
  @property() trackedPersonId: string | null = null;
  @property({ type: Number }) clockOffsetMs = 0;
  @property() timeZone = 'UTC';
  @state() private search = '';
  @state() private order: PeopleOrder = orders.find((each) => each === remembered('order')) ?? 'lastSeen';
  /** Rows stay where they are meanwhile. */
  @state() private isPointedAt = false;
  @query('w-why-popover') private whyPopover!: WhyPopover;
  #shown: PersonView[] = [];

  override willUpdate(changed: PropertyValues<this>): void {
    const given = ['people', 'areas', 'teams', 'filters', 'search', 'order', 'isPointedAt'];
    if (!given.some((name) => (changed as PropertyValues).has(name))) return;
    const { areas, teams } = this;
    const filtered = filteredPeople(this.people, this.filters, { areas, teams });
    const ordered = peopleInOrder(filtered, this.search, this.order);
    const isAsked = ['filters', 'search', 'order'].some((name) => (changed as PropertyValues).has(name));
    this.#shown = this.isPointedAt && !isAsked ? inHeldOrder(this.#shown, ordered) : ordered;
  }

  override render() {
    const [shown, all] = [this.#shown.length, this.people.length];
    return html`<section
      class="panel"
      aria-labelledby="title"
      @why=${(event: CustomEvent<{ person: PersonView; beside: DOMRect }>) =>
        void this.whyPopover.ask(event.detail.person, event.detail.beside)}
      @pointerenter=${() => (this.isPointedAt = true)}
      @pointerleave=${() => (this.isPointedAt = false)}
    >
      <div class="bar">
        <h2 id="title" class="grow">${msg('Employee tracking')}</h2>
        <span class="soft small" role="status" data-testid="people-count"
          >${shown === all ? msg(str`${all} people`) : msg(str`${shown} of ${all} people`)}</span
        >
      </div>
      ${all > 0 ? this.#tools() : nothing} ${this.#list()}
      <w-why-popover></w-why-popover>
    </section>`;
  }

  #tools() {
    return html`<div class="tools">
      <div class="first">
        <label class="search">
          <span class="hidden-text">${msg('Search people')}</span>${icon('search')}
          <input
            type="search"
            placeholder=${msg('Name, code or place')}
            data-testid="search-people"
            .value=${this.search}
            @input=${(event: InputEvent) => (this.search = (event.target as HTMLInputElement).value)}
          />
        </label>
        <label class="order">
          <span class="hidden-text">${msg('Sort by')}</span>
          <select
            data-testid="order-people"
            @change=${(event: Event) => this.#sortBy((event.target as HTMLSelectElement).value as PeopleOrder)}
          >
            ${orders.map(
              (order) =>
                html`<option value=${order} ?selected=${this.order === order}>${orderWords(order)}</option>`,
            )}
          </select>
        </label>
      </div>
      <w-people-filter-bar
        .filters=${this.filters}
        .areas=${this.areas}
        .teams=${this.teams}
      ></w-people-filter-bar>
    </div>`;
  }

  #list() {
    if (this.people.length === 0) return this.#empty();
    if (this.#shown.length === 0) return this.#nobody();
    return html`<w-people-list
      .people=${this.#shown}
      .trackedPersonId=${this.trackedPersonId}
      .opens=${can(this.me, 'read Presence')}
      .clockOffsetMs=${this.clockOffsetMs}
      .timeZone=${this.timeZone}
    ></w-people-list>`;
  }

  #nobody() {
    return html`<div class="empty">
      <p>
        ${this.search ? msg(str`Nobody matches “${this.search}”.`) : msg('Nobody matches these filters.')}
      </p>
      <button data-testid="show-everybody" @click=${() => this.#showEverybody()}>
        ${msg('Show everybody')}
      </button>
    </div>`;
  }

  #empty() {
    return html`<div class="empty">
      ${icon('people')}
      <strong>${msg('Nobody is enrolled yet')}</strong>
      ${
        can(this.me, 'create Person')
          ? html`<a class="button primary" href="/people">${msg('Add people')}</a>`
          : html`<p>${msg('An administrator adds people; those you may see appear here by themselves.')}</p>`
      }
    </div>`;
  }

  #showEverybody(): void {
    this.search = '';
    this.dispatchEvent(new CustomEvent('filters', { detail: noFilters, bubbles: true, composed: true }));
  }

  #sortBy(order: PeopleOrder): void {
    this.order = order;
    remember('order', order);
  }
}

function orderWords(order: PeopleOrder): string {
  switch (order) {
    case 'lastSeen':
      return msg('Last seen');
    case 'name':
      return msg('Name');
    case 'state':
      return msg('State');
    default:
      return order satisfies never;
  }
}
