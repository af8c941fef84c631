/**
 * What a person's clothes look like, cheaply: a soft colour histogram of two stripes of the torso.
 * Good for "same or other person a moment later on this camera", and for nothing else.
 */
import type { Box } from '../messages.ts';
import type { RgbPicture } from '../pictures.ts';

const HUES = 8;
const GREYS = 5;
const BINS = HUES + GREYS;
const STRIPES = 2;
/** At most about this many samples across and down a stripe. */
const SAMPLES = 12;
/** Fewer pixels than this say nothing. */
const MIN_SAMPLES = 12;

/** Square roots of shares, so that plain distance is Hellinger's. Null where too little of the torso is in the picture. */
export function appearanceOf(small: RgbPicture, boxInSmall: Box): Float32Array | null {
  const descriptor = new Float32Array(STRIPES * BINS);
  for (let stripe = 0; stripe < STRIPES; stripe++) {
    const bins = descriptor.subarray(stripe * BINS, (stripe + 1) * BINS);
    if (fillBins(bins, small, torsoStripe(boxInSmall, stripe)) < MIN_SAMPLES) return null;
    toRootShares(bins);
  }
  return descriptor;
}

/** 0 the same colours, 1 nothing in common (Hellinger distance over both stripes). */
export function appearanceDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return Math.min(1, Math.sqrt(sum / (2 * STRIPES)));
}

/** Like `mean`, moved by `share` towards `next`, of proper length again. */
export function blendAppearance(mean: Float32Array, next: Float32Array, share: number): Float32Array {
  const blended = mean.map((value, i) => Math.sqrt((1 - share) * value ** 2 + share * (next[i] ?? 0) ** 2));
  return blended;
}

/** Measured in widths from the top, since heights change when a desk hides the legs. */
function torsoStripe(body: Box, stripe: number): Box {
  const unit = Math.min(body.width, 0.5 * body.height);
  const height = Math.min(0.4 * unit, (0.9 * body.height - 0.55 * unit) / STRIPES);
  return {
    x: body.x + 0.28 * body.width,
    y: body.y + 0.55 * unit + stripe * height,
    width: 0.44 * body.width,
    height,
  };
}

function fillBins(bins: Float32Array, picture: RgbPicture, area: Box): number {
  const [left, right] = [
    Math.max(0, Math.floor(area.x)),
    Math.min(picture.width, Math.ceil(area.x + area.width)),
  ];
  const [top, bottom] = [
    Math.max(0, Math.floor(area.y)),
    Math.min(picture.height, Math.ceil(area.y + area.height)),
  ];
  const stepX = Math.max(1, Math.floor((right - left) / SAMPLES));
  const stepY = Math.max(1, Math.floor((bottom - top) / SAMPLES));
  let samples = 0;
  for (let y = top; y < bottom; y += stepY)
    for (let x = left; x < right; x += stepX) {
      const at = (y * picture.width + x) * 3;
      addColour(bins, picture.data[at] ?? 0, picture.data[at + 1] ?? 0, picture.data[at + 2] ?? 0);
      samples++;
    }
  return samples;
}

/** Colourful pixels count by hue, dull ones by brightness, and those between by both. */
function addColour(bins: Float32Array, red: number, green: number, blue: number): void {
  const max = Math.max(red, green, blue);
  const chroma = max - Math.min(red, green, blue);
  // Chroma rather than saturation: a dark pixel's hue is noise. 80 of 255 is a plainly coloured cloth.
  const colourful = Math.min(1, chroma / 80);
  if (colourful > 0) addSoft(bins, 0, HUES, hueOf(red, green, blue, max, chroma) * HUES, colourful, true);
  addSoft(bins, HUES, GREYS, (max / 255) * (GREYS - 1), 1 - colourful, false);
}

/** 0 to 1 around the colour circle. */
function hueOf(red: number, green: number, blue: number, max: number, chroma: number): number {
  if (max === red) return ((green - blue) / chroma / 6 + 1) % 1;
  if (max === green) return ((blue - red) / chroma + 2) / 6;
  return ((red - green) / chroma + 4) / 6;
}

/** Shares the weight between the two nearest bins, so that a small change of light is a small change of numbers. */
function addSoft(
  bins: Float32Array,
  first: number,
  count: number,
  at: number,
  weight: number,
  round: boolean,
): void {
  const low = Math.floor(at);
  const high = round ? (low + 1) % count : Math.min(low + 1, count - 1);
  const share = at - low;
  const lowBin = first + (low % count);
  bins[lowBin] = (bins[lowBin] ?? 0) + weight * (1 - share);
  bins[first + high] = (bins[first + high] ?? 0) + weight * share;
}

function toRootShares(bins: Float32Array): void {
  const total = bins.reduce((sum, value) => sum + value, 0);
  for (let i = 0; i < bins.length; i++) bins[i] = Math.sqrt((bins[i] ?? 0) / total);
}
