/** What is on a torso: collars, lapels, stripes, badges. SVG in the centimetres of drawPerson. Pure. */
import type { Look } from './looks.ts';
import type { Facing } from './stage.ts';

export function drawClothes(look: Look, facing: Facing): string {
  if (facing === 'away') return look.outfit === 'vest' ? stripes(look) : seam;
  return front(look) + (look.badge ? badge : '');
}

const seam = '<path d="M0 -148L0 -92" stroke="#000" stroke-opacity="0.15" stroke-width="0.8"/>';
const tie = '<path d="M-1.6 -147L1.6 -147L2.2 -122L0 -117L-2.2 -122Z" fill="#5a3038"/>';
const badge =
  '<path d="M-6 -149L-1 -122L6 -149" stroke="#2d5f8a" stroke-width="1.1" fill="none"/>' +
  '<rect x="-3.6" y="-122" width="6" height="8.5" rx="0.8" fill="#e8e8e4"/><rect x="-2.6" y="-120.5" width="2.6" height="3.2" fill="#8d99a3"/>';

function front(look: Look): string {
  const { outfit, accent, skin, top } = look;
  switch (outfit) {
    case 'suit':
      return (
        `<path d="M-6.5 -151L0 -116L6.5 -151Z" fill="${accent}"/>${look.longHair ? '' : tie}` +
        `<path d="M-7.5 -152L-12 -136L-7 -134L0 -114L-4 -134Z M7.5 -152L12 -136L7 -134L0 -114L4 -134Z" fill="${top}" stroke="#000" stroke-opacity="0.35" stroke-width="0.7"/>` +
        '<path d="M0 -114L0 -90" stroke="#000" stroke-opacity="0.4" stroke-width="0.9"/>'
      );
    case 'shirt':
      return (
        `<path d="M-3.5 -150L0 -142L3.5 -150Z" fill="${skin}"/><path d="M-7 -153L-8.5 -145L0 -143L-3.5 -151Z M7 -153L8.5 -145L0 -143L3.5 -151Z" fill="${accent}" stroke="#000" stroke-opacity="0.2" stroke-width="0.5"/>` +
        '<path d="M0 -143L0 -89" stroke="#000" stroke-opacity="0.22" stroke-width="0.9"/><rect x="6" y="-133" width="8" height="9" fill="none" stroke="#000" stroke-opacity="0.18" stroke-width="0.7"/>' +
        '<path d="M-18.5 -92Q0 -88 18.5 -92L18.4 -88.5Q0 -84.5 -18.4 -88.5Z" fill="#2a2522"/>'
      );
    case 'blouse':
      return `<path d="M-6 -151.5Q-4 -140 0 -136Q4 -140 6 -151.5Z" fill="${skin}"/><path d="M-6.5 -151.5Q-4.5 -140 0 -135M6.5 -151.5Q4.5 -140 0 -135" stroke="${accent}" stroke-width="1.1" fill="none"/>`;
    case 'sweater':
      return `<path d="M-7 -151.5Q0 -143 7 -151.5L7.8 -150Q0 -140.5 -7.8 -150Z" fill="${accent}"/><path d="M-18.6 -93Q0 -89 18.6 -93" stroke="#000" stroke-opacity="0.25" stroke-width="1.6" fill="none"/>`;
    case 'polo':
      return `<path d="M-3.4 -150L0 -137L3.4 -150Z" fill="${skin}"/><path d="M-7 -152.5L-8 -146L-1 -141L-3.5 -150.5Z M7 -152.5L8 -146L1 -141L3.5 -150.5Z" fill="${accent}"/>`;
    case 'vest':
      return `<path d="M-5.5 -151Q0 -128 5.5 -151Z" fill="#50565c"/><path d="M0 -138L0 -90" stroke="#333" stroke-width="1"/>${stripes(look)}`;
    default:
      return outfit satisfies never;
  }
}

const stripes = ({ accent }: Look): string =>
  `<path d="M-19.6 -120Q0 -116 19.6 -120L19 -115.5Q0 -111.5 -19 -115.5Z M-18.3 -104Q0 -100 18.3 -104L18.3 -99.5Q0 -95.5 -18.3 -99.5Z" fill="${accent}"/>` +
  `<path d="M-14 -148L-10.5 -148L-11 -120L-14 -120Z M14 -148L10.5 -148L11 -120L14 -120Z" fill="${accent}"/>`;
