import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Correction, PersonView, Sojourn } from '../../../server/wire.ts';
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
        grid-template: auto / 7.5rem minmax(0, 1fr) auto 6.5rem;
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
      li > button {
        min-height: 1.75rem;
        padding: 0.1rem 0.5rem;
        font-size: 0.85rem;
        white-space: nowrap;
      }
      li > .wait {
        text-align: right;
        white-space: nowrap;
      }
      /* The time over the place, and the button beside both. */
      @media (max-width: 640px) {
        li {
          grid-template: auto auto / minmax(0, 1fr) auto 6.5rem;
        }
        li > .place {
          grid-area: 2 / 1;
        }
        li > button {
          grid-area: 1 / 3 / span 2;
          align-self: center;
        }
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
      <span class="place wrap"
        ><strong>${sojourn.cameraName}</strong> ${
          sojourn.area === sojourn.cameraName ? nothing : html`<span class="soft">${sojourn.area}</span>`
        }</span
      >
      <span class="wait soft">${durationText(sojourn.toMs - sojourn.fromMs)}</span>
      ${this.admin && !sojourn.correction && this.wrong !== sojourn ? this.#notButton(sojourn, from ?? '') : nothing}
      ${sojourn.correction ? this.#correction(sojourn, sojourn.correction) : nothing}
      ${this.wrong === sojourn ? this.#form(sojourn) : nothing}
    </li>`;
  }

  #notButton(sojourn: Sojourn, from: string) {
    const name = this.person?.name ?? '';
    return html`<button
      aria-label="Not them? ${name} at ${sojourn.cameraName}, ${from}"
      title="This was somebody else"
      data-testid="not-this-person"
      data-for=${sojourn.sojournId}
      @click=${() => (this.wrong = sojourn)}
    >
      Not them?
    </button>`;
  }

  #correction(sojourn: Sojourn, { by, atMs, why, actual }: Correction) {
    const nowMs = Date.now() + this.clockOffsetMs;
    return html`<p
      class="soft small wrap"
      tabindex="-1"
      data-for=${sojourn.sojournId}
      data-testid="correction"
    >
      Not ${this.person?.name}${actual === null ? '' : `, but ${actual}`}: corrected by ${by},
      ${momentText(atMs, nowMs, this.timeZone)}${why ? ` (${why})` : ''}. It does not count.
    </p>`;
  }

  #form(sojourn: Sojourn) {
    return html`<w-not-this-person
      .person=${this.person}
      .people=${this.people}
      .sojourn=${sojourn}
      @cancelled=${() => void this.#closeForm(sojourn)}
      @corrected=${(event: CustomEvent<Sojourn>) => this.#corrected(event.detail)}
    ></w-not-this-person>`;
  }

  /** What took the form's place gets the focus, which would be lost with the form. */
  async #closeForm({ sojournId }: Sojourn): Promise<void> {
    this.wrong = null;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-for="${sojournId}"]`)?.focus();
  }

  #corrected(corrected: Sojourn): void {
    const known = this.sojourns ?? [];
    this.sojourns = known.map((each) => (each.sojournId === corrected.sojournId ? corrected : each));
    void this.#closeForm(corrected);
  }
}
