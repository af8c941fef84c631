import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type {
  PersonView,
  PlannedDayView,
  ShiftAssignment,
  ShiftView,
  TeamView,
  ThresholdRule,
} from '../../../../server/wire.ts';
import { dutyApi } from '../../api/duty.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { isoDay, spanOfDay } from '../../person/siteDay.ts';
import { offWord } from '../../shifts/shiftWords.ts';
import { assignmentsOf } from '../../shifts/whoWorks.ts';
import { shared } from '../../styles.ts';
import { clockText, dateText, durationText } from '../../time.ts';
import type { AssignmentForm } from '../shifts/AssignmentForm.ts';
import type { ThresholdForm } from '../shifts/ThresholdForm.ts';
import '../shifts/AssignmentForm.ts';
import '../shifts/ThresholdForm.ts';

type Known = {
  shifts: ShiftView[];
  assignments: ShiftAssignment[];
  planned: PlannedDayView | null;
  thresholds: ThresholdRule[];
};

/** When somebody has to be there: today, by which shift, and how long they may be unseen. */
@customElement('w-duty-panel')
export class DutyPanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(6rem, auto) minmax(0, 1fr);
        gap: 0.45rem 1rem;
        margin-bottom: 0.9rem;
      }
      dt {
        color: var(--soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      .chip {
        white-space: normal;
      }
    `,
  ];

  @property({ attribute: false }) person: Pick<PersonView, 'personId' | 'name' | 'teamId'> | null = null;
  /** As the cameras tell; null: not among those told of. */
  @property({ attribute: false }) view: PersonView | null = null;
  @property({ attribute: false }) people: readonly PersonView[] = [];
  @property({ attribute: false }) teams: readonly TeamView[] = [];
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;
  @state() private known: Known | null = null;
  @state() private problem = '';
  @query('w-assignment-form') private assignment!: AssignmentForm;
  @query('w-threshold-form') private threshold!: ThresholdForm;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('person') && changed.get('person')?.personId !== this.person?.personId) void this.#load();
  }

  override render() {
    const { person, known } = this;
    if (this.problem) return html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>`;
    if (!person || !known) return html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    const today = isoDay(this.nowMs, this.timeZone);
    const about = { ...known, calendars: [], teams: this.teams };
    return html`<dl data-testid="duty">
        <dt>${msg('Today')}</dt>
        <dd>${this.#today(known.planned)}</dd>
        <dt>${msg('Shift')}</dt>
        <dd>${this.#shifts(assignmentsOf(person, today, about), known)}</dd>
        <dt>${msg('Thresholds')}</dt>
        <dd>${this.#thresholds(known)}</dd>
      </dl>
      ${this.edits ? this.#buttons(known, today) : nothing}`;
  }

  #today(day: PlannedDayView | null) {
    const why = this.view?.offWhy;
    return html`${day ? this.#planned(day) : msg('Not known')}
    ${why ? html`<span class="chip">${msg(str`Off now: ${offWord(why)}`)}</span>` : nothing}`;
  }

  #planned({ kind, shift, breaks, holiday, timeZone }: PlannedDayView): string {
    const hours = (span: { fromMs: number; toMs: number }) =>
      [span.fromMs, span.toMs].map((atMs) => clockText(atMs, timeZone).slice(0, 5)).join(' – ');
    switch (kind) {
      case 'work': {
        if (!shift) return msg('Work');
        const worked = hours({ fromMs: shift.startMs, toMs: shift.endMs });
        const rests = breaks.map(hours).join(', ');
        return rests ? msg(str`${worked}, break ${rests}`) : worked;
      }
      case 'onLeave':
        return msg('On leave');
      case 'holiday':
        return msg(str`Holiday: ${holiday ?? ''}`);
      case 'restDay':
        return msg('Rest day');
      case 'noShift':
        return msg('No shift: expected at any time');
      default:
        return kind satisfies never;
    }
  }

  #shifts(assignments: ShiftAssignment[], { shifts }: Known) {
    if (assignments.length === 0) return html`${msg('None')}`;
    return assignments.map(({ shiftId, teamId, fromDate, toDate }) => {
      const name = shifts.find((shift) => shift.shiftId === shiftId)?.name ?? '–';
      const team = this.teams.find((each) => each.teamId === teamId)?.name;
      const days =
        toDate === null
          ? msg(str`from ${this.#date(fromDate)}`)
          : msg(str`${this.#date(fromDate)} to ${this.#date(toDate)}`);
      return html`<div>
        <a href="/shifts">${name}</a>
        <span class="soft small"
          >${team === undefined ? msg(str`their own, ${days}`) : msg(str`as in the team ${team}, ${days}`)}</span
        >
      </div>`;
    });
  }

  #thresholds({ thresholds }: Known) {
    const own = this.#ownThresholds(thresholds);
    if (!own) return html`${msg('As in their team, their area or the company')}`;
    const told = [
      own.awayAfterMs === null ? '' : msg(str`away after ${durationText(own.awayAfterMs)}`),
      own.absentAfterMs === null ? '' : msg(str`absent after ${durationText(own.absentAfterMs)}`),
    ].filter((text) => text);
    return html`${msg(str`Their own: ${told.join(', ')}`)}`;
  }

  #buttons(known: Known, today: string) {
    const { personId } = this.person ?? { personId: '' };
    const none = known.shifts.every(({ archived }) => archived);
    const changed = () => void this.#load();
    return html`<div class="row">
        <button
          data-testid="assign-here"
          ?disabled=${none}
          title=${none ? msg('Add a shift on the page of shifts first') : nothing}
          @click=${() => void this.assignment.open({ personId })}
        >
          ${icon('shift')}${msg('Assign a shift')}
        </button>
        <button data-testid="thresholds-here" @click=${() => this.#openThresholds(known)}>
          ${icon('clock')}${msg('Change thresholds')}
        </button>
      </div>
      <w-assignment-form
        .shifts=${known.shifts}
        .people=${this.people}
        .teams=${this.teams}
        .today=${today}
        @saved=${changed}
      ></w-assignment-form
      ><w-threshold-form .people=${this.people} .teams=${this.teams} @saved=${changed}></w-threshold-form>`;
  }

  #openThresholds({ thresholds }: Known): void {
    const { personId } = this.person ?? { personId: '' };
    const own = this.#ownThresholds(thresholds);
    void this.threshold.open(own ?? { subject: 'person', subjectId: personId });
  }

  #ownThresholds(rules: ThresholdRule[]): ThresholdRule | undefined {
    return rules.find(
      ({ subject, subjectId }) => subject === 'person' && subjectId === this.person?.personId,
    );
  }

  #date(date: string): string {
    return dateText(spanOfDay(date, this.timeZone)?.fromMs ?? Date.parse(date), this.timeZone);
  }

  async #load(): Promise<void> {
    const asked = this.person?.personId;
    if (asked === undefined) return;
    const today = isoDay(this.nowMs, this.timeZone);
    try {
      const [shifts, assignments, thresholds, [planned = null]] = await Promise.all([
        dutyApi.shifts(),
        dutyApi.assignments(),
        dutyApi.thresholds(),
        dutyApi.planned(asked, today, today),
      ]);
      if (asked === this.person?.personId) this.known = { shifts, assignments, thresholds, planned };
      this.problem = '';
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
