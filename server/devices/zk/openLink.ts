/** The way to a terminal: messages out and in, over TCP or UDP. Only this file knows sockets. */
import { createSocket } from 'node:dgram';
import { createConnection } from 'node:net';
import { createFrameReader } from './frameReader.ts';
import { decodePacket, headerBytes, type Packet, wrapForTcp } from './packet.ts';
import { ZkError } from './zkError.ts';

export type Transport = 'tcp' | 'udp';
export type Link = {
  transport: Transport;
  send: (packet: Buffer) => void;
  /** Ends it at once; `ended` is not called for it. */
  close: () => void;
};
export type LinkEvents = {
  packet: (packet: Packet) => void;
  /** Bytes came, if not yet a whole message. */
  activity: () => void;
  ended: (why: ZkError) => void;
};
export type Place = { host: string; port: number; connectTimeoutMs: number };

export const openLink = (transport: Transport, place: Place, events: LinkEvents): Promise<Link> =>
  transport === 'tcp' ? openTcp(place, events) : openUdp(place, events);

function openTcp({ host, port, connectTimeoutMs }: Place, events: LinkEvents): Promise<Link> {
  const socket = createConnection({ host, port, noDelay: true });
  const reader = createFrameReader();
  let over = false;
  return new Promise((resolve, reject) => {
    const end = (why: ZkError): void => {
      if (over) return;
      over = true;
      socket.destroy();
      reject(why);
      events.ended(why);
    };
    socket.setTimeout(connectTimeoutMs, () => end(unreachable('ETIMEDOUT')));
    const refused = (error: Error): void => end(unreachable(codeOf(error), error));
    socket.once('connect', () => {
      socket.off('error', refused);
      socket.setTimeout(0);
      const close = (): void => {
        over = true;
        socket.destroy();
      };
      resolve({ transport: 'tcp', send: (packet) => void socket.write(wrapForTcp(packet)), close });
      socket.on('error', (error) => end(ZkError.of('DEVICE_LOST', {}, error)));
      socket.on('close', () => end(ZkError.of('DEVICE_LOST', {})));
    });
    socket.once('error', refused);
    socket.on('data', (bytes) => {
      if (over) return;
      events.activity();
      try {
        for (const message of reader.push(bytes)) if (!over) events.packet(decodePacket(message));
      } catch (error) {
        if (!(error instanceof ZkError)) throw error;
        end(error);
      }
    });
  });
}

/** Datagrams of anybody else do not arrive on a connected socket. */
function openUdp({ host, port, connectTimeoutMs }: Place, events: LinkEvents): Promise<Link> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  let over = false;
  return new Promise((resolve, reject) => {
    const close = (): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      socket.close();
    };
    const end = (why: ZkError): void => {
      if (over) return;
      close();
      reject(why);
      events.ended(why);
    };
    const timer = setTimeout(() => end(unreachable('ETIMEDOUT')), connectTimeoutMs);
    socket.on('error', (error) => end(unreachable(codeOf(error), error)));
    socket.on('message', (bytes) => {
      if (over || bytes.length < headerBytes) return;
      events.activity();
      events.packet(decodePacket(bytes));
    });
    socket.connect(port, host, () => {
      clearTimeout(timer);
      const send = (packet: Buffer): void => {
        if (!over) socket.send(packet);
      };
      resolve({ transport: 'udp', send, close });
    });
  });
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : error.message);

function unreachable(code: string, cause?: Error): ZkError {
  const says: Record<string, string> = {
    ETIMEDOUT: 'nothing answers there',
    ECONNREFUSED: 'it refuses the connection',
    ENOTFOUND: 'its name is not known',
    EAI_AGAIN: 'its name is not known',
    EHOSTUNREACH: 'there is no way to it from here',
    ENETUNREACH: 'there is no way to it from here',
  };
  return ZkError.of('DEVICE_UNREACHABLE', { problem: says[code] ?? `the network reports ${code}` }, cause);
}
