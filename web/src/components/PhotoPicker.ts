import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EnrolResult, JobView, PhotoResult } from '../../../server/wire.ts';
import { peopleApi } from '../api/people.ts';
import { sentenceOf } from '../api.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import { shared } from '../styles.ts';
import { checkPhoto, type CheckedPhoto, photosMax } from './enrol/checkPhoto.ts';
import { photoResult } from './enrol/photoResult.ts';
import { photoPickerStyles } from './enrol/photoPickerStyles.ts';
import './JobProgress.ts';

/**
 * Photos by picker or by drag and drop: looked at here, sent together, each with what became of it. With `personId` a button sends
 * them; without, they wait until send() is called. Fires `sent` after each round.
 */
@customElement('w-photo-picker')
export class PhotoPicker extends LitElement {
  static override styles = [shared, controls, photoPickerStyles];

  @property() personId: string | null = null;
  @property({ type: Boolean }) disabled = false;
  @state() private photos: CheckedPhoto[] = [];
  /** Of the last round. */
  @state() private results: PhotoResult[] = [];
  @state() private checking = 0;
  @state() private over = false;
  @state() private job: JobView | null = null;
  @state() private problem = '';
  #round: (() => void) | null = null;

  override render() {
    return html`<div class="stack">
      <label
        class="drop ${this.over ? 'over' : ''} ${this.disabled ? 'off' : ''}"
        @dragover=${(event: DragEvent) => this.#onDrag(event, true)}
        @dragleave=${(event: DragEvent) => this.#onDrag(event, false)}
        @drop=${(event: DragEvent) => this.#onDrop(event)}
      >
        ${icon('upload')}<strong>${msg('Choose photos or drop them here')}</strong>
        <span class="small"
          >${msg('One face each, sharp, looking at the camera. Three or more are best.')}</span
        >
        <input
          type="file"
          multiple
          accept="image/jpeg,image/png,image/webp"
          aria-label=${msg('Photos')}
          data-testid="photos"
          ?disabled=${this.disabled}
          @change=${(event: Event) => this.#onPick(event)}
        />
      </label>
      ${this.checking > 0 ? html`<p class="soft small" role="status">${msg(str`Looking at ${this.checking} photos…`)}</p>` : nothing}
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>` : nothing}
      ${this.#chosen()}
      <w-job-progress
        .job=${this.job}
        .label=${msg('Learning the face')}
        @ended=${(event: CustomEvent<JobView>) => this.#ended(event.detail)}
      ></w-job-progress>
      ${this.#results()}
    </div>`;
  }

  get hasPhotos(): boolean {
    return this.photos.length > 0 || this.checking > 0;
  }

  /** Sends what was chosen; resolves when all of it was judged. */
  async send(personId: string): Promise<void> {
    while (this.checking > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const usable = this.#usable();
    if (this.job || usable.length === 0) return;
    this.problem = '';
    this.results = [];
    try {
      this.job = await peopleApi.enrolPhotos(
        personId,
        usable.map(({ file }) => file),
      );
      await new Promise<void>((resolve) => (this.#round = resolve));
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.dispatchEvent(new CustomEvent('sent', { bubbles: true, composed: true }));
  }

  #usable(): CheckedPhoto[] {
    return this.photos.filter(({ refusal }) => refusal === null);
  }

  #ended({ state, result }: JobView): void {
    const isDone = state === 'done';
    if (isDone) this.results = (result as EnrolResult).people.flatMap(({ photos }) => photos);
    // What failed or was cancelled can be sent again, and its sentence stays.
    if (isDone) this.photos = [];
    if (isDone) this.job = null;
    this.#round?.();
    this.#round = null;
    this.requestUpdate();
  }

  get #isRunning(): boolean {
    return this.#round !== null;
  }

  #chosen() {
    if (this.photos.length === 0) return nothing;
    const usable = this.#usable().length;
    return html`<ul class="chosen" tabindex="0" aria-label=${msg('Photos chosen')}>
        ${this.photos.map((photo) => this.#photo(photo))}
      </ul>
      ${
        this.personId && !this.#isRunning
          ? html`<div class="row">
              <button
                class="primary"
                type="button"
                data-testid="send-photos"
                ?disabled=${usable === 0}
                title=${usable === 0 ? msg('None of these can be used') : nothing}
                @click=${() => this.personId && void this.#sendAgain(this.personId)}
              >
                ${usable === 1 ? msg('Learn from 1 photo') : msg(str`Learn from ${usable} photos`)}
              </button>
              <button type="button" @click=${() => (this.photos = [])}>${msg('Choose others')}</button>
            </div>`
          : nothing
      }`;
  }

  #sendAgain(personId: string): Promise<void> {
    this.job = null;
    return this.send(personId);
  }

  #photo(photo: CheckedPhoto) {
    const { file, thumbnail, refusal } = photo;
    return html`<li class=${refusal ? 'bad' : ''} data-testid=${refusal ? 'photo-unfit' : 'photo-chosen'}>
      ${thumbnail ? html`<img src=${thumbnail} alt="" />` : html`<span class="none">${icon('warning')}</span>`}
      <span class="wrap grow small">${refusal ?? file.name}</span>
      <button
        class="icon"
        type="button"
        aria-label=${msg(str`Leave out ${file.name}`)}
        title=${msg('Leave out')}
        ?hidden=${this.#isRunning}
        @click=${() => (this.photos = this.photos.filter((each) => each !== photo))}
      >
        ${icon('close')}
      </button>
    </li>`;
  }

  #results() {
    if (this.results.length === 0) return nothing;
    return html`<ul class="results" tabindex="0" aria-label=${msg('What became of the photos')}>
      ${this.results.map(photoResult)}
    </ul>`;
  }

  #onDrag(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.over = over && !this.disabled;
  }

  #onDrop(event: DragEvent): void {
    this.#onDrag(event, false);
    if (!this.disabled) void this.#add(event.dataTransfer?.files);
  }

  #onPick(event: Event): void {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that choosing the same file again counts as a change.
    input.value = '';
    void this.#add(files);
  }

  /** One after the other: two hundred large photos at once would fill the memory. */
  async #add(files: Iterable<File> | null | undefined): Promise<void> {
    const added = [...(files ?? [])];
    const room = photosMax - this.photos.length - this.checking;
    this.problem =
      added.length > room ? msg(str`At most ${photosMax} photos at once; the others were left out.`) : '';
    const taken = added.slice(0, Math.max(0, room));
    this.checking += taken.length;
    this.results = [];
    for (const file of taken) {
      const checked = await checkPhoto(file);
      this.photos = [...this.photos, checked];
      this.checking -= 1;
    }
    this.dispatchEvent(new CustomEvent('picked'));
  }
}
