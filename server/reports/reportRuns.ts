/** Of which dates the daily report is due, and which of them HR has, in the database. */
import type { Knex } from 'knex';
import type { LocalDate } from '../wire.ts';

/** What could be told to nobody for so long is read on the reports page. */
export const waitsMostDays = 7;
export const waitsMostMs = waitsMostDays * 24 * 3_600_000;

type Of = { db: Knex; companyId: string };
type WaitingRun = { date: LocalDate; dueMs: number };

export async function isNoted(db: Knex, companyId: string, date: LocalDate): Promise<boolean> {
  return (await db('report_runs').where({ companyId, date }).first<object | undefined>('date')) !== undefined;
}

/** The oldest first. */
export async function waitingRuns({ db, companyId }: Of, nowMs: number): Promise<WaitingRun[]> {
  const rows = await db('report_runs')
    .where({ companyId })
    .whereNull('atMs')
    .where('dueMs', '>=', nowMs - waitsMostMs)
    .orderBy('date')
    .select<WaitingRun[]>('date', 'dueMs');
  return rows.map(({ date, dueMs }) => ({ date, dueMs: Number(dueMs) }));
}

/** In the transaction that hands it over; false: it was handed over before. */
export async function markSent(
  trx: Knex,
  companyId: string,
  date: LocalDate,
  atMs: number,
): Promise<boolean> {
  return (await trx('report_runs').where({ companyId, date }).whereNull('atMs').update({ atMs })) === 1;
}

export const forgetWaiting = async (db: Knex, companyId: string): Promise<void> =>
  void (await db('report_runs').where({ companyId }).whereNull('atMs').delete());
