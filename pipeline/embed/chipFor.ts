import { ourNetworks } from '../../models/networkSpec.ts';
import type { FaceKeypoints, Infer } from '../messages.ts';
import type { Picture } from '../pictures.ts';
import { brighten } from './brighten.ts';
import { cutChip } from './cutChip.ts';

/**
 * What the recogniser that runs looks at. Quality is judged on our 150 px chip whatever runs, as its limits were measured on
 * it; a recogniser with a chip of its own costs a second cut, of faces that are recognised only.
 */
export function chipFor(
  { networks = ourNetworks }: Pick<Infer, 'networks'>,
  picture: Picture,
  keypoints: FaceKeypoints,
  qualityChip: Uint8Array,
): Uint8Array {
  const { chip } = networks.recognition;
  return chip ? brighten(cutChip(picture, keypoints, chip)) : qualityChip;
}
