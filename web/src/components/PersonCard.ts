import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Person, SampleView } from '../../../server/wire.ts';
import { api, sentenceOf } from '../api.ts';
import { consentStatement } from '../consentStatement.ts';
import { controls } from '../controls.ts';
import { formText } from '../formText.ts';
import { icon } from '../icons.ts';
import { initials } from '../peopleOrder.ts';
import { shared } from '../styles.ts';
import { dateText } from '../time.ts';
import { personCardStyles } from './personCardStyles.ts';
import type { Confirm } from './Confirm.ts';
import './Confirm.ts';
import './PhotoPicker.ts';

/** Fewer samples are more easily mistaken for somebody else. */
const samplesWanted = 3;

/** One enrolled person, unfolded to edit. Fires `changed`. */
@customElement('w-person-card')
export class PersonCard extends LitElement {
  static override styles = [shared, controls, personCardStyles];

  @property({ attribute: false }) person: Person | null = null;
  @property() timeZone = 'UTC';
  @state() private unfolded = false;
  @state() private problem = '';
  /** As typed so far; null: untouched. */
  @state() private typedName: string | null = null;
  @query('w-confirm') private confirm!: Confirm;

  override render() {
    const { person } = this;
    if (!person) return nothing;
    return html`<article data-testid="enrolled-${person.personId}">
      <button
        class="head"
        aria-expanded=${this.unfolded}
        aria-controls="body"
        @click=${() => (this.unfolded = !this.unfolded)}
      >
        <span class="avatar" aria-hidden="true">${initials(person.name)}</span>
        <span class="name cut">${person.name}</span>
        <span class="facts"
          >${consentChip(person)} ${outdatedChip(person)} ${samplesChip(person)} ${qualityMeter(person)}</span
        >
        <span class="fold" aria-hidden="true">${this.unfolded ? '–' : '+'}</span>
      </button>
      <div id="body" class="body stack" ?hidden=${!this.unfolded}>
        ${this.unfolded ? this.#body(person) : nothing}
      </div>
      <w-confirm></w-confirm>
    </article>`;
  }

