import type { Picture, PictureBox } from '../../server/wire.ts';
import { boxText } from './boxText.ts';
import { freePlace, labelPlace, letterbox, onStage, type Rectangle } from './geometry.ts';

export type Scene = {
  image: ImageBitmap;
  picture: Omit<Picture, 'jpeg'>;
  /** Their box stands out. */
  trackedPersonId: string | null;
  /** Device pixels per CSS pixel. */
  pixelRatio: number;
};

/** A box with what its drawing needs, in device pixels. */
type Mark = { box: PictureBox; body: Rectangle; colour: string; tracked: boolean };

/** Fixed colours: they lie on camera pictures, so they follow no theme. */
const colours = {
  named: '#3ddc84',
  likely: '#ffe08a',
  unknown: '#ffb938',
  tracked: '#6cb2ff',
  ink: '#07131d',
};

/** Draws the picture letterboxed over the whole canvas, with the boxes of that very picture. */
export function drawPicture(context: CanvasRenderingContext2D, scene: Scene): void {
  const { canvas } = context;
  const shown = letterbox(scene.picture, canvas);
  const unit = scene.pixelRatio * Math.min(2, Math.max(0.8, shown.width / scene.pixelRatio / 900));
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(scene.image, shown.x, shown.y, shown.width, shown.height);
  const marks = scene.picture.boxes.map((box) => markOf(box, scene, shown)).sort((a, b) => rank(a) - rank(b));
  for (const mark of marks) drawOutline(context, mark, scene, shown, unit);
  // The most important label takes its place first, and the others make room.
  const placed: Rectangle[] = [];
  for (const mark of marks.toReversed()) placed.push(drawLabel(context, mark, placed, shown, unit));
}

function markOf(box: PictureBox, scene: Scene, shown: Rectangle): Mark {
  const tracked = box.personId !== null && box.personId === scene.trackedPersonId;
  const colour = tracked ? colours.tracked : colourOf(box);
  return { box, body: onStage(box.body, scene.picture, shown), colour, tracked };
}

function colourOf({ personId, likelyName }: PictureBox): string {
  if (personId !== null) return colours.named;
  return likelyName === null ? colours.unknown : colours.likely;
}

function rank(mark: Mark): number {
  if (mark.tracked) return 3;
  if (mark.box.personId !== null) return 2;
  return mark.box.likelyName === null ? 0 : 1;
}

function drawOutline(
  context: CanvasRenderingContext2D,
  { box, body, colour, tracked }: Mark,
  scene: Scene,
  shown: Rectangle,
  unit: number,
): void {
  // A guess is dashed, so that it differs without its colour too.
  context.setLineDash(box.likelyName === null ? [] : [6 * unit, 5 * unit]);
  if (box.face) strokeTwice(context, outline(onStage(box.face, scene.picture, shown)), colour, 1.5 * unit);
  strokeTwice(context, corners(body), colour, (tracked ? 4.5 : 2.5) * unit);
  if (tracked) strokeTwice(context, outline(body), colour, 1.5 * unit);
  context.setLineDash([]);
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

function outline({ x, y, width, height }: Rectangle): Path2D {
  const path = new Path2D();
  path.rect(x, y, width, height);
  return path;
}

/** Only the corners of a body: its outline would hide more of the picture than it tells. */
function corners({ x, y, width, height }: Rectangle): Path2D {
  const arm = Math.min(width, height) * 0.22;
  const path = new Path2D();
  const corner = (cornerX: number, cornerY: number, armX: number, armY: number) => {
    path.moveTo(cornerX + armX, cornerY);
    path.lineTo(cornerX, cornerY);
    path.lineTo(cornerX, cornerY + armY);
  };
  corner(x, y, arm, arm);
  corner(x + width, y, -arm, arm);
  corner(x, y + height, arm, -arm);
  corner(x + width, y + height, -arm, -arm);
  return path;
}

/** Returns where the label went. */
function drawLabel(
  context: CanvasRenderingContext2D,
  { box, body, colour }: Mark,
  placed: Rectangle[],
  shown: Rectangle,
  unit: number,
): Rectangle {
  context.font = `600 ${Math.round(14 * unit)}px system-ui, 'Segoe UI', Roboto, Arial, sans-serif`;
  context.textBaseline = 'middle';
  const pad = 7 * unit;
  const text = shortened(context, boxText(box), Math.max(body.width * 1.5, 190 * unit));
  const label = { width: context.measureText(text).width + 2 * pad, height: Math.round(22 * unit) };
  const place = freePlace(labelPlace(body, label, shown), label, placed, shown);
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(place.x, place.y, place.width, place.height, 4 * unit);
  context.fill();
  context.fillStyle = colours.ink;
  context.fillText(text, place.x + pad, place.y + place.height / 2 + unit * 0.5);
  return place;
}

/** A very long name must not cover the people beside it; the list has it in full. */
function shortened(context: CanvasRenderingContext2D, text: string, widthMax: number): string {
  if (context.measureText(text).width <= widthMax) return text;
  const letters = [...text];
  while (letters.length > 1 && context.measureText(`${letters.join('')}…`).width > widthMax) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
