import { msg, str } from '@lit/localize';
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { HolidayCalendar, ShiftAssignment, ShiftView, ThresholdRule } from '../../../server/wire.ts';
import { dutyApi } from '../api/duty.ts';
import { sentenceOf } from '../api.ts';
import { can } from '../can.ts';
import type { Confirm } from '../components/Confirm.ts';
import type { HolidayCalendars } from '../components/shifts/HolidayCalendars.ts';
import type { ShiftForm } from '../components/shifts/ShiftForm.ts';
import type { ThresholdRules } from '../components/shifts/ThresholdRules.ts';
import type { WhoWorks } from '../components/shifts/WhoWorks.ts';
import { icon } from '../icons.ts';
import { isoDay } from '../person/siteDay.ts';
import { serverNowMs } from '../state.ts';
import { Page } from './Page.ts';
import '../components/Confirm.ts';
import '../components/shifts/HolidayCalendars.ts';
import '../components/shifts/ShiftForm.ts';
import '../components/shifts/ShiftList.ts';
import '../components/shifts/ThresholdRules.ts';
import '../components/shifts/WhoWorks.ts';

type Part = 'shifts' | 'people' | 'holidays' | 'thresholds';
const parts: Part[] = ['shifts', 'people', 'holidays', 'thresholds'];
type Known = {
  shifts: ShiftView[];
  assignments: ShiftAssignment[];
  calendars: HolidayCalendar[];
  thresholds: ThresholdRule[];
};

