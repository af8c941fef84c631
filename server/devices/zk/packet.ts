/** One message of the protocol, and the eight bytes that go before it over TCP. All numbers are little-endian. */
import { garbled } from './zkError.ts';

export type Packet = {
  command: number;
  /** Of an event: its kind. */
  session: number;
  reply: number;
  data: Buffer;
  /** Whether the checksum is right; what a wrong one means is for the reader to judge. */
  sound: boolean;
};

export const headerBytes = 8;
export const tcpMagic = Buffer.from([0x50, 0x50, 0x82, 0x7d]);

export function encodePacket({ command, session, reply, data }: Omit<Packet, 'sound'>): Buffer {
  const packet = Buffer.allocUnsafe(headerBytes + data.length);
  packet.writeUInt16LE(command, 0);
  packet.writeUInt16LE(0, 2);
  packet.writeUInt16LE(session, 4);
  packet.writeUInt16LE(reply, 6);
  data.copy(packet, headerBytes);
  packet.writeUInt16LE(checksum(packet), 2);
  return packet;
}

export function decodePacket(bytes: Buffer): Packet {
  if (bytes.length < headerBytes) throw garbled(`a message of ${bytes.length} bytes has no header`);
  return {
    command: bytes.readUInt16LE(0),
    session: bytes.readUInt16LE(4),
    reply: bytes.readUInt16LE(6),
    data: bytes.subarray(headerBytes),
    sound: isSound(bytes),
  };
}

export function wrapForTcp(packet: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(8 + packet.length);
  tcpMagic.copy(frame);
  frame.writeUInt32LE(packet.length, 4);
  packet.copy(frame, 8);
  return frame;
}

/** Words added with end-around carry, then one's complement; an odd last byte counts as a word. */
export function checksum(bytes: Buffer): number {
  let sum = 0;
  const even = bytes.length & ~1;
  for (let at = 0; at < even; at += 2) sum += (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  if (even < bytes.length) sum += bytes[even] ?? 0;
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

/** With its own checksum counted in, a sound message adds up to nothing. */
function isSound(bytes: Buffer): boolean {
  const rest = checksum(bytes);
  return rest === 0 || rest === 0xffff;
}
