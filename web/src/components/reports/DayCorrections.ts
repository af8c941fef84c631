import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DayCorrection, PersonDay } from '../../../../server/wire.ts';
import { reportsApi } from '../../api/reports.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { correctionOf } from '../../reports/dayValues.ts';
import { fieldWord, lengthText, statusWord } from '../../reports/reportWords.ts';
import { shared } from '../../styles.ts';
import { clockText, exactText } from '../../time.ts';
import './CorrectionForm.ts';

/** What people said of a day, beside what was recorded. Fires `changed`. */
@customElement('w-day-corrections')
export class DayCorrections extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 0.6rem;
        align-items: center;
        min-height: 2.6rem;
        padding: 0.3rem 0;
        border-top: 1px solid var(--line);
      }
      li.past {
        color: var(--soft);
      }
      li form {
        display: flex;
        flex: 1 1 100%;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: end;
      }
      li form label {
        flex: 1 1 12rem;
      }
    `,
  ];

  @property({ attribute: false }) day!: PersonDay;
  @property({ type: Boolean }) corrects = false;
  @state() private adding = false;
  @state() private takingBack: string | null = null;
  @state() private problem = '';

  override render() {
    const { corrections } = this.day;
    return html`<div class="stack">
      ${
        corrections.length === 0
          ? html`<p class="soft">${msg('Nobody corrected this day. It is as it was recorded.')}</p>`
          : html`<ul data-testid="corrections">
              ${corrections.toSorted((a, b) => b.atMs - a.atMs).map((each) => this.#correction(each))}
            </ul>`
      }
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.corrects ? this.#add() : nothing}
    </div>`;
  }

  #add() {
    if (!this.adding)
      return html`<div>
        <button data-testid="add-correction" @click=${() => (this.adding = true)}>
          ${icon('edit')}${msg('Correct a value')}
        </button>
      </div>`;
    return html`<w-correction-form
      .day=${this.day}
      @saved=${() => this.#changed()}
      @cancelled=${() => (this.adding = false)}
    ></w-correction-form>`;
  }

  #correction(correction: DayCorrection) {
    const { correctionId, field, value, why, by, atMs } = correction;
    const counts = correctionOf(this.day, field)?.correctionId === correctionId;
    const what = fieldWord(field);
    const when = exactText(atMs, this.day.timeZone);
    return html`<li class=${counts ? '' : 'past'}>
      <span class="grow wrap">
        <strong
          >${value === null ? msg(str`${what}: taken back`) : msg(str`${what}: ${this.#value(correction)}`)}</strong
        >
        ${counts ? html`<span class="chip good">${msg('Counts')}</span>` : nothing}
        <span class="soft small">${msg(str`${by}, ${when}: ${why}`)}</span>
      </span>
      ${
        counts && this.corrects && this.takingBack !== correctionId
          ? html`<button
              data-testid="take-back"
              title=${msg('The recorded value counts again')}
              @click=${() => (this.takingBack = correctionId)}
            >
              ${icon('undo')}${msg('Take back')}
            </button>`
          : nothing
      }
      ${this.takingBack === correctionId ? this.#takeBackForm(correction) : nothing}
    </li>`;
  }

  #takeBackForm(correction: DayCorrection) {
    return html`<form @submit=${(event: SubmitEvent) => void this.#takeBack(event, correction)}>
      <label class="field"
        >${msg('Why it is taken back')}
        <input name="why" required maxlength="300" autocomplete="off" data-testid="take-back-why"
      /></label>
      <button class="danger" data-testid="take-back-confirm">${msg('Take back')}</button>
      <button type="button" @click=${() => (this.takingBack = null)}>${msg('Cancel')}</button>
    </form>`;
  }

  #value({ field, value }: DayCorrection): string {
    switch (field) {
      case 'status':
        return statusWord(value as PersonDay['status']).text;
      case 'firstSeenMs':
      case 'lastSeenMs':
        return clockText(Number(value), this.day.timeZone).slice(0, 5);
      case 'presentMs':
        return lengthText(Number(value));
      case 'note':
        return String(value);
      default:
        return field satisfies never;
    }
  }

  async #takeBack(event: SubmitEvent, { field }: DayCorrection): Promise<void> {
    event.preventDefault();
    const why = formText(new FormData(event.target as HTMLFormElement), 'why').trim();
    try {
      await reportsApi.correct(this.day.personId, this.day.date, { field, value: null, why });
      this.#changed();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #changed(): void {
    this.adding = false;
    this.takingBack = null;
    this.problem = '';
    this.dispatchEvent(new CustomEvent('changed', { bubbles: true, composed: true }));
  }
}
