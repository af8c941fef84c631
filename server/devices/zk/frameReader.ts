/** Takes what TCP delivers, in whatever pieces, and gives whole messages: what is between them is skipped and counted. */
import { headerBytes, tcpMagic } from './packet.ts';
import { garbled } from './zkError.ts';

/** Above any frame a terminal is asked for (65,472 bytes and a header). */
const messageBytesMax = 1024 * 1024;
/** More than this between two frames is no terminal's talk. */
const strayBytesMax = 64 * 1024;

export type FrameReader = {
  /** Every message that is whole by now. Throws DEVICE_GARBLED. */
  push: (bytes: Buffer) => Buffer[];
  /** Bytes that belonged to no frame. */
  strayBytes: () => number;
  /** Bytes of a frame that is not whole yet. */
  waitingBytes: () => number;
};

export function createFrameReader(maxBytes = messageBytesMax): FrameReader {
  let held = Buffer.alloc(4096);
  let from = 0;
  let to = 0;
  let stray = 0;
  let strayInARow = 0;

  const append = (bytes: Buffer): void => {
    if (to + bytes.length > held.length) {
      const waiting = to - from;
      const room = Math.max(held.length, 2 * (waiting + bytes.length));
      const next = waiting + bytes.length > held.length / 2 ? Buffer.allocUnsafe(room) : held;
      held.copy(next, 0, from, to);
      [held, from, to] = [next, 0, waiting];
    }
    bytes.copy(held, to);
    to += bytes.length;
  };

  const skip = (count: number): void => {
    from += count;
    stray += count;
    strayInARow += count;
    if (strayInARow > strayBytesMax) throw garbled('it sends something else than messages');
  };

  /** The next message, or null while it is not whole. */
  const next = (): Buffer | null => {
    const begin = held.subarray(from, to).indexOf(tcpMagic);
    if (begin < 0) {
      // The last three bytes may begin a frame.
      skip(Math.max(0, to - from - (tcpMagic.length - 1)));
      return null;
    }
    if (begin > 0) skip(begin);
    if (to - from < 8) return null;
    const length = held.readUInt32LE(from + 4);
    if (length < headerBytes || length > maxBytes) throw garbled(`a message claims ${length} bytes`);
    if (to - from < 8 + length) return null;
    strayInARow = 0;
    from += 8 + length;
    return Buffer.from(held.subarray(from - length, from));
  };

  return {
    push(bytes) {
      append(bytes);
      const messages: Buffer[] = [];
      for (let message = next(); message; message = next()) messages.push(message);
      return messages;
    },
    strayBytes: () => stray,
    waitingBytes: () => to - from,
  };
}
