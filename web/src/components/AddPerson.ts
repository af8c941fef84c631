import { msg } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { AreaView, Person, PersonView, TeamView } from '../../../server/wire.ts';
import { peopleApi } from '../api/people.ts';
import { consentStatement, consentText } from '../consentStatement.ts';
import { controls } from '../controls.ts';
import { formNotice } from '../formParts.ts';
import { formProblem, noProblem } from '../formProblem.ts';
import { formText } from '../formText.ts';
import { shownLocale } from '../locale.ts';
import { contactFields, nameFields, placeFields, profileOf } from '../person/profileForm.ts';
import { profileFormStyles } from '../person/profileFormStyles.ts';
import { shared } from '../styles.ts';
import type { Modal } from './Modal.ts';
import type { PhotoPicker } from './PhotoPicker.ts';
import './Modal.ts';
import './PhotoPicker.ts';

/** Record, consent and photos of a new person; or nobody's face, but a badge. Fires `changed`. */
@customElement('w-add-person')
export class AddPerson extends LitElement {
  static override styles = [
    shared,
    controls,
    profileFormStyles,
    css`
      .end {
        justify-content: end;
      }
      .choice {
        display: grid;
        gap: 0.35rem;
      }
      input[type='radio'] {
        width: 1.05rem;
        min-height: 1.05rem;
        margin: 0.15rem 0 0;
        flex: none;
        accent-color: var(--accent);
      }
      summary {
        cursor: pointer;
        font-weight: 550;
      }
      details > .stack {
        padding-top: 0.75rem;
      }
    `,
  ];

  @property({ attribute: false }) areas: readonly AreaView[] = [];
  @property({ attribute: false }) teams: readonly TeamView[] = [];
  @property({ attribute: false }) people: readonly PersonView[] = [];
  /** Once created, the same dialog goes on to the photos and their results. */
  @state() private created: Person | null = null;
  @state() private consents = false;
  @state() private badgeOnly = false;
  @state() private busy = false;
  @state() private wrong = noProblem;
  @state() private statement = '';
  /** How often the dialog was opened: each time with new inputs. */
  @state() private opening = 0;
  @query('w-modal') private modal!: Modal;
  @query('w-photo-picker') private picker!: PhotoPicker | null;
  @query('form') private form!: HTMLFormElement;

  override render() {
    const heading = this.created ? this.created.name : msg('Add a person');
    return html`<w-modal .heading=${heading}>${keyed(this.opening, this.#inputs())}</w-modal>`;
  }

  #inputs() {
    const parts = {
      profile: {},
      areas: this.areas,
      teams: this.teams,
      people: this.people,
      wrong: this.wrong,
    };
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#save(event)}>
      <div class="stack" ?hidden=${this.created !== null}>
        ${nameFields(parts)}
        <details>
          <summary>${msg('Team, areas and contact')}</summary>
          <div class="stack">${placeFields(parts)} ${contactFields(parts)}</div>
        </details>
        ${this.#recognition()}
      </div>
      ${
        this.badgeOnly
          ? nothing
          : html`<w-photo-picker
                .personId=${this.created?.personId ?? null}
                .disabled=${!this.consents}
              ></w-photo-picker>
              ${
                this.consents
                  ? nothing
                  : html`<p class="hint small">
                      ${msg('Photos can be added as soon as consent is recorded.')}
                    </p>`
              }`
      }
      ${formNotice(this.wrong)}
      <div class="row end">${this.#buttons()}</div>
    </form>`;
  }

  #recognition() {
    return html`<fieldset class="choice">
        <legend>${msg('How they are recognised')}</legend>
        ${this.#way(false, msg('By face, with their consent'))}
        ${this.#way(true, msg('By badge alone: no face is kept, and they count like everybody else'))}
      </fieldset>
      ${this.badgeOnly ? nothing : this.#consent()}`;
  }

  #way(badgeOnly: boolean, words: string) {
    return html`<label class="check"
      ><input
        type="radio"
        name="way"
        data-testid=${badgeOnly ? 'by-badge' : 'by-face'}
        .checked=${this.badgeOnly === badgeOnly}
        @change=${() => (this.badgeOnly = badgeOnly)}
      /><span>${words}</span></label
    >`;
  }

  #consent() {
    return html`<label class="check">
        <input
          type="checkbox"
          .checked=${this.consents}
          data-testid="consent"
          @change=${(event: Event) => (this.consents = (event.target as HTMLInputElement).checked)}
        />
        <span>${msg('This person has agreed to the statement below.')}</span>
      </label>
      <label class="field"
        >${msg('Statement')}
        <textarea
          maxlength="2000"
          name="statement"
          rows="4"
          ?required=${this.consents}
          ?disabled=${!this.consents}
          .value=${this.statement}
        ></textarea>
      </label>`;
  }

  async open(): Promise<void> {
    this.created = null;
    this.consents = false;
    this.badgeOnly = false;
    this.wrong = noProblem;
    this.statement = consentStatement();
    this.opening += 1;
    await this.updateComplete;
    await this.modal.open();
    this.statement = await consentText();
  }

  #buttons() {
    if (this.created)
      return html`<a class="button" href="/people/${encodeURIComponent(this.created.personId)}"
          >${msg('Open their page')}</a
        ><button class="primary" type="button" @click=${() => this.modal.close()}>${msg('Done')}</button>`;
    return html`<button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
      <button class="primary" ?disabled=${this.busy} data-testid="save-person">${msg('Add person')}</button>`;
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.created) return;
    const form = new FormData(this.form);
    const statement = formText(form, 'statement').trim();
    const consent = this.consents && !this.badgeOnly ? { statement, locale: shownLocale() } : null;
    this.busy = true;
    this.wrong = noProblem;
    try {
      const person = await peopleApi.add({ ...profileOf(form), badgeOnly: this.badgeOnly, consent });
      this.dispatchEvent(new CustomEvent('changed'));
      await this.#goOn(person);
    } catch (error) {
      this.wrong = formProblem(error, this.form);
    } finally {
      this.busy = false;
    }
  }

  async #goOn(person: Person): Promise<void> {
    if (!this.picker?.hasPhotos) return this.modal.close();
    this.created = person;
    await this.picker.send(person.personId);
    this.dispatchEvent(new CustomEvent('changed'));
  }
}
