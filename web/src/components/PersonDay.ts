import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PersonView, Sojourn } from '../../../server/wire.ts';
import { api, sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { shared } from '../styles.ts';
import { durationText, momentText, startOfDayMs } from '../time.ts';
import type { Modal } from './Modal.ts';
import './Modal.ts';
import './NotThisPerson.ts';

/** Where one person was today, newest first. An administrator corrects what was somebody else. */
@customElement('w-person-day')
export class PersonDay extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      li {
        display: grid;
        grid-template-columns: 7.5rem 1fr auto auto;
        gap: 0.25rem 0.75rem;
        align-items: baseline;
        padding: 0.5rem 0;
        border-top: 1px solid var(--line);
      }
      .corrected span {
        text-decoration: line-through;
        color: var(--soft);
      }
      li > p,
      w-not-this-person {
        grid-column: 1 / -1;
      }
      li button {
        min-height: 1.75rem;
        padding: 0.1rem 0.5rem;
        font-size: 0.85rem;
      }
    `,
  ];

  @property() timeZone = 'UTC';
  @property({ type: Number }) clockOffsetMs = 0;
  @property({ type: Boolean }) admin = false;
  @property({ attribute: false }) people: PersonView[] = [];
  @state() private person: PersonView | null = null;
  @state() private sojourns: Sojourn[] | null = null;
  @state() private problem = '';
  /** The sighting being corrected. */
  @state() private wrong: Sojourn | null = null;
  @query('w-modal') private modal!: Modal;

  override render() {
    return html`<w-modal .heading=${this.person ? `${this.person.name} today` : ''}
      >${this.#body()}</w-modal
    >`;
  }

  async show(person: PersonView): Promise<void> {
    this.person = person;
    this.sojourns = null;
    this.wrong = null;
    this.problem = '';
    await this.modal.open();
    try {
      const nowMs = Date.now() + this.clockOffsetMs;
      const sojourns = await api.sojourns(person.personId, startOfDayMs(nowMs, this.timeZone), nowMs);
      // Another person may have been opened meanwhile.
      if (this.person === person) this.sojourns = sojourns.toSorted((a, b) => b.fromMs - a.fromMs);
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #body() {
    if (this.problem) return html`<p class="problem" role="alert">${this.problem}</p>`;
    if (!this.sojourns) return html`<p class="soft" role="status">Loading…</p>`;
    if (this.sojourns.length === 0) return html`<p class="soft">No camera has seen them today.</p>`;
    return html`<ul>
      ${repeat(
        this.sojourns,
        ({ sojournId }) => sojournId,
        (sojourn) => this.#row(sojourn),
      )}
    </ul>`;
  }

  #row(sojourn: Sojourn) {
    const nowMs = Date.now() + this.clockOffsetMs;
    const [from, to] = [sojourn.fromMs, sojourn.toMs].map((atMs) => momentText(atMs, nowMs, this.timeZone));
    return html`<li class=${sojourn.correction ? 'corrected' : ''}>
      <span>${from === to ? from : `${from} – ${to}`}</span>
      <span class="wrap"
        ><strong>${sojourn.cameraName}</strong> ${
          sojourn.area === sojourn.cameraName ? nothing : html`<span class="soft">${sojourn.area}</span>`
        }</span
      >
      <span class="soft">${durationText(sojourn.toMs - sojourn.fromMs)}</span>
      ${this.admin && !sojourn.correction && this.wrong !== sojourn ? this.#notButton(sojourn, from ?? '') : nothing}
      ${sojourn.correction ? this.#correction(sojourn.correction) : nothing}
      ${this.wrong === sojourn ? this.#form(sojourn) : nothing}
    </li>`;
  }

  #notButton(sojourn: Sojourn, from: string) {
    const name = this.person?.name ?? '';
    return html`<button
      aria-label="Not ${name} at ${sojourn.cameraName}, ${from}"
      title="This was somebody else"
      data-testid="not-this-person"
      @click=${() => (this.wrong = sojourn)}
    >
      Not ${name}?
    </button>`;
  }

  #correction({ by, atMs, why, actual }: NonNullable<Sojourn['correction']>) {
    const nowMs = Date.now() + this.clockOffsetMs;
    return html`<p class="soft small wrap" data-testid="correction">
      Not ${this.person?.name}${actual === null ? '' : `, but ${actual}`}: corrected by ${by},
      ${momentText(atMs, nowMs, this.timeZone)}${why ? ` (${why})` : ''}. It does not count.
    </p>`;
  }

  #form(sojourn: Sojourn) {
    return html`<w-not-this-person
      .person=${this.person}
      .people=${this.people}
      .sojourn=${sojourn}
      @cancelled=${() => (this.wrong = null)}
      @corrected=${(event: CustomEvent<Sojourn>) => this.#corrected(event.detail)}
    ></w-not-this-person>`;
  }

  #corrected(corrected: Sojourn): void {
    this.wrong = null;
    const known = this.sojourns ?? [];
    this.sojourns = known.map((each) => (each.sojournId === corrected.sojournId ? corrected : each));
  }
}
