import { msg } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { setupApi } from '../../api/setup.ts';
import { controls } from '../../controls.ts';
import { formField, formNotice } from '../../formParts.ts';
import { formProblem, noProblem } from '../../formProblem.ts';
import { formText } from '../../formText.ts';
import { shared } from '../../styles.ts';

/** A place that people are told to be in. Fires `done`. */
@customElement('w-area-step')
export class AreaStep extends LitElement {
  static override styles = [shared, controls];

  @property({ attribute: false }) areas: string[] = [];
  @state() private busy = false;
  @state() private wrong = noProblem;

  override render() {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#add(event)}>
      <p class="soft">
        ${msg('Areas are the places people are seen in: a floor, a hall, a gate. Cameras belong to one; more can be added later.')}
      </p>
      ${
        this.areas.length > 0
          ? html`<ul class="row">
              ${this.areas.map((area) => html`<li class="chip">${area}</li>`)}
            </ul>`
          : nothing
      }
      ${formField(
        this.wrong,
        'name',
        msg('Name of the area'),
        html`<input
          name="name"
          required
          maxlength="100"
          autocomplete="off"
          placeholder=${msg('Ground floor')}
          data-testid="area-name"
        />`,
      )}
      ${formNotice(this.wrong)}
      <div class="row">
        <button class="primary" ?disabled=${this.busy} data-testid="add-area">${msg('Add the area')}</button>
      </div>
    </form>`;
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    this.busy = true;
    this.wrong = noProblem;
    try {
      await setupApi.addArea(formText(new FormData(form), 'name').trim());
      form.reset();
      this.dispatchEvent(new CustomEvent('done'));
    } catch (error) {
      this.wrong = formProblem(error, form);
    } finally {
      this.busy = false;
    }
  }
}
