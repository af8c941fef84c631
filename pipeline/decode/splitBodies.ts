/** Takes a stream of text lines and binary bodies apart as it arrives, however it is cut into chunks. */
export type Splitter = { push: (chunk: Uint8Array) => void };

export type BodyFormat = {
  /** The bytes of the body that follows this line, or null when another line follows. */
  bodySizeAfter: (line: string) => number | null;
  /** A buffer of exactly this size to fill. */
  take: (size: number) => Uint8Array;
  done: (body: Uint8Array) => void;
};

/** The longest line of either format is well below; anything longer is no picture stream. */
const longestLine = 512;
const newLine = 0x0a;

export function splitBodies(format: BodyFormat): Splitter {
  let line = '';
  let body: Uint8Array | null = null;
  let filled = 0;

  /** Both return where in the chunk to go on. */
  function readLine(chunk: Uint8Array, from: number): number {
    const end = chunk.indexOf(newLine, from);
    line += String.fromCharCode(
      ...chunk.subarray(from, Math.min(end < 0 ? chunk.length : end, from + longestLine)),
    );
    if (line.length >= longestLine) throw new Error('A picture stream began with a line that is no header.');
    if (end < 0) return chunk.length;
    const size = format.bodySizeAfter(line);
    line = '';
    filled = 0;
    body = size === null ? null : format.take(size);
    return end + 1;
  }

  function fillBody(into: Uint8Array, chunk: Uint8Array, from: number): number {
    const part = chunk.subarray(from, from + into.length - filled);
    into.set(part, filled);
    filled += part.length;
    if (filled === into.length) {
      body = null;
      format.done(into);
    }
    return from + part.length;
  }

  return {
    push(chunk) {
      for (let at = 0; at < chunk.length;) at = body ? fillBody(body, chunk, at) : readLine(chunk, at);
    },
  };
}
