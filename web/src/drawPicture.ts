import type { Picture, PictureBox } from '../../server/wire.ts';
import { labelPlace, letterbox, onStage, type Rectangle } from './geometry.ts';

export type Scene = {
  image: ImageBitmap;
  picture: Omit<Picture, 'jpeg'>;
  /** Their box stands out. */
  trackedPersonId: string | null;
  /** Device pixels per CSS pixel. */
  pixelRatio: number;
};

/** Fixed colours: they lie on camera pictures, so they follow no theme. */
const colours = { named: '#3ddc84', unknown: '#ffb938', tracked: '#6cb2ff', ink: '#07131d' };

/** Draws the picture letterboxed over the whole canvas, with the boxes of that very picture. */
export function drawPicture(context: CanvasRenderingContext2D, scene: Scene): void {
  const { canvas } = context;
  const shown = letterbox(scene.picture, canvas);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(scene.image, shown.x, shown.y, shown.width, shown.height);
  const tracked = (box: PictureBox) => box.personId !== null && box.personId === scene.trackedPersonId;
  const inOrder = scene.picture.boxes.toSorted((a, b) => Number(tracked(a)) - Number(tracked(b)));
  for (const box of inOrder) drawBox(context, scene, shown, box, tracked(box));
}

function drawBox(
  context: CanvasRenderingContext2D,
  scene: Scene,
  shown: Rectangle,
  box: PictureBox,
  tracked: boolean,
): void {
  const unit = scene.pixelRatio * Math.min(2, Math.max(0.8, shown.width / scene.pixelRatio / 900));
  const colour = tracked ? colours.tracked : box.personId === null ? colours.unknown : colours.named;
  const body = onStage(box.body, scene.picture, shown);
  if (box.face) strokeTwice(context, facePath(onStage(box.face, scene.picture, shown)), colour, 1.5 * unit);
  strokeTwice(context, cornersPath(body), colour, (tracked ? 4.5 : 2.5) * unit);
  if (tracked) strokeTwice(context, facePath(body), colour, 1.5 * unit);
  drawLabel(context, box.name ?? 'unknown', colour, body, shown, unit);
}

/** A dark line below the coloured one, to be seen on any background. */
function strokeTwice(context: CanvasRenderingContext2D, path: Path2D, colour: string, width: number): void {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = 'rgb(0 0 0 / 55%)';
  context.lineWidth = width + 2;
  context.stroke(path);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke(path);
}

function facePath(face: Rectangle): Path2D {
  const path = new Path2D();
  path.rect(face.x, face.y, face.width, face.height);
  return path;
}

/** Only the corners of a body: its outline would hide more of the picture than it tells. */
function cornersPath(body: Rectangle): Path2D {
  const arm = Math.min(body.width, body.height) * 0.22;
  const path = new Path2D();
  for (const [x, toX] of [
    [body.x, arm],
    [body.x + body.width, -arm],
  ] as const) {
    for (const [y, toY] of [
      [body.y, arm],
      [body.y + body.height, -arm],
    ] as const) {
      path.moveTo(x + toX, y);
      path.lineTo(x, y);
      path.lineTo(x, y + toY);
    }
  }
  return path;
}

function drawLabel(
  context: CanvasRenderingContext2D,
  text: string,
  colour: string,
  body: Rectangle,
  shown: Rectangle,
  unit: number,
): void {
  context.font = `600 ${Math.round(14 * unit)}px system-ui, 'Segoe UI', Roboto, Arial, sans-serif`;
  context.textBaseline = 'middle';
  const pad = 7 * unit;
  const label = { width: context.measureText(text).width + 2 * pad, height: Math.round(22 * unit) };
  const place = labelPlace(body, label, shown);
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(place.x, place.y, label.width, label.height, 4 * unit);
  context.fill();
  context.fillStyle = colours.ink;
  context.fillText(text, place.x + pad, place.y + label.height / 2 + unit * 0.5);
}
