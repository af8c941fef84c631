import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { HolidayCalendar, ShiftView } from '../../../../server/wire.ts';
import { dutyApi } from '../../api/duty.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { spanOfDay } from '../../person/siteDay.ts';
import { shared } from '../../styles.ts';
import { dateText } from '../../time.ts';
import type { Confirm } from '../Confirm.ts';
import type { CalendarForm } from './CalendarForm.ts';
import '../Confirm.ts';
import './CalendarForm.ts';

/** Holidays, by calendar: on them the shifts that name it do not take place. Fires `changed`. */
@customElement('w-holiday-calendars')
export class HolidayCalendars extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--gap);
      }
      section {
        display: grid;
        gap: 0.6rem;
        padding: 0.9rem 1.1rem 1.1rem;
      }
      h2 {
        font-size: 1.05rem;
        overflow-wrap: anywhere;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        min-height: 2.5rem;
        border-top: 1px solid var(--line);
      }
      li time {
        min-width: 9rem;
      }
      li.past {
        color: var(--soft);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: end;
      }
      form label {
        flex: 1 1 9rem;
        max-width: 16rem;
      }
    `,
  ];

  @property({ attribute: false }) calendars: readonly HolidayCalendar[] = [];
  @property({ attribute: false }) shifts: readonly ShiftView[] = [];
  @property() today = '';
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) edits = false;
  /** What went wrong, with which calendar. */
  @state() private wrong = { calendarId: '', problem: '' };
  @query('w-calendar-form') private form!: CalendarForm;
  @query('w-confirm') private confirm!: Confirm;

  override render() {
    return html`${this.calendars.length === 0 ? this.#none() : nothing}
    ${this.calendars.map((calendar) => this.#calendar(calendar))}
    ${
      this.edits
        ? html`<w-calendar-form .today=${this.today} @saved=${() => this.#changed()}></w-calendar-form
            ><w-confirm></w-confirm>`
        : nothing
    }`;
  }

  add(): Promise<void> {
    return this.form.open(null);
  }

  #none() {
    return html`<div class="panel empty">
      ${icon('leave')}<strong>${msg('No holidays yet')}</strong>
      <p>
        ${
          this.edits
            ? msg(
                'Add a calendar, paste the holidays of the year into it, and choose it in the shifts that rest on them.',
              )
            : msg('HR adds them here.')
        }
      </p>
    </div>`;
  }

  #calendar(calendar: HolidayCalendar) {
    const { calendarId, name, days } = calendar;
    const users = this.shifts.filter((shift) => shift.calendarId === calendarId && !shift.archived);
    const usedBy = users.map((shift) => shift.name).join(', ');
    return html`<section class="panel" data-testid="calendar-${name}">
      <div class="row">
        <h2 class="grow">${name}</h2>
        <span class="soft small">${usedBy ? msg(str`for ${usedBy}`) : msg('no shift uses it')}</span>
        ${this.edits ? this.#buttons(calendar, users.length) : nothing}
      </div>
      ${
        days.length === 0
          ? html`<p class="soft">${msg('No days in it yet.')}</p>`
          : html`<ul>
              ${days.toSorted((a, b) => a.date.localeCompare(b.date)).map((day) => this.#day(calendar, day))}
            </ul>`
      }
      ${this.edits ? this.#adding(calendar) : nothing}
      ${
        this.wrong.calendarId === calendarId && this.wrong.problem
          ? html`<p class="problem" role="alert">${icon('warning')}${this.wrong.problem}</p>`
          : nothing
      }
    </section>`;
  }

  #buttons(calendar: HolidayCalendar, users: number) {
    const { calendarId, name } = calendar;
    return html`<button data-testid="paste-holidays" @click=${() => void this.form.open(calendar)}>
        ${icon('edit')}${msg('Rename or paste a list')}
      </button>
      <button
        class="icon"
        aria-label=${msg(str`Delete ${name}`)}
        title=${users > 0 ? msg('Shifts use it: choose other holidays there first') : msg('Delete')}
        ?disabled=${users > 0}
        @click=${() =>
          void this.confirm.ask({
            heading: msg(str`Delete ${name}?`),
            text: msg('Past days that rested on it stay as they were judged.'),
            action: msg('Delete'),
            run: () => dutyApi.removeCalendar(calendarId).then(() => this.#changed()),
          })}
      >
        ${icon('trash')}
      </button>`;
  }

  #day(calendar: HolidayCalendar, { date, name }: HolidayCalendar['days'][number]) {
    const text = dateText(spanOfDay(date, this.timeZone)?.fromMs ?? Date.parse(date), this.timeZone);
    return html`<li class=${date < this.today ? 'past' : ''}>
      <time datetime=${date}>${text}</time><span class="grow wrap">${name}</span>
      ${
        this.edits && date >= this.today
          ? html`<button
              class="icon"
              aria-label=${msg(str`Remove ${name}, ${text}`)}
              title=${msg('Remove')}
              @click=${() =>
                void this.#setDays(
                  calendar,
                  calendar.days.filter((each) => each.date !== date),
                )}
            >
              ${icon('trash')}
            </button>`
          : nothing
      }
    </li>`;
  }

  #adding(calendar: HolidayCalendar) {
    return html`<form data-testid="add-holiday" @submit=${(event: SubmitEvent) => this.#add(event, calendar)}>
      <label class="field">${msg('Date')} <input type="date" name="date" required min=${this.today} /></label>
      <label class="field"
        >${msg('Name')} <input name="name" required maxlength="100" autocomplete="off"
      /></label>
      <button>${icon('plus')}${msg('Add holiday')}</button>
    </form>`;
  }

  #add(event: SubmitEvent, calendar: HolidayCalendar): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = (name: string) => formText(new FormData(form), name).trim();
    const added = { date: text('date'), name: text('name') };
    const others = calendar.days.filter(({ date }) => date !== added.date);
    void this.#setDays(calendar, [...others, added]).then((saved) => saved && form.reset());
  }

  async #setDays({ calendarId }: HolidayCalendar, days: HolidayCalendar['days']): Promise<boolean> {
    try {
      await dutyApi.changeCalendar(calendarId, {
        days: days.toSorted((a, b) => a.date.localeCompare(b.date)),
      });
      this.wrong = { calendarId: '', problem: '' };
      this.#changed();
      return true;
    } catch (error) {
      this.wrong = { calendarId, problem: sentenceOf(error) };
      return false;
    }
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent('changed'));
  }
}
