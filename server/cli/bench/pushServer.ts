/** The PUSH server of the bench, and of the test that kills it, in a process of its own: a real database, each punch committed before OK. */
import { randomUUID } from 'node:crypto';
import { openDatabase } from '../../database/openDatabase.ts';
import { ensureCompany } from '../../database/store.ts';
import { takeLogs } from '../../devices/takeLogs.ts';
import { loadDirectory } from '../../directory/loadDirectory.ts';
import { startPush } from '../../devices/push/startPush.ts';
import type { TakeRows } from '../../devices/push/takeUpload.ts';
import { systemClock } from '../../systemClock.ts';

const [, , dataDir = '', serials = '', port = '0'] = process.argv;
const now = systemClock.now;
const db = await openDatabase(dataDir);
const { id: companyId } = await ensureCompany(db, { name: 'Bench', timeZone: 'UTC', nowMs: now() });
for (const serial of serials.split(',')) {
  if (await db('devices').where({ serial }).first<object | undefined>('id')) continue;
  const device = { id: randomUUID(), companyId, name: serial, kind: 'push', serial };
  await db('devices').insert({ ...device, approvedAtMs: now(), createdAtMs: now() });
}

// Whose punches they are is looked up, and they are stored as punches too, as on a real server.
const people = Array.from({ length: 60 }, (_, at) => ({
  ...{
    id: `person-${at + 1}`,
    companyId,
    name: `Person ${at + 1}`,
    code: String(at + 1),
    createdAtMs: now(),
  },
}));
await db('people').insert(people).onConflict('id').ignore();
const directory = await loadDirectory(db, companyId);
const takeRows: TakeRows = ({ deviceId, serial, areaId, timeZone }, rows, nowMs) => {
  const device = { deviceId, serial, areaId, timeZone, direction: 'asTold' as const };
  const parts = { db, directory, timeZone: () => 'UTC', punched: () => undefined };
  return takeLogs(parts, { companyId, device, source: 'push', rows, nowMs });
};
const push = await startPush({
  ...{ db, companyId, host: '127.0.0.1', port: Number(port), now, takeRows },
  ...{ storesTemplates: () => false, zoneOf: () => 'UTC', trouble: (error) => console.error(error) },
});
process.send?.({ port: push.port });
process.on('message', () => {
  void push
    .stop()
    .then(() => db('device_logs').count<{ logs: number }[]>('* as logs'))
    .then(async ([counted]) => {
      await db.destroy();
      process.send?.({ logs: counted?.logs ?? 0 }, () => process.exit(0));
    });
});
