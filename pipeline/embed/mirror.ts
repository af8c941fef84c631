/** A square RGB picture with left and right changed. */
export function mirror(square: Uint8Array): Uint8Array<ArrayBuffer> {
  const sizePx = Math.round(Math.sqrt(square.length / 3));
  const mirrored = new Uint8Array(square.length);
  for (let at = 0; at < square.length; at += 3) {
    const column = (at / 3) % sizePx;
    const from = at + (sizePx - 1 - 2 * column) * 3;
    for (let channel = 0; channel < 3; channel += 1) mirrored[at + channel] = square[from + channel] ?? 0;
  }
  return mirrored;
}
