/** Decodes and draws in a thread of its own, so that nine cameras leave the page's thread to the page. */
import { decodePicture } from './decodePicture.ts';
import { drawPicture, type Scene } from './drawPicture.ts';
import { letterbox } from './geometry.ts';
import type { FromPainter, ToPainter } from './paintMessages.ts';

type Easel = {
  context: OffscreenCanvasRenderingContext2D;
  scale: number;
  scene: Omit<Scene, 'scale'> | null;
};
const easels = new Map<number, Easel>();

addEventListener('message', ({ data }: MessageEvent<ToPainter>) => {
  if (data.kind === 'canvas') return begin(data);
  const easel = easels.get(data.canvasId);
  if (easel) hear(easel, data);
  else if (data.kind === 'picture') answer(data.canvasId, false);
});

function begin({ canvasId, canvas }: Extract<ToPainter, { kind: 'canvas' }>): void {
  const context = canvas.getContext('2d');
  if (context) easels.set(canvasId, { context, scale: 1, scene: null });
}

function hear(easel: Easel, message: Exclude<ToPainter, { kind: 'canvas' }>): void {
  const { kind } = message;
  switch (kind) {
    case 'size': {
      const { canvas } = easel.context;
      easel.scale = message.scale;
      canvas.width = message.size.width;
      canvas.height = message.size.height;
      return draw(easel);
    }
    case 'picture':
      return void show(easel, message);
    case 'marks':
      if (easel.scene) easel.scene = { ...easel.scene, marks: message.marks, zones: message.zones };
      return draw(easel);
    case 'forget':
      return forget(easel);
    case 'gone':
      forget(easel);
      easels.delete(message.canvasId);
      return;
    default:
      kind satisfies never;
  }
}

async function show(easel: Easel, message: Extract<ToPainter, { kind: 'picture' }>): Promise<void> {
  const { canvasId, jpeg, picture, marks, zones } = message;
  try {
    const image = await decodePicture(jpeg, letterbox(picture, easel.context.canvas));
    easel.scene?.image.close();
    easel.scene = { image, picture, marks, zones };
    draw(easel);
    answer(canvasId, true);
  } catch {
    // A damaged picture: the next one comes within a moment, and the age of the last drawn one says the rest.
    answer(canvasId, false);
  }
}

function draw({ context, scene, scale }: Easel): void {
  if (scene) drawPicture(context, { ...scene, scale });
}

function forget(easel: Easel): void {
  easel.scene?.image.close();
  easel.scene = null;
  const { canvas } = easel.context;
  easel.context.clearRect(0, 0, canvas.width, canvas.height);
}

function answer(canvasId: number, drawn: boolean): void {
  postMessage({ canvasId, drawn } satisfies FromPainter);
}
