/** A person's body as SVG, in centimetres from the feet up (y is negative upwards). Pure. */
import { drawClothes } from './drawClothes.ts';
import type { Look } from './looks.ts';
import type { Facing } from './stage.ts';

/** The drawing's own frame, in centimetres: origin between the feet. */
export const bodyFrame = { left: -48, top: -190, width: 96, height: 200 };

/** `stride`: 0 to 1 through a double step, null standing. The head's place stays empty for a face picture when it faces us. */
export function drawPerson(look: Look, facing: Facing, stride: number | null): string {
  const turn = facing === 'camera' ? 1 : -1;
  const swing = (side: number): { forward: number; lift: number } => {
    if (stride === null) return { forward: 0, lift: 0 };
    const angle = 2 * Math.PI * (stride + (side > 0 ? 0.5 : 0));
    return { forward: Math.sin(angle) * turn, lift: Math.max(0, Math.cos(angle)) };
  };
  return [
    definitions(look),
    '<ellipse cx="0" cy="1" rx="27" ry="6" fill="#000" opacity="0.32" filter="url(#blur)"/>',
    ...[-1, 1].map((side) => leg(side, swing(side))),
    look.longHair && facing === 'camera' ? hairBehind : '',
    ...[-1, 1].map((side) => arm(look, side, swing(-side).forward)),
    neck(look),
    torso(),
    drawClothes(look, facing),
    facing === 'camera' ? faceGround(look) : headFromBehind(look),
  ].join('');
}

/** Cloth is darker towards the sides, as under ceiling lamps. */
function definitions(look: Look): string {
  const cloth = (id: string, colour: string): string =>
    `<linearGradient id="${id}"><stop offset="0" stop-color="${shade(colour, 0.68)}"/><stop offset="0.3" stop-color="${colour}"/>` +
    `<stop offset="0.7" stop-color="${colour}"/><stop offset="1" stop-color="${shade(colour, 0.62)}"/></linearGradient>`;
  return (
    `<defs>${cloth('top', look.top)}${cloth('trousers', look.trousers)}` +
    '<linearGradient id="fall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-opacity="0"/><stop offset="1" stop-opacity="0.28"/></linearGradient>' +
    `<linearGradient id="hair"><stop offset="0" stop-color="${shade(look.hair, 0.7)}"/><stop offset="0.35" stop-color="${shade(look.hair, 1.05)}"/><stop offset="1" stop-color="${shade(look.hair, 0.72)}"/></linearGradient>` +
    '<filter id="blur"><feGaussianBlur stdDeviation="2.5"/></filter></defs>'
  );
}

type Swing = { forward: number; lift: number };

function leg(side: number, { forward, lift }: Swing): string {
  const footY = forward * 3.5 - lift * 7;
  const kneeY = -47 + forward * 1.5 - lift * 4;
  const x = (share: number): number => side * share;
  const shoe = `<path d="M${x(4.5)} ${footY - 7}Q${x(3.5)} ${footY + 1} ${x(6)} ${footY + 1.5}L${x(12.5)} ${footY + 1.5}Q${x(15)} ${footY} ${x(13)} ${footY - 7}Z" fill="#24211f"/>`;
  const trousers =
    `<path d="M${x(0.3)} -92L${x(18.5)} -94Q${x(19)} -70 ${x(16)} ${kneeY}L${x(14.3)} ${footY - 4}L${x(4)} ${footY - 4}` +
    `L${x(3.2)} ${kneeY}Q${x(1.5)} -70 ${x(0.3)} -84Z" fill="url(#trousers)"/>`;
  const fold = `<path d="M${x(9.5)} -86Q${x(10)} -60 ${x(9.5)} ${kneeY}T${x(9.2)} ${footY - 5}" stroke="#000" stroke-opacity="0.2" stroke-width="0.8" fill="none"/>`;
  const behind =
    forward < 0
      ? `<path d="M${x(3.2)} ${kneeY}L${x(16)} ${kneeY}L${x(14)} ${footY - 4}L${x(4)} ${footY - 4}Z" opacity="${(-forward * 0.25).toFixed(2)}"/>`
      : '';
  return shoe + trousers + fold + behind;
}

