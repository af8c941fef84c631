import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Punch, PunchDirection } from '../../../../server/wire.ts';
import { dutyApi } from '../../api/duty.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { isoDay, spanOfDay } from '../../person/siteDay.ts';
import { directionWord, punchSourceWord } from '../../reports/reportWords.ts';
import { momentOfWall, wallOf } from '../../siteTime.ts';
import { shared } from '../../styles.ts';
import { clockText } from '../../time.ts';

const directions: PunchDirection[] = ['in', 'out', 'unknown'];

/** Records of terminals and badges of today, and one by hand for who forgot. */
@customElement('w-punch-panel')
export class PunchPanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 0.8rem;
        padding: 0.4rem 0;
        border-top: 1px solid var(--line);
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
        gap: 0.6rem;
      }
    `,
  ];

  @property() personId = '';
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) adds = false;
  @state() private punches: Punch[] | null = null;
  @state() private wrong = noProblem;
  @state() private adding = false;
  @query('form') private form!: HTMLFormElement;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('personId') && this.personId) void this.#load();
  }

  override render() {
    return html`<div class="stack">${this.#list()} ${this.adds ? this.#add() : formNotice(this.wrong)}</div>`;
  }

  #list() {
    if (!this.punches)
      return this.wrong.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    if (this.punches.length === 0) return html`<p class="soft">${msg('No punch today.')}</p>`;
    return html`<ul data-testid="punches">
      ${this.punches.map((punch) => this.#punch(punch))}
    </ul>`;
  }

  #punch({ atMs, direction, source, area, by, note }: Punch) {
    const from = [punchSourceWord(source), area].filter((text) => text).join(' · ');
    return html`<li>
      <strong>${clockText(atMs, this.timeZone).slice(0, 5)}</strong>
      <span>${directionWord(direction)}</span> <span class="soft wrap">${from}</span>
      ${by || note ? html`<span class="soft small wrap">${by ? msg(str`${by}: ${note}`) : note}</span>` : nothing}
    </li>`;
  }

  #add() {
    if (!this.adding)
      return html`${formNotice(this.wrong)}
        <div>
          <button data-testid="add-punch" @click=${() => (this.adding = true)}>
            ${icon('plus')}${msg('Add a punch by hand')}
          </button>
        </div>`;
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#save(event)}>
      <div class="fields">
        ${formField(
          this.wrong,
          'atMs',
          msg('When'),
          html`<input
            type="datetime-local"
            name="atMs"
            required
            max=${wallOf(this.nowMs, this.timeZone)}
            value=${wallOf(this.nowMs, this.timeZone)}
            data-testid="punch-at"
          />`,
        )}
        ${formField(
          this.wrong,
          'direction',
          msg('In or out'),
          html`<select name="direction" data-testid="punch-direction">
            ${directions.map((direction) => html`<option value=${direction}>${directionWord(direction)}</option>`)}
          </select>`,
        )}
        ${formField(
          this.wrong,
          'note',
          msg('Why by hand'),
          html`<input name="note" required maxlength="200" autocomplete="off" data-testid="punch-note" />`,
        )}
      </div>
      ${formNotice(this.wrong)}
      <div class="row">
        <button class="primary" data-testid="save-punch">${msg('Save')}</button>
        <button type="button" @click=${() => (this.adding = false)}>${msg('Cancel')}</button>
      </div>
    </form>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(this.form);
    const atMs = momentOfWall(formText(form, 'atMs'), this.timeZone);
    const direction = directions.find((each) => each === formText(form, 'direction'));
    if (atMs === null || !direction) return;
    this.wrong = noProblem;
    try {
      await dutyApi.punch({ personId: this.personId, atMs, direction, note: formText(form, 'note').trim() });
      this.adding = false;
      await this.#load();
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    }
  }

  async #load(): Promise<void> {
    const day = spanOfDay(isoDay(this.nowMs, this.timeZone), this.timeZone);
    if (!day) return;
    try {
      const punches = await dutyApi.punches(this.personId, day.fromMs, day.toMs);
      this.punches = punches.toSorted((a, b) => a.atMs - b.atMs);
    } catch (error) {
      this.wrong = { ...noProblem, problem: sentenceOf(error) };
    }
  }
}
