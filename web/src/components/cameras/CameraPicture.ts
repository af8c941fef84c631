import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CameraFile } from '../../../../server/wire.ts';
import { sentenceOf } from '../../api.ts';
import { camerasApi } from '../../api/cameras.ts';
import type { Live } from '../../live.ts';

/** A camera that runs gives a picture at once; otherwise its address is opened. */
const liveWithinMs = 2_500;

/** What a camera sees now, for a component that draws on it: live where it runs, else one picture of its address. */
export class CameraPicture implements ReactiveController {
  /** '': none yet. */
  url = '';
  aspect = '16 / 9';
  problem = '';
  readonly #host: ReactiveControllerHost;
  #end = (): void => undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.hide();
  }

  show(camera: CameraFile, live: Live | null): void {
    this.hide();
    const abort = new AbortController();
    const stop = live ? this.#follow(camera.cameraId, live) : () => undefined;
    const timer = setTimeout(
      () => this.url || void this.#test(camera, abort.signal),
      live ? liveWithinMs : 0,
    );
    this.#end = () => {
      clearTimeout(timer);
      abort.abort();
      stop();
    };
  }

  hide(): void {
    this.#end();
    this.#end = () => undefined;
    if (this.url.startsWith('blob:')) URL.revokeObjectURL(this.url);
    Object.assign(this, { url: '', aspect: '16 / 9', problem: '' });
  }

  #follow(cameraId: string, live: Live): () => void {
    live.watch([cameraId]);
    const stop = live.onPicture(cameraId, ({ jpeg, width, height }, taken) => {
      this.#replace(URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' })), width, height);
      // A still picture is easier to draw on than one that moves ten times a second.
      setTimeout(taken, 1_000);
    });
    return () => {
      stop();
      live.watch([]);
    };
  }

  async #test({ cameraId, url }: CameraFile, signal: AbortSignal): Promise<void> {
    try {
      const test = await camerasApi.test({ url, cameraId }, signal);
      if (signal.aborted || this.url) return;
      if (test.kind === 'seen') this.#replace(`data:image/jpeg;base64,${test.jpeg}`, test.width, test.height);
      else this.problem = test.detail;
    } catch (error) {
      if (!signal.aborted) this.problem = sentenceOf(error);
    }
    this.#host.requestUpdate();
  }

  #replace(url: string, width: number, height: number): void {
    const before = this.url;
    Object.assign(this, { url, aspect: `${width} / ${height}`, problem: '' });
    this.#host.requestUpdate();
    // Shown until the next one is decoded.
    if (before.startsWith('blob:')) setTimeout(() => URL.revokeObjectURL(before), 1_000);
  }
}
