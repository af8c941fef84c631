/** SVG pieces in room metres, drawn as a camera sees them. Pure. */
import { frameSize, project, type View } from '../stage.ts';

/** x (right), up, z (away from the camera), in metres. */
export type Spot = [x: number, up: number, z: number];
export type Room = { view: View; halfWidth: number; backZ: number; ceiling: number };

/** Nearer than this nothing is drawn: it would lie below the picture. */
const nearZ = 0.9;

export function polygon(view: View, spots: Spot[], fill: string, more = ''): string {
  const points = spots.map(([x, up, z]) => {
    const point = project(view, x, up, Math.max(z, nearZ));
    return `${point.x.toFixed(1)},${point.y.toFixed(1)}`;
  });
  return `<polygon points="${points.join(' ')}" fill="${fill}" ${more}/>`;
}

/** An upright rectangle facing the camera. */
export const panel = (
  view: View,
  [x1, x2]: [number, number],
  [low, high]: [number, number],
  z: number,
  fill: string,
  more = '',
): string =>
  polygon(
    view,
    [
      [x1, low, z],
      [x2, low, z],
      [x2, high, z],
      [x1, high, z],
    ],
    fill,
    more,
  );

/** A rectangle on a side wall. */
export const sidePanel = (
  view: View,
  x: number,
  [low, high]: [number, number],
  [z1, z2]: [number, number],
  fill: string,
  more = '',
): string =>
  polygon(
    view,
    [
      [x, low, z1],
      [x, low, z2],
      [x, high, z2],
      [x, high, z1],
    ],
    fill,
    more,
  );

/** A level rectangle: floor, ceiling, table top. */
export const slab = (
  view: View,
  [x1, x2]: [number, number],
  up: number,
  [z1, z2]: [number, number],
  fill: string,
  more = '',
): string =>
  polygon(
    view,
    [
      [x1, up, z1],
      [x2, up, z1],
      [x2, up, z2],
      [x1, up, z2],
    ],
    fill,
    more,
  );

export type BoxColours = { front: string; top: string; side: string };

/** A block on the floor or on something: the faces a camera at eye height sees. */
export function block(
  view: View,
  xs: [number, number],
  ups: [number, number],
  zs: [number, number],
  { front, top, side }: BoxColours,
): string {
  const sideX = xs[0] > 0 ? xs[0] : xs[1] < 0 ? xs[1] : null;
  return [
    sideX === null ? '' : sidePanel(view, sideX, ups, zs, side),
    slab(view, xs, ups[1], zs, top),
    panel(view, xs, ups, zs[0], front),
  ].join('');
}

export type RoomColours = {
  floor: [far: string, near: string];
  joint: string;
  wall: string;
  side: string;
  skirting: string;
};

/** Floor with tiles, three walls, ceiling and skirting. */
export function emptyRoom(
  { view, halfWidth, backZ, ceiling }: Room,
  colours: RoomColours,
  tileM = 0.8,
): string {
  const parts = [
    `<defs><linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${colours.floor[0]}"/><stop offset="1" stop-color="${colours.floor[1]}"/></linearGradient></defs>`,
    `<rect width="100%" height="100%" fill="url(#floor)"/>`,
    slab(view, [-halfWidth, halfWidth], ceiling, [nearZ, backZ], '#b9bab6'),
  ];
  for (let x = -halfWidth; x <= halfWidth; x += tileM)
    parts.push(slab(view, [x, x + 0.015], 0, [nearZ, backZ], colours.joint));
  for (let z = nearZ; z < backZ; z += tileM)
    parts.push(slab(view, [-halfWidth, halfWidth], 0, [z, z + 0.02], colours.joint));
  for (const x of [-halfWidth, halfWidth]) {
    parts.push(sidePanel(view, x, [0, ceiling], [nearZ, backZ], colours.side));
    parts.push(sidePanel(view, x, [0, 0.11], [nearZ, backZ], colours.skirting));
  }
  parts.push(panel(view, [-halfWidth, halfWidth], [0, ceiling], backZ, colours.wall));
  parts.push(panel(view, [-halfWidth, halfWidth], [0, 0.11], backZ, colours.skirting));
  return parts.join('');
}

/** Soft light on the floor, as lamps and windows leave it. */
export function glow(
  view: View,
  x: number,
  z: number,
  radiusM: number,
  opacity: number,
  colour = '#ffffff',
): string {
  const centre = project(view, x, 0, z);
  const rx = (radiusM * view.focalPx) / z;
  return `<ellipse cx="${centre.x.toFixed(1)}" cy="${centre.y.toFixed(1)}" rx="${rx.toFixed(1)}" ry="${(rx * 0.3).toFixed(1)}" fill="${colour}" opacity="${opacity}" filter="url(#soft)"/>`;
}

/** A pot plant standing at a spot. */
export function plant(view: View, x: number, z: number, heightM = 1.3): string {
  const leaves = Array.from({ length: 15 }, (_, i) => {
    const angle = (i / 14 - 0.5) * 2.6;
    const reach = heightM * (0.42 + 0.16 * ((i * 7) % 5) * 0.5);
    const root = project(view, x, 0.42, z);
    const tip = project(view, x + Math.sin(angle) * reach * 0.62, 0.42 + Math.cos(angle) * reach, z);
    const bend = project(view, x + Math.sin(angle) * reach * 0.15, 0.42 + reach * 0.75, z);
    const width = (0.075 * view.focalPx) / z;
    const green = ['#3f5a3a', '#4d6b45', '#35503a'][i % 3] ?? '#3f5a3a';
    return `<path d="M${root.x} ${root.y}Q${bend.x} ${bend.y} ${tip.x} ${tip.y}" stroke="${green}" stroke-width="${width.toFixed(1)}" stroke-linecap="round" fill="none"/>`;
  });
  const pot = polygon(
    view,
    [
      [x - 0.15, 0, z],
      [x + 0.15, 0, z],
      [x + 0.2, 0.45, z],
      [x - 0.2, 0.45, z],
    ],
    '#77706a',
  );
  return glow(view, x, z, 0.35, 0.35, '#1c1c1c') + leaves.join('') + pot;
}

/** One whole picture: the drawing under a slight vignette. */
export const pictureSvg = (content: string, vignette: boolean): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${frameSize.width}" height="${frameSize.height}">` +
  '<defs><filter id="soft" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="14"/></filter>' +
  '<radialGradient id="vignette" cx="50%" cy="48%" r="72%"><stop offset="0.55" stop-opacity="0"/><stop offset="1" stop-opacity="0.5"/></radialGradient></defs>' +
  content +
  (vignette ? '<rect width="100%" height="100%" fill="url(#vignette)"/>' : '') +
  '</svg>';
