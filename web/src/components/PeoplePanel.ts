import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PersonView, Summary } from '../../../server/wire.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { peopleInOrder, type PeopleOrder } from '../peopleOrder.ts';
import { remember, remembered } from '../storage.ts';
import { shared } from '../styles.ts';
import { Ticking } from '../Ticking.ts';
import './PersonRow.ts';

/** Everybody, where they are and since when. Rows fire `track` and `day`. */
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
      dl {
        display: grid;
        grid-template-columns: repeat(5, auto);
        justify-content: space-between;
        gap: 0.5rem;
        padding: 0 0.875rem 0.75rem;
      }
      dl div {
        display: flex;
        flex-direction: column-reverse;
        justify-content: flex-end;
      }
      dt {
        font-size: 0.8rem;
        line-height: 1.25;
        color: var(--soft);
      }
      dd {
        font-size: 1.3rem;
        font-weight: 650;
        line-height: 1.2;
      }
      .bad dd,
      .bad dt {
        color: var(--bad);
      }
      .tools {
        display: flex;
        gap: 0.5rem;
        padding: 0 0.875rem 0.7rem;
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
      ul {
        flex: 1;
        min-height: 0;
        overflow: auto;
      }
    `,
  ];

  @property({ attribute: false }) people: PersonView[] = [];
  @property({ attribute: false }) summary: Summary | null = null;
  @property() trackedPersonId: string | null = null;
  @property({ type: Number }) clockOffsetMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) admin = false;
  @state() private search = '';
  @state() private order: PeopleOrder = remembered('order') === 'name' ? 'name' : 'lastSeen';

  constructor() {
    super();
    new Ticking(this);
  }

  override render() {
    return html`<section class="panel" aria-labelledby="title">
      <div class="bar"><h2 id="title">Employee tracking</h2></div>
      ${this.#summary()} ${this.people.length > 0 ? this.#tools() : ''} ${this.#list()}
    </section>`;
  }

  #summary() {
    const { summary } = this;
    if (!summary) return '';
    const figure = (label: string, value: number, colour = '') =>
      html`<div class=${colour}>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>`;
    return html`<dl data-testid="summary">
      ${figure('present', summary.present)} ${figure('away', summary.away)} ${figure('total', summary.total)}
      ${figure('unknown in view', summary.unknownInView)}
      ${figure('cameras blind', summary.blindCameras, summary.blindCameras > 0 ? 'bad' : '')}
    </dl>`;
  }

  #tools() {
    return html`<div class="tools">
      <label class="search">
        <span class="hidden-text">Search people</span>${icon('search')}
        <input
          type="search"
          placeholder="Name or place"
          .value=${this.search}
          @input=${(event: InputEvent) => (this.search = (event.target as HTMLInputElement).value)}
        />
      </label>
      <label class="order">
        <span class="hidden-text">Sort by</span>
        <select
          .value=${this.order}
          @change=${(event: Event) => this.#sortBy((event.target as HTMLSelectElement).value as PeopleOrder)}
        >
          <option value="lastSeen" ?selected=${this.order === 'lastSeen'}>Last seen</option>
          <option value="name" ?selected=${this.order === 'name'}>Name</option>
        </select>
      </label>
    </div>`;
  }

  #list() {
    const shown = peopleInOrder(this.people, this.search, this.order);
    if (this.people.length === 0) return this.#empty();
    if (shown.length === 0) return html`<p class="empty">Nobody matches “${this.search}”.</p>`;
    const nowMs = Date.now() + this.clockOffsetMs;
    return html`<ul tabindex="-1">
      ${repeat(
        shown,
        (person) => person.personId,
        (person) =>
          html`<li>
            <w-person-row
              .person=${person}
              .tracked=${person.personId === this.trackedPersonId}
              .nowMs=${nowMs}
              .timeZone=${this.timeZone}
            ></w-person-row>
          </li>`,
      )}
    </ul>`;
  }

  #empty() {
    return html`<div class="empty">
      ${icon('people')}
      <strong>Nobody is enrolled yet</strong>
      ${
        this.admin
          ? html`<a class="button primary" href="/people">Add people</a>`
          : html`<p>An administrator adds people with a few photos each.</p>`
      }
    </div>`;
  }

  #sortBy(order: PeopleOrder): void {
    this.order = order;
    remember('order', order);
  }
}
