/** The page's side of the thread that draws. */
import type { Picture, Zone } from '../../server/wire.ts';
import type { Mark } from './boxMarks.ts';
import type { Size } from './geometry.ts';
import type { FromPainter, ToPainter } from './paintMessages.ts';

export type Painter = {
  resize: (size: Size, scale: number) => void;
  /** Takes the JPEG's bytes along. False: it could not be drawn, or was forgotten meanwhile. */
  show: (picture: Picture, marks: Mark[], zones: readonly Zone[]) => Promise<boolean>;
  remark: (marks: Mark[], zones: readonly Zone[]) => void;
  forget: () => void;
  stop: () => void;
};

let worker: Worker | null = null;
let lastId = 0;
/** Who waits for the picture under way, by canvas: one each, for the server sends the next only when this one is taken. */
const waiting = new Map<number, (drawn: boolean) => void>();

/** Draws on this canvas from now on; nobody else may. */
export function startPainter(canvas: HTMLCanvasElement): Painter {
  const canvasId = ++lastId;
  const offscreen = canvas.transferControlToOffscreen();
  tell({ canvasId, kind: 'canvas', canvas: offscreen }, [offscreen]);
  const settle = (drawn: boolean) => {
    waiting.get(canvasId)?.(drawn);
    waiting.delete(canvasId);
  };
  return {
    resize: (size, scale) => tell({ canvasId, kind: 'size', size, scale }),
    show({ jpeg, width, height }, marks, zones) {
      settle(false);
      return new Promise((resolve) => {
        waiting.set(canvasId, resolve);
        tell({ canvasId, kind: 'picture', jpeg, picture: { width, height }, marks, zones }, [jpeg]);
      });
    },
    remark: (marks, zones) => tell({ canvasId, kind: 'marks', marks, zones }),
    forget: () => tell({ canvasId, kind: 'forget' }),
    stop() {
      settle(false);
      tell({ canvasId, kind: 'gone' });
    },
  };
}

function tell(message: ToPainter, moved: Transferable[] = []): void {
  worker ??= startWorker();
  worker.postMessage(message, moved);
}

function startWorker(): Worker {
  const started = new Worker(new URL('./paintWorker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<FromPainter>) => {
    const resolve = waiting.get(data.canvasId);
    waiting.delete(data.canvasId);
    resolve?.(data.drawn);
  });
  return started;
}
