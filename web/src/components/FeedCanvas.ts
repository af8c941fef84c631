import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Picture } from '../../../server/wire.ts';
import { drawPicture, type Scene } from '../drawPicture.ts';
import type { Live } from '../live.ts';

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
      transition: filter 300ms;
    }
    canvas.old {
      filter: grayscale(1) brightness(0.55);
    }
    @media (prefers-reduced-motion: reduce) {
      canvas {
        transition: none;
      }
    }
  `;

  @property({ attribute: false }) live: Live | null = null;
  @property() cameraId: string | null = null;
  @property() trackedPersonId: string | null = null;
  @property() label = '';
  @property({ type: Boolean }) old = false;
  @query('canvas') private canvas!: HTMLCanvasElement;

  #last: Omit<Scene, 'trackedPersonId' | 'pixelRatio'> | null = null;
  #frames = 0;
  readonly #resizes = new ResizeObserver(() => this.#fit());
  /** Held while the page is hidden, so that the server sends nothing nobody sees. */
  #waiting: (() => void) | null = null;
  readonly #shown = () => this.#takeWaiting();
  #stopListening = (): void => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizes.observe(this);
    document.addEventListener('visibilitychange', this.#shown);
    this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    document.removeEventListener('visibilitychange', this.#shown);
    this.#stopListening();
    this.#waiting?.();
    this.#waiting = null;
    this.#forget();
  }

  override render() {
    return html`<canvas
      data-testid="feed"
      data-frames="0"
      data-camera=""
      role="img"
      aria-label=${this.label}
      class=${this.old ? 'old' : ''}
    ></canvas>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('live') || changed.has('cameraId')) this.#listen();
    if (changed.has('cameraId') && this.#last?.picture.cameraId !== this.cameraId) this.#forget();
    if (changed.has('trackedPersonId')) this.#draw();
  }

  #listen(): void {
    this.#stopListening();
    const { live, cameraId } = this;
    if (!live || cameraId === null) return;
    this.#stopListening = live.onPicture(cameraId, (picture, taken) => void this.#show(picture, taken));
  }

  async #show(picture: Picture, taken: () => void): Promise<void> {
    try {
      const { jpeg, ...rest } = picture;
      if (picture.cameraId === this.cameraId) await this.#replace(jpeg, rest);
    } catch {
      // A damaged picture: the next one comes within a moment, and the age of the last drawn one says the rest.
    } finally {
      this.#waiting = taken;
      if (!document.hidden) this.#takeWaiting();
    }
  }

  async #replace(jpeg: ArrayBuffer, picture: Scene['picture']): Promise<void> {
    const image = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
    // The camera may have been switched while the picture was decoded.
    if (picture.cameraId !== this.cameraId) return image.close();
    this.#last?.image.close();
    this.#last = { image, picture };
    this.#draw();
    this.#frames += 1;
    this.canvas.dataset['frames'] = String(this.#frames);
    this.canvas.dataset['camera'] = picture.cameraId;
    this.dispatchEvent(new CustomEvent('drawn', { detail: picture }));
  }

  #takeWaiting(): void {
    if (document.hidden) return;
    this.#waiting?.();
    this.#waiting = null;
  }

  #fit(): void {
    const canvas = this.canvas;
    const ratio = devicePixelRatio;
    canvas.width = Math.max(1, Math.round(this.clientWidth * ratio));
    canvas.height = Math.max(1, Math.round(this.clientHeight * ratio));
    this.#draw();
  }

  #draw(): void {
    const context = this.canvas.getContext('2d');
    if (!context || !this.#last) return;
    const { trackedPersonId } = this;
    drawPicture(context, { ...this.#last, trackedPersonId, pixelRatio: devicePixelRatio });
  }

  /** The picture of another camera must not be taken for this one's. */
  #forget(): void {
    this.#last?.image.close();
    this.#last = null;
    const canvas = this.canvas;
    canvas.dataset['camera'] = '';
    canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
  }
}
