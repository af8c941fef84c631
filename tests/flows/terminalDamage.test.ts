/**
 * Goal: whatever a line does to the bytes, the client gives what is true or a code, and neither hangs nor crashes. Method: a line
 * between it and a simulated terminal that changes, drops, doubles and cuts bytes, from a seed. More with WHEREABOUTS_DAMAGE=500.
 */
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { UserFacingError } from '../../server/errors.ts';
import { fewLogs, fewUsers, simulatedTerminals } from '../helpers/simulatedTerminals.ts';

const { simulate, connect } = simulatedTerminals();
const rounds = Number(process.env['WHEREABOUTS_DAMAGE'] ?? 60);
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Numbers from 0 to 1, the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function damaged(bytes: Buffer, next: () => number): Buffer[] {
  const kind = next();
  const at = Math.floor(next() * bytes.length);
  if (kind < 0.85) return [bytes];
  if (kind < 0.91) {
    const changed = Buffer.from(bytes);
    changed[at] = Math.floor(next() * 256);
    return [changed];
  }
  if (kind < 0.94) return [bytes.subarray(0, at), bytes.subarray(at + 1 + Math.floor(next() * 40))];
  if (kind < 0.97) return [bytes, bytes];
  return [bytes.subarray(0, at), Buffer.from('50508 2'), bytes.subarray(at)];
}

async function badLine(port: number, next: () => number): Promise<{ port: number }> {
  const server = createServer((near) => {
    const far = createConnection({ host: '127.0.0.1', port, noDelay: true });
    near.pipe(far);
    far.on('data', (bytes) => {
      for (const piece of damaged(bytes, next)) near.write(piece);
      if (next() < 0.004) near.resetAndDestroy();
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { port: (server.address() as AddressInfo).port };
}

test(
  `${rounds} terminals on a bad line: what is read is true, and what fails has a code`,
  async () => {
    const users = fewUsers(60);
    const logs = fewLogs(2500, users);
    const simulator = await simulate({ users, logs });
    const ends = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      const line = await badLine(simulator.port, numbers(round));
      const quick = { connectTimeoutMs: 500, replyTimeoutMs: 120, exchangeMaxMs: 1500 };
      const end = await connect(line, quick)
        .then(async (terminal) => {
          try {
            expect(await terminal.users()).toMatchObject(users);
            expect([...(await terminal.logs())]).toMatchObject(logs);
            return 'true';
          } finally {
            await terminal.close(50);
          }
        })
        .catch((error: unknown) => {
          if (!(error instanceof UserFacingError)) throw error;
          return error.code;
        });
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    const codes = [...ends.keys()].filter((end) => end !== 'true');
    expect(codes.filter((end) => !end.startsWith('DEVICE_'))).toEqual([]);
    expect(codes.length).toBeGreaterThan(1);
    expect(ends.get('true') ?? 0).toBeGreaterThan(0);
  },
  20_000 + rounds * 2000,
);
