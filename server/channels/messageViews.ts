/** Messages as they are shown: texts ready to read, addresses with their middle hidden. */
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { chunks } from '../database/chunks.ts';
import type { ChannelKind, MessageState, MessageView } from '../wire.ts';
import { type MessageRow, stored } from './messageStore.ts';
import { renderText } from './renderText.ts';

/** Enough to know whose it is, and not enough to use it. */
export function maskAddress(channel: ChannelKind, address: string): string {
  switch (channel) {
    case 'whatsapp':
      return address.length > 8 ? `${address.slice(0, 5)}…${address.slice(-3)}` : '…';
    case 'email': {
      const [name = '', host = ''] = address.split('@');
      return `${name.slice(0, 1)}…@${host}`;
    }
    case 'webhook':
      return URL.canParse(address) ? new URL(address).host : '…';
    case 'browser':
      return '';
    default:
      return channel satisfies never;
  }
}

export function messageView(row: MessageRow, timeZone: string): MessageView {
  return {
    ...{ messageId: row.id, channel: row.channel, address: maskAddress(row.channel, row.address) },
    ...{ state: row.state, text: renderText(stored(row), timeZone).text, createdAtMs: row.createdAtMs },
    ...{ sentAtMs: row.sentAtMs, attempts: row.attempts, errorCode: row.errorCode, problem: row.problem },
  };
}

/** Each of these with those that took its place. */
export async function messagesOf(db: Knex, companyId: string, messageIds: string[], timeZone: string) {
  const views = new Map<string, MessageView[]>(messageIds.map((id) => [id, []]));
  /** Whose chain a message belongs to. */
  let firstOf = new Map(messageIds.map((id) => [id, id]));
  for (let column: 'id' | 'insteadOfId' = 'id'; firstOf.size > 0; column = 'insteadOfId') {
    const found = new Map<string, string>();
    for (const ids of chunks([...firstOf.keys()]))
      for (const row of await db('messages')
        .where({ companyId })
        .whereIn(column, ids)
        .select<MessageRow[]>('*')) {
        const first = firstOf.get(row[column] ?? '') ?? row.id;
        found.set(row.id, first);
        views.get(first)?.push(messageView(row, timeZone));
      }
    firstOf = found;
  }
  return views;
}

export type MessageFilter = {
  channel?: ChannelKind | undefined;
  state?: MessageState | undefined;
  recipientId?: string | undefined;
  /** Older than this message. */
  before?: string | undefined;
  limit: number;
};

/** Newest first. */
export async function messagePage(db: Knex, companyId: string, filter: MessageFilter): Promise<MessageRow[]> {
  const query = db('messages').where({ companyId });
  for (const key of ['channel', 'state', 'recipientId'] as const)
    if (filter[key] !== undefined) void query.where(key, filter[key]);
  if (filter.before !== undefined)
    void query.whereRaw(
      '("createdAtMs", rowid) < (SELECT "createdAtMs", rowid FROM messages WHERE "id" = ? AND "companyId" = ?)',
      [filter.before, companyId],
    );
  return query
    .orderBy([
      { column: 'createdAtMs', order: 'desc' },
      { column: 'rowid', order: 'desc' },
    ])
    .limit(filter.limit)
    .select<MessageRow[]>('*');
}

/**
 * A waiting one is due now; of one that failed or was dropped a new one is made on its channel. null: it is on its way, or arrived.
 * Answers the id of the one that is sent.
 */
export function retryMessage(db: Knex, row: MessageRow, by: By & { keptMs: number }): Promise<string | null> {
  const { nowMs, keptMs } = by;
  return inTransaction(db, async (trx) => {
    const now = await trx('messages').where({ id: row.id }).first<MessageRow | undefined>('*');
    if (!now || !['queued', 'failed', 'dropped'].includes(now.state)) return null;
    await writeAudit(trx, row.companyId, by, { action: 'message.retried', subject: row.id });
    if (now.state === 'queued') {
      await trx('messages').where({ id: row.id }).update({ nextTryAtMs: nowMs });
      return row.id;
    }
    const id = randomUUID();
    const anew = { id, state: 'queued', attempts: 0, nextTryAtMs: nowMs, insteadOfId: row.id };
    const empty = { claimedAtMs: null, sentAtMs: null, providerId: null, errorCode: null, problem: null };
    const expiresAtMs = Math.max(now.expiresAtMs, nowMs + keptMs);
    await trx('messages').insert({ ...now, ...anew, ...empty, expiresAtMs });
    return id;
  });
}
