import type { Zone } from '../../server/wire.ts';
import type { BoxLook, Mark } from './boxMarks.ts';
import type { Decoded } from './decodePicture.ts';
import { freePlace, labelPlace, letterbox, onStage, type Rectangle, type Size } from './geometry.ts';

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
export type Scene = {
  image: Decoded;
  /** Size of the frame the marks are measured in. */
  picture: Size;
  marks: readonly Mark[];
  zones: readonly Zone[];
  /** Device pixels per CSS pixel, times how much larger than usual the letters of the page are. */
  scale: number;
};

/** A mark with what its drawing needs, in device pixels. */
type Placed = { mark: Mark; body: Rectangle; colour: string };

/** Fixed colours: they lie on camera pictures, so they follow no theme. */
const colours: Record<BoxLook, string> = {
  present: '#3ddc84',
  away: '#ff9a5c',
  absent: '#ff7a70',
  onLeave: '#c9adff',
  off: '#a8b3bd',
  expected: '#a8ecc8',
  blind: '#a8ecc8',
  guess: '#ffe08a',
  unknown: '#ffb938',
  outside: '#c3ccd6',
};
const tracked = '#6cb2ff';
const ink = '#07131d';
const zoneColours: Record<Zone['kind'], string> = { privacy: '#ff7a70', ignore: '#c3ccd6', desk: '#6cb2ff' };

/** Draws the picture letterboxed over the whole canvas, with the marks of that very picture. */
export function drawPicture(context: Context, scene: Scene): void {
  const { canvas } = context;
  const shown = letterbox(scene.picture, canvas);
  const unit = scene.scale * Math.min(2, Math.max(0.7, shown.width / scene.scale / 900));
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'medium';
  context.drawImage(scene.image.source, shown.x, shown.y, shown.width, shown.height);
  for (const { blurred } of scene.marks)
    if (blurred) pixelate(context, scene, onStage(blurred, scene.picture, shown), shown);
  for (const zone of scene.zones) drawZone(context, zone, shown, unit);
  const placed = scene.marks.map((mark) => placedMark(mark, scene, shown)).sort((a, b) => rank(a) - rank(b));
  for (const each of placed) drawOutline(context, each, scene, shown, unit);
  // The most important label takes its place first, and the others make room.
  const labels: Rectangle[] = [];
  for (const each of placed.toReversed()) labels.push(drawLabel(context, each, labels, shown, unit));
}

function placedMark(mark: Mark, scene: Scene, shown: Rectangle): Placed {
  const colour = mark.tracked ? tracked : colours[mark.look];
  return { mark, body: onStage(mark.body, scene.picture, shown), colour };
}

/** Few enough squares that no face is left in them. */
const squares = 6;

/** The region shrunk to a few pixels and enlarged again without smoothing. */
function pixelate(context: Context, scene: Scene, region: Rectangle, shown: Rectangle): void {
  if (region.width < 1 || region.height < 1) return;
  const small = smallCanvas();
  if (!small) return;
  const scale = scene.image.width / shown.width;
  const [x, y] = [(region.x - shown.x) * scale, (region.y - shown.y) * scale];
  small.imageSmoothingQuality = 'medium';
  small.drawImage(
    scene.image.source,
    x,
    y,
    region.width * scale,
    region.height * scale,
    0,
    0,
    squares,
    squares,
  );
  context.imageSmoothingEnabled = false;
  context.drawImage(small.canvas, region.x, region.y, region.width, region.height);
  context.imageSmoothingEnabled = true;
}

let kept: OffscreenCanvasRenderingContext2D | null = null;
function smallCanvas(): OffscreenCanvasRenderingContext2D | null {
  kept ??= new OffscreenCanvas(squares, squares).getContext('2d');
  return kept;
}

function drawZone(context: Context, { kind, name, points }: Zone, shown: Rectangle, unit: number): void {
  const path = new Path2D();
  for (const { x, y } of points) path.lineTo(shown.x + x * shown.width, shown.y + y * shown.height);
  path.closePath();
  context.setLineDash([3 * unit, 4 * unit]);
  strokeTwice(context, path, zoneColours[kind], 1.5 * unit);
  context.setLineDash([]);
  const [first] = points;
  if (!first || name === '') return;
  context.font = font(12 * unit);
  context.textBaseline = 'top';
  context.fillStyle = zoneColours[kind];
  context.fillText(
    name,
    shown.x + first.x * shown.width + 4 * unit,
    shown.y + first.y * shown.height + 4 * unit,
  );
}

function rank({ mark }: Placed): number {
  if (mark.tracked) return 4;
  if (mark.look === 'outside') return 0;
  if (mark.look === 'unknown') return 1;
  return mark.look === 'guess' ? 2 : 3;
}

function drawOutline(
  context: Context,
  { mark, body, colour }: Placed,
  scene: Scene,
  shown: Rectangle,
  unit: number,
): void {
  // A guess is dashed, so that it differs without its colour too.
  context.setLineDash(mark.look === 'guess' ? [6 * unit, 5 * unit] : []);
  if (mark.face) strokeTwice(context, outline(onStage(mark.face, scene.picture, shown)), colour, 1.5 * unit);
  strokeTwice(context, corners(body), colour, (mark.tracked ? 4.5 : 2.5) * unit);
  if (mark.tracked) strokeTwice(context, outline(body), colour, 1.5 * unit);
  context.setLineDash([]);
}

/** A dark line below the coloured one, to be seen on any background. */
function strokeTwice(context: Context, path: Path2D, colour: string, width: number): void {
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
  context: Context,
  { mark, body, colour }: Placed,
  placed: Rectangle[],
  shown: Rectangle,
  unit: number,
): Rectangle {
  context.font = font(14 * unit);
  context.textBaseline = 'middle';
  const pad = 7 * unit;
  const text = shortened(context, mark.label, Math.max(body.width * 1.5, 190 * unit));
  const label = { width: context.measureText(text).width + 2 * pad, height: Math.round(22 * unit) };
  const place = freePlace(labelPlace(body, label, shown), label, placed, shown);
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(place.x, place.y, place.width, place.height, 4 * unit);
  context.fill();
  context.fillStyle = ink;
  context.fillText(text, place.x + pad, place.y + place.height / 2 + unit * 0.5);
  return place;
}

const font = (px: number): string =>
  `600 ${Math.round(px)}px system-ui, 'Segoe UI', Roboto, Arial, sans-serif`;

/** A very long name must not cover the people beside it; the list has it in full. */
function shortened(context: Context, text: string, widthMax: number): string {
  if (context.measureText(text).width <= widthMax) return text;
  const letters = [...text];
  while (letters.length > 1 && context.measureText(`${letters.join('')}…`).width > widthMax) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