/** `forward` of the hand; drawn before the torso, which covers the shoulder. */
function arm(look: Look, side: number, forward: number): string {
  const bare = look.outfit === 'polo' || look.outfit === 'vest';
  const sleeve = shade(look.outfit === 'vest' ? '#50565c' : look.top, 0.78);
  const hand = { x: side * (23 - Math.max(0, forward) * 4.5), y: -86 - Math.abs(forward) * 4 };
  const elbow = { x: side * 24, y: -115 - forward };
  const upper = `M${side * 17.5} -139Q${side * 22} -134 ${elbow.x} ${elbow.y}`;
  const fore = `M${elbow.x} ${elbow.y}Q${side * 24.3} ${(elbow.y + hand.y) / 2} ${hand.x} ${hand.y}`;
  const stroke = (path: string, colour: string, width: number): string =>
    `<path d="${path}" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" fill="none"/>`;
  return (
    `<ellipse cx="${hand.x}" cy="${hand.y + 4}" rx="3.8" ry="6" fill="${shade(look.skin, 0.95)}"/>` +
    stroke(fore, bare ? shade(look.skin, 0.9) : sleeve, bare ? 7 : 8.6) +
    stroke(upper, sleeve, 10.4)
  );
}

const torsoPath =
  'M-7 -152Q-14 -149.5 -18.5 -147Q-23.5 -143.5 -22.3 -134L-19.6 -122Q-17 -108 -18.5 -90Q0 -86 18.5 -90Q17 -108 19.6 -122L22.3 -134Q23.5 -143.5 18.5 -147Q14 -149.5 7 -152Q0 -147 -7 -152Z';

const torso = (): string =>
  `<path d="${torsoPath}" fill="url(#top)"/><path d="${torsoPath}" fill="url(#fall)"/>`;

const neck = (look: Look): string =>
  `<path d="M-6.2 -160L6.2 -160L6.6 -150Q0 -143 -6.6 -150Z" fill="${shade(look.skin, 0.82)}"/>`;

/** Under the face picture, so that its soft edge fades into hair and not into the room. */
const faceGround = (look: Look): string =>
  `<ellipse cx="0" cy="-166.5" rx="10.6" ry="12.5" fill="url(#hair)"/>` +
  `<ellipse cx="0" cy="-161" rx="8.8" ry="10.5" fill="${shade(look.skin, 0.9)}"/>`;

const hairBehind = `<path d="M-10.8 -168Q-13 -152 -14.5 -141Q-12 -136 -6 -139L6 -139Q12 -136 14.5 -141Q13 -152 10.8 -168Q0 -184 -10.8 -168Z" fill="url(#hair)"/>`;

function headFromBehind(look: Look): string {
  const ears = [-1, 1].map(
    (side) => `<ellipse cx="${side * 10.4}" cy="-163" rx="1.8" ry="3.4" fill="${shade(look.skin, 0.85)}"/>`,
  );
  const skull = `<ellipse cx="0" cy="-165" rx="10.6" ry="13" fill="url(#hair)"/>`;
  const light = '<ellipse cx="-2" cy="-171" rx="5.5" ry="5" fill="#fff" opacity="0.08"/>';
  const long = look.longHair
    ? `<path d="M-10.8 -168Q-14 -150 -11 -138Q0 -134 11 -138Q14 -150 10.8 -168Z" fill="url(#hair)"/>`
    : `<path d="M-9.8 -160Q0 -149 9.8 -160Z" fill="url(#hair)"/>`;
  return ears.join('') + skull + long + light;
}

/** The colour, darker. `#rrggbb`. */
export function shade(colour: string, factor: number): string {
  const channel = (from: number): string =>
    Math.round(Math.min(255, parseInt(colour.slice(from, from + 2), 16) * factor))
      .toString(16)
      .padStart(2, '0');
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
