import { Buffer } from 'node:buffer';

/** Access units as ffmpeg copies them: all bytes on one pipe, and on another one line a unit (its `framecrc` format) with the size. */
export type UnitSplitter = { pushBytes: (chunk: Uint8Array) => void; pushText: (text: string) => void };

/** Whatever says that a unit is larger than this is no camera. */
const unitMost = 32 * 1024 * 1024;

export function splitUnits(events: {
  onCodec: (codec: string) => void;
  onUnit: (data: Uint8Array) => void;
}): UnitSplitter {
  let text = '';
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  const sizes: number[] = [];

  function readLine(line: string): void {
    const codec = /^#codec_id 0: (\S+)/.exec(line)?.[1];
    if (codec !== undefined) return events.onCodec(codec);
    if (line.startsWith('#') || line === '') return;
    // Stream, dts, pts, duration, size, checksum.
    const size = Number(line.split(',')[4]);
    if (!(size >= 0 && size <= unitMost)) throw new Error('The list of access units is not readable');
    sizes.push(size);
  }

  function join(): void {
    for (let size = sizes[0]; size !== undefined && bytes >= size; size = sizes[0]) {
      sizes.shift();
      const all = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      chunks = bytes > size ? [all.subarray(size)] : [];
      bytes -= size;
      events.onUnit(all.subarray(0, size));
    }
    if (bytes > unitMost) throw new Error('Access units came without their sizes');
  }

  return {
    pushBytes(chunk) {
      chunks.push(chunk);
      bytes += chunk.length;
      join();
    },
    pushText(more) {
      const lines = (text + more).split('\n');
      text = lines.pop() ?? '';
      lines.forEach(readLine);
      join();
    },
  };
}
