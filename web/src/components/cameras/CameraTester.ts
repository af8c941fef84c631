import { msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { CameraHint, CameraTest } from '../../../../server/wire.ts';
import { ApiError, sentenceOf } from '../../api.ts';
import { camerasApi } from '../../api/cameras.ts';
import { controls } from '../../controls.ts';
import { icon } from '../../icons.ts';
import { shared } from '../../styles.ts';
import { numberText } from '../../time.ts';
import { hintText } from './hintText.ts';

type Seen = Extract<CameraTest, { kind: 'seen' }>;

/** Shows one picture of an address, what its stream is like, or why there is none. Fires `tried`. */
@customElement('w-camera-tester')
export class CameraTester extends LitElement {
  static override styles = [
    shared,
    controls,
    css`
      figure {
        margin: 0;
        display: grid;
        gap: 0.4rem;
      }
      img {
        display: block;
        width: 100%;
        max-height: 20rem;
        object-fit: contain;
        background: var(--stage);
        border-radius: 7px;
      }
      .hints {
        display: grid;
        gap: 0.35rem;
      }
      .hints li {
        display: flex;
        gap: 0.45rem;
      }
      .hints svg {
        margin-top: 0.15em;
        color: var(--warn);
      }
      .waiting {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        padding: 0.6rem 0.75rem;
        background: var(--raised);
        border-radius: 7px;
      }
      .waiting span {
        flex: 1;
      }
    `,
  ];

  @state() private result: CameraTest | null = null;
  @state() private problem = '';
  @state() private busy = false;
  #abort: AbortController | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  override render() {
    return html`<div class="stack" aria-live="polite">${this.#content()}</div>`;
  }

  #content() {
    if (this.busy)
      return html`<p class="waiting" role="status">
        <span>${msg('Opening the camera; this takes up to 10 seconds…')}</span>
        <button type="button" data-testid="test-cancel" @click=${() => this.stop()}>${msg('Cancel')}</button>
      </p>`;
    if (this.problem) return html`<p class="problem" role="alert">${icon('warning')}${this.problem}</p>`;
    if (!this.result) return nothing;
    return html`${this.result.kind === 'seen' ? seenPicture(this.result) : blindNotice(this.result.detail)}
    ${hintList(this.result.hints)}`;
  }

  /** `cameraId`: whose stored password a mask in `url` stands for. */
  async run(url: string, cameraId: string | null): Promise<void> {
    this.stop();
    const abort = (this.#abort = new AbortController());
    this.result = null;
    this.problem = '';
    this.busy = true;
    try {
      this.result = await camerasApi.test({ url, cameraId }, abort.signal);
      this.dispatchEvent(new CustomEvent('tried', { detail: this.result }));
    } catch (error) {
      if (!abort.signal.aborted) this.problem = addressProblem(error);
    } finally {
      if (this.#abort === abort) this.busy = false;
    }
  }

  /** Ends a test under way; the server ends its ffmpeg. */
  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.busy = false;
  }

  clear(): void {
    this.stop();
    this.result = null;
    this.problem = '';
  }
}

/** The words about the address say more than the sentence around them. */
const addressProblem = (error: unknown): string =>
  (error instanceof ApiError ? error.fields['url'] : undefined) ?? sentenceOf(error);

function seenPicture(seen: Seen) {
  return html`<figure>
    <img
      src="data:image/jpeg;base64,${seen.jpeg}"
      alt=${msg('Picture of the camera')}
      width=${seen.width}
      height=${seen.height}
      data-testid="test-picture"
    />
    <figcaption class="soft small" data-testid="test-facts">${factsText(seen)}</figcaption>
  </figure>`;
}

const blindNotice = (detail: string) =>
  html`<p class="problem" role="alert" data-testid="test-blind">${icon('blind')}${detail}</p>`;

function hintList(hints: CameraHint[]) {
  if (hints.length === 0) return nothing;
  return html`<ul class="hints" data-testid="test-hints">
    ${hints.map((hint) => html`<li>${icon('info')}<span>${hintText(hint)}</span></li>`)}
  </ul>`;
}

function factsText({ source, width, height, firstPictureMs }: Seen): string {
  const size = `${source?.width ?? width} × ${source?.height ?? height}`;
  const after = numberText(firstPictureMs / 1000, 1);
  const first = msg(str`first picture after ${after} s`);
  const rate = source?.fps ? rateText(numberText(source.fps)) : null;
  return [size, source && codecText(source.codec), rate, source?.pixelFormat, first]
    .filter(Boolean)
    .join(' · ');
}

const rateText = (fps: string): string => msg(str`${fps} pictures a second`);

const codecText = (codec: string): string =>
  ({ h264: 'H.264', hevc: 'H.265', mjpeg: 'MJPEG' })[codec] ?? codec.toUpperCase();
