import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { HolidayCalendar, ShiftView } from '../../../../server/wire.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { spanOfDay } from '../../person/siteDay.ts';
import { hoursSentence, weekdaysText } from '../../shifts/shiftWords.ts';
import { shared } from '../../styles.ts';
import { dateText, numberText } from '../../time.ts';
import './WeekPicture.ts';

/** Each shift with its week. Fires `change` and `archive` with one of them. */
@customElement('w-shift-list')
export class ShiftList extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr));
        gap: var(--gap);
        align-items: start;
      }
      article {
        display: grid;
        gap: 0.55rem;
        padding: 0.9rem 1.1rem;
      }
      article.archived {
        opacity: 0.8;
      }
      h2 {
        font-size: 1.05rem;
        overflow-wrap: anywhere;
      }
      .versions li {
        padding: 0.3rem 0;
        border-top: 1px solid var(--line);
      }
      summary {
        cursor: pointer;
      }
    `,
  ];

  @property({ attribute: false }) shifts: readonly ShiftView[] = [];
  @property({ attribute: false }) calendars: readonly HolidayCalendar[] = [];
  @property() timeZone = 'UTC';
  @property() today = '';
  @property({ type: Boolean }) edits = false;

  override render() {
    return this.shifts.map((shift) => this.#shift(shift));
  }

  #shift(shift: ShiftView) {
    return html`<article class="panel ${shift.archived ? 'archived' : ''}" data-testid="shift-${shift.name}">
      <div class="row">
        <h2 class="grow">${shift.name}</h2>
        ${shift.archived ? html`<span class="chip">${msg('Archived')}</span>` : nothing}
        ${this.#people(shift)}
      </div>
      <p>
        <strong>${shift.start} – ${shift.end}</strong> ${weekdaysText(shift.weekdays)}
        <span class="soft">${hoursSentence(shift)}</span>
      </p>
      <w-week-picture .shift=${shift}></w-week-picture>
      <p class="soft small">${this.#facts(shift)}</p>
      ${this.#versions(shift)} ${this.edits && !shift.archived ? this.#buttons(shift) : nothing}
    </article>`;
  }

  #people({ people, archived }: ShiftView) {
    if (archived) return nothing;
    return people === 0
      ? html`<span class="chip warn">${msg('Nobody works it')}</span>`
      : html`<span class="chip"
          >${people === 1 ? msg('1 person') : msg(str`${numberText(people)} people`)}</span
        >`;
  }

  #facts(shift: ShiftView): string {
    const { lateGraceMinutes, earlyGraceMinutes, calendarId, timeZone } = shift;
    const calendar = this.calendars.find((each) => each.calendarId === calendarId)?.name;
    return [
      msg(str`In time until ${lateGraceMinutes} min after the start.`),
      msg(str`May leave ${earlyGraceMinutes} min before the end.`),
      calendar ? msg(str`Holidays: ${calendar}.`) : msg('No holidays.'),
      timeZone ? msg(str`Time zone: ${timeZone}.`) : msg('In the time zone of the site.'),
    ].join(' ');
  }

  #versions({ versions }: ShiftView) {
    const known = versions.toSorted((a, b) => b.fromDate.localeCompare(a.fromDate));
    const next = known.filter(({ fromDate }) => fromDate > this.today);
    if (known.length < 2 && next.length === 0) return nothing;
    return html`<details class="versions" ?open=${next.length > 0}>
      <summary class="small">
        ${known.length === 1 ? msg('1 set of rules') : msg(str`${numberText(known.length)} sets of rules`)}
      </summary>
      <ul>
        ${known.map(
          (rules) =>
            html`<li class="small">
              <strong>${msg(str`From ${this.#date(rules.fromDate)}`)}</strong>
              ${rules.fromDate > this.today ? html`<span class="chip warn">${msg('To come')}</span>` : nothing}
              ${rules.start} – ${rules.end}, ${weekdaysText(rules.weekdays)}
              <span class="soft"
                >${msg(str`by ${rules.changedBy}, ${dateText(rules.changedAtMs, this.timeZone)}`)}</span
              >
            </li>`,
        )}
      </ul>
    </details>`;
  }

  #buttons(shift: ShiftView) {
    return html`<div class="row">
      <button data-testid="change-shift" @click=${() => this.#fire('change', shift)}>
        ${icon('edit')}${msg('Change')}
      </button>
      <button data-testid="archive-shift" @click=${() => this.#fire('archive', shift)}>
        ${icon('archive')}${msg('Archive')}
      </button>
    </div>`;
  }

  #date(date: string): string {
    return dateText(spanOfDay(date, this.timeZone)?.fromMs ?? Date.parse(date), this.timeZone);
  }

  #fire(name: 'change' | 'archive', detail: ShiftView): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
