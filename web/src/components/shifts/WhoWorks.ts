import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type {
  HolidayCalendar,
  PersonView,
  ShiftAssignment,
  ShiftView,
  TeamView,
} from '../../../../server/wire.ts';
import { dutyApi } from '../../api/duty.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { dayAfter, spanOfDay } from '../../person/siteDay.ts';
import { holdsOn } from '../../shifts/whoWorks.ts';
import { shared } from '../../styles.ts';
import { dateText } from '../../time.ts';
import type { Confirm } from '../Confirm.ts';
import type { AssignmentForm, AssignmentGiven } from './AssignmentForm.ts';
import { whoWorksStyles } from './whoWorksStyles.ts';
import '../Confirm.ts';
import './AssignmentForm.ts';
import './TeamWeek.ts';

/** The assignments of people and teams, and a week of each team. Fires `changed`. */
@customElement('w-who-works')
export class WhoWorks extends LitElement {
  static override styles = [shared, controls, whoWorksStyles];

  @property({ attribute: false }) shifts: readonly ShiftView[] = [];
  @property({ attribute: false }) assignments: readonly ShiftAssignment[] = [];
  @property({ attribute: false }) calendars: readonly HolidayCalendar[] = [];
  @property({ attribute: false }) people: readonly PersonView[] = [];
  @property({ attribute: false }) teams: readonly TeamView[] = [];
  @property() today = '';
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;
  @state() private past = false;
  @state() private problem = '';
  @query('w-assignment-form') private form!: AssignmentForm;
  @query('w-confirm') private confirm!: Confirm;

  override render() {
    const [current, over] = [false, true].map((past) =>
      this.assignments.filter(({ toDate }) => (toDate !== null && toDate < this.today) === past),
    );
    return html`<div class="stack">
      <w-team-week
        .shifts=${this.shifts}
        .assignments=${this.assignments}
        .calendars=${this.calendars}
        .people=${this.people}
        .teams=${this.teams}
        .today=${this.today}
        .timeZone=${this.timeZone}
      ></w-team-week>
      <section class="panel">
        <h2>${msg('Assignments')}</h2>
        ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
        ${this.#list(current ?? [])}
        ${
          over && over.length > 0
            ? html`<button aria-expanded=${this.past} @click=${() => (this.past = !this.past)}>
                  ${this.past ? msg('Hide those that are over') : msg('Show those that are over')}
                </button>
                ${this.past ? this.#list(over) : nothing}`
            : nothing
        }
      </section>
      ${
        this.edits
          ? html`<w-assignment-form
                .shifts=${this.shifts}
                .people=${this.people}
                .teams=${this.teams}
                .today=${this.today}
                @saved=${() => this.#changed()}
              ></w-assignment-form
              ><w-confirm></w-confirm>`
          : nothing
      }
    </div>`;
  }

  assign(given: AssignmentGiven = {}): Promise<void> {
    return this.form.open(given);
  }

  #list(assignments: readonly ShiftAssignment[]) {
    if (assignments.length === 0)
      return html`<p class="soft">
        ${
          this.edits
            ? msg(
                'Nobody has a shift. Assign one to a team or a person: until then everybody is expected at any time.',
              )
            : msg('Nobody has a shift.')
        }
      </p>`;
    return html`<ul data-testid="assignments">
      ${assignments
        .map((assignment) => ({ assignment, name: this.#who(assignment) }))
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map(({ assignment, name }) => this.#assignment(assignment, name))}
    </ul>`;
  }

  #assignment(assignment: ShiftAssignment, name: string) {
    const { shiftId, teamId, fromDate, toDate } = assignment;
    const shift = this.shifts.find((each) => each.shiftId === shiftId)?.name ?? '–';
    const days =
      toDate === null
        ? msg(str`from ${this.#date(fromDate)}`)
        : msg(str`${this.#date(fromDate)} to ${this.#date(toDate)}`);
    return html`<li>
      <span class="who wrap">${icon(teamId === null ? 'user' : 'team')}<strong>${name}</strong></span>
      <span class="grow wrap">${shift} <span class="soft small">${days}</span></span>
      ${this.edits ? this.#buttons(assignment, name) : nothing}
    </li>`;
  }

  #buttons(assignment: ShiftAssignment, name: string) {
    const hasBegun = assignment.fromDate <= this.today;
    return html`${
        hasBegun && holdsOn(assignment, this.today) && assignment.toDate !== this.today
          ? html`<button
              data-testid="end-assignment"
              title=${msg('Today is the last day it holds')}
              aria-label=${msg(str`End with today: ${name}`)}
              @click=${() => void this.#run(() => dutyApi.endAssignment(assignment.assignmentId, this.today))}
            >
              ${msg('End with today')}
            </button>`
          : nothing
      }<button
        class="icon"
        aria-label=${msg(str`Remove the assignment of ${name}`)}
        title=${msg('Remove')}
        data-testid="remove-assignment"
        @click=${() => this.#remove(assignment, name)}
      >
        ${icon('trash')}
      </button>`;
  }

  #remove({ assignmentId, fromDate }: ShiftAssignment, name: string): void {
    void this.confirm.ask({
      heading: msg(str`Remove the assignment of ${name}?`),
      text:
        fromDate < this.today
          ? msg('It does not hold from today on. Days that are over stay judged by it.')
          : msg('It has not held on any day that is over.'),
      action: msg('Remove'),
      run: () => dutyApi.removeAssignment(assignmentId).then(() => this.#changed()),
    });
  }

  #who({ personId, teamId }: ShiftAssignment): string {
    const name =
      personId === null
        ? this.teams.find((team) => team.teamId === teamId)?.name
        : this.people.find((person) => person.personId === personId)?.name;
    return name ?? msg('Somebody who left');
  }

  #date(date: string): string {
    return dateText(spanOfDay(date, this.timeZone)?.fromMs ?? Date.parse(dayAfter(date, 0)), this.timeZone);
  }

  async #run(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
      this.problem = '';
      this.#changed();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent('changed'));
  }
}
