import { msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { HolidayCalendar, NewShift, ShiftView } from '../../../../server/wire.ts';
import { dutyApi } from '../../api/duty.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { hoursSentence, weekdayText } from '../../shifts/shiftWords.ts';
import { shared } from '../../styles.ts';
import type { Modal } from '../Modal.ts';
import { newShift, shiftIn } from './shiftFormParts.ts';
import { shiftFormStyles } from './shiftFormStyles.ts';
import '../Modal.ts';
import './WeekPicture.ts';

const minutesMax: Record<string, number> = {
  ...{ lateGraceMinutes: 240, earlyGraceMinutes: 240, opensBeforeMinutes: 720, closesAfterMinutes: 720 },
};

/** A shift's name and rules, in a dialog. Fires `saved`. */
@customElement('w-shift-form')
export class ShiftForm extends LitElement {
  static override styles = [shared, controls, shiftFormStyles];

  @property({ attribute: false }) calendars: readonly HolidayCalendar[] = [];
  @property() companyZone = 'UTC';
  @property() today = '';
  /** null: a new one. */
  @state() private shift: ShiftView | null = null;
  @state() private draft: NewShift = newShift;
  @state() private wrong = noProblem;
  @state() private busy = false;
  /** A new one each time, so that nothing of the last stays. */
  @state() private turn = 0;
  @query('w-modal') private modal!: Modal;
  @query('form') private form!: HTMLFormElement;

  async open(shift: ShiftView | null): Promise<void> {
    this.shift = shift;
    this.draft = shift ? { ...shift } : newShift;
    this.wrong = noProblem;
    this.turn += 1;
    await this.modal.open();
    this.form.querySelector<HTMLInputElement>('input[name="name"]')?.focus();
  }

  override render() {
    return html`<w-modal .heading=${this.shift ? msg('Change a shift') : msg('Add a shift')}>
      ${keyed(this.turn, this.#form())}
    </w-modal>`;
  }

  #form() {
    const { draft } = this;
    return html`<form
      class="stack"
      data-testid="shift-form"
      @submit=${(event: SubmitEvent) => void this.#save(event)}
      @input=${() => this.#read()}
    >
      ${this.#text('name', msg('Name'), draft.name)}
      <div class="hours">
        <div class="stack">
          <div class="pair">
            ${this.#time('start', msg('Starts'), draft.start)} ${this.#time('end', msg('Ends'), draft.end)}
          </div>
          <p class="soft" role="status" data-testid="shift-hours">${hoursSentence(draft)}</p>
          ${this.#weekdays()} ${this.#breaks()}
        </div>
        <w-week-picture .shift=${draft}></w-week-picture>
      </div>
      ${this.shift ? this.#fromDate() : nothing} ${this.#more()} ${formNotice(this.wrong)}
      <div class="row buttons">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button class="primary" ?disabled=${this.busy} data-testid="save-shift">${msg('Save')}</button>
      </div>
    </form>`;
  }

  #fromDate() {
    return html`${formField(
        this.wrong,
        'fromDate',
        msg('The new rules hold from'),
        html`<input
          type="date"
          name="fromDate"
          required
          min=${this.today}
          .value=${this.today}
          data-testid="shift-from"
        />`,
      )}
      <p class="soft small">${msg('Days before are judged by the rules they had.')}</p>`;
  }

  #weekdays() {
    const wrong = this.wrong.fields['weekdays'];
    return html`<fieldset>
      <legend>${msg('Begins on')}</legend>
      <div class="weekdays">
        ${[1, 2, 3, 4, 5, 6, 7].map(
          (weekday) =>
            html`<label title=${weekdayText(weekday, 'long')}
              ><input
                type="checkbox"
                name="weekdays"
                value=${weekday}
                .checked=${this.draft.weekdays.includes(weekday)}
              />${weekdayText(weekday)}</label
            >`,
        )}
      </div>
      ${wrong ? html`<span class="wrong small">${wrong}</span>` : nothing}
    </fieldset>`;
  }

  #breaks() {
    const { breaks } = this.draft;
    const wrong = Object.entries(this.wrong.fields).find(([name]) => name.startsWith('breaks'))?.[1];
    return html`<fieldset>
      <legend>${msg('Breaks')}</legend>
      ${breaks.map(
        ({ from, to }, index) =>
          html`<div class="break">
            <input
              type="time"
              required
              aria-label=${msg('Break from')}
              .value=${from}
              @input=${(event: InputEvent) => this.#break(index, 'from', event)}
            />
            <span>–</span>
            <input
              type="time"
              required
              aria-label=${msg('Break to')}
              .value=${to}
              @input=${(event: InputEvent) => this.#break(index, 'to', event)}
            />
            <button
              class="icon"
              type="button"
              aria-label=${msg('Remove this break')}
              title=${msg('Remove this break')}
              @click=${() => this.#setBreaks(breaks.toSpliced(index, 1))}
            >
              ${icon('trash')}
            </button>
          </div>`,
      )}
      ${wrong ? html`<span class="wrong small">${wrong}</span>` : nothing}
      <button
        type="button"
        data-testid="add-break"
        @click=${() => this.#setBreaks([...breaks, { from: '12:00', to: '12:30' }])}
      >
        ${icon('plus')}${msg('Add a break')}
      </button>
    </fieldset>`;
  }

  #more() {
    const { draft, wrong } = this;
    const inside = [
      ...['timeZone', 'calendarId', 'lateGraceMinutes', 'earlyGraceMinutes', 'opensBeforeMinutes'],
      ...['closesAfterMinutes', 'halfDayUnderMinutes', 'absentUnderMinutes', 'pairing', 'hours'],
    ];
    return html`<details ?open=${inside.some((name) => wrong.fields[name])}>
      <summary data-testid="shift-more">${msg('Tolerance, holidays, hours and zone')}</summary>
      <div class="grid">
        ${this.#minutes('lateGraceMinutes', msg('In time until so many minutes after the start'), draft.lateGraceMinutes)}
        ${this.#minutes('earlyGraceMinutes', msg('May leave so many minutes before the end'), draft.earlyGraceMinutes)}
        ${this.#minutes('opensBeforeMinutes', msg('Punches count from so many minutes before the start'), draft.opensBeforeMinutes)}
        ${this.#minutes('closesAfterMinutes', msg('Punches count until so many minutes after the end'), draft.closesAfterMinutes)}
        ${this.#minutes('halfDayUnderMinutes', msg('Half a day when present for fewer minutes'), draft.halfDayUnderMinutes)}
        ${this.#minutes('absentUnderMinutes', msg('Absent when present for fewer minutes'), draft.absentUnderMinutes)}
        ${this.#select('calendarId', msg('Holidays'), draft.calendarId ?? '', [
          ['', msg('None')],
          ...this.calendars.map(({ calendarId, name }) => [calendarId, name] as const),
        ])}
        ${formField(
          wrong,
          'timeZone',
          msg('Time zone'),
          html`<input
              name="timeZone"
              list="zones"
              autocomplete="off"
              placeholder=${msg('That of the site')}
              value=${draft.timeZone ?? ''}
            />
            <datalist id="zones">
              ${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}
            </datalist>`,
        )}
        ${this.#select('pairing', msg('Punches are read as'), draft.pairing, [
          ['alternating', msg('In and out in turn')],
          ['byDirection', msg('In or out as the terminal says')],
        ])}
        ${this.#select('hours', msg('Hours by punches'), draft.hours, [
          ['firstToLast', msg('From the first in to the last out')],
          ['everyPair', msg('The sum of every pair of in and out')],
        ])}
      </div>
    </details>`;
  }

  #text(name: string, label: string, value: string) {
    return formField(
      this.wrong,
      name,
      label,
      html`<input
        name=${name}
        required
        maxlength="100"
        autocomplete="off"
        value=${value}
        data-testid="shift-${name}"
      />`,
    );
  }

  #time(name: string, label: string, value: string) {
    return formField(
      this.wrong,
      name,
      label,
      html`<input type="time" name=${name} required value=${value} data-testid="shift-${name}" />`,
    );
  }

  /** An empty one is not judged by. */
  #minutes(name: string, label: string, value: number | null) {
    const isOptional = name === 'halfDayUnderMinutes' || name === 'absentUnderMinutes';
    return formField(
      this.wrong,
      name,
      label,
      html`<input
        type="number"
        name=${name}
        min="0"
        max=${minutesMax[name] ?? 1440}
        step="1"
        ?required=${!isOptional}
        placeholder=${isOptional ? msg('Not judged so') : nothing}
        value=${value ?? ''}
      />`,
    );
  }

  #select(name: string, label: string, chosen: string, options: (readonly [string, string])[]) {
    return formField(
      this.wrong,
      name,
      label,
      html`<select name=${name}>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
      </select>`,
    );
  }

  #break(index: number, side: 'from' | 'to', event: InputEvent): void {
    event.stopPropagation();
    const value = (event.target as HTMLInputElement).value;
    this.#setBreaks(this.draft.breaks.map((each, at) => (at === index ? { ...each, [side]: value } : each)));
  }

  #setBreaks(breaks: NewShift['breaks']): void {
    this.draft = { ...this.draft, breaks };
  }

  /** What the sentence and the picture show. */
  #read(): void {
    this.draft = shiftIn(new FormData(this.form), this.draft.breaks);
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(this.form);
    const given = shiftIn(form, this.draft.breaks);
    this.busy = true;
    this.wrong = noProblem;
    try {
      if (this.shift)
        await dutyApi.changeShift(this.shift.shiftId, { ...given, fromDate: formText(form, 'fromDate') });
      else await dutyApi.addShift(given);
      this.modal.close();
      this.dispatchEvent(new CustomEvent('saved'));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = false;
    }
  }
}
