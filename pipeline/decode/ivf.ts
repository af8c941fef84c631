import { Buffer } from 'node:buffer';
import type { GatedCodec } from './isKeyUnit.ts';

const fourCc = { h264: 'H264', hevc: 'HEVC' } satisfies Record<GatedCodec, string>;

/** The IVF container: a header, then each unit behind its size and time. The plainest one whose units ffmpeg takes one by one. */
export function ivfHeader(codec: GatedCodec): Buffer {
  const header = Buffer.alloc(32);
  header.write('DKIF', 0, 'latin1');
  header.writeUInt16LE(32, 6);
  header.write(fourCc[codec], 8, 'latin1');
  // A time unit of a millisecond; width and height stand in the stream itself.
  header.writeUInt32LE(1000, 16);
  header.writeUInt32LE(1, 20);
  return header;
}

export function ivfUnitHeader(bytes: number, time: number): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt32LE(bytes, 0);
  header.writeBigUInt64LE(BigInt(time), 4);
  return header;
}
