/** The codecs whose access units can be told apart here, as FFmpeg names them. */
export type GatedCodec = 'h264' | 'hevc';

export const isGatedCodec = (codec: string): codec is GatedCodec => codec === 'h264' || codec === 'hevc';

/** Parameter sets and messages come before the picture; nobody writes more than a few kilobytes of them. */
const headBytes = 16_384;
const startCode = Buffer.from([0, 0, 1]);

/**
 * Whether decoding can begin at this access unit (Annex B) and everything before it may be forgotten: an IDR picture of
 * H.264, an IRAP picture of H.265. Recovery points do not count: a picture that is renewed stripe by stripe is not whole there.
 */
export function isKeyUnit(codec: GatedCodec, unit: Uint8Array): boolean {
  const head = Buffer.from(unit.buffer, unit.byteOffset, Math.min(unit.length, headBytes));
  for (let at = head.indexOf(startCode); at >= 0; at = head.indexOf(startCode, at + 3)) {
    const byte = head[at + 3] ?? 0;
    const kind = codec === 'h264' ? byte & 31 : (byte >> 1) & 63;
    // The first slice tells: the slices of one picture are of one kind.
    if (codec === 'h264' && kind >= 1 && kind <= 5) return kind === 5;
    if (codec === 'hevc' && kind < 32) return kind >= 16 && kind <= 23;
  }
  return false;
}
