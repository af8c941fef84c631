import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Picture } from '../../../server/wire.ts';
import { marksOf, type Look } from '../boxMarks.ts';
import type { Live } from '../live.ts';
import { startPainter, type Painter } from '../startPainter.ts';

const usualLettersPx = 15;

export type Drawn = Omit<Picture, 'jpeg'>;

/** Draws each picture as it comes and then asks for the next. Fires `drawn` with the picture, its JPEG left out. */
@customElement('w-feed-canvas')
export class FeedCanvas extends LitElement {
  static override styles = css`
    :host {
      position: absolute;
      inset: 0;
      display: block;
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
    }
    :host([old]) canvas {
      filter: grayscale(1) brightness(0.55);
    }
  `;

  @property({ attribute: false }) live: Live | null = null;
  @property() cameraId: string | null = null;
  @property({ attribute: false }) look: Look = {
    states: new Map(),
    trackedPersonId: null,
    blur: false,
    zones: [],
  };
  @property() label = '';
  /** `feed` for the large one. */
  @property() name = 'feed';
  @property({ type: Boolean, reflect: true }) old = false;

  #canvas: HTMLCanvasElement | null = null;
  #painter: Painter | null = null;
  #last: Drawn | null = null;
  #frames = 0;
  readonly #resizes = new ResizeObserver(() => this.#fit());
  /** Held while the page is hidden, so that the server sends nothing nobody sees. */
  #waiting: (() => void) | null = null;
  readonly #shown = () => this.#takeWaiting();
  #stopListening = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#shown);
    this.#listen();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#shown);
    this.#stopListening();
    this.#waiting?.();
    this.#waiting = null;
    this.#putAway();
  }

  override render() {
    return this.isConnected ? html`${this.#canvasNow()}` : nothing;
  }

  override updated(changed: PropertyValues<this>): void {
    const canvas = this.#canvas;
    if (!canvas) return;
    canvas.setAttribute('aria-label', this.label);
    canvas.dataset['testid'] = this.name;
    if (changed.has('live') || changed.has('cameraId')) this.#listen();
    if (changed.has('cameraId') && this.#last?.cameraId !== this.cameraId) this.#forget();
    if (changed.has('look') && changed.get('look')) this.#remark(changed.get('look') as Look);
  }

  /** A canvas is given to the drawing thread once and for all: a new one each time this comes onto the page. */
  #canvasNow(): HTMLCanvasElement {
    if (this.#canvas) return this.#canvas;
    const canvas = document.createElement('canvas');
    canvas.setAttribute('role', 'img');
    canvas.dataset['frames'] = '0';
    canvas.dataset['camera'] = '';
    this.#canvas = canvas;
    this.#painter = startPainter(canvas);
    this.#resizes.observe(this);
    return canvas;
  }

  #putAway(): void {
    this.#resizes.disconnect();
    this.#painter?.stop();
    this.#painter = null;
    this.#canvas = null;
    this.#last = null;
  }

  #listen(): void {
    this.#stopListening();
    const { live, cameraId } = this;
    if (!live || cameraId === null) return;
    this.#stopListening = live.onPicture(cameraId, (picture, taken) => void this.#show(picture, taken));
  }

  async #show(picture: Picture, taken: () => void): Promise<void> {
    const painter = this.#painter;
    const drawn = painter ? await painter.show(picture, marksOf(picture, this.look), this.look.zones) : false;
    // The camera may have been switched while the picture was decoded.
    if (drawn && painter === this.#painter) {
      if (picture.cameraId === this.cameraId) this.#wasDrawn(picture);
      else painter?.forget();
    }
    this.#waiting = taken;
    if (!document.hidden) this.#takeWaiting();
  }

  #wasDrawn({ cameraId, atMs, width, height, boxes }: Picture): void {
    const picture = { cameraId, atMs, width, height, boxes };
    this.#last = picture;
    this.#frames += 1;
    if (this.#canvas) {
      this.#canvas.dataset['frames'] = String(this.#frames);
      this.#canvas.dataset['camera'] = cameraId;
    }
    this.dispatchEvent(new CustomEvent('drawn', { detail: picture }));
  }

  #takeWaiting(): void {
    if (document.hidden) return;
    this.#waiting?.();
    this.#waiting = null;
  }

  #fit(): void {
    const pixelRatio = devicePixelRatio;
    const width = Math.max(1, Math.round(this.clientWidth * pixelRatio));
    const height = Math.max(1, Math.round(this.clientHeight * pixelRatio));
    // A wall screen's page has larger letters; so have its pictures.
    const lettersPx = parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.#painter?.resize({ width, height }, (pixelRatio * lettersPx) / usualLettersPx);
  }

  /** States come with the next picture; what somebody just pressed is drawn at once. */
  #remark(before: Look): void {
    const { look } = this;
    const same =
      before.trackedPersonId === look.trackedPersonId &&
      before.blur === look.blur &&
      before.zones === look.zones;
    if (!same && this.#last) this.#painter?.remark(marksOf(this.#last, look), look.zones);
  }

  #forget(): void {
    this.#last = null;
    if (this.#canvas) this.#canvas.dataset['camera'] = '';
    this.#painter?.forget();
  }
}
