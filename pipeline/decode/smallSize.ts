/** How large the two pictures of a frame are, as expressions of ffmpeg's scale filter: only there the source's size is known. */
import type { CameraSetup, FrameSize } from '../messages.ts';

/** Full HD, upright or lying: bounds the memory of one picture to 3.1 MB for the usual 16:9. */
const longestSidePx = 1920;
/** Width and height of the source as they are shown: some cameras send pixels that are not square. */
const shownWidth = 'iw*sar';
const shownLongest = `max(${shownWidth},ih)`;

const fullSide = (side: string): string => `max(1,round(${side}*min(1,${longestSidePx}/${shownLongest})))`;
export const fullWidth = fullSide(shownWidth);
export const fullHeight = fullSide('ih');

/**
 * What detection needs of a face, in pixels of the small picture. Of 580 LFW faces shrunk to this width one look found, at
 * the score that starts a track: 8 px 55 %, 10 px 82 %, 12 px 93 %, 13 px 96 %, 16 px 98 %, 20 px 99.5 %.
 */
const neededFacePx = 13;

/**
 * Longer side of the small picture. Faces and bodies together take of one core, at 16:9: 256 wide 13 ms, 352 17 ms, 384 22 ms,
 * 512 41 ms, 640 62 ms, 768 99 ms, 1024 186 ms.
 */
const [leastPx, mostPx] = [256, 1024];

/** The width given, or one at which the smallest face wanted is just large enough; a multiple of 32. */
export function smallWidth(wanted: CameraSetup['detectWidthPx']): string {
  if (typeof wanted === 'number') return String(wanted);
  const fullLongest = `min(${longestSidePx},${shownLongest})`;
  const longest = `clip(${neededFacePx}*${fullLongest}/${wanted.smallestFacePx},${leastPx},${mostPx})`;
  return to32(`${longest}*${shownWidth}/${shownLongest}`);
}

/** `ow` is the width that was chosen. */
export const smallHeight = to32(`ow*ih/(${shownWidth})`);

function to32(side: string): string {
  return `max(32,32*round(${side}/32))`;
}

/** The same for a picture whose size is known. */
export function smallSizeOf(
  { width, height }: FrameSize,
  { smallestFacePx }: { smallestFacePx: number },
): FrameSize {
  const longest = Math.max(width, height);
  const wanted = (neededFacePx * Math.min(longestSidePx, longest)) / smallestFacePx;
  const smallLongest = Math.min(Math.max(wanted, leastPx), mostPx);
  const small = multipleOf32((smallLongest * width) / longest);
  return { width: small, height: multipleOf32((small * height) / width) };
}

const multipleOf32 = (px: number): number => Math.max(32, 32 * Math.round(px / 32));

/** What a camera's file says unless it says otherwise: below this few faces are recognised. */
export const usualSmallestFacePx = 48;
