import type { InferenceAnswer } from '../messages.ts';

/** What of an answer moves to the other thread instead of being copied. */
export function buffersOf(answer: InferenceAnswer): ArrayBuffer[] {
  const tensors = Object.values(answer.outputs).flat();
  return [answer.pixels, ...tensors.map((tensor) => tensor.data)]
    .map((view) => view.buffer)
    .filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
}

/** The same pixels in a buffer of their own: a view of a larger buffer (Node's pooled ones) must not be transferred. */
export function ownPixels(pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = pixels;
  const alone = buffer instanceof ArrayBuffer && buffer.byteLength === pixels.byteLength;
  return alone ? new Uint8Array(buffer) : Uint8Array.from(pixels);
}
