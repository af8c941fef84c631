/** The PUSH server of the bench, and of the test that kills it, in a process of its own: a real database, each punch committed before OK. */
import { randomUUID } from 'node:crypto';
import { openDatabase } from '../../database/openDatabase.ts';
import { ensureCompany } from '../../database/store.ts';
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

const takeRows: TakeRows = async ({ deviceId, serial }, rows, nowMs) => {
  const all = rows.map((row) => ({ id: randomUUID(), ...row, atMs: Date.parse(`${row.at}Z`) }));
  const added = await db.raw<object[]>(
    `INSERT INTO device_logs ("id","companyId","deviceId","serial","userId","at","atMs","status","verify","workCode","source","receivedAtMs")
     SELECT value ->> 'id', ?, ?, ?, value ->> 'userId', value ->> 'at', value ->> 'atMs', value ->> 'status', value ->> 'verify',
       value ->> 'workCode', 'push', ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING "id"`,
    [companyId, deviceId, serial, nowMs, JSON.stringify(all)],
  );
  return { added: added.length, known: rows.length - added.length, refused: 0 };
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
