/** Whole datasets: announced, read in parts, each part as long as it was asked for, the buffer given back whatever happens. */
import { answers, bulk, type BulkName, commands } from './commands.ts';
import type { Packet } from './packet.ts';
import type { Take } from './startExchange.ts';
import { refusal, type Session } from './startSession.ts';
import { garbled, incomplete, ZkError } from './zkError.ts';

/** 400,000 of the longest records and three times the largest terminal. */
const datasetBytesMax = 64 * 1024 * 1024;
/** Datagrams do not say which part they are: one a question cannot come in the wrong order. */
const partBytesMax = { tcp: 65_472, udp: 1024 } as const;
const partTries = { tcp: 1, udp: 4 } as const;

/** Throws DEVICE_ACCESS_MODE, DEVICE_INCOMPLETE and what talking throws. */
export async function readBulk(session: Session, name: BulkName): Promise<Buffer> {
  const { command, part } = bulk[name];
  const request = Buffer.alloc(11);
  request.writeInt8(1, 0);
  request.writeUInt16LE(command, 1);
  request.writeUInt32LE(part, 3);
  const first = await session.exchange(commands.prepareRead, request, firstAnswer());
  if (Buffer.isBuffer(first)) return first;
  try {
    return await readParts(session, announcedBytes(first, name));
  } finally {
    if (!session.over()) await session.ask(commands.freeData).catch(() => undefined);
  }
}

async function readParts(session: Session, bytes: number): Promise<Buffer> {
  const dataset = Buffer.allocUnsafe(bytes);
  const most = partBytesMax[session.transport];
  for (let start = 0; start < bytes; start += most) {
    const part = await readPart(session, start, Math.min(most, bytes - start));
    part.copy(dataset, start);
  }
  return dataset;
}

async function readPart(session: Session, start: number, size: number): Promise<Buffer> {
  const request = Buffer.alloc(8);
  request.writeUInt32LE(start, 0);
  request.writeUInt32LE(size, 4);
  for (let tries = partTries[session.transport]; ; tries--) {
    try {
      const part = await session.exchange(commands.readChunk, request, collected('reading this', size));
      if (part.length === size) return part;
      throw incomplete(`a part of ${size} bytes came with ${part.length}`);
    } catch (error) {
      const mayBeLost =
        error instanceof ZkError && ['DEVICE_INCOMPLETE', 'DEVICE_SILENT'].includes(error.code);
      if (!mayBeLost || tries <= 1) throw error;
    }
  }
}

/** Small datasets come at once, larger ones are announced. */
function firstAnswer(): Take<Buffer | Packet> {
  const whole = collected();
  let streamed = false;
  return (packet) => {
    streamed ||= packet.command === commands.prepareData;
    return streamed || packet.command === commands.data ? whole(packet) : packet;
  };
}

/** 1500 with the size, then 1501 one or more, then "ok"; or 1501 at once, until there is as much as was asked for. */
export function collected(what = 'reading this', wanted = 0): Take<Buffer> {
  const parts: Buffer[] = [];
  let announced: number | null = null;
  let held = 0;
  return ({ command, data }) => {
    if (command === commands.prepareData) {
      if (data.length < 4) throw garbled(`it answered ${command} where data was due`);
      announced = data.readUInt32LE(0);
      return undefined;
    }
    if (command === commands.data) {
      parts.push(data);
      held += data.length;
      if (announced === null) return held >= wanted ? Buffer.concat(parts) : undefined;
      if (held > announced) throw incomplete(`a part of ${announced} bytes came with ${held}`);
      return undefined;
    }
    if (command !== answers.ok) throw refusal(command, what);
    if (announced !== null && held !== announced)
      throw incomplete(`a part of ${announced} bytes came with ${held}`);
    return Buffer.concat(parts);
  };
}

function announcedBytes({ command, data }: Packet, name: BulkName): number {
  if (command === answers.accessMode && name === 'logs') throw ZkError.of('DEVICE_ACCESS_MODE', {});
  if (command !== answers.ok) throw refusal(command, 'reading this');
  if (data.length < 5) return 0;
  const bytes = data.readUInt32LE(1);
  if (bytes > datasetBytesMax) throw incomplete(`it announced ${bytes} bytes, more than any terminal holds`);
  return bytes;
}
