import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { HolidayCalendar } from '../../../../server/wire.ts';
import { dutyApi } from '../../api/duty.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { holidaysIn } from '../../shifts/holidayList.ts';
import { shared } from '../../styles.ts';
import { numberText } from '../../time.ts';
import type { Modal } from '../Modal.ts';
import '../Modal.ts';

/** Name of a calendar, and a list of holidays pasted into it. Fires `saved`. */
@customElement('w-calendar-form')
export class CalendarForm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      textarea {
        min-height: 9rem;
      }
      .buttons {
        justify-content: end;
      }
    `,
  ];

  @property() today = '';
  @state() private calendar: HolidayCalendar | null = null;
  @state() private isOpen = false;
  @state() private list = '';
  @state() private wrong = noProblem;
  @state() private busy = false;
  @query('w-modal') private modal!: Modal;
  @query('form') private form!: HTMLFormElement;

  async open(calendar: HolidayCalendar | null): Promise<void> {
    this.calendar = calendar;
    this.list = '';
    this.wrong = noProblem;
    this.isOpen = true;
    await this.modal.open();
    this.form.querySelector<HTMLElement>(calendar ? 'textarea' : 'input')?.focus();
  }

  override render() {
    const heading = this.calendar ? msg(str`Change ${this.calendar.name}`) : msg('Add holidays');
    return html`<w-modal .heading=${heading} @closed=${() => (this.isOpen = false)}>
      ${this.isOpen ? this.#form() : nothing}
    </w-modal>`;
  }

  #form() {
    const { unread } = holidaysIn(this.list);
    const { added, over } = this.#pasted;
    return html`<form
      class="stack"
      data-testid="calendar-form"
      @submit=${(event: SubmitEvent) => void this.#save(event)}
    >
      ${formField(
        this.wrong,
        'name',
        msg('Name'),
        html`<input
          name="name"
          required
          maxlength="100"
          autocomplete="off"
          data-testid="calendar-name"
          value=${this.calendar?.name ?? ''}
        />`,
      )}
      ${formField(
        this.wrong,
        'days',
        msg('Paste holidays: a date and a name a line'),
        html`<textarea
          name="days"
          data-testid="calendar-list"
          placeholder=${`2026-12-25 ${msg('Christmas')}\n01.01.2027 ${msg('New Year')}`}
          @input=${(event: InputEvent) => (this.list = (event.target as HTMLTextAreaElement).value)}
        ></textarea>`,
      )}
      <p class="soft small" role="status" data-testid="calendar-read">
        ${
          added.length === 1
            ? msg('1 holiday will be added; one on the same day is replaced.')
            : msg(
                str`${numberText(added.length)} holidays will be added; those on the same days are replaced.`,
              )
        }
        ${over > 0 ? msg(str`Days that are over, left out: ${numberText(over)}.`) : nothing}
      </p>
      ${
        unread.length > 0
          ? html`<p class="problem" data-testid="calendar-unread">
              ${msg(str`Lines without a date and a name: ${unread.slice(0, 3).join(' / ')}`)}
            </p>`
          : nothing
      }
      ${formNotice(this.wrong)}
      <div class="row buttons">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button
          class="primary"
          ?disabled=${this.busy || unread.length > 0}
          title=${unread.length > 0 ? msg('Correct the lines that could not be read first') : nothing}
          data-testid="save-calendar"
        >
          ${msg('Save')}
        </button>
      </div>
    </form>`;
  }

  /** Days that are over were judged already: a calendar in use keeps them as they are. */
  get #pasted(): { added: HolidayCalendar['days']; over: number } {
    const { days } = holidaysIn(this.list);
    const added = this.calendar ? days.filter(({ date }) => date >= this.today) : days;
    return { added, over: days.length - added.length };
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = formText(new FormData(this.form), 'name').trim();
    const pasted = this.#pasted.added;
    const dates = new Set(pasted.map(({ date }) => date));
    const kept = (this.calendar?.days ?? []).filter(({ date }) => !dates.has(date));
    const days = [...kept, ...pasted].toSorted((a, b) => a.date.localeCompare(b.date));
    this.busy = true;
    this.wrong = noProblem;
    try {
      if (this.calendar) await dutyApi.changeCalendar(this.calendar.calendarId, { name, days });
      else await dutyApi.addCalendar({ name, days });
      this.modal.close();
      this.dispatchEvent(new CustomEvent('saved'));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = false;
    }
  }
}
