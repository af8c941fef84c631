import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../database/openDatabase.ts';
import type { WatchingCamera } from './coverageBook.ts';
import { startCoverage } from './startCoverage.ts';
import { coverageStore } from './store.ts';

const companyId = 'acme';
let folder: string;
let db: Knex;
let nowMs: number;
let look: () => void;
let cameras: WatchingCamera[];
let writes: number;
let isBroken: boolean;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-coverage-'));
  db = await openDatabase(folder);
  await db('companies').insert({ id: companyId, name: 'Acme', timeZone: 'UTC', createdAtMs: 0 });
  [nowMs, writes, isBroken] = [0, 0, false];
  cameras = ['gate', 'hall'].map((cameraId) => ({ cameraId, area: cameraId, seeing: true }));
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

async function start() {
  const store = coverageStore(db);
  const coverage = await startCoverage({
    companyId,
    store: {
      ...store,
      write(company, rows) {
        writes++;
        return isBroken ? Promise.reject(new Error('disk full')) : store.write(company, rows);
      },
    },
    clock: { now: () => nowMs, every: (_, run) => ((look = run), () => (look = () => undefined)) },
    cameras: () => cameras,
    trouble: () => undefined,
  });
  coverage.start();
  const pause = async (ms: number) => {
    for (const endMs = nowMs + ms; nowMs < endMs;) {
      nowMs += 2_000;
      look();
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { coverage, pause };
}
type Row = { cameraId: string; area: string; fromMs: number; toMs: number };
const rowsOf = (table: string, ...columns: string[]) =>
  db(table).orderBy(['cameraId', 'fromMs']).select<Row[]>(columns);
const watches = () => rowsOf('camera_watches', 'cameraId', 'fromMs', 'toMs');

test('watches grow with one write every ten seconds, so that a crash loses no more', async () => {
  const { pause } = await start();
  await pause(60_000);
  expect(writes).toBeLessThanOrEqual(8);
  const rows = await watches();
  expect(rows.map(({ cameraId, fromMs }) => [cameraId, fromMs])).toEqual([
    ['gate', 0],
    ['hall', 0],
  ]);
  for (const { toMs } of rows) expect(toMs).toBeGreaterThanOrEqual(50_000);
});

test('a camera that goes blind and sees again is recorded to the millisecond', async () => {
  const { coverage, pause } = await start();
  await pause(20_000);
  coverage.health('gate', false, 19_123);
  await pause(4_000);
  coverage.health('gate', true, 23_456);
  await pause(20_000);
  await coverage.flush();
  expect(await watches()).toEqual([
    { cameraId: 'gate', fromMs: 0, toMs: 19_123 },
    { cameraId: 'gate', fromMs: 23_456, toMs: 44_000 },
    { cameraId: 'hall', fromMs: 0, toMs: 44_000 },
  ]);
});

test('the time a program was killed or the clock was set forward is blind', async () => {
  const first = await start();
  await first.pause(20_000);
  const toMs = (await watches())[0]?.toMs ?? 0;
  nowMs += 3_600_000;
  const { pause, coverage } = await start();
  await pause(10_000);
  nowMs += 600_000;
  await pause(10_000);
  await coverage.flush();
  expect((await watches()).filter(({ cameraId }) => cameraId === 'gate')).toEqual([
    { cameraId: 'gate', fromMs: 0, toMs },
    { cameraId: 'gate', fromMs: 3_620_000, toMs: 3_630_000 },
    { cameraId: 'gate', fromMs: 4_232_000, toMs: 4_240_000 },
  ]);
  expect(toMs).toBeGreaterThanOrEqual(10_000);
});

test('which cameras there were is known: one that moved or was removed while the program was off too', async () => {
  const first = await start();
  await first.pause(10_000);
  cameras = [{ cameraId: 'gate', area: 'yard', seeing: true }];
  nowMs = 50_000;
  const { coverage, pause } = await start();
  await pause(10_000);
  await coverage.flush();
  const rows = await rowsOf('camera_placements');
  expect(rows.map(({ cameraId, area, fromMs, toMs }) => [cameraId, area, fromMs, toMs])).toEqual([
    ['gate', 'gate', 0, 50_000],
    ['gate', 'yard', 50_000, null],
    ['hall', 'hall', 0, 50_000],
  ]);
  const record = await coverageStore(db).record(companyId, 40_000, 60_000);
  expect(record.placements).toHaveLength(3);
  expect(record.watches.map(({ area }) => area)).toEqual(['yard']);
});

test('while the store fails nothing is lost', async () => {
  const { coverage, pause } = await start();
  isBroken = true;
  await pause(20_000);
  coverage.health('gate', false, 15_000);
  await pause(10_000);
  isBroken = false;
  await coverage.stop();
  expect(await watches()).toEqual([
    { cameraId: 'gate', fromMs: 0, toMs: 15_000 },
    { cameraId: 'hall', fromMs: 0, toMs: 30_000 },
  ]);
  expect(coverage.dropped()).toBe(0);
});
