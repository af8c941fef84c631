import { msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { PersonView, Punch, Sojourn } from '../../../../server/wire.ts';
import { api, sentenceOf } from '../../api.ts';
import { dutyApi } from '../../api/duty.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { dayAfter, isoDay, spanOfDay } from '../../person/siteDay.ts';
import { shared } from '../../styles.ts';
import type { SightingList } from './SightingList.ts';
import './DayPicture.ts';
import './DoubleList.ts';
import './SightingList.ts';

/** While today is shown: a sojourn grows. */
const readEveryMs = 10_000;

/** One day of a person: the picture, and the sightings in words. */
@customElement('w-day-panel')
export class DayPanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: block;
      }
      .bar {
        flex-wrap: wrap;
        padding: 0.6rem 0 0.8rem;
      }
      h2 {
        font-size: 1.05rem;
      }
      .day {
        display: flex;
        gap: 0.4rem;
      }
      .day input:not([type='checkbox'], [type='file']) {
        width: 9.5rem;
      }
      @media (max-width: 640px) {
        .day {
          flex-basis: 100%;
        }
        .day input:not([type='checkbox'], [type='file']) {
          flex: 1;
        }
      }
      w-sighting-list {
        margin-top: 1rem;
      }
      .empty {
        padding: 1.5rem;
      }
    `,
  ];

  @property({ attribute: false }) person: Pick<PersonView, 'personId' | 'name'> | null = null;
  @property({ attribute: false }) people: readonly PersonView[] = [];
  @property({ type: Boolean }) corrects = false;
  /** Punches stand among the sightings. */
  @property({ type: Boolean }) seesPunches = false;
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  /** null: today, whenever that is. */
  @state() private chosen: string | null = dayInAddress();
  @state() private sojourns: Sojourn[] | null = null;
  @state() private punches: Punch[] = [];
  @state() private problem = '';
  @query('w-sighting-list') private list!: SightingList | null;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => void (this.chosen === null && this.#load()), readEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override willUpdate(changed: PropertyValues): void {
    // An address may name today.
    if (this.chosen !== null && this.nowMs > 0 && this.chosen >= this.#today) this.chosen = null;
    const isOther =
      changed.has('person') &&
      (changed.get('person') as { personId: string } | null)?.personId !== this.person?.personId;
    if (!isOther && !changed.has('chosen') && !changed.has('timeZone')) return;
    this.sojourns = null;
    void this.#load();
  }

  override render() {
    return html`<div class="bar">
        <h2 class="grow">${this.chosen === null ? msg('Today') : msg('This day')}</h2>
        ${this.#picker()}
      </div>
      ${this.#body()}`;
  }

  #picker() {
    const today = this.#today;
    const day = this.chosen ?? today;
    return html`<div class="day">
      <button
        class="icon"
        aria-label=${msg('The day before')}
        title=${msg('The day before')}
        @click=${() => this.#choose(dayAfter(day, -1))}
      >
        ${icon('back')}
      </button>
      <input
        type="date"
        aria-label=${msg('Day')}
        data-testid="day"
        max=${today}
        .value=${day}
        @change=${(event: Event) => this.#choose((event.target as HTMLInputElement).value)}
      />
      <button
        class="icon"
        aria-label=${msg('The day after')}
        ?disabled=${day === today}
        title=${day === today ? msg('Today is shown') : msg('The day after')}
        @click=${() => this.#choose(dayAfter(day, 1))}
      >
        ${icon('right')}
      </button>
      <button
        ?disabled=${day === today}
        title=${day === today ? msg('Today is shown') : nothing}
        @click=${() => this.#choose(today)}
      >
        ${msg('Today')}
      </button>
    </div>`;
  }

  #body() {
    const day = this.#day;
    if (this.problem) return html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>`;
    if (!this.sojourns || !day) return html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    if (this.sojourns.length === 0 && this.punches.length === 0)
      return html`<p class="empty" data-testid="not-seen">
        ${this.chosen === null ? msg('No camera has seen them today.') : msg('No camera saw them on this day.')}
      </p>`;
    return html`<w-day-picture
        .sojourns=${this.sojourns}
        .punches=${this.punches}
        .day=${day}
        .nowMs=${this.nowMs}
        .timeZone=${this.timeZone}
        .name=${this.person?.name ?? ''}
        @chosen=${(event: CustomEvent<Sojourn>) => void this.list?.show(event.detail)}
      ></w-day-picture>
      <w-sighting-list
        .person=${this.person}
        .people=${this.people}
        .sojourns=${this.sojourns.toReversed()}
        .punches=${this.punches.toReversed()}
        .corrects=${this.corrects}
        .nowMs=${this.nowMs}
        .timeZone=${this.timeZone}
        @corrected=${(event: CustomEvent<Sojourn>) => this.#corrected(event.detail)}
      ></w-sighting-list>
      <w-double-list
        .personId=${this.person?.personId ?? ''}
        .day=${day}
        .timeZone=${this.timeZone}
        .sightings=${this.sojourns.length}
      ></w-double-list>`;
  }

  get #today(): string {
    return isoDay(this.nowMs, this.timeZone);
  }

  get #day() {
    return spanOfDay(this.chosen ?? this.#today, this.timeZone);
  }

  #choose(day: string): void {
    if (spanOfDay(day, this.timeZone) === null) return;
    this.chosen = day >= this.#today ? null : day;
  }

  async #load(): Promise<void> {
    const { person } = this;
    const [asked, day] = [this.chosen, this.#day];
    if (!person || !day || this.nowMs === 0) return;
    try {
      const [sojourns, punches] = await Promise.all([
        api.sojourns(person.personId, day.fromMs, Math.min(day.toMs, this.nowMs)),
        this.seesPunches ? dutyApi.punches(person.personId, day.fromMs, day.toMs) : [],
      ]);
      // Another person or day may have been opened meanwhile.
      if (this.person?.personId !== person.personId || this.chosen !== asked) return;
      this.sojourns = sojourns.toSorted((a, b) => a.fromMs - b.fromMs);
      this.punches = punches.toSorted((a, b) => a.atMs - b.atMs);
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #corrected(corrected: Sojourn): void {
    const known = this.sojourns ?? [];
    this.sojourns = known.map((each) => (each.sojournId === corrected.sojournId ? corrected : each));
  }
}

/** Somebody came from a punch of that day. */
function dayInAddress(): string | null {
  const day = new URLSearchParams(location.search).get('day') ?? '';
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : null;
}
