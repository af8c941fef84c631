import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CameraView, PersonView, Picture, PictureBox } from '../../../server/wire.ts';
import { areaBeside } from '../areaBeside.ts';
import { peopleText } from '../boxText.ts';
import { controls } from '../controls.ts';
import { icon } from '../icons.ts';
import type { Live } from '../live.ts';
import { shared } from '../styles.ts';
import { ageText, durationText, exactText, momentText, pictureAgeText } from '../time.ts';
import { placeText } from '../placeText.ts';
import { feedStyles } from './feedStyles.ts';
import './AiLight.ts';
import './FeedCanvas.ts';
import './InPicture.ts';

/** A picture older than this is no longer shown as live. */
const oldAfterMs = 2000;
/** Somebody not seen for longer is no longer said to be here, though still present: presence outlasts the last sighting by its grace. */
const hereWithinMs = 3000;
/** Often enough for tenths of a second to look alive. */
const ageEveryMs = 200;

/** The watched camera, large. Fires `untrack`, and `day` with the id of somebody in the picture. */
@customElement('w-live-feed')
export class LiveFeed extends LitElement {
  static override styles = [shared, controls, feedStyles];

  @property({ attribute: false }) live: Live | null = null;
  @property({ attribute: false }) camera: CameraView | null = null;
  @property({ attribute: false }) tracked: PersonView | null = null;
  @property({ type: Number }) number = 0;
  @property({ type: Number }) clockOffsetMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) connected = true;
  @property({ type: Boolean }) admin = false;
  @state() private pictureAtMs: number | null = null;
  @state() private boxes: PictureBox[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), ageEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('camera') && changed.get('camera')?.cameraId !== this.camera?.cameraId)
      this.#forgetPicture();
  }

  override render() {
    return html`<section class="panel" aria-labelledby="title">
      <header class="bar">
        <h2 id="title" class="grow">Live CCTV feed</h2>
        <w-ai-light .on=${this.connected && (this.camera?.analysing ?? false)}></w-ai-light>
        <button
          class="icon"
          aria-label="Full screen"
          title="Full screen"
          @click=${() => this.#toggleFullscreen()}
        >
          ${icon('expand')}
        </button>
      </header>
      <div class="stage">${this.camera ? this.#stage(this.camera) : this.#noCamera()}</div>
      ${this.camera ? this.#caption(this.camera) : nothing}
      ${this.camera ? html`<w-in-picture .boxes=${this.boxes} .old=${this.#isOld(this.camera)} .admin=${this.admin}></w-in-picture>` : nothing}
    </section>`;
  }

  #stage(camera: CameraView) {
    const ageMs = this.#ageMs();
    const old = this.#isOld(camera);
    return html`<w-feed-canvas
        .live=${this.live}
        .cameraId=${camera.cameraId}
        .trackedPersonId=${this.tracked?.personId ?? null}
        .label=${`Live picture of ${placeText(camera.name, camera.area)}: ${peopleText(this.boxes)}`}
        .old=${old}
        @drawn=${(event: CustomEvent<Omit<Picture, 'jpeg'>>) => this.#drawn(event.detail)}
      ></w-feed-canvas>
      ${this.tracked ? this.#tracking(this.tracked, camera) : nothing} ${this.#condition(camera, ageMs)}`;
  }

  #condition(camera: CameraView, ageMs: number | null) {
    const nowMs = this.#nowMs();
    const { health } = camera;
    if (health.kind === 'blind')
      return html`<div
        class="banner bad ${ageMs === null ? 'alone' : ''}"
        role="status"
        data-testid="feed-blind"
      >
        ${icon('blind')}
        <div>
          <strong>Blind since ${momentText(health.sinceMs, nowMs, this.timeZone)}</strong>
          (${durationText(nowMs - health.sinceMs)})
          <p>${health.detail}</p>
        </div>
      </div>`;
    if (ageMs !== null && ageMs > oldAfterMs)
      return html`<div class="banner warn" data-testid="feed-old">
        ${icon('clock')}
        <strong>This picture is ${durationText(ageMs)} old</strong>
      </div>`;
    if (ageMs === null)
      return html`<div class="waiting" role="status">
        <i></i>${health.kind === 'starting' ? 'Camera is starting…' : 'Waiting for the first picture…'}
      </div>`;
    if (camera.busy)
      return html`<div class="banner warn slight" role="status" data-testid="feed-busy">
        ${icon('warning')}
        <span>${camera.busy}</span>
      </div>`;
    return nothing;
  }

  #tracking(person: PersonView, camera: CameraView) {
    const ageMs = person.lastSeenMs === null ? Infinity : this.#nowMs() - person.lastSeenMs;
    const isHere = person.cameraId === camera.cameraId && ageMs < hereWithinMs;
    const words = isHere ? 'is here' : `was last here ${ageText(ageMs)}`;
    return html`<div class="tracking" data-testid="tracking">
      ${icon('target')}
      <span class="cut"><strong>${person.name}</strong> ${words}</span>
      <button @click=${() => this.dispatchEvent(new CustomEvent('untrack'))}>Stop tracking</button>
    </div>`;
  }

  #caption(camera: CameraView) {
    const ageMs = this.#ageMs();
    const old = ageMs !== null && ageMs > oldAfterMs;
    return html`<footer class="bar">
      <span class="number" aria-hidden="true">${this.number}</span>
      <span class="grow cut">
        <strong>${camera.name}</strong>
        ${areaBeside(camera)}
      </span>
      <span
        class="age ${old ? 'old' : ''}"
        data-testid="picture-age"
        title=${this.pictureAtMs === null ? '' : exactText(this.pictureAtMs, this.timeZone)}
        >${ageMs === null ? 'no picture yet' : pictureAgeText(ageMs)}</span
      >
    </footer>`;
  }

  #drawn({ atMs, boxes }: Omit<Picture, 'jpeg'>): void {
    this.pictureAtMs = atMs;
    this.boxes = boxes;
  }

  #forgetPicture(): void {
    this.pictureAtMs = null;
    this.boxes = [];
  }

  #noCamera() {
    return html`<div class="none">
      ${icon('camera')}
      <strong>No camera yet</strong>
      <p>
        ${
          this.admin
            ? html`<a href="/cameras">Add a camera</a>, or put its YAML file into the cameras folder: it
                appears here by itself.`
            : 'An administrator adds cameras; they appear here by themselves.'
        }
      </p>
    </div>`;
  }

  #isOld(camera: CameraView): boolean {
    const ageMs = this.#ageMs();
    return camera.health.kind === 'blind' || (ageMs !== null && ageMs > oldAfterMs);
  }

  #nowMs(): number {
    return Date.now() + this.clockOffsetMs;
  }

  #ageMs(): number | null {
    return this.pictureAtMs === null ? null : Math.max(0, this.#nowMs() - this.pictureAtMs);
  }

  #toggleFullscreen(): void {
    const section = this.renderRoot.querySelector('section');
    if (document.fullscreenElement) void document.exitFullscreen();
    else void section?.requestFullscreen();
  }
}
