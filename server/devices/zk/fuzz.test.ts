/** Goal: no bytes of a terminal break the program. Method: made-up and mutated ones into every decoder; only a ZkError may come out. A million with WHEREABOUTS_FUZZ=1000000. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeLog } from '../simulator/simulatedTerminal.ts';
import { collected } from './readBulk.ts';
import { decodeCounts } from './counts.ts';
import { createDeviceText } from './deviceText.ts';
import { decodeEvent } from './events.ts';
import { createFrameReader } from './frameReader.ts';
import { decodeLogs, logWidths } from './logs.ts';
import { decodeOption } from './options.ts';
import { decodePacket, encodePacket, wrapForTcp } from './packet.ts';
import { decodeOneTemplate, decodeTemplates } from './templates.ts';
import { decodeUsers } from './users.ts';
import { ZkError } from './zkError.ts';

const runs = Number(process.env['WHEREABOUTS_FUZZ'] ?? 20_000);
const text = createDeviceText();
const timeoutMs = 30_000 + runs;

const decoders: ((bytes: Buffer, number: number) => unknown)[] = [
  (bytes) => createFrameReader().push(bytes).map(decodePacket),
  (bytes) => decodePacket(bytes),
  (bytes, count) => [...decodeLogs(bytes, count, () => null)],
  (bytes, count) => decodeUsers(bytes, count, text),
  (bytes, count) => decodeTemplates(bytes, count),
  (bytes) => decodeOneTemplate(bytes),
  (bytes) => decodeCounts(bytes),
  (bytes) => decodeOption(bytes, 'MAC'),
  (bytes, code) => decodeEvent(2 ** (code % 10), bytes),
  (bytes, command) =>
    collected()({ command: 1498 + (command % 6), session: 0, reply: 0, data: bytes, sound: true }),
];

const made = fc.uint8Array({ maxLength: 160 }).map((bytes) => Buffer.from(bytes));
/** Begins as real ones do, so that what lies deeper is reached too. */
const likely = fc
  .record({
    width: fc.constantFrom(...logWidths, 28, 72),
    count: fc.integer({ min: 0, max: 6 }),
    flips: fc.array(fc.tuple(fc.nat(500), fc.nat(255)), { maxLength: 4 }),
    framed: fc.boolean(),
  })
  .map(({ width, count, flips, framed }) => {
    const row =
      width === 28 || width === 72
        ? Buffer.alloc(width, 0x31)
        : encodeLog({ userId: '12', at: '2026-11-20T08:00:00' }, 3, width);
    const rows = Buffer.concat(Array.from({ length: count }, () => row));
    const head = Buffer.alloc(4);
    head.writeUInt32LE(rows.length);
    const data = Buffer.concat([head, rows]);
    const bytes = framed ? wrapForTcp(encodePacket({ command: 1501, session: 1, reply: 1, data })) : data;
    for (const [at, value] of flips) if (bytes.length > 0) bytes[at % bytes.length] = value;
    return bytes;
  });

test(
  `${runs} inputs into every decoder: whatever is refused, is refused by its code`,
  () => {
    const sample = fc.tuple(fc.oneof(made, likely), fc.nat(12), fc.nat(decoders.length - 1));
    let refused = 0;
    fc.assert(
      fc.property(sample, ([bytes, number, which]) => {
        try {
          decoders[which]?.(bytes, number);
        } catch (error) {
          if (!(error instanceof ZkError)) throw error;
          refused++;
        }
      }),
      { numRuns: runs, seed: 20_261_120 },
    );
    expect(refused).toBeGreaterThan(runs / 20);
    expect(refused).toBeLessThan(runs);
  },
  timeoutMs,
);

test('createFrameReader() gives every message back, whatever lies between and however it is cut', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 });
  fc.assert(
    fc.property(
      pieces,
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 12 }),
      (datas, cuts) => {
        const packets = datas.map((data, reply) =>
          encodePacket({ command: 1501, session: 5, reply, data: Buffer.from(data) }),
        );
        const stream = Buffer.concat(packets.flatMap((packet) => [Buffer.from('PP'), wrapForTcp(packet)]));
        const reader = createFrameReader();
        const found: Buffer[] = [];
        for (let at = 0, turn = 0; at < stream.length; turn++) {
          const size = cuts[turn % cuts.length] ?? 1;
          found.push(...reader.push(stream.subarray(at, at + size)));
          at += size;
        }
        expect(found).toEqual(packets);
      },
    ),
    { seed: 20_261_120 },
  );
});
