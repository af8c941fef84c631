/** Records that were not believed: kept as they came, and never believed later. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks.ts';
import { sqliteOf } from '../database/sqliteOf.ts';
import { forgetOldestRows } from './forgetOldestRows.ts';
import { keyOf, type Refused, type StoredLog } from './sortRows.ts';
import type { LogsToTake } from './takeLogs.ts';

export async function keepRefused(
  trx: Knex,
  { companyId, device, nowMs }: LogsToTake,
  refused: readonly Refused[],
): Promise<void> {
  if (refused.length === 0) return;
  const rows = refused.map(({ row, key, problem }) => ({
    ...{ id: randomUUID(), companyId, serial: device.serial, table: 'ATTLOG', problem },
    ...{ row: row.slice(0, rowMost), key: (key ?? row).slice(0, rowMost), receivedAtMs: nowMs },
  }));
  for (const some of chunks(rows))
    await trx('device_rows').insert(some).onConflict(['companyId', 'serial', 'key']).ignore();
  await forgetOldestRows(trx, companyId, device.serial);
}

const rowMost = 4000;

/** Those that were never refused: a record of tomorrow is not believed the day after, when it is read again. */
export async function withoutRefused(
  trx: Knex.Transaction,
  { companyId, device: { serial } }: LogsToTake,
  good: readonly StoredLog[],
): Promise<readonly StoredLog[]> {
  const any = await trx('device_rows').where({ companyId, serial }).first<{ id: string } | undefined>('id');
  // Of most terminals nothing was ever refused.
  if (any === undefined) return good;
  const sqlite = await sqliteOf(trx);
  const found = sqlite.prepare(
    'SELECT 1 FROM device_rows WHERE "companyId" = ? AND "serial" = ? AND "key" = ?',
  );
  return good.filter((log) => found.get(companyId, serial, keyOf(log)) === undefined);
}
