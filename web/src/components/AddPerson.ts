import { css, html, LitElement } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Person } from '../../../server/wire.ts';
import { api, sentenceOf } from '../api.ts';
import { consentStatement } from '../consentStatement.ts';
import { controls } from '../controls.ts';
import { formText } from '../formText.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import type { Modal } from './Modal.ts';
import type { PhotoPicker } from './PhotoPicker.ts';
import './Modal.ts';
import './PhotoPicker.ts';

/** Name, consent and photos of a new person. Fires `changed`. */
@customElement('w-add-person')
export class AddPerson extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      .end {
        justify-content: end;
      }
    `,
  ];

  /** Once created, the same dialog goes on to the photos and their results. */
  @state() private created: Person | null = null;
  @state() private consents = false;
  @state() private busy = false;
  @state() private problem = '';
  /** How often the dialog was opened: each time with new inputs. */
  @state() private opening = 0;
  @query('w-modal') private modal!: Modal;
  @query('w-photo-picker') private picker!: PhotoPicker;
  @query('form') private form!: HTMLFormElement;

  override render() {
    const heading = this.created ? this.created.name : 'Add a person';
    return html`<w-modal .heading=${heading}>${keyed(this.opening, this.#inputs())}</w-modal>`;
  }

  #inputs() {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#save(event)}>
      <div class="stack" ?hidden=${this.created !== null}>
        <label class="field"
          >Name
          <input name="name" required maxlength="100" autocomplete="off" data-testid="person-name" />
        </label>
        <label class="check">
          <input
            type="checkbox"
            .checked=${this.consents}
            data-testid="consent"
            @change=${(event: Event) => (this.consents = (event.target as HTMLInputElement).checked)}
          />
          <span>This person has agreed to the statement below.</span>
        </label>
        <label class="field"
          >Statement
          <textarea
            maxlength="2000"
            name="statement"
            rows="4"
            ?disabled=${!this.consents}
            .value=${consentStatement()}
          ></textarea>
        </label>
      </div>
      <w-photo-picker
        .personId=${this.created?.personId ?? null}
        .disabled=${!this.consents}
      ></w-photo-picker>
      ${
        this.consents
          ? ''
          : html`<p class="hint small">Photos can be added as soon as consent is recorded.</p>`
      }
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : ''}
      <div class="row end">${this.#buttons()}</div>
    </form>`;
  }

  async open(): Promise<void> {
    this.created = null;
    this.consents = false;
    this.problem = '';
    this.opening += 1;
    await this.updateComplete;
    await this.modal.open();
  }

  #buttons() {
    if (this.created)
      return html`<button class="primary" type="button" @click=${() => this.modal.close()}>Done</button>`;
    return html`<button type="button" @click=${() => this.modal.close()}>Cancel</button>
      <button class="primary" ?disabled=${this.busy} data-testid="save-person">Add person</button>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.created) return;
    const form = new FormData(this.form);
    this.busy = true;
    this.problem = '';
    try {
      const statement = this.consents ? formText(form, 'statement').trim() : null;
      const person = await api.addPerson(formText(form, 'name').trim(), statement);
      this.dispatchEvent(new CustomEvent('changed'));
      await this.#goOn(person);
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }

  async #goOn(person: Person): Promise<void> {
    if (!this.picker.hasPhotos) return this.modal.close();
    this.created = person;
    await this.picker.send(person.personId);
    this.dispatchEvent(new CustomEvent('changed'));
  }
}
