import type { DecodedFrame } from '../pictures.ts';
import type { CameraFault } from './cameraFault.ts';

export type FrameQueue = {
  put(frame: DecodedFrame): void;
  /** No more frames will come: `fault` says why, null is the end of a recording. The first call counts. */
  close(fault: CameraFault | null): void;
  next(): Promise<DecodedFrame | null>;
  readonly length: number;
  /** Somebody waits for a frame. */
  readonly wanted: boolean;
};

type Waiter = { resolve: (frame: DecodedFrame | null) => void; reject: (fault: CameraFault) => void };

/** Frames on their way to the one who looks at them. `newestOnly`: one slot; an unread frame gives way and goes to `dropped`. */
export function createFrameQueue(options: {
  newestOnly: boolean;
  dropped: (frame: DecodedFrame) => void;
  taken: () => void;
}): FrameQueue {
  const frames: DecodedFrame[] = [];
  let waiter: Waiter | null = null;
  let closed: { fault: CameraFault | null } | null = null;

  function serve(): void {
    if (!waiter) return;
    const frame = frames.shift();
    if (!frame && !closed) return;
    const { resolve, reject } = waiter;
    waiter = null;
    if (frame) resolve(frame);
    else if (closed?.fault) reject(closed.fault);
    else resolve(null);
    if (frame) options.taken();
  }

  return {
    put(frame) {
      if (closed) return options.dropped(frame);
      if (options.newestOnly) frames.splice(0).forEach(options.dropped);
      frames.push(frame);
      serve();
    },
    close(fault) {
      closed ??= { fault };
      serve();
    },
    next() {
      if (waiter) return Promise.reject(new Error('next() was called while another next() waits.'));
      return new Promise((resolve, reject) => {
        waiter = { resolve, reject };
        serve();
      });
    },
    get length() {
      return frames.length;
    },
    get wanted() {
      return waiter !== null;
    },
  };
}
