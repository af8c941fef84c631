import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Person, SampleView } from '../../../../server/wire.ts';
import { api, sentenceOf } from '../../api.ts';
import { peopleApi } from '../../api/people.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { samplesWanted } from '../../person/enrolment.ts';
import { percentText, sourceWord } from '../../person/words.ts';
import { shared } from '../../styles.ts';
import { dateText } from '../../time.ts';
import type { WebcamGuide } from '../enrol/WebcamGuide.ts';
import { facePanelStyles } from './facePanelStyles.ts';
import '../PhotoPicker.ts';
import '../enrol/WebcamGuide.ts';

/** The samples of a person's face, each with its quality, and the ways to add more. Fires `changed`. */
@customElement('w-face-panel')
export class FacePanel extends LitElement {
  static override styles = [shared, controls, facePanelStyles];

  @property({ attribute: false }) person: Person | null = null;
  @property() timeZone = 'UTC';
  @state() private problem = '';
  @query('w-webcam-guide') private guide!: WebcamGuide;

  override render() {
    const { person } = this;
    if (!person) return nothing;
    return html`<div class="stack">
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.#samples(person)} ${this.#outdated(person)} ${this.#stricter(person)}
      ${person.consent ? this.#ways(person) : nothing}
    </div>`;
  }

  #ways(person: Person) {
    return html`<div>
        <button data-testid="webcam" @click=${() => void this.guide.open()}>
          ${icon('webcam')}${msg('Take pictures with the webcam')}
        </button>
      </div>
      <w-photo-picker .personId=${person.personId} @sent=${() => this.#changed()}></w-photo-picker>
      <p class="hint small">
        ${msg('Or open the live page and press “Who is this?” beside an unknown person.')}
      </p>
      <w-webcam-guide
        .personId=${person.personId}
        .name=${person.name}
        @sent=${() => this.#changed()}
      ></w-webcam-guide>`;
  }

  #samples(person: Person) {
    const { samples, outdatedSamples } = person;
    if (samples.length === 0 && outdatedSamples.length > 0) return nothing;
    if (samples.length === 0)
      return html`<p class="soft">${msg('No samples yet: the cameras cannot recognise this person.')}</p>`;
    return html`<ul class="samples" aria-label=${msg('Samples')}>
        ${samples.map((sample, index) => this.#sample(person, sample, index + 1))}
      </ul>
      ${
        samples.length < samplesWanted
          ? html`<p class="hint small">${msg(str`${samplesWanted} or more samples are safer.`)}</p>`
          : nothing
      }`;
  }

  #outdated(person: Person) {
    const { outdatedSamples } = person;
    if (outdatedSamples.length === 0) return nothing;
    return html`<div class="stack" data-testid="outdated">
      <p class="problem">
        ${icon('warning')}${msg(
          'Enrolled with another recogniser: the cameras do not use these samples. Enrol again with photos.',
        )}
      </p>
      <ul class="samples" aria-label=${msg('Samples of another recogniser')}>
        ${outdatedSamples.map((sample, index) => this.#sample(person, sample, index + 1))}
      </ul>
    </div>`;
  }

  #sample(person: Person, sample: SampleView, number: number) {
    const { quality, faceWidthPx, createdAtMs, source } = sample;
    return html`<li data-testid="sample">
      <meter
        min="0"
        max="1"
        low="0.3"
        high="0.5"
        optimum="1"
        .value=${quality}
        aria-label=${msg(str`Quality of sample ${number}`)}
      ></meter>
      <span class="grow">
        <strong>${percentText(quality)}</strong> ${sourceWord(source)}
        <span class="soft small"
          >${msg(str`face ${faceWidthPx} px · ${dateText(createdAtMs, this.timeZone)}`)}</span
        >
      </span>
      <button
        class="icon"
        aria-label=${msg(str`Remove sample ${number} of ${person.name}`)}
        title=${msg('Remove this sample')}
        @click=${() => void this.#try(() => peopleApi.removeSample(person.personId, sample.sampleId))}
      >
        ${icon('trash')}
      </button>
    </li>`;
  }

  #stricter(person: Person) {
    if (!person.stricter) return nothing;
    return html`<div class="row" data-testid="stricter">
      <p class="soft small grow">${stricterText(person.name, person.stricter)} ${photosAnew(person)}</p>
      <button
        title=${msg(str`Recognise ${person.name} as before; the corrected sightings stay corrected`)}
        @click=${() => void this.#try(() => api.liftStricter(person.personId))}
      >
        ${msg('Lift limit')}
      </button>
    </div>`;
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
  const others = apartFrom.join(', ');
  const [near, enough] = [limit?.toFixed(2) ?? '', usual.toFixed(2)];
  if (limit === null)
    return msg(
      str`After “not this person”, ${name} is named only when the face is clearly less like ${others}.`,
    );
  if (others === '')
    return msg(
      str`After “not this person”, ${name} is named only when the face is at most ${near} away (usually ${enough} is enough).`,
    );
  return msg(
    str`After “not this person”, ${name} is named only when the face is at most ${near} away (usually ${enough} is enough), and is clearly less like ${others}.`,
  );
}

const photosAnew = ({ name, stricter }: Person): string =>
  stricter?.isStrictest
    ? msg(
        str`It cannot be made stricter without missing ${name} as well: remove these samples and enrol with new photos instead, then lift this.`,
      )
    : '';