/** When people have to be there: shifts, who works them, holidays, and how long somebody may be unseen. */
@customElement('w-shifts-page')
export class ShiftsPage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      :host {
        max-width: 84rem;
      }
      .parts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
        margin-bottom: 1rem;
        border-bottom: 1px solid var(--line);
      }
      .parts a {
        padding: 0.55rem 0.85rem;
        color: var(--soft);
        font-weight: 550;
        text-decoration: none;
        border-bottom: 3px solid transparent;
      }
      .parts a:hover {
        color: var(--text);
      }
      .parts a[aria-current='page'] {
        color: var(--accent);
        border-color: var(--accent);
      }
      .archived {
        margin-top: 1rem;
      }
      .archived w-shift-list {
        margin-top: 0.75rem;
      }
      summary {
        cursor: pointer;
      }
      @media (max-width: 640px) {
        .parts a {
          padding: 0.7rem 0.4rem;
          font-size: 0.92rem;
        }
      }
    `,
  ];

  @state() private known: Known | null = null;
  @state() private problem = '';
  @state() private shown: Part = partIn(location.search);
  @query('w-shift-form') private form!: ShiftForm;
  @query('w-confirm') private confirm!: Confirm;
  @query('w-who-works') private whoWorks!: WhoWorks;
  @query('w-holiday-calendars') private calendars!: HolidayCalendars;
  @query('w-threshold-rules') private rules!: ThresholdRules;
  readonly #moved = () => (this.shown = partIn(location.search));

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.#moved);
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#moved);
  }

  override render() {
    return html`<div class="top">
        <h1>${msg('Shifts')}</h1>
        ${this.#edits ? this.#adding() : nothing}
      </div>
      <nav class="parts" aria-label=${msg('Parts of this page')}>
        ${parts.map((part) => this.#link(part))}
      </nav>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.known && this.liveState.overview ? this.#body(this.known) : this.#waiting()}
      ${
        this.#edits
          ? html`<w-shift-form
                .calendars=${this.known?.calendars ?? []}
                .today=${this.#today}
                @saved=${() => void this.#load()}
              ></w-shift-form
              ><w-confirm></w-confirm>`
          : nothing
      }`;
  }

  get #edits(): boolean {
    return can(this.me, 'update Shift');
  }

  get #today(): string {
    const zone = this.liveState.overview?.timeZone ?? 'UTC';
    return isoDay(serverNowMs(this.liveState, Date.now()), zone);
  }

  #waiting() {
    return this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`;
  }

  #link(part: Part) {
    const path = part === 'shifts' ? '/shifts' : `/shifts?part=${part}`;
    return html`<a
      href=${path}
      aria-current=${part === this.shown ? 'page' : nothing}
      data-testid="part-${part}"
      >${partWord(part)}</a
    >`;
  }

  /** What the shown part is made of. */
  #adding() {
    const { shifts = [] } = this.known ?? {};
    const button = (id: string, text: string, run: () => unknown, reason = '') =>
      html`<button
        class="primary"
        data-testid=${id}
        ?disabled=${reason !== ''}
        title=${reason || nothing}
        @click=${() => void run()}
      >
        ${icon('plus')}${text}
      </button>`;
    switch (this.shown) {
      case 'shifts':
        return button('add-shift', msg('Add shift'), () => this.form.open(null));
      case 'people':
        return button(
          'assign',
          msg('Assign a shift'),
          () => this.whoWorks.assign(),
          shifts.some(({ archived }) => !archived) ? '' : msg('Add a shift first'),
        );
      case 'holidays':
        return button('add-calendar', msg('Add holidays'), () => this.calendars.add());
      case 'thresholds':
        return button('add-threshold', msg('Add thresholds'), () => this.rules.add());
      default:
        return this.shown satisfies never;
    }
  }

  #body(known: Known) {
    const { people = [], teams = [], areas = [], timeZone = 'UTC' } = this.liveState.overview ?? {};
    const changed = () => void this.#load();
    switch (this.shown) {
      case 'shifts':
        return this.#shifts(known);
      case 'people':
        return html`<w-who-works
          .shifts=${known.shifts}
          .assignments=${known.assignments}
          .calendars=${known.calendars}
          .people=${people}
          .teams=${teams}
          .today=${this.#today}
          .timeZone=${timeZone}
          .edits=${this.#edits}
          @changed=${changed}
        ></w-who-works>`;
      case 'holidays':
        return html`<w-holiday-calendars
          .calendars=${known.calendars}
          .shifts=${known.shifts}
          .today=${this.#today}
          .timeZone=${timeZone}
          .edits=${this.#edits}
          @changed=${changed}
        ></w-holiday-calendars>`;
      case 'thresholds':
        return html`<w-threshold-rules
          .rules=${known.thresholds}
          .people=${people}
          .teams=${teams}
          .areas=${areas}
          .timeZone=${timeZone}
          .edits=${this.#edits}
          .opensSettings=${can(this.me, 'read Settings')}
          @changed=${changed}
        ></w-threshold-rules>`;
      default:
        return this.shown satisfies never;
    }
  }

  #shifts(known: Known) {
    const [current, archived] = [false, true].map((past) =>
      known.shifts.filter((shift) => shift.archived === past),
    );
    if (!current || !archived) return nothing;
    return html`${current.length === 0 ? this.#noShift() : this.#list(current, known)}
    ${
      archived.length > 0
        ? html`<details class="archived">
            <summary>${msg('Archived shifts')}</summary>
            ${this.#list(archived, known)}
          </details>`
        : nothing
    }`;
  }

  #list(shifts: ShiftView[], { calendars }: Known) {
    return html`<w-shift-list
      .shifts=${shifts}
      .calendars=${calendars}
      .today=${this.#today}
      .timeZone=${this.liveState.overview?.timeZone ?? 'UTC'}
      .edits=${this.#edits}
      @change=${(event: CustomEvent<ShiftView>) => void this.form.open(event.detail)}
      @archive=${(event: CustomEvent<ShiftView>) => this.#archive(event.detail)}
    ></w-shift-list>`;
  }

  #noShift() {
    return html`<div class="panel empty">
      ${icon('shift')}<strong>${msg('No shift yet')}</strong>
      <p>
        ${
          this.#edits
            ? msg('Without shifts everybody is expected at any time. Add one, then say who works it.')
            : msg('HR adds them here. Until then everybody is expected at any time.')
        }
      </p>
    </div>`;
  }

  #archive({ shiftId, name }: ShiftView): void {
    void this.confirm.ask({
      heading: msg(str`Archive ${name}?`),
      text: msg(
        'It can no longer be assigned; past days stay as they were judged. Whoever works it has to be given another shift first.',
      ),
      action: msg('Archive'),
      run: () => dutyApi.archiveShift(shiftId).then(() => this.#load()),
    });
  }

  async #load(): Promise<void> {
    try {
      const [shifts, assignments, calendars, thresholds] = await Promise.all([
        dutyApi.shifts(),
        dutyApi.assignments(),
        dutyApi.calendars(),
        dutyApi.thresholds(),
      ]);
      this.known = { shifts, assignments, calendars, thresholds };
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}

function partIn(search: string): Part {
  const said = new URLSearchParams(search).get('part');
  return parts.find((part) => part === said) ?? 'shifts';
}

function partWord(part: Part): string {
  switch (part) {
    case 'shifts':
      return msg('Shifts');
    case 'people':
      return msg('Who works what');
    case 'holidays':
      return msg('Holidays');
    case 'thresholds':
      return msg('Thresholds');
    default:
      return part satisfies never;
  }
}
