import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { IncidentView } from '../../../../server/wire.ts';
import { incidentsApi } from '../../api/incidents.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { isoDay, isoTime, momentAt } from '../../person/siteDay.ts';
import { shared } from '../../styles.ts';

import type { Modal } from '../Modal.ts';
import type { IncidentAction } from './incidentActions.ts';
import '../Modal.ts';

const minuteMs = 60_000;
/** As much as the server takes: longer is leave, or an excuse. */
const mostMinutes = 36 * 60;

/** Asks for the note, the reason or the time that goes with an action, and does it. Fires `acted` with the incident. */
@customElement('w-act-dialog')
export class ActDialog extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .row {
        justify-content: end;
      }
      .when {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(10rem, 100%), 1fr));
        gap: 0.6rem;
      }
    `,
  ];

  @property() timeZone = 'UTC';
  @property({ type: Number }) nowMs = 0;
  @state() private incident: IncidentView | null = null;
  @state() private action: IncidentAction = 'acknowledge';
  @state() private busy = false;
  @state() private wrong = noProblem;
  @query('w-modal') private modal!: Modal;
  @query('form') private form!: HTMLFormElement;

  async open(incident: IncidentView, action: IncidentAction): Promise<void> {
    this.incident = null;
    await this.updateComplete;
    Object.assign(this, { incident, action, wrong: noProblem });
    await this.modal.open();
    this.form.querySelector<HTMLElement>('input, textarea')?.focus();
  }

  override render() {
    const { incident } = this;
    return html`<w-modal .heading=${incident ? this.#heading(incident) : ''}>
      ${incident ? this.#body() : nothing}
    </w-modal>`;
  }

  #heading({ name }: IncidentView): string {
    switch (this.action) {
      case 'acknowledge':
        return msg(str`You take care of ${name}`);
      case 'excuse':
        return msg(str`Excuse ${name}`);
      case 'snoozeUntil':
        return msg(str`Snooze ${name}`);
      case 'close':
        return msg(str`Close ${name}`);
      default:
        return this.action satisfies never;
    }
  }

  #body() {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#send(event)}>
      <p class="soft">${this.#meaning()}</p>
      ${this.#fields()} ${formNotice(this.wrong)}
      <div class="row">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button class="primary" ?disabled=${this.busy} data-testid="act-send">${this.#button()}</button>
      </div>
    </form>`;
  }

  #meaning(): string {
    switch (this.action) {
      case 'acknowledge':
        return msg('No further level is told. It stays here until it is over.');
      case 'excuse':
        return msg('It ends here, nobody else is told, and reports count it as excused.');
      case 'snoozeUntil':
        return msg('Nothing is told about it until then.');
      case 'close':
        return msg('It is put away although it may still last. Reports keep the absence.');
      default:
        return this.action satisfies never;
    }
  }

  #fields() {
    const text = (name: string, label: string, required: boolean) =>
      formField(
        this.wrong,
        name,
        label,
        html`<input name=${name} maxlength="500" ?required=${required} data-testid="act-text" />`,
      );
    if (this.action === 'excuse' || this.action === 'close') return text('why', msg('Reason'), true);
    if (this.action !== 'snoozeUntil') return text('note', msg('Note (optional)'), false);
    const inAnHour = this.nowMs + 60 * minuteMs;
    return html`<div class="when">
      ${formField(this.wrong, 'day', msg('Day'), html`<input type="date" name="day" required value=${isoDay(inAnHour, this.timeZone)} />`)}
      ${formField(this.wrong, 'time', msg('Time'), html`<input type="time" name="time" required value=${isoTime(inAnHour, this.timeZone)} />`)}
    </div>`;
  }

  #button(): string {
    switch (this.action) {
      case 'acknowledge':
        return msg('Acknowledge');
      case 'excuse':
        return msg('Excuse');
      case 'snoozeUntil':
        return msg('Snooze');
      case 'close':
        return msg('Close incident');
      default:
        return this.action satisfies never;
    }
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { incident } = this;
    if (!incident) return;
    this.busy = true;
    this.wrong = noProblem;
    try {
      const detail = await this.#act(incident.incidentId, new FormData(this.form));
      this.modal.close();
      this.dispatchEvent(new CustomEvent('acted', { detail }));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = false;
    }
  }

  #act(incidentId: string, form: FormData): Promise<IncidentView> {
    switch (this.action) {
      case 'acknowledge':
        return incidentsApi.acknowledge(incidentId, formText(form, 'note').trim());
      case 'excuse':
        return incidentsApi.excuse(incidentId, formText(form, 'why').trim());
      case 'snoozeUntil':
        return incidentsApi.snooze(incidentId, this.#minutes(form));
      case 'close':
        return incidentsApi.close(incidentId, formText(form, 'why').trim());
      default:
        return this.action satisfies never;
    }
  }

  #minutes(form: FormData): number {
    const untilMs = momentAt(formText(form, 'day'), formText(form, 'time'), this.timeZone) ?? 0;
    const minutes = Math.ceil((untilMs - this.nowMs) / minuteMs);
    if (minutes < 1) throw new Error(msg('Choose a time that is still to come.'));
    if (minutes > mostMinutes)
      throw new Error(msg('Choose a time within a day and a half; for longer, record leave or excuse it.'));
    return minutes;
  }
}
