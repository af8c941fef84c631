/** What terminals sent besides punches: users, templates, and what could not be read. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction.ts';
import { forgetOldestRows } from '../forgetOldestRows.ts';
import type { PushTemplate, PushUser, RawRow } from './rows.ts';
import { templateHashOf } from './templateHashOf.ts';

export function createPushContents(db: Knex, companyId: string) {
  return {
    /** The same row sent again is one. */
    async keepRaw(serial: string, rows: readonly RawRow[], nowMs: number): Promise<void> {
      if (rows.length === 0) return;
      const kept = rows.map((row) => ({ id: rawId(companyId, serial, row), ...row }));
      await db.raw(
        `INSERT INTO device_rows ("id", "companyId", "serial", "table", "row", "problem", "receivedAtMs")
         SELECT value ->> 'id', ?, ?, value ->> 'table', value ->> 'row', value ->> 'problem', ?
         FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
        [companyId, serial, nowMs, JSON.stringify(kept)],
      );
      await forgetOldestRows(db, companyId, serial);
    },

    async keepUsers(deviceId: string, users: readonly PushUser[], nowMs: number): Promise<void> {
      if (users.length === 0) return;
      const rows = users.map(({ userId, ...record }) => ({ userId, record: JSON.stringify(record) }));
      await db.raw(
        `INSERT INTO device_users ("companyId", "deviceId", "userId", "record", "seenAtMs")
         SELECT ?, ?, value ->> 'userId', value ->> 'record', ? FROM json_each(?) WHERE true
         ON CONFLICT ("companyId", "deviceId", "userId") DO UPDATE SET "record" = excluded."record", "seenAtMs" = excluded."seenAtMs"`,
        [companyId, deviceId, nowMs, JSON.stringify(rows)],
      );
    },

    keepTemplates: (serial: string, templates: readonly OwnedTemplate[], nowMs: number): Promise<void> =>
      templates.length === 0
        ? Promise.resolve()
        : inTransaction(db, async (trx) => {
            for (const each of templates)
              await trx('device_templates')
                .insert({ companyId, ...templateRow(each, serial, nowMs) })
                .onConflict(['companyId', 'personId', 'kind', 'number', 'algorithm'])
                .merge();
          }),

    /** Of whoever has this number now, and of nobody who had it before. */
    async template(of: Omit<PushTemplate, 'template'>) {
      const { userId, kind, number, algorithm } = of;
      const owners = db('people').where({ companyId }).whereRaw('TRIM("code") = ?', [userId]).select('id');
      const row = await db('device_templates')
        .where({ companyId, kind, number, algorithm: algorithm ?? '' })
        .whereIn('personId', owners)
        .first<{ template: Buffer; personId: string } | undefined>('template', 'personId');
      return row ?? null;
    },
  };
}

const rawId = (companyId: string, serial: string, { table, row }: RawRow): string =>
  createHash('sha256')
    .update(JSON.stringify([companyId, serial, table, row]))
    .digest('hex')
    .slice(0, 36);

export type OwnedTemplate = PushTemplate & { personId: string };

function templateRow({ algorithm, template, ...of }: OwnedTemplate, fromSerial: string, takenAtMs: number) {
  const hash = templateHashOf(template);
  return { ...of, algorithm: algorithm ?? '', template, hash, fromSerial, takenAtMs };
}
