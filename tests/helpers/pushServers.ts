/** PUSH servers on free ports with a database of their own, and simulated terminals that call them; all gone after the test. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach } from 'vitest';
import { openDatabase } from '../../server/database/openDatabase.ts';
import type { PushPunch } from '../../server/devices/push/rows.ts';
import { type PushNeeds, startPush } from '../../server/devices/push/startPush.ts';
import type { TakeRows } from '../../server/devices/push/takeUpload.ts';
import {
  createPushTerminal,
  type PushTerminal,
  type PushTerminalSettings,
} from '../../server/devices/simulator/push/pushTerminal.ts';

export const companyId = 'c1';
export const startMs = Date.UTC(2026, 10, 20, 8);

export function pushServers() {
  const ends: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function serve(overrides: Partial<PushNeeds> = {}) {
    const dir = await mkdtemp(join(tmpdir(), 'push-'));
    ends.push(() => rm(dir, { recursive: true, force: true }));
    const db = await openDatabase(dir);
    ends.push(() => db.destroy());
    await db('companies').insert({ id: companyId, name: 'Acme', timeZone: 'UTC', createdAtMs: 0 });
    const clock = { nowMs: startMs };
    const troubles: unknown[] = [];
    const push = await startPush({
      ...{ db, companyId, host: '127.0.0.1', port: 0, now: () => clock.nowMs },
      ...{ takeRows: takeInto(db), storesTemplates: () => true, zoneOf: ({ timeZone }) => timeZone ?? 'UTC' },
      trouble: (error) => void troubles.push(error),
      ...overrides,
    });
    ends.push(push.stop);
    const url = `http://127.0.0.1:${push.port}`;
    const logs = () => db('device_logs').orderBy(['at', 'userId']).select<LogRow[]>();
    return {
      push,
      db,
      clock,
      troubles,
      url,
      logs,
      letIn: (serial: string, row = {}) => letIn(db, serial, row),
    };
  }

  function terminal(settings: Omit<PushTerminalSettings, 'now'> & { now?: () => number }): PushTerminal {
    const made = createPushTerminal({ now: () => startMs, ...settings });
    ends.push(made.close);
    return made;
  }

  return { serve, terminal };
}

export type LogRow = { userId: string; at: string; status: number; verify: number; serial: string };

/** As an administrator does it. */
export async function letIn(db: Knex, serial: string, row: object = {}): Promise<string> {
  const found = await db('devices').where({ serial }).first<{ id: string } | undefined>('id');
  if (found) {
    await db('devices')
      .where({ id: found.id })
      .update({ approvedAtMs: 1, ...row });
    return found.id;
  }
  const id = randomUUID();
  const device = {
    id,
    companyId,
    name: serial,
    kind: 'push',
    serial,
    approvedAtMs: 1,
    createdAtMs: 1,
    ...row,
  };
  await db('devices').insert(device);
  return id;
}

/** Each row once, committed before it answers. */
export const takeInto =
  (db: Knex): TakeRows =>
  async ({ deviceId, serial }, rows, nowMs) => {
    const all = rows.map((row: PushPunch) => ({ id: randomUUID(), ...row, atMs: Date.parse(`${row.at}Z`) }));
    const added = await db.raw<object[]>(
      `INSERT INTO device_logs ("id","companyId","deviceId","serial","userId","at","atMs","status","verify","workCode","source","receivedAtMs")
       SELECT value ->> 'id', ?, ?, ?, value ->> 'userId', value ->> 'at', value ->> 'atMs', value ->> 'status', value ->> 'verify',
         value ->> 'workCode', 'push', ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING "id"`,
      [companyId, deviceId, serial, nowMs, JSON.stringify(all)],
    );
    return { added: added.length, known: rows.length - added.length, refused: 0 };
  };
