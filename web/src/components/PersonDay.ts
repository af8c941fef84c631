import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PersonView, Sojourn } from '../../../server/wire.ts';
import { api, sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { shared } from '../styles.ts';
import { durationText, momentText, startOfDayMs } from '../time.ts';
import type { Modal } from './Modal.ts';
import './Modal.ts';

/** Where one person was today, newest first. */
@customElement('w-person-day')
export class PersonDay extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      li {
        display: grid;
        grid-template-columns: 7.5rem 1fr auto;
        gap: 0.75rem;
        padding: 0.5rem 0;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  @property() timeZone = 'UTC';
  @property({ type: Number }) clockOffsetMs = 0;
  @state() private person: PersonView | null = null;
  @state() private sojourns: Sojourn[] | null = null;
  @state() private problem = '';
  @query('w-modal') private modal!: Modal;

  override render() {
    return html`<w-modal .heading=${this.person ? `${this.person.name} today` : ''}
      >${this.#body()}</w-modal
    >`;
  }

  async show(person: PersonView): Promise<void> {
    this.person = person;
    this.sojourns = null;
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
      ${this.sojourns.map((sojourn) => this.#row(sojourn))}
    </ul>`;
  }

  #row(sojourn: Sojourn) {
    const nowMs = Date.now() + this.clockOffsetMs;
    const [from, to] = [sojourn.fromMs, sojourn.toMs].map((atMs) => momentText(atMs, nowMs, this.timeZone));
    return html`<li>
      <span>${from === to ? from : `${from} – ${to}`}</span>
      <span class="wrap"
        ><strong>${sojourn.cameraName}</strong> ${
          sojourn.area === sojourn.cameraName ? nothing : html`<span class="soft">${sojourn.area}</span>`
        }</span
      >
      <span class="soft">${durationText(sojourn.toMs - sojourn.fromMs)}</span>
    </li>`;
  }
}