  #body(person: Person) {
    const isSameName = (this.typedName ?? person.name).trim() === person.name;
    return html`${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <form class="row" @submit=${(event: SubmitEvent) => void this.#rename(event, person)}>
        <label class="field grow"
          >Name<input
            name="name"
            required
            maxlength="100"
            .value=${person.name}
            @input=${(event: InputEvent) => (this.typedName = (event.target as HTMLInputElement).value)}
        /></label>
        <button
          class="save"
          ?disabled=${isSameName}
          title=${isSameName ? 'Type another name first' : nothing}
        >
          Rename
        </button>
      </form>
      ${person.consent ? this.#consentGiven(person.consent) : this.#askConsent(person)}
      ${this.#samples(person)} ${this.#outdated(person)} ${this.#stricter(person)}
      <w-photo-picker
        .personId=${person.personId}
        .disabled=${person.consent === null}
        @sent=${() => this.#changed()}
      ></w-photo-picker>
      <div>
        <button class="danger" @click=${() => this.#askRemove(person)}>
          ${icon('trash')}Delete ${person.name}
        </button>
      </div>`;
  }

  #consentGiven(consent: NonNullable<Person['consent']>) {
    return html`<p class="soft small">
      Consent recorded by ${consent.recordedBy} on ${dateText(consent.givenAtMs, this.timeZone)}.
    </p>`;
  }

  #askConsent(person: Person) {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => void this.#consent(event, person)}>
      <label class="field"
        >Consent is missing: photos cannot be added before it is recorded
        <textarea maxlength="2000" name="statement" rows="4" required .value=${consentStatement()}></textarea>
      </label>
      <div><button class="primary">This person agreed: record consent</button></div>
    </form>`;
  }

  #samples(person: Person) {
    if (person.samples.length === 0 && person.outdatedSamples.length > 0) return nothing;
    if (person.samples.length === 0)
      return html`<p class="soft">No samples yet: the cameras cannot recognise this person.</p>`;
    return html`<ul class="samples" aria-label="Samples">
      ${person.samples.map((sample, index) => this.#sample(person, sample, index + 1))}
    </ul>`;
  }

  #outdated(person: Person) {
    const { outdatedSamples } = person;
    if (outdatedSamples.length === 0) return nothing;
    return html`<div class="stack" data-testid="outdated">
      <p class="problem">
        ${icon('warning')}Enrolled with another recogniser: the cameras do not use these samples. Enrol again
        with photos.
      </p>
      <ul class="samples" aria-label="Samples of another recogniser">
        ${outdatedSamples.map((sample, index) => this.#sample(person, sample, index + 1))}
      </ul>
    </div>`;
  }

  #stricter(person: Person) {
    if (!person.stricter) return nothing;
    return html`<div class="row" data-testid="stricter">
      <p class="soft small grow">${stricterText(person.name, person.stricter)}${photosAnew(person)}</p>
      <button
        title="Recognise ${person.name} as before; the corrected sightings stay corrected"
        @click=${() => void this.#try(() => api.liftStricter(person.personId))}
      >
        Lift limit
      </button>
    </div>`;
  }

  #sample(person: Person, sample: SampleView, number: number) {
    return html`<li>
      <span>
        <strong>${Math.round(sample.quality * 100)} %</strong>
        <span class="soft small">
          face ${sample.faceWidthPx} px · ${dateText(sample.createdAtMs, this.timeZone)}
        </span>
      </span>
      <button
        class="icon"
        aria-label="Remove sample ${number} of ${person.name}"
        title="Remove this sample"
        @click=${() => void this.#try(() => api.removeSample(person.personId, sample.sampleId))}
      >
        ${icon('trash')}
      </button>
    </li>`;
  }

  async #rename(event: SubmitEvent, person: Person): Promise<void> {
    event.preventDefault();
    const name = formText(new FormData(event.target as HTMLFormElement), 'name').trim();
    await this.#try(() => api.renamePerson(person.personId, name));
  }

  async #consent(event: SubmitEvent, person: Person): Promise<void> {
    event.preventDefault();
    const statement = formText(new FormData(event.target as HTMLFormElement), 'statement').trim();
    await this.#try(() => api.giveConsent(person.personId, statement));
  }

  #askRemove(person: Person): void {
    void this.confirm.ask({
      heading: `Delete ${person.name}?`,
      text: 'The name, the samples, the consent and the record of where they were are deleted. This cannot be undone.',
      action: 'Delete',
      run: async () => {
        await api.removePerson(person.personId);
        this.#changed();
      },
    });
  }

  async #try(action: () => Promise<unknown>): Promise<void> {
    this.problem = '';
    try {
      await action();
      this.#changed();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #changed(): void {
    this.dispatchEvent(new CustomEvent('changed'));
  }
}

function stricterText(name: string, { limit, usual, apartFrom }: NonNullable<Person['stricter']>): string {
  const near =
    limit === null ? [] : [`is at most ${limit.toFixed(2)} away (usually ${usual.toFixed(2)} is enough)`];
  const apart = apartFrom.length === 0 ? [] : [`is clearly less like ${apartFrom.join(', ')}`];
  return `After “not this person”, ${name} is named only when the face ${[...near, ...apart].join(', and ')}.`;
}

function photosAnew({ name, stricter }: Person): string {
  if (!stricter?.isStrictest) return '';
  return ` It cannot be made stricter without missing ${name} as well: remove these samples and enrol with new photos instead, then lift this.`;
}

function consentChip(person: Person) {
  return person.consent ? nothing : html`<span class="chip warn">No consent</span>`;
}

function outdatedChip({ outdatedSamples }: Person) {
  return outdatedSamples.length === 0 ? nothing : html`<span class="chip bad">Enrol again</span>`;
}

function samplesChip({ samples }: Person) {
  const colour = samples.length === 0 ? 'bad' : samples.length < samplesWanted ? 'warn' : '';
  const hint = samples.length < samplesWanted ? `${samplesWanted} or more samples are safer` : '';
  return html`<span class="chip ${colour}" title=${hint}
    >${samples.length} ${samples.length === 1 ? 'sample' : 'samples'}</span
  >`;
}

function qualityMeter({ samples }: Person) {
  if (samples.length === 0) return nothing;
  const mean = samples.reduce((sum, sample) => sum + sample.quality, 0) / samples.length;
  return html`<span class="quality" title="Mean quality of the samples">
    <meter min="0" max="1" low="0.3" high="0.5" optimum="1" .value=${mean} aria-label="Quality"></meter>
    ${Math.round(mean * 100)} %
  </span>`;
}
