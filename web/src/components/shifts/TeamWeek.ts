import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  HolidayCalendar,
  PersonView,
  ShiftAssignment,
  ShiftView,
  TeamView,
} from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { asTree, teamsAsNested, withBelow } from '../../nesting.ts';
import { dayAfter, spanOfDay } from '../../person/siteDay.ts';
import { weekdayText } from '../../shifts/shiftWords.ts';
import { weekdayOf, type WorkDay, workDay } from '../../shifts/whoWorks.ts';
import { shared } from '../../styles.ts';
import { numberText, shortDateText } from '../../time.ts';
import { teamWeekStyles } from './teamWeekStyles.ts';

const shownMax = 100;

/** A week of a team: a row a person, a column a day. */
@customElement('w-team-week')
export class TeamWeek extends LitElement {
  static override styles = [shared, controls, teamWeekStyles];

  @property({ attribute: false }) shifts: readonly ShiftView[] = [];
  @property({ attribute: false }) assignments: readonly ShiftAssignment[] = [];
  @property({ attribute: false }) calendars: readonly HolidayCalendar[] = [];
  @property({ attribute: false }) people: readonly PersonView[] = [];
  @property({ attribute: false }) teams: readonly TeamView[] = [];
  @property() today = '';
  @property() timeZone = 'UTC';
  @state() private teamId = '';
  /** Weeks after this one. */
  @state() private later = 0;
  @state() private showsAll = false;

  override render() {
    const monday = dayAfter(this.today, 1 - weekdayOf(this.today) + 7 * this.later);
    const dates = [0, 1, 2, 3, 4, 5, 6].map((day) => dayAfter(monday, day));
    return html`<section class="panel">
      <div class="bar">
        <h2 class="grow">${msg('The week')}</h2>
        ${this.#teams()} ${this.#stepper(dates)}
      </div>
      ${this.#table(dates)}
    </section>`;
  }

  #teams() {
    if (this.teams.length === 0) return nothing;
    return html`<select
      aria-label=${msg('Team')}
      data-testid="week-team"
      @change=${(event: Event) => (this.teamId = (event.target as HTMLSelectElement).value)}
    >
      <option value="" ?selected=${this.teamId === ''}>${msg('Everybody')}</option>
      ${asTree(teamsAsNested(this.teams)).map(
        ({ id, name, depth }) =>
          html`<option value=${id} ?selected=${id === this.teamId}>
            ${'\u00a0\u00a0'.repeat(depth)}${name}
          </option>`,
      )}
    </select>`;
  }

  #stepper(dates: string[]) {
    return html`<div class="step">
      <button
        class="icon"
        aria-label=${msg('The week before')}
        title=${msg('The week before')}
        @click=${() => (this.later -= 1)}
      >
        ${icon('back')}
      </button>
      <span role="status">${this.#date(dates[0] ?? '')} – ${this.#date(dates[6] ?? '')}</span>
      <button
        class="icon"
        aria-label=${msg('The week after')}
        title=${msg('The week after')}
        @click=${() => (this.later += 1)}
      >
        ${icon('right')}
      </button>
    </div>`;
  }

  #table(dates: string[]) {
    const people = this.#shown();
    if (people.length === 0) return html`<p class="soft none">${msg('Nobody is in this team.')}</p>`;
    const shown = this.showsAll ? people : people.slice(0, shownMax);
    return html`<div class="scroll" role="region" tabindex="0" aria-label=${msg('The week')}>
        <table data-testid="team-week">
          <thead>
            <tr>
              <th scope="col">${msg('Name')}</th>
              ${dates.map(
                (date) =>
                  html`<th scope="col" class=${date === this.today ? 'today' : ''}>
                    ${weekdayText(weekdayOf(date))} <span class="soft">${this.#date(date)}</span>
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${shown.map((person) => this.#person(person, dates))}
          </tbody>
        </table>
      </div>
      ${
        shown.length < people.length
          ? html`<button class="all" @click=${() => (this.showsAll = true)}>
              ${msg(str`Show all ${numberText(people.length)}`)}
            </button>`
          : nothing
      }`;
  }

  #person(person: PersonView, dates: string[]) {
    const { shifts, assignments, calendars, teams } = this;
    return html`<tr>
      <th scope="row"><a href="/people/${encodeURIComponent(person.personId)}">${person.name}</a></th>
      ${dates.map((date) => {
        const { text, detail, look } = this.#cell(
          workDay(person, date, { shifts, assignments, calendars, teams }),
        );
        return html`<td class="${look} ${date === this.today ? 'today' : ''}">
          ${text} ${detail ? html`<span class="soft">${detail}</span>` : nothing}
        </td>`;
      })}
    </tr>`;
  }

  #cell(day: WorkDay): { text: string; detail: string; look: string } {
    switch (day.kind) {
      case 'work':
        return { text: `${day.rules.start} – ${day.rules.end}`, detail: day.shift.name, look: 'work' };
      case 'rest':
        return { text: msg('rest'), detail: '', look: 'rest' };
      case 'holiday':
        return { text: msg('holiday'), detail: day.name, look: 'holiday' };
      case 'none':
        return { text: '–', detail: '', look: 'rest' };
      default:
        return day satisfies never;
    }
  }

  #shown(): PersonView[] {
    const within = new Set(withBelow(teamsAsNested(this.teams), this.teamId).map(({ id }) => id));
    return this.people
      .filter(({ teamId }) => this.teamId === '' || (teamId !== null && within.has(teamId)))
      .toSorted((a, b) => a.name.localeCompare(b.name));
  }

  #date(date: string): string {
    return shortDateText(spanOfDay(date, this.timeZone)?.fromMs ?? 0, this.timeZone);
  }
}
