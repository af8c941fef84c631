import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Leave } from '../../../../server/wire.ts';
import { peopleApi } from '../../api/people.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { isoDay, spanOfDay } from '../../person/siteDay.ts';
import { shared } from '../../styles.ts';
import { dateText } from '../../time.ts';

/** Days off: who is on leave is not missed. */
@customElement('w-leave-panel')
export class LeavePanel extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      li {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        min-height: 2.6rem;
        border-top: 1px solid var(--line);
      }
      .days {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(11.5rem, 100%), 1fr));
        gap: 0.6rem;
      }
      .past {
        opacity: 0.75;
      }
    `,
  ];

  @property() personId = '';
  @property({ type: Number }) nowMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) adds = false;
  @property({ type: Boolean }) removes = false;
  @state() private leaves: Leave[] | null = null;
  @state() private wrong = noProblem;
  @query('form') private form!: HTMLFormElement;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('personId') && this.personId) void this.#load();
  }

  override render() {
    return html`<div class="stack">
      ${this.#list()} ${this.adds ? this.#adding() : formNotice(this.wrong)}
    </div>`;
  }

  #list() {
    if (!this.leaves)
      return this.wrong.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    if (this.leaves.length === 0) return html`<p class="soft">${msg('No leave is recorded.')}</p>`;
    return html`<ul data-testid="leaves">
      ${this.leaves.map((leave) => this.#leave(leave))}
    </ul>`;
  }

  #leave({ leaveId, fromMs, toMs, why, recordedBy }: Leave) {
    const from = dateText(fromMs, this.timeZone);
    // Kept to the first moment after it; people name the last day.
    const to = dateText(toMs - 1, this.timeZone);
    const days = from === to ? from : `${from} – ${to}`;
    const isNow = fromMs <= this.nowMs && this.nowMs < toMs;
    return html`<li class=${toMs < this.nowMs ? 'past' : ''}>
      <span class="grow wrap"
        ><strong>${days}</strong> ${isNow ? html`<span class="chip good">${msg('Now')}</span>` : nothing}
        ${why}<span class="soft small"> ${msg(str`recorded by ${recordedBy}`)}</span></span
      >
      ${
        this.removes
          ? html`<button
              class="icon"
              aria-label=${msg(str`Remove leave ${days}`)}
              title=${msg('Remove')}
              @click=${() => void this.#remove(leaveId)}
            >
              ${icon('trash')}
            </button>`
          : nothing
      }
    </li>`;
  }

  #adding() {
    const today = isoDay(this.nowMs, this.timeZone);
    const day = (name: string, label: string) =>
      formField(this.wrong, name, label, html`<input type="date" name=${name} required value=${today} />`);
    return html`<form
      class="stack"
      data-testid="add-leave"
      @submit=${(event: SubmitEvent) => void this.#add(event)}
    >
      <div class="days">
        ${day('fromMs', msg('First day'))} ${day('toMs', msg('Last day'))}
        ${formField(this.wrong, 'why', msg('Reason (optional)'), html`<input name="why" maxlength="200" />`)}
      </div>
      ${formNotice(this.wrong)}
      <div><button>${icon('plus')}${msg('Add leave')}</button></div>
    </form>`;
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(this.form);
    const [from, to] = ['fromMs', 'toMs'].map((name) => spanOfDay(formText(form, name), this.timeZone));
    if (!from || !to) return;
    this.wrong = noProblem;
    try {
      await peopleApi.addLeave(this.personId, {
        ...{ fromMs: from.fromMs, toMs: to.toMs },
        why: formText(form, 'why').trim(),
      });
      this.form.reset();
      await this.#load();
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    }
  }

  async #remove(leaveId: string): Promise<void> {
    try {
      await peopleApi.removeLeave(this.personId, leaveId);
      await this.#load();
    } catch (error) {
      this.wrong = { ...noProblem, problem: sentenceOf(error) };
    }
  }

  async #load(): Promise<void> {
    try {
      this.leaves = await peopleApi.leaves(this.personId);
    } catch (error) {
      this.wrong = { ...noProblem, problem: sentenceOf(error) };
    }
  }
}
