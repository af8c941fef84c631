/** One client of a simulated terminal, over TCP or UDP: how bytes reach it, with what goes wrong on the way. */
import type { RemoteInfo, Socket as UdpSocket } from 'node:dgram';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createFrameReader } from '../zk/frameReader.ts';
import { decodePacket, type Packet, wrapForTcp } from '../zk/packet.ts';
import type { Talk } from './answers.ts';
import type { Faults } from './faults.ts';

export type Client = {
  talk: Talk;
  transport: 'tcp' | 'udp';
  out: (packet: Buffer) => Promise<void>;
  /** As much of it as was sent when the line broke. */
  outHalf: (packet: Buffer) => Promise<void>;
  /** After what is on its way. */
  close: () => void;
  reset: () => void;
  events: { kind: number; data: Buffer }[];
  waitsForAck: NodeJS.Timeout | null;
};
type FaultsNow = () => Faults;

export function tcpClient(socket: Socket, talk: Talk, faults: FaultsNow): Client {
  let writing: Promise<void> = Promise.resolve();
  const write = (frame: Buffer, wrong: Faults): Promise<void> =>
    (writing = writing.then(() => writeFrame(socket, frame, wrong)));
  return {
    talk,
    transport: 'tcp',
    out: (packet) => write(wrapForTcp(packet), faults()),
    outHalf: (packet) => write(wrapForTcp(packet).subarray(0, packet.length >> 1), {}),
    close: () => void writing.then(() => socket.end()),
    // One that is being closed cannot be reset, and would stay.
    reset: () => void (socket.writableEnded ? socket.destroy() : socket.resetAndDestroy()),
    events: [],
    waitsForAck: null,
  };
}

export function hearTcp(socket: Socket, heard: (packet: Packet) => void): void {
  const reader = createFrameReader();
  socket.on('data', (bytes) => {
    try {
      for (const message of reader.push(bytes)) heard(decodePacket(message));
    } catch {
      socket.destroy();
    }
  });
  socket.on('error', () => undefined);
}

/** More pieces than this of one message only take time. */
const piecesMost = 24;

async function writeFrame(
  socket: Socket,
  frame: Buffer,
  { splitBytes, garbageBytes }: Faults,
): Promise<void> {
  if (socket.destroyed) return;
  if (garbageBytes) socket.write(Buffer.alloc(garbageBytes, 0x50));
  let at = 0;
  for (let piece = 0; splitBytes && piece < piecesMost && at + splitBytes < frame.length; piece++) {
    socket.write(frame.subarray(at, at + splitBytes));
    at += splitBytes;
    await pause(1);
  }
  if (socket.write(frame.subarray(at)) || socket.destroyed) return;
  await new Promise<void>((resolve) => {
    socket.once('drain', resolve);
    socket.once('close', () => resolve());
  });
}

export function udpClient(
  udp: UdpSocket,
  { port, address }: RemoteInfo,
  talk: Talk,
  faults: FaultsNow,
): Client {
  let datagrams = 0;
  const out = (packet: Buffer): Promise<void> => {
    const { loseEvery, repeatEvery } = faults();
    datagrams++;
    if (loseEvery && datagrams % loseEvery === 0) return Promise.resolve();
    if (repeatEvery && datagrams % repeatEvery === 0) udp.send(packet, port, address);
    return new Promise((resolve) => udp.send(packet, port, address, () => resolve()));
  };
  const gone = (): void => {
    talk.signedIn = false;
  };
  return {
    talk,
    transport: 'udp',
    out,
    outHalf: out,
    close: gone,
    reset: gone,
    events: [],
    waitsForAck: null,
  };
}
