import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Correction, PersonView, Punch, Sojourn } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { punchEvidence, punchText } from '../../person/punchText.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { clockText, durationText, exactText, momentText, numberText } from '../../time.ts';
import { sightingListStyles } from './sightingListStyles.ts';
import '../NotThisPerson.ts';

const shownFirst = 50;

/** Each sighting with what the name rests on, and the punches among them; who may corrects what was somebody else. Fires `corrected` with the sojourn. */
@customElement('w-sighting-list')
export class SightingList extends LitElement {
  static override styles = [shared, controls, sightingListStyles];

  /** Who was seen; their id and name are enough. */
  @property({ attribute: false }) person: Pick<PersonView, 'personId' | 'name'> | null = null;
  /** Newest first. */
  @property({ attribute: false }) sojourns: readonly Sojourn[] = [];
  /** Newest first. */
  @property({ attribute: false }) punches: readonly Punch[] = [];
  @property({ attribute: false }) people: readonly PersonView[] = [];
  @property({ type: Boolean }) corrects = false;
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  /** The sighting being corrected. */
  @state() private wrong: string | null = null;
  @state() private showsAll = false;

  override render() {
    const all = this.#all();
    const shown = this.showsAll ? all : all.slice(0, shownFirst);
    const isMixed = this.punches.length > 0;
    return html`<ul aria-label=${isMixed ? msg('Sightings and punches') : msg('Sightings')}>
        ${repeat(
          shown,
          (each) => ('punchId' in each ? each.punchId : each.sojournId),
          (each) => ('punchId' in each ? this.#punch(each) : this.#row(each)),
        )}
      </ul>
      ${
        shown.length < all.length
          ? html`<button @click=${() => (this.showsAll = true)}>
              ${msg(str`Show all ${numberText(all.length)}`)}
            </button>`
          : nothing
      }`;
  }

  /** One list in the order of time. */
  #all(): (Sojourn | Punch)[] {
    if (this.punches.length === 0) return [...this.sojourns];
    const when = (each: Sojourn | Punch) => ('punchId' in each ? each.atMs : each.fromMs);
    return [...this.sojourns, ...this.punches].sort((a, b) => when(b) - when(a));
  }

  #punch(punch: Punch) {
    return html`<li class="punch" data-testid="day-punch">
      <time title=${exactText(punch.atMs, this.timeZone)}
        >${clockText(punch.atMs, this.timeZone).slice(0, 5)}</time
      >
      <span class="place wrap">${icon('badge')}<strong>${punchText(punch)}</strong></span>
      <span class="evidence soft small">${punchEvidence(punch)}</span>
    </li>`;
  }

  /** Brings it into view, and the focus to it. */
  async show({ sojournId }: Sojourn): Promise<void> {
    this.showsAll = true;
    await this.updateComplete;
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-row="${sojournId}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }

  #row(sojourn: Sojourn) {
    const { sojournId, fromMs, toMs, correction } = sojourn;
    const [from, to] = [fromMs, toMs].map((atMs) => clockText(atMs, this.timeZone).slice(0, 5));
    return html`<li class=${correction ? 'corrected' : ''} data-row=${sojournId} tabindex="-1">
      <time title="${exactText(fromMs, this.timeZone)} – ${exactText(toMs, this.timeZone)}"
        >${from === to ? from : `${from} – ${to}`}</time
      >
      <span class="place wrap"
        ><strong>${sojourn.cameraName}</strong> ${
          sojourn.area === sojourn.cameraName ? nothing : html`<span class="soft">${sojourn.area}</span>`
        }</span
      >
      <span class="wait soft">${durationText(toMs - fromMs)}</span>
      <span class="evidence soft small">${evidenceText(sojourn)}</span>
      ${this.corrects && !correction && this.wrong !== sojournId ? this.#notButton(sojourn, from ?? '') : nothing}
      ${correction ? this.#correction(sojourn, correction) : nothing}
      ${this.wrong === sojournId ? this.#form(sojourn) : nothing}
    </li>`;
  }

  #notButton({ sojournId, cameraName }: Sojourn, from: string) {
    const name = this.person?.name ?? '';
    return html`<button
      class="not"
      aria-label=${msg(str`Not this person: ${name} at ${cameraName}, ${from}`)}
      title=${msg('This was somebody else')}
      data-testid="not-this-person"
      data-for=${sojournId}
      @click=${() => (this.wrong = sojournId)}
    >
      ${msg('Not this person')}
    </button>`;
  }

  #correction({ sojournId }: Sojourn, { by, atMs, why, actual }: Correction) {
    const name = this.person?.name ?? '';
    const when = momentText(atMs, this.nowMs, this.timeZone);
    const reason = why ? ` (${why})` : '';
    return html`<p class="soft small wrap" tabindex="-1" data-for=${sojournId} data-testid="correction">
      ${
        actual === null
          ? msg(str`Not ${name}: corrected by ${by}, ${when}${reason}. It does not count.`)
          : msg(str`Not ${name}, but ${actual}: corrected by ${by}, ${when}${reason}. It does not count.`)
      }
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

  #corrected(sojourn: Sojourn): void {
    this.dispatchEvent(new CustomEvent('corrected', { detail: sojourn }));
    // The list with the correction comes with the next drawing.
    setTimeout(() => void this.#closeForm(sojourn));
  }
}

function evidenceText({ evidence: { faces, score, margin } }: Sojourn): string {
  const [likeness, lead] = [score.toFixed(2), margin.toFixed(2)];
  if (faces === 0) return msg('Without a face of their own: the name comes from a sighting before.');
  return faces === 1
    ? msg(str`1 face, score ${likeness}, lead ${lead} over the next person`)
    : msg(str`${faces} faces, score ${likeness}, lead ${lead} over the next person`);
}
