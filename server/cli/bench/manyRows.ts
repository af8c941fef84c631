/** Fills a database as years of use would. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction.ts';

/** SQLite joins at most 500 rows into one insert as knex writes it. */
const rowsAtOnce = 500;
const firstDayMs = Date.UTC(2026, 0, 1);
const stayMs = 60_000;

export async function addPeople(db: Knex, companyId: string, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    companyId,
    name: `Person ${index}`,
    createdAtMs: firstDayMs,
  }));
  await insert(db, 'people', rows);
}

/** The same number for everybody, minute after minute. */
export async function addSojourns(db: Knex, companyId: string, count: number): Promise<void> {
  const people = await db('people').where({ companyId }).pluck<string[]>('id');
  const evidence = JSON.stringify({ score: 0.8, margin: 0.3, faces: 5, trackId: 1 });
  for (let first = 0; first < count; first += 100 * rowsAtOnce) {
    const rows = Array.from({ length: Math.min(100 * rowsAtOnce, count - first) }, (_, at) => {
      const fromMs = firstDayMs + Math.floor((first + at) / people.length) * stayMs;
      const personId = people[(first + at) % people.length];
      const place = { cameraId: `camera${at % 100}`, area: `Area ${at % 10}` };
      return { id: randomUUID(), companyId, personId, ...place, fromMs, toMs: fromMs + stayMs, evidence };
    });
    await insert(db, 'sojourns', rows);
  }
}

async function insert(db: Knex, table: string, rows: object[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (let first = 0; first < rows.length; first += rowsAtOnce)
      await trx(table).insert(rows.slice(first, first + rowsAtOnce));
  });
}
