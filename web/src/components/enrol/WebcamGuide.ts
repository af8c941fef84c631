import { msg, str } from '@lit/localize';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { EnrolResult, JobView, PhotoResult } from '../../../../server/wire.ts';
import { peopleApi } from '../../api/people.ts';
import { sentenceOf } from '../../api.ts';
import { controls } from '../../controls.ts';
import { type Pose, poses } from '../../enrol/judgeFace.ts';
import { type GuideState, startWebcam, type Webcam } from '../../enrol/startWebcam.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import type { Modal } from '../Modal.ts';
import { cameraProblem, faultWords, poseWords, shortPose } from './guideWords.ts';
import { photoResult } from './photoResult.ts';
import { webcamGuideStyles } from './webcamGuideStyles.ts';
import '../JobProgress.ts';
import '../Modal.ts';

type Taken = Record<Pose, { photo: File; url: string } | null>;
const nothingTaken: Taken = { front: null, left: null, right: null, up: null, down: null };

/** Five pictures of a face, taken by themselves when they are good, looked at, and sent. Fires `sent`. */
@customElement('w-webcam-guide')
export class WebcamGuide extends LitElement {
  static override styles = [shared, controls, webcamGuideStyles];

  @property() personId = '';
  @property() name = '';
  @state() private taken: Taken = nothingTaken;
  @state() private seen: GuideState | null = null;
  @state() private problem = '';
  @state() private job: JobView | null = null;
  @state() private running = false;
  @state() private results: PhotoResult[] = [];
  @query('w-modal') private modal!: Modal;
  @query('video') private video!: HTMLVideoElement | null;
  #webcam: Webcam | null = null;
  /** Counts openings: what was begun for one that is over is stopped. */
  #opening = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  override render() {
    return html`<w-modal .heading=${msg(str`Pictures of ${this.name}`)} @closed=${() => this.#close()}>
      <div class="stack">
        ${this.problem ? html`<p class="problem" role="alert" data-testid="webcam-problem">${icon('warning')}${this.problem}</p>` : nothing}
        ${this.results.length > 0 ? this.#outcome() : this.#taking()}
      </div>
    </w-modal>`;
  }

  async open(): Promise<void> {
    this.#forget();
    this.results = [];
    this.job = null;
    this.running = false;
    await this.modal.open();
    await this.#start();
  }

  get #next(): Pose | null {
    return poses.find((pose) => this.taken[pose] === null) ?? null;
  }

  #taking() {
    const pose = this.#next;
    return html`<div class="stage" ?hidden=${pose === null || this.problem !== ''}>
        <video muted playsinline aria-label=${msg('Picture of the webcam, as in a mirror')}></video>
        <span class="frame ${this.seen && this.seen.fault === null ? 'good' : ''}"></span>
      </div>
      ${pose ? this.#advice(pose) : html`<p>${msg('All five are taken. Look at them, and take again what is not good.')}</p>`}
      ${this.#five()} ${this.#send()}`;
  }

  #advice(pose: Pose) {
    if (this.problem)
      return html`<div><button @click=${() => void this.#start()}>${msg('Try again')}</button></div>`;
    const { seen } = this;
    return html`<div aria-live="polite" data-testid="webcam-advice">
      <p class="pose">${poseWords(pose)}</p>
      <p class=${seen && seen.fault === null ? 'good' : 'soft'} data-fault=${seen?.fault ?? ''}>
        ${seen ? faultWords(seen.fault) : msg('Starting the camera and the guide…')}
      </p>
    </div>`;
  }

  #five() {
    return html`<ul class="five" aria-label=${msg('Pictures taken')}>
      ${poses.map((pose) => {
        const picture = this.taken[pose];
        const name = poseWords(pose);
        return html`<li
          class=${pose === this.#next ? 'next' : ''}
          data-testid="pose-${pose}"
          data-taken=${picture !== null}
        >
          ${picture ? html`<img src=${picture.url} alt=${name} />` : html`<span class="none">${icon('user')}</span>`}
          <span class="small">${shortPose(pose)}</span>
          ${
            picture
              ? html`<button
                  class="icon"
                  type="button"
                  aria-label=${msg(str`Take again: ${name}`)}
                  title=${msg('Take again')}
                  ?disabled=${this.running}
                  @click=${() => void this.#takeAgain(pose)}
                >
                  ${icon('refresh')}
                </button>`
              : nothing
          }
        </li>`;
      })}
    </ul>`;
  }

  #send() {
    const count = poses.filter((pose) => this.taken[pose] !== null).length;
    if (count === 0) return nothing;
    return html`<w-job-progress
        .job=${this.job}
        .label=${msg('Learning the face')}
        @ended=${(event: CustomEvent<JobView>) => this.#ended(event.detail)}
      ></w-job-progress>
      <div class="row end">
        <button type="button" @click=${() => this.modal.close()}>${msg('Cancel')}</button>
        <button
          class="primary"
          type="button"
          data-testid="webcam-send"
          ?disabled=${this.running}
          @click=${() => void this.#upload()}
        >
          ${count === 1 ? msg('Use 1 picture') : msg(str`Use ${count} pictures`)}
        </button>
      </div>`;
  }

  #outcome() {
    return html`<ul class="results" data-testid="webcam-results">
        ${this.results.map(photoResult)}
      </ul>
      <div class="row end">
        <button class="primary" type="button" @click=${() => this.modal.close()}>${msg('Done')}</button>
      </div>`;
  }

  async #start(): Promise<void> {
    const opening = ++this.#opening;
    this.#webcam?.stop();
    this.#webcam = null;
    this.problem = '';
    this.seen = null;
    await this.updateComplete;
    const { video } = this;
    if (!video) return;
    try {
      const webcam = await startWebcam(video, {
        pose: () => this.#next,
        seen: (seen) => (this.seen = seen),
        taken: (pose, blob) => this.#keep(pose, blob),
        failed: (error) => (this.problem = cameraProblem(error)),
      });
      if (opening === this.#opening) this.#webcam = webcam;
      else webcam.stop();
    } catch (error) {
      if (opening === this.#opening) this.problem = cameraProblem(error);
    }
  }

  #keep(pose: Pose, blob: Blob): void {
    const photo = new File([blob], `${pose}.jpg`, { type: blob.type });
    this.taken = { ...this.taken, [pose]: { photo, url: URL.createObjectURL(blob) } };
    if (this.#next === null) this.#webcam?.stop();
  }

  async #takeAgain(pose: Pose): Promise<void> {
    const old = this.taken[pose];
    if (old) URL.revokeObjectURL(old.url);
    const wasAll = this.#next === null;
    this.taken = { ...this.taken, [pose]: null };
    if (wasAll) await this.#start();
  }

  async #upload(): Promise<void> {
    this.problem = '';
    this.#webcam?.stop();
    const photos = poses.flatMap((pose) => this.taken[pose]?.photo ?? []);
    try {
      this.job = await peopleApi.enrolPhotos(this.personId, photos, 'webcam');
      this.running = true;
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  #ended({ state, result }: JobView): void {
    this.running = false;
    if (state !== 'done') return;
    this.results = (result as EnrolResult).people.flatMap(({ photos }) => photos);
    this.job = null;
    this.dispatchEvent(new CustomEvent('sent', { bubbles: true, composed: true }));
  }

  #close(): void {
    this.#opening += 1;
    this.#webcam?.stop();
    this.#webcam = null;
    this.#forget();
  }

  #forget(): void {
    for (const pose of poses) {
      const picture = this.taken[pose];
      if (picture) URL.revokeObjectURL(picture.url);
    }
    this.taken = nothingTaken;
    this.seen = null;
    this.problem = '';
  }
}
