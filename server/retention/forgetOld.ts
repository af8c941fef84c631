/** What is older than a company keeps it, told and over: incidents with all that belongs to them, messages, and what was handed over or refused. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { inTransaction } from '../database/inTransaction.ts';
import type { MessageState } from '../wire.ts';

type Before = { beforeMs: number; nowMs: number };

/** So much at once: whoever else writes comes in between. */
const atOnce = 200;
/** What happened later may be found again in what is handed over, and would be handed over anew. */
const handedOverMs = 90 * 24 * 60 * 60_000;
const settled: MessageState[] = ['accepted', 'sent', 'delivered', 'read', 'failed', 'dropped'];

/** `isStopped`: the program ends; the rest goes the next time. */
export async function forgetOld(
  db: Knex,
  companyId: string,
  { beforeMs, nowMs }: Before,
  isStopped: () => boolean = () => false,
): Promise<void> {
  const gone = async (some: () => Promise<number>): Promise<void> => {
    while (!isStopped() && (await some()) > 0) await nextTurn();
  };
  await gone(() => forgetIncidents(db, companyId, beforeMs));
  await gone(() => forgetMessages(db, companyId, beforeMs));
  await db('connector_rows')
    .where({ companyId, state: 'refused' })
    .where('atMs', '<', Math.min(beforeMs, nowMs - handedOverMs))
    .delete();
  await db('report_runs').where({ companyId }).where('dueMs', '<', beforeMs).delete();
}

/** How much would go now. */
export async function countOld(
  db: Knex,
  companyId: string,
  beforeMs: number,
): Promise<{ incidents: number; messages: number }> {
  const [incidents] = await oldIncidents(db, companyId, beforeMs).count<{ n: number }[]>({ n: '*' });
  const [messages] = await db('messages')
    .where({ companyId })
    .whereIn('state', settled)
    .where('nextTryAtMs', '<', beforeMs)
    .where('createdAtMs', '<', beforeMs)
    .count<{ n: number }[]>({ n: '*' });
  return { incidents: Number(incidents?.n ?? 0), messages: Number(messages?.n ?? 0) };
}

/** One whose absence lasts stays, though somebody closed or excused it: it would open again. So does one that has something to tell. */
const oldIncidents = (db: Knex, companyId: string, beforeMs: number) =>
  db('incidents')
    .where({ 'incidents.companyId': companyId })
    .where('endedAtMs', '<', beforeMs)
    .whereNotExists(db('absences').whereRaw('absences.id = incidents."absenceId"').whereNull('toMs'))
    .whereNotExists(db('alerts').whereRaw('"incidentId" = incidents.id').where({ state: 'waiting' }));

const forgetIncidents = (db: Knex, companyId: string, beforeMs: number): Promise<number> =>
  inTransaction(db, async (trx) => {
    const ids = await oldIncidents(trx, companyId, beforeMs)
      .orderBy('endedAtMs')
      .limit(atOnce)
      .pluck<string[]>('incidents.id');
    await trx('incidents').where({ companyId }).whereIn('id', ids).delete();
    return ids.length;
  });

/** One of an incident that is kept stays, and so do those that took its place: they go after what they stand for. */
const forgetMessages = (db: Knex, companyId: string, beforeMs: number): Promise<number> =>
  inTransaction(db, async (trx) => {
    const ids = await trx('messages as m')
      .where({ 'm.companyId': companyId })
      .whereIn('m.state', settled)
      // Along the index; no message is tried before it was made.
      .where('m.nextTryAtMs', '<', beforeMs)
      .where('m.createdAtMs', '<', beforeMs)
      .whereNotExists(trx('alerts').where({ companyId }).whereRaw('"messageId" = m.id'))
      .whereNotExists(trx('messages as before').whereRaw('before.id = m."insteadOfId"'))
      .limit(atOnce)
      .pluck<string[]>('m.id');
    await trx('messages').where({ companyId }).whereIn('id', ids).delete();
    return ids.length;
  });
