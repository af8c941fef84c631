import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../database/openDatabase.ts';
import { createCommandQueue, waitingMost } from './commandQueue.ts';
import type { PushCommand } from './commands.ts';

let folder: string;
let db: Knex;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-queue-'));
  db = await openDatabase(folder);
  await db('companies').insert({ id: 'c1', name: 'Harbour', timeZone: 'UTC', createdAtMs: 0 });
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const deletes = (count: number, from = 0): PushCommand[] =>
  Array.from({ length: count }, (_, at) => ({ kind: 'deleteUser', userId: String(from + at) }));
const waiting = async (): Promise<number> => {
  const [row] = await db('device_commands').count<{ n: number }[]>({ n: '*' });
  return Number(row?.n);
};

test('addMany() adds thousands in their order and in a moment, each once, also beside add()', async () => {
  const queue = createCommandQueue(db, 'c1');
  const first = await queue.add('d1', { kind: 'deleteUser', userId: '3' }, 1);
  const start = process.cpuUsage();
  const ids = await queue.addMany('d1', [...deletes(8_000), ...deletes(5)], 2);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(3_000);
  expect(ids).toHaveLength(8_000);
  expect(ids?.[3]).toBe(first);
  expect(await queue.add('d1', { kind: 'deleteUser', userId: '7999' }, 3)).toBe(ids?.at(-1));
  expect(await waiting()).toBe(8_000);
  const claimed = await queue.claim('d1', 4);
  expect(claimed.map(({ command }) => 'userId' in command && command.userId).slice(0, 5)).toEqual([
    ...['3', '0', '1', '2', '4'],
  ]);
  expect(await queue.addMany('d2', deletes(2), 5)).toHaveLength(2);
});

test('claim() tells of a change only when something was taken or given up', async () => {
  let changes = 0;
  const queue = createCommandQueue(db, 'c1', () => changes++);
  await queue.addMany('d1', deletes(2), 1);
  expect([await queue.claim('d1', 2), changes]).toMatchObject([[{ id: 1 }, { id: 2 }], 2]);
  expect([await queue.claim('d1', 3), changes]).toEqual([[], 2]);
});

test('addMany() adds none where not all fit', async () => {
  const queue = createCommandQueue(db, 'c1');
  expect(await queue.addMany('d1', deletes(waitingMost - 1), 1)).toHaveLength(waitingMost - 1);
  expect(await queue.addMany('d1', deletes(2, waitingMost), 2)).toBeNull();
  expect(await waiting()).toBe(waitingMost - 1);
  expect(await queue.addMany('d1', deletes(10), 3)).toHaveLength(10);
  expect(await queue.add('d1', { kind: 'restart' }, 4)).not.toBeNull();
  expect(await queue.add('d1', { kind: 'sendNew' }, 5)).toBeNull();
});
