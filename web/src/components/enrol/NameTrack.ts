import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Person } from '../../../../server/wire.ts';
import { peopleApi } from '../../api/people.ts';
import { sentenceOf } from '../../api.ts';
import { consentStatement, consentText } from '../../consentStatement.ts';
import { controls } from '../../controls.ts';
import { formText } from '../../formText.ts';
import { icon } from '../../icons.ts';
import { shownLocale } from '../../locale.ts';
import { plainText } from '../../person/plainText.ts';
import { samplesText } from '../../person/words.ts';
import { shared } from '../../styles.ts';
import type { Modal } from '../Modal.ts';
import '../Modal.ts';

type Track = { cameraId: string; trackId: number };

const shownMost = 30;

/** "This is …": says who an unknown person in the live picture is; good faces of the track become samples of theirs. */
@customElement('w-name-track')
export class NameTrack extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      ul {
        max-height: 17rem;
        overflow: auto;
      }
      li button {
        width: 100%;
        justify-content: space-between;
        text-align: left;
        background: none;
        border-color: transparent;
      }
      .good {
        color: var(--good);
      }
      .end {
        justify-content: end;
      }
    `,
  ];

  @state() private people: Person[] | null = null;
  @state() private search = '';
  @state() private problem = '';
  @state() private said = '';
  @state() private busy = false;
  @state() private addsNew = false;
  @state() private statement = '';
  @query('w-modal') private modal!: Modal;
  #track: Track | null = null;

  override render() {
    return html`<w-modal .heading=${msg('Who is this?')}>
      <div class="stack">
        ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
        ${this.said ? this.#done() : this.addsNew ? this.#newPerson() : this.#choice()}
      </div>
    </w-modal>`;
  }

  async open(track: Track): Promise<void> {
    this.#track = track;
    this.people = null;
    [this.search, this.problem, this.said, this.addsNew, this.busy] = ['', '', '', false, false];
    this.statement = consentStatement();
    await this.modal.open();
    try {
      this.people = await peopleApi.people();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.statement = await consentText();
  }

  #choice() {
    if (!this.people)
      return this.problem ? nothing : html`<p class="soft" role="status">${msg('Loading…')}</p>`;
    const wanted = plainText(this.search.trim());
    const able = this.people
      .filter(({ consent, badgeOnly }) => consent !== null && !badgeOnly)
      .filter(({ name, code }) => plainText(`${name} ${code ?? ''}`).includes(wanted))
      .toSorted((a, b) => a.name.localeCompare(b.name));
    return html`<p class="soft small">
        ${msg('Choose somebody whose consent is recorded. The good faces that this camera has just seen become their samples.')}
      </p>
      <input
        type="search"
        aria-label=${msg('Search people')}
        placeholder=${msg('Name or code')}
        data-testid="name-search"
        .value=${this.search}
        @input=${(event: InputEvent) => (this.search = (event.target as HTMLInputElement).value)}
      />
      ${
        able.length === 0
          ? html`<p class="soft">${msg('Nobody with consent matches.')}</p>`
          : html`<ul aria-label=${msg('People')}>
              ${able.slice(0, shownMost).map((person) => this.#person(person))}
            </ul>`
      }
      ${able.length > shownMost ? html`<p class="soft small">${msg(str`${able.length - shownMost} more: type a part of the name.`)}</p>` : nothing}
      <div>
        <button type="button" data-testid="name-new" @click=${() => (this.addsNew = true)}>
          ${icon('plus')}${msg('Somebody new')}
        </button>
      </div>`;
  }

  #person(person: Person) {
    return html`<li>
      <button
        type="button"
        data-testid="this-is-${person.personId}"
        ?disabled=${this.busy}
        @click=${() => void this.#name(person)}
      >
        <span class="wrap">${person.name}</span><span class="soft small">${samplesText(person)}</span>
      </button>
    </li>`;
  }

  #newPerson() {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#add(event)}>
      <label class="field"
        >${msg('Name')}<input name="name" required maxlength="100" autocomplete="off" data-testid="new-name"
      /></label>
      <label class="check"
        ><input type="checkbox" required data-testid="new-consent" /><span
          >${msg('This person has agreed to the statement below.')}</span
        ></label
      >
      <label class="field"
        >${msg('Statement')}<textarea
          maxlength="2000"
          name="statement"
          rows="4"
          required
          .value=${this.statement}
        ></textarea>
      </label>
      <div class="row end">
        <button type="button" @click=${() => (this.addsNew = false)}>${msg('Back')}</button>
        <button class="primary" ?disabled=${this.busy}>${msg('Add, and learn the face')}</button>
      </div>
    </form>`;
  }

  #done() {
    return html`<p class="row good" role="status" data-testid="named">${icon('check')}${this.said}</p>
      <div class="row end">
        <button class="primary" type="button" @click=${() => this.modal.close()}>${msg('Done')}</button>
      </div>`;
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const consent = { statement: formText(form, 'statement').trim(), locale: shownLocale() };
    this.busy = true;
    this.problem = '';
    try {
      const person = await peopleApi.add({ name: formText(form, 'name').trim(), consent });
      this.people = [...(this.people ?? []), person];
      // Should the face not be learned, they are in the list to be chosen again.
      this.addsNew = false;
      await this.#name(person);
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }

  async #name({ personId, name }: Person): Promise<void> {
    const track = this.#track;
    if (!track) return;
    this.busy = true;
    this.problem = '';
    try {
      const { samples } = await peopleApi.nameTrack(track.cameraId, track.trackId, personId);
      this.said =
        samples.length === 0
          ? msg(str`This is ${name}. Their samples show this face already: nothing was added.`)
          : msg(str`This is ${name}. Samples added: ${samples.length}.`);
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
