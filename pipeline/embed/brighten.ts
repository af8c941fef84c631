/**
 * Makes a dark piece of RGB as bright as the networks know faces, in place; a piece bright enough stays as it is. Without it a
 * sharp face counts as blurred in 40 % of the light and resembles nobody in 20 %: 64 px wide, nobody was named.
 */
export function brighten<Pixels extends Uint8Array>(pixels: Pixels): Pixels {
  const bright = brightOf(pixels);
  if (bright >= darkBelow) return pixels;
  const gain = Math.min(gainMax, raisedTo / Math.max(1, bright));
  const brighter = Uint8ClampedArray.from({ length: 256 }, (_, value) => value * gain);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = brighter[pixels[at] ?? 0] ?? 0;
  return pixels;
}

/** Of 255. Raising every piece below 170 cost 0.9 points of same-person pairs on 1,800 LFW pairs; below 110 it costs nothing. */
const darkBelow = 110;
/** What the brightest twentieth of a face in office light reaches. In 20 % of the light, own faces came 0.03 nearer than at 110. */
const raisedTo = 170;
/** Beyond this there is nothing but the camera's noise. */
const gainMax = 6;
const brightestShare = 0.05;

/** The green value that only the brightest twentieth exceeds: green is most of what we see as light. */
function brightOf(pixels: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (let at = 1; at < pixels.length; at += 3) {
    const value = pixels[at] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  let left = (pixels.length / 3) * brightestShare;
  for (let value = 255; value > 0; value -= 1) {
    left -= counts[value] ?? 0;
    if (left < 0) return value;
  }
  return 0;
}
