import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Me, Person } from '../../../server/wire.ts';
import { api, sentenceOf } from '../api.ts';
import type { AddPerson } from '../components/AddPerson.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { can } from '../can.ts';
import { emptyState, type LiveState } from '../state.ts';
import { page, shared } from '../styles.ts';
import '../components/AddPerson.ts';
import '../components/GalleryReport.ts';
import '../components/PersonCard.ts';

/** Who is enrolled. An administrator edits; a viewer reads the names. */
@customElement('w-people-page')
export class PeoplePage extends LitElement {
  static override styles = [
    shared,
    controls,
    page,
    css`
      .plain li {
        padding: 0.6rem 0.875rem;
        border-top: 1px solid var(--line);
      }
      .plain li:first-child {
        border-top: 0;
      }
      /* Else one of the buttons would wrap alone. */
      @media (max-width: 640px) {
        .top h1 {
          flex-basis: 100%;
        }
      }
      @media (min-width: 641px) {
        .top input[type='search'] {
          width: 15rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) liveState: LiveState = emptyState;
  @property({ attribute: false }) me: Me | null = null;
  @state() private people: Person[] | null = null;
  @state() private problem = '';
  @state() private search = '';
  @state() private reportOpen = false;
  @query('w-add-person') private adder!: AddPerson;

  override connectedCallback(): void {
    super.connectedCallback();
    if (can(this.me, 'create Person')) void this.#load();
  }

  override render() {
    return html`<div class="top">
        <h1>People</h1>
        <input
          type="search"
          ?hidden=${this.#count() === 0}
          aria-label="Search people"
          placeholder="Search"
          @input=${(event: InputEvent) => (this.search = (event.target as HTMLInputElement).value)}
        />
        ${
          can(this.me, 'create Person')
            ? html`<button
                  data-testid="gallery-report"
                  aria-expanded=${this.reportOpen}
                  ?hidden=${this.#count() === 0}
                  @click=${() => (this.reportOpen = !this.reportOpen)}
                >
                  ${icon('report')}Gallery report</button
                ><button class="primary" data-testid="add-person" @click=${() => void this.adder.open()}>
                  ${icon('plus')}Add person
                </button>`
            : ''
        }
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : ''}
      ${can(this.me, 'create Person') && this.reportOpen ? html`<w-gallery-report .people=${this.people}></w-gallery-report>` : ''}
      ${can(this.me, 'create Person') ? this.#editable() : this.#plain()}
      ${can(this.me, 'create Person') ? html`<w-add-person @changed=${() => void this.#load()}></w-add-person>` : ''}`;
  }

  #editable() {
    if (!this.people) return this.problem ? '' : html`<p class="soft" role="status">Loading…</p>`;
    const shown = this.#found(this.people);
    if (shown.length === 0) return this.#empty(this.people.length);
    return html`<div class="panel">
      ${repeat(
        shown,
        (person) => person.personId,
        (person) =>
          html`<w-person-card
            .person=${person}
            .timeZone=${this.liveState.overview?.timeZone ?? 'UTC'}
            @changed=${() => void this.#load()}
          ></w-person-card>`,
      )}
    </div>`;
  }

  #plain() {
    const people = this.liveState.overview?.people ?? [];
    const shown = this.#found(people);
    if (shown.length === 0) return this.#empty(people.length);
    return html`<ul class="panel plain">
      ${shown.map((person) => html`<li class="wrap">${person.name}</li>`)}
    </ul>`;
  }

  #empty(count: number) {
    if (count > 0) return html`<p class="panel empty">Nobody matches “${this.search}”.</p>`;
    return html`<div class="panel empty">
      ${icon('people')}<strong>Nobody is enrolled yet</strong>
      <p>
        ${
          can(this.me, 'create Person')
            ? 'Add a person with consent and three or more photos; the cameras recognise them from then on.'
            : 'An administrator adds people with a few photos each.'
        }
      </p>
    </div>`;
  }

  #count(): number {
    return (can(this.me, 'create Person') ? this.people : this.liveState.overview?.people)?.length ?? 0;
  }

  #found<Named extends { name: string }>(people: Named[]): Named[] {
    const wanted = this.search.trim().toLowerCase();
    return people
      .filter((person) => person.name.toLowerCase().includes(wanted))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  async #load(): Promise<void> {
    try {
      this.people = await api.people();
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
