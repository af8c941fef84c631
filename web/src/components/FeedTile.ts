import { msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CameraView, PictureBox } from '../../../server/wire.ts';
import { areaBeside } from '../areaBeside.ts';
import { isUnknown, type Look } from '../boxMarks.ts';
import { peopleText } from '../boxText.ts';
import { controls } from '../controls.ts';
import { healthColours, healthText } from '../healthText.ts';
import { icon } from '../icons.ts';
import type { Live } from '../live.ts';
import { placeText } from '../placeText.ts';
import { shared } from '../styles.ts';
import { durationText, exactText, momentText, pictureAgeText } from '../time.ts';
import type { Drawn } from './FeedCanvas.ts';
import { feedTileStyles } from './feedTileStyles.ts';
import './AiLight.ts';
import './FeedCanvas.ts';

/** A picture older than this is no longer shown as live. */
const oldAfterMs = 2000;
/** Often enough for tenths of a second to look alive. */
const ageEveryMs = { large: 200, tile: 500 };

/** One camera with its condition. Fires `large` when a small one is pressed, and `people` with the boxes when they change, null without a live picture. */
@customElement('w-feed-tile')
export class FeedTile extends LitElement {
  static override styles = [shared, controls, feedTileStyles];

  @property({ attribute: false }) live: Live | null = null;
  @property({ attribute: false }) camera: CameraView | null = null;
  @property({ attribute: false }) look: Look | null = null;
  @property({ type: Number }) number = 0;
  @property({ type: Number }) clockOffsetMs = 0;
  @property() timeZone = 'UTC';
  @property({ type: Boolean }) connected = true;
  @property({ type: Boolean, reflect: true }) large = false;
  /** The followed person is here. */
  @property({ type: Boolean, reflect: true }) followed = false;
  /** Of the picture: what a render depends on. Its age is written past Lit, for it changes all the time. */
  @state() private pictured: 'none' | 'old' | 'live' = 'none';
  @state() private oldFor = '';
  @state() private unknown = 0;
  @state() private label = '';
  @query('.age') private age!: HTMLElement | null;
  #pictureAtMs: number | null = null;
  #boxes: PictureBox[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#tick(), this.large ? ageEveryMs.large : ageEveryMs.tile);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#forget();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('camera') && changed.get('camera')?.cameraId !== this.camera?.cameraId) this.#forget();
  }

  override updated(): void {
    this.#tick();
  }

  override render() {
    const { camera, look } = this;
    if (!camera || !look) return nothing;
    const blind = camera.health.kind === 'blind';
    return html`<div class="picture">
        <w-feed-canvas
          .live=${this.live}
          .cameraId=${camera.cameraId}
          .look=${look}
          .name=${this.large ? 'feed' : `feed-${camera.cameraId}`}
          .label=${this.label || this.#labelOf(camera)}
          .old=${this.pictured === 'old' || (blind && this.pictured !== 'none')}
          @drawn=${(event: CustomEvent<Drawn>) => this.#drawn(event.detail)}
        ></w-feed-canvas>
        ${this.large ? nothing : this.#cover(camera)} ${this.#condition(camera)}
        ${
          this.unknown > 0 && this.pictured === 'live' && !this.large
            ? html`<span class="unknown" data-testid="tile-unknown"
                >${msg(str`${this.unknown} unknown`)}</span
              >`
            : nothing
        }
      </div>
      ${this.#caption(camera)}`;
  }

  #cover({ cameraId, name }: CameraView) {
    return html`<button
      class="cover"
      data-testid="tile-${cameraId}"
      aria-label=${msg(str`Show ${name} large`)}
      title=${msg('Show large')}
      @click=${() => this.dispatchEvent(new CustomEvent('large', { detail: cameraId }))}
    ></button>`;
  }

  #condition(camera: CameraView) {
    const { health } = camera;
    if (health.kind === 'blind') return this.#blind(health);
    if (this.pictured === 'old')
      return html`<div class="banner warn" data-testid="feed-old">
        ${icon('clock')}<strong>${msg(str`This picture is ${this.oldFor} old`)}</strong>
      </div>`;
    if (this.pictured === 'none')
      return html`<div class="waiting" role="status">
        <i></i
        >${health.kind === 'starting' ? msg('Camera is starting…') : msg('Waiting for the first picture…')}
      </div>`;
    if (camera.busy && this.large)
      return html`<div class="banner warn slight" role="status" data-testid="feed-busy">
        ${icon('warning')}<span>${camera.busy}</span>
      </div>`;
    return nothing;
  }

  #blind({ sinceMs, detail }: { sinceMs: number; detail: string }) {
    const since = momentText(sinceMs, this.#nowMs(), this.timeZone);
    return html`<div
      class="banner bad ${this.pictured === 'none' ? 'alone' : ''}"
      role="status"
      data-testid=${this.large ? 'feed-blind' : 'tile-blind'}
      title=${detail}
    >
      ${icon('blind')}
      <div>
        <strong>${msg(str`Blind since ${since}`)}</strong>
        <span class="for">(${this.oldFor})</span>
        <p>${detail}</p>
      </div>
    </div>`;
  }

  #caption(camera: CameraView) {
    const { kind } = camera.health;
    const words = healthText(kind);
    return html`<footer>
      <span class="number" aria-hidden="true">${this.number}</span>
      <span class="names cut" title=${placeText(camera.name, camera.area)}>
        <strong>${camera.name}</strong>${areaBeside(camera)}
      </span>
      <span class="dot ${healthColours[kind]}" title=${words}></span>
      <span class="hidden-text">${words}</span>
      ${
        this.large
          ? nothing
          : html`<w-ai-light
              short
              .on=${this.connected && camera.analysing}
              .name=${camera.cameraId}
            ></w-ai-light>`
      }
      <span
        class="age"
        data-testid=${this.large ? 'picture-age' : `age-${camera.cameraId}`}
        @pointerenter=${() => this.#titleAge()}
      ></span>
    </footer>`;
  }

  #drawn({ atMs, boxes }: Drawn): void {
    this.#pictureAtMs = atMs;
    const before = this.#boxes;
    this.#boxes = boxes;
    this.unknown = boxes.filter((box) => isUnknown(box) && box.likelyName === null).length;
    if (this.pictured !== 'live') this.#tick();
    if (this.large && peopleKey(before) !== peopleKey(boxes)) this.#tellPeople();
  }

  #tellPeople(): void {
    const detail = this.pictured === 'live' ? this.#boxes : null;
    this.dispatchEvent(new CustomEvent('people', { detail }));
  }

  /** The age as text, and the rest only when it is another than before. */
  #tick(): void {
    const { camera } = this;
    if (!camera) return;
    const nowMs = this.#nowMs();
    const ageMs = this.#pictureAtMs === null ? null : Math.max(0, nowMs - this.#pictureAtMs);
    const before = this.pictured;
    this.pictured = ageMs === null ? 'none' : ageMs > oldAfterMs ? 'old' : 'live';
    if (this.large && before !== this.pictured) this.#tellPeople();
    const { health } = camera;
    if (health.kind === 'blind') this.oldFor = durationText(nowMs - health.sinceMs);
    else this.oldFor = this.pictured === 'old' ? durationText(ageMs ?? 0) : '';
    this.#writeAge(ageMs);
    this.label = this.#labelOf(camera);
  }

  #writeAge(ageMs: number | null): void {
    const { age } = this;
    if (!age) return;
    const text = ageMs === null ? msg('no picture yet') : pictureAgeText(ageMs);
    if (age.textContent !== text) age.textContent = text;
    age.classList.toggle('old', this.pictured === 'old');
  }

  /** The exact time, written when somebody points at it. */
  #titleAge(): void {
    if (this.age && this.#pictureAtMs !== null) this.age.title = exactText(this.#pictureAtMs, this.timeZone);
  }

  #labelOf({ name, area }: CameraView): string {
    const place = placeText(name, area);
    const people = peopleText(this.pictured === 'live' ? this.#boxes : []);
    return this.pictured === 'live'
      ? msg(str`Live picture of ${place}: ${people}`)
      : msg(str`Picture of ${place}`);
  }

  /** Another camera, or none. */
  #forget(): void {
    this.#pictureAtMs = null;
    this.#boxes = [];
    this.unknown = 0;
    this.pictured = 'none';
    if (this.large && this.isConnected) this.#tellPeople();
  }

  #nowMs(): number {
    return Date.now() + this.clockOffsetMs;
  }
}

/** The same people, in words, are not told again. */
function peopleKey(boxes: readonly PictureBox[]): string {
  return boxes.map(({ trackId, personId, likelyName }) => `${trackId} ${personId} ${likelyName}`).join('\n');
}
