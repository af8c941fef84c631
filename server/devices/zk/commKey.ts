/** The answer to "not authorised": the numeric key of the terminal's menu, mixed with the number of the session. */

/** `ticks` may be any byte; the terminal takes it from the answer. */
export function commKey(key: number, session: number, ticks = 50): Buffer {
  const mixed = Buffer.alloc(4);
  mixed.writeUInt32LE((reversedBits(key) + session) >>> 0);
  const [, k, s, o] = [...'ZKSO'].map((letter, at) => (mixed[at] ?? 0) ^ letter.charCodeAt(0)) as Four;
  return Buffer.from([s ^ ticks, o ^ ticks, ticks, k ^ ticks]);
}
type Four = [number, number, number, number];

function reversedBits(key: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 32; bit++) reversed = ((reversed << 1) | ((key >>> bit) & 1)) >>> 0;
  return reversed;
}
