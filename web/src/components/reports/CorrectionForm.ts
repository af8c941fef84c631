import { msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { DayCorrectionField, DayStatus, NewDayCorrection, PersonDay } from '../../../../server/wire.ts';
import { reportsApi } from '../../api/reports.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { midnightOf } from '../../reports/dayLine.ts';
import { fieldWord, statuses, statusWord } from '../../reports/reportWords.ts';
import { momentOfWall, wallOf } from '../../siteTime.ts';
import { shared } from '../../styles.ts';

/** What is no judgement nobody can give by hand. */
const unjudged: DayStatus[] = ['running', 'unseen', 'noShift'];
const fields: DayCorrectionField[] = ['status', 'firstSeenMs', 'lastSeenMs', 'presentMs', 'note'];

/** Sets a value of a day right, with a reason. Fires `saved`, or `cancelled`. */
@customElement('w-correction-form')
export class CorrectionForm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
        gap: 0.6rem;
      }
      .lengths {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) day!: PersonDay;
  @state() private field: DayCorrectionField = 'status';
  @state() private wrong = noProblem;
  @state() private busy = false;
  @query('form') private form!: HTMLFormElement;

  override render() {
    return html`<form
      class="stack"
      data-testid="correction-form"
      @submit=${(event: SubmitEvent) => void this.#save(event)}
    >
      <div class="fields">
        <label class="field"
          >${msg('What')}
          <select
            name="field"
            data-testid="correction-field"
            @change=${(event: Event) =>
              (this.field = (event.target as HTMLSelectElement).value as DayCorrectionField)}
          >
            ${fields.map(
              (field) =>
                html`<option value=${field} ?selected=${field === this.field}>${fieldWord(field)}</option>`,
            )}
          </select></label
        >
        ${this.#value()}
        ${formField(
          this.wrong,
          'why',
          msg('Why'),
          html`<input name="why" required maxlength="500" autocomplete="off" data-testid="correction-why" />`,
        )}
      </div>
      ${formNotice(this.wrong)}
      <div class="row">
        <button class="primary" ?disabled=${this.busy} data-testid="save-correction">${msg('Save')}</button>
        <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('cancelled'))}>
          ${msg('Cancel')}
        </button>
      </div>
    </form>`;
  }

  #value() {
    const { day } = this;
    const input = (control: unknown) => formField(this.wrong, 'value', msg('Right value'), control);
    switch (this.field) {
      case 'status':
        return input(
          html`<select name="value" data-testid="correction-value">
            ${statuses
              .filter((status) => !unjudged.includes(status))
              .map(
                (status) =>
                  html`<option value=${status} ?selected=${status === day.status}>
                    ${statusWord(status).text}
                  </option>`,
              )}
          </select>`,
        );
      case 'firstSeenMs':
      case 'lastSeenMs':
        return input(
          html`<input
            type="datetime-local"
            name="value"
            required
            data-testid="correction-value"
            value=${wallOf(day[this.field] ?? this.day.shift?.startMs ?? midnightOf(this.day), this.day.timeZone)}
          />`,
        );
      case 'presentMs':
        return this.#length(day.presentMs);
      case 'note':
        return input(
          html`<input
            name="value"
            required
            maxlength="300"
            autocomplete="off"
            data-testid="correction-value"
            value=${day.note ?? ''}
          />`,
        );
      default:
        return this.field satisfies never;
    }
  }

  #length(ms: number) {
    const minutes = Math.floor(ms / 60_000);
    const number = (name: string, label: string, value: number, max: number) =>
      formField(
        this.wrong,
        name,
        label,
        html`<input
          type="number"
          name=${name}
          required
          min="0"
          max=${max}
          value=${value}
          data-testid=${name}
        />`,
      );
    return html`<div class="lengths">
      ${number('hours', msg('Hours'), Math.floor(minutes / 60), 48)}
      ${number('minutes', msg('Minutes'), minutes % 60, 59)}
    </div>`;
  }

  #given(form: FormData): NewDayCorrection['value'] {
    const text = formText(form, 'value').trim();
    switch (this.field) {
      case 'firstSeenMs':
      case 'lastSeenMs':
        return momentOfWall(text, this.day.timeZone);
      case 'presentMs':
        return (Number(formText(form, 'hours')) * 60 + Number(formText(form, 'minutes'))) * 60_000;
      case 'status':
      case 'note':
        return text;
      default:
        return this.field satisfies never;
    }
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(this.form);
    const value = this.#given(form);
    if (value === null) return;
    this.busy = true;
    this.wrong = noProblem;
    try {
      const why = formText(form, 'why').trim();
      await reportsApi.correct(this.day.personId, this.day.date, { field: this.field, value, why });
      this.dispatchEvent(new CustomEvent('saved'));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = false;
    }
  }
}
