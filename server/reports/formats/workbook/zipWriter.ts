/** Files packed into one while they are written. Several may be open: what is not in turn waits, packed. */
import { once } from 'node:events';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import { drained } from '../drained.ts';
import { ended } from '../ended.ts';
import type { Sink } from '../reportFile.ts';
import { type Packed, zipDescriptor, zipDirectory, zipHeader } from './zipRecords.ts';

/** A file in the archive. */
export type ZipEntry = { write(text: string): Promise<void>; end(): Promise<void> };
type Open = Packed & { deflate: DeflateRaw; held: Buffer[]; isBegun: boolean; isOver: boolean };

/** So much text is packed at a time. */
const atOnce = 256 * 1024;
/** The fastest third of the levels: half again as large as the smallest file, in a quarter of the time. */
const level = 3;

export function zipWriter(sink: Sink) {
  const entries: Open[] = [];
  let turn = 0;
  let atByte = 0;

  async function put(bytes: Buffer): Promise<void> {
    atByte += bytes.length;
    if (!sink.write(bytes)) await drained(sink);
  }

  /** Everything that is in turn. */
  async function passOn(): Promise<void> {
    for (let entry = entries[turn]; entry; entry = entries[turn]) {
      if (!entry.isBegun) {
        entry.isBegun = true;
        entry.atByte = atByte;
        await put(zipHeader(entry));
      }
      for (const bytes of entry.held.splice(0)) await put(bytes);
      if (!entry.isOver) return;
      await put(zipDescriptor(entry));
      turn++;
    }
  }

  return {
    add(name: string): ZipEntry {
      const entry = open(name);
      entries.push(entry);
      return textInto(entry, passOn);
    },
    /** When every file has ended. */
    async end(): Promise<void> {
      await put(zipDirectory(entries, atByte));
      await ended(sink);
    },
  };
}

function open(name: string): Open {
  const deflate = createDeflateRaw({ level });
  const entry = { ...{ name, crc: 0, size: 0, packedSize: 0, atByte: 0 }, deflate, held: [] as Buffer[] };
  const made: Open = { ...entry, isBegun: false, isOver: false };
  deflate.on('data', (bytes: Buffer) => {
    made.held.push(bytes);
    made.packedSize += bytes.length;
  });
  return made;
}

function textInto(entry: Open, passOn: () => Promise<void>): ZipEntry {
  let text = '';
  const pack = async (): Promise<void> => {
    const bytes = Buffer.from(text);
    text = '';
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    if (!entry.deflate.write(bytes)) await once(entry.deflate, 'drain');
    await passOn();
  };
  return {
    async write(more): Promise<void> {
      text += more;
      if (text.length >= atOnce) await pack();
    },
    async end(): Promise<void> {
      if (text !== '') await pack();
      const packed = once(entry.deflate, 'end');
      entry.deflate.end();
      await packed;
      entry.isOver = true;
      await passOn();
    },
  };
}
