import { ourNetworks } from '../../models/networkSpec.ts';
import type { FaceKeypoints, Infer } from '../messages.ts';
import type { Picture } from '../pictures.ts';
import { alignFace, ourChip, type Similarity } from './alignFace.ts';
import { brighten } from './brighten.ts';
import { cutSquare } from './cutChip.ts';
import { mirror } from './mirror.ts';

/** How much lower and higher than the exact chip the two views are cut, as a share of its side: 4 pixels of ours. */
const nudge = 4 / 150;

/**
 * Two chips of one face: a little low, and a little high with left and right changed. Their mean tells people apart better than
 * that of the exact chip and its mirror image, at the same price: of 2,320 LFW photos' same-person pairs 81.1 instead of
 * 79.7 % are nearer than all but one in ten thousand of the others; one chip alone has 76.9 %.
 */
export function cutViews(
  { networks = ourNetworks }: Pick<Infer, 'networks'>,
  picture: Picture,
  keypoints: FaceKeypoints,
): Uint8Array[] {
  const template = networks.recognition.chip ?? ourChip;
  const exact = alignFace(keypoints, template);
  const px = nudge * template.sizePx;
  const cut = (byPx: number) => brighten(cutSquare(picture, lowered(exact, byPx), template.sizePx));
  return [cut(px), mirror(cut(-px))];
}

/** Towards the chin, in pixels of the chip. */
const lowered = ({ a, b, dx, dy }: Similarity, px: number): Similarity => ({
  a,
  b,
  dx: dx - b * px,
  dy: dy + a * px,
});
