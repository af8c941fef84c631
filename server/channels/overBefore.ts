/** What is over before it is sent once more, or on another channel, is not news any more: who heard of the end would believe the old. */
import type { Knex } from 'knex';
import { chunks } from '../database/chunks.ts';
import type { IncidentState } from '../wire.ts';
import { reachOf } from './withdrawMessages.ts';

export const overText = 'Over before it was sent.';

/** As stored; `detail` is JSON. */
export type EndRow = { endedAtMs: number | null; state: IncidentState; detail: string };

/** One that ended with the shift was no return: that nobody came is news still. What a person closed is none. */
export function isSettled({ endedAtMs, state, detail }: EndRow): boolean {
  if (endedAtMs === null) return false;
  if (state === 'resolved' || state === 'excused') return true;
  return state === 'closed' && (JSON.parse(detail) as { endedBy?: string | null }).endedBy != null;
}

/** Whether this message, or the one whose place it took, told the beginning of incidents, and all of them are over. */
export async function isOver(trx: Knex, companyId: string, messageId: string): Promise<boolean> {
  const chain = await chainUp(trx, companyId, messageId);
  const ends = await trx('alerts as a')
    .join('incidents as i', 'i.id', 'a.incidentId')
    .where({ 'a.companyId': companyId, 'a.kind': 'raised', 'a.state': 'queued' })
    .whereIn('a.messageId', chain)
    .select<EndRow[]>('i.endedAtMs', 'i.state', 'i.detail');
  return ends.length > 0 && ends.every(isSettled);
}

/** Alerts of a message that reached nobody in the end are as if they had never been sent: should it go on, they are told after all. */
export async function dropAlerts(trx: Knex, companyId: string, messageId: string): Promise<void> {
  const chain = await chainUp(trx, companyId, messageId);
  const reach = await reachOf(trx, companyId, chain);
  const never = chain.filter((id) => reach.get(id) === 'never');
  for (const ids of chunks(never))
    await trx('alerts')
      .where({ companyId, kind: 'raised', state: 'queued' })
      .whereIn('messageId', ids)
      .update({ state: 'dropped', note: overText });
}

/** This one, and those before it whose place it took; the alert knows the first. */
async function chainUp(on: Knex, companyId: string, messageId: string): Promise<string[]> {
  const ids: string[] = [];
  for (let id: string | null = messageId; id !== null && !ids.includes(id);) {
    ids.push(id);
    const row: { insteadOfId: string | null } | undefined = await on('messages')
      .where({ companyId, id })
      .first<{ insteadOfId: string | null } | undefined>('insteadOfId');
    id = row?.insteadOfId ?? null;
  }
  return ids;
}
