/** Messages that are no news any more before they went out, and how far others came. */
import type { Knex } from 'knex';
import { chunks } from '../database/chunks.ts';
import type { MessageState } from '../wire.ts';
import { problemText } from './codes.ts';

/** Those among these, and among those that took their place, that nobody has begun to send are not sent. */
export async function withdrawMessages(
  trx: Knex,
  companyId: string,
  messageIds: readonly string[],
): Promise<void> {
  const links = [...(await chainsOf(trx, companyId, messageIds)).values()].flat();
  const waiting = links.filter(({ state }) => state === 'queued').map(({ id }) => id);
  for (const ids of chunks(waiting))
    await trx('messages')
      .where({ companyId, state: 'queued' })
      .whereIn('id', ids)
      .update({ state: 'dropped', errorCode: 'over', problem: problemText('over') });
}

/**
 * told: somebody may have it, on any channel. waiting: it is yet to be sent. never: it failed everywhere, or was dropped.
 * One whose rows are gone is old, and was told.
 */
export type Reach = 'told' | 'waiting' | 'never';

export async function reachOf(
  on: Knex,
  companyId: string,
  messageIds: readonly string[],
): Promise<Map<string, Reach>> {
  const chains = await chainsOf(on, companyId, messageIds);
  return new Map([...chains].map(([id, links]) => [id, reached(links.map(({ state }) => state))]));
}

function reached(states: MessageState[]): Reach {
  if (states.every((state) => state === 'failed' || state === 'dropped'))
    return states.length === 0 ? 'told' : 'never';
  return states.every((state) => ['failed', 'dropped', 'queued'].includes(state)) ? 'waiting' : 'told';
}

type Link = { id: string; insteadOfId: string | null; state: MessageState };

/** Each of these with those that took its place. */
async function chainsOf(on: Knex, companyId: string, messageIds: readonly string[]) {
  const chains = new Map<string, Link[]>(messageIds.map((id) => [id, []]));
  const firstOf = new Map(messageIds.map((id) => [id, id]));
  let from = [...messageIds];
  for (let column: 'id' | 'insteadOfId' = 'id'; from.length > 0; column = 'insteadOfId') {
    const found: Link[] = [];
    for (const ids of chunks(from))
      found.push(
        ...(await on('messages')
          .where({ companyId })
          .whereIn(column, ids)
          .select<Link[]>('id', 'insteadOfId', 'state')),
      );
    for (const link of found) {
      const first = firstOf.get(link[column] ?? '') ?? link.id;
      firstOf.set(link.id, first);
      chains.get(first)?.push(link);
    }
    from = found.map(({ id }) => id);
  }
  return chains;
}
