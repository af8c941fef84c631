import { msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Pause } from '../../../server/wire.ts';
import { dutyApi } from '../api/duty.ts';
import { controls } from '../controls.ts';
import { formField, formNotice } from '../formParts.ts';
import { formProblem, noProblem } from '../formProblem.ts';
import { formText } from '../formText.ts';
import { icon } from '../icons.ts';
import { momentOfWall } from '../siteTime.ts';
import { shared } from '../styles.ts';

/** Lets the monitoring of a person or an area stand still, with a reason. Fires `paused`. */
@customElement('w-pause-form')
export class PauseForm extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr));
        gap: 0.6rem;
      }
    `,
  ];

  @property() subject: Pause['subject'] = 'person';
  @property() subjectId = '';
  @property() timeZone = 'UTC';
  @state() private wrong = noProblem;
  @state() private busy = false;
  @query('form') private form!: HTMLFormElement;

  override render() {
    return html`<form
      class="stack"
      data-testid="pause-form"
      @submit=${(event: SubmitEvent) => void this.#save(event)}
    >
      <div class="fields">
        ${formField(
          this.wrong,
          'why',
          msg('Reason'),
          html`<input name="why" required maxlength="200" autocomplete="off" data-testid="pause-why" />`,
        )}
        ${formField(
          this.wrong,
          'toMs',
          msg('Until (empty: until somebody ends it)'),
          html`<input type="datetime-local" name="toMs" data-testid="pause-until" />`,
        )}
      </div>
      ${formNotice(this.wrong)}
      <div>
        <button ?disabled=${this.busy} data-testid="pause">${icon('pause')}${msg('Pause monitoring')}</button>
      </div>
    </form>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(this.form);
    const why = formText(form, 'why').trim();
    const toMs = momentOfWall(formText(form, 'toMs'), this.timeZone);
    this.busy = true;
    this.wrong = noProblem;
    try {
      await dutyApi.pause({ subject: this.subject, subjectId: this.subjectId, toMs, why });
      this.form.reset();
      this.dispatchEvent(new CustomEvent('paused'));
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = false;
    }
  }
}
