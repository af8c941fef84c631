/** The outbox in the database. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { ChannelKind, MessageState } from '../wire.ts';
import { type Change, isForward } from './afterOutcome.ts';
import { problemText } from './codes.ts';
import type { Outgoing } from './outgoing.ts';
import { dropAlerts, isOver } from './overBefore.ts';
import type { TemplateKey } from './queueMessage.ts';

export type MessageRow = {
  id: string;
  companyId: string;
  recipientId: string;
  channel: ChannelKind;
  address: string;
  template: TemplateKey;
  variables: string;
  language: 'en' | 'id';
  state: MessageState;
  attempts: number;
  createdAtMs: number;
  nextTryAtMs: number;
  expiresAtMs: number;
  claimedAtMs: number | null;
  sentAtMs: number | null;
  providerId: string | null;
  errorCode: string | null;
  problem: string | null;
  fallbacks: string;
  insteadOfId: string | null;
};
export type StoredMessage = Outgoing & Pick<MessageRow, 'state' | 'providerId' | 'errorCode'>;
export type MessageStore = ReturnType<typeof createMessageStore>;

/** No wait is longer: a message due later than this waits for a clock that was set back. */
const waitMostMs = 15 * 60_000;

export const createMessageStore = (db: Knex) => ({
  ...claiming(db),
  ...settling(db),
  ...reading(db),
});

function claiming(db: Knex) {
  return {
    /**
     * The oldest that are due, now being sent: that is on the disk before a provider is asked. One for each recipient, so that news
     * comes in its order.
     */
    async claim(companyId: string, channel: ChannelKind, limit: number, nowMs: number) {
      if ((await due(db, { companyId, channel, limit: 1, nowMs })).length === 0) return [];
      return inTransaction(db, async (trx) => {
        const rows = await due(trx, { companyId, channel, limit, nowMs });
        for (const row of rows) {
          const claimed = { state: 'sending', claimedAtMs: nowMs, attempts: row.attempts + 1 };
          await trx('messages').where({ companyId, id: row.id }).update(claimed);
        }
        return rows.map((row) => outgoing({ ...row, claimedAtMs: nowMs, attempts: row.attempts + 1 }));
      });
    },

    /** Nobody wants to read these any more; answers how many. */
    dropOld: (companyId: string, nowMs: number): Promise<number> =>
      db('messages')
        .where({ companyId, state: 'queued' })
        .where('expiresAtMs', '<=', nowMs)
        .update({ state: 'dropped', errorCode: 'tooOld', problem: problemText('tooOld') }),

    /** Those nobody is sending any more: the program was killed, or their result could not be stored. */
    async abandon(companyId: string, sending: ReadonlySet<string>, nowMs: number): Promise<number> {
      const rows = await db('messages').where({ companyId, state: 'sending' }).select<{ id: string }[]>('id');
      const lost = rows.map(({ id }) => id).filter((id) => !sending.has(id));
      const change = { state: 'unknown', nextTryAtMs: nowMs, errorCode: 'noAnswer' };
      for (const ids of chunks(lost))
        await db('messages')
          .where({ companyId, state: 'sending' })
          .whereIn('id', ids)
          .update({ ...change, problem: problemText('noAnswer') });
      return lost.length;
    },

    /** Those nobody knows about yet are looked up again then. */
    async postpone(companyId: string, messageIds: string[], nextTryAtMs: number): Promise<void> {
      for (const ids of chunks(messageIds))
        await db('messages')
          .where({ companyId, state: 'unknown' })
          .whereIn('id', ids)
          .update({ nextTryAtMs });
    },

    /** Everything that waits on this channel is due. */
    async hurry(companyId: string, channel: ChannelKind, nowMs: number): Promise<void> {
      await db('messages')
        .where({ companyId, channel, state: 'queued' })
        .where('nextTryAtMs', '>', nowMs)
        .update({ nextTryAtMs: nowMs });
    },
  };
}

function settling(db: Knex) {
  return {
    /** What the channel answered. News that came from the provider in between stays. */
    settle: (companyId: string, message: Outgoing, change: Change): Promise<void> =>
      inTransaction(db, async (trx) => {
        const row = await rowOf(trx, companyId, message.messageId);
        if (!row) return;
        if (row.state === 'sending' || row.state === 'unknown') return write(trx, row, change);
        if (change.providerId && row.providerId === null)
          await trx('messages').where({ id: row.id }).update({ providerId: change.providerId });
      }),

    /**
     * What a provider tells of a message: once, and only forward. `decide` gets it as it is and says what follows. Answers whether
     * anything changed.
     */
    hear(
      companyId: string,
      news: { receiptId: string; providerId: string; messageId: string | null; nowMs: number },
      decide: (message: StoredMessage) => Change | null,
    ): Promise<boolean> {
      return inTransaction(db, async (trx) => {
        const receipt = { id: news.receiptId, companyId, atMs: news.nowMs };
        const row = await toldAbout(trx, companyId, news);
        if (!row) return false;
        if (await trx('webhook_receipts').where({ id: receipt.id }).first<object | undefined>('id'))
          return false;
        await trx('webhook_receipts').insert(receipt);
        const change = decide(stored(row));
        const isNews = change !== null && isForward(row.state, change.state);
        if (isNews) await write(trx, row, { ...change, providerId: news.providerId });
        else if (row.providerId === null)
          await trx('messages').where({ id: row.id }).update({ providerId: news.providerId });
        return isNews;
      });
    },
  };
}

/** By the provider's id; else by ours in the callback's address, while we know no id of theirs. */
async function toldAbout(
  trx: Knex,
  companyId: string,
  news: { providerId: string; messageId: string | null },
): Promise<MessageRow | undefined> {
  const known = await trx('messages')
    .where({ companyId, providerId: news.providerId })
    .first<MessageRow | undefined>('*');
  if (known || news.messageId === null) return known;
  const ours = await rowOf(trx, companyId, news.messageId);
  return ours?.providerId === null ? ours : undefined;
}

async function write(trx: Knex, row: MessageRow, change: Change): Promise<void> {
  const { next, fallbacks, ...changed } = change;
  const goesOn = next !== undefined || changed.state === 'queued';
  const over = goesOn && (await isOver(trx, row.companyId, row.id)) ? dropped : {};
  const left = fallbacks === undefined ? {} : { fallbacks: JSON.stringify(fallbacks) };
  await trx('messages')
    .where({ id: row.id })
    .update({ ...changed, ...left, ...(changed.state === 'queued' ? over : {}) });
  if (next)
    await trx('messages').insert({
      ...{ id: randomUUID(), companyId: row.companyId, recipientId: row.recipientId },
      ...{ template: row.template, variables: row.variables, language: row.language, state: 'queued' },
      ...{ createdAtMs: row.createdAtMs, expiresAtMs: row.expiresAtMs, insteadOfId: row.id },
      ...{ channel: next.channel, address: next.address, attempts: next.attempts },
      ...{ nextTryAtMs: next.nextTryAtMs, fallbacks: JSON.stringify(next.fallbacks), ...over },
    });
  if (over === dropped) await dropAlerts(trx, row.companyId, row.id);
}

const dropped = { state: 'dropped', errorCode: 'over', problem: problemText('over') };

function reading(db: Knex) {
  return {
    async unknown(companyId: string, nowMs: number, limit: number): Promise<StoredMessage[]> {
      const rows = await db('messages')
        .where({ companyId, state: 'unknown' })
        .where((when) => isDue(when, nowMs))
        .orderBy('createdAtMs')
        .limit(limit)
        .select<MessageRow[]>('*');
      return rows.map(stored);
    },

    /** Those among these ids of the provider that belong to a message of ours. */
    async knownIds(companyId: string, providerIds: string[]): Promise<Set<string>> {
      const known = new Set<string>();
      for (const ids of chunks(providerIds)) {
        const rows = await db('messages')
          .where({ companyId })
          .whereIn('providerId', ids)
          .select<{ providerId: string }[]>('providerId');
        for (const { providerId } of rows) known.add(providerId);
      }
      return known;
    },

    async get(companyId: string, id: string): Promise<StoredMessage | undefined> {
      const row = await rowOf(db, companyId, id);
      return row && stored(row);
    },
  };
}

const rowOf = (on: Knex, companyId: string, id: string): Promise<MessageRow | undefined> =>
  on('messages').where({ companyId, id }).first<MessageRow | undefined>('*');

const isDue = (when: Knex.QueryBuilder, nowMs: number): void =>
  void when.where('nextTryAtMs', '<=', nowMs).orWhere('nextTryAtMs', '>', nowMs + waitMostMs);

type Due = { companyId: string; channel: ChannelKind; limit: number; nowMs: number };

function due(on: Knex, { companyId, channel, limit, nowMs }: Due): Promise<MessageRow[]> {
  return on('messages as m')
    .where({ 'm.companyId': companyId, 'm.channel': channel, 'm.state': 'queued' })
    .where((when) => {
      void when.where('m.nextTryAtMs', '<=', nowMs).orWhere('m.nextTryAtMs', '>', nowMs + waitMostMs);
    })
    .whereRaw(
      `NOT EXISTS (SELECT 1 FROM messages e WHERE e."companyId" = m."companyId" AND e."recipientId" = m."recipientId"
       AND e."channel" = m."channel" AND e."state" IN ('queued', 'sending')
       AND (e."createdAtMs", e.rowid) < (m."createdAtMs", m.rowid))`,
    )
    .orderBy([{ column: 'm.createdAtMs' }, { column: 'm.rowid' }])
    .limit(limit)
    .select<MessageRow[]>('m.*');
}

export const stored = (row: MessageRow): StoredMessage => ({
  ...outgoing(row),
  ...{ state: row.state, providerId: row.providerId, errorCode: row.errorCode },
});

const outgoing = (row: MessageRow): Outgoing => ({
  ...{ messageId: row.id, recipientId: row.recipientId, channel: row.channel, address: row.address },
  ...{ template: row.template, language: row.language, attempts: row.attempts },
  ...{ createdAtMs: row.createdAtMs, expiresAtMs: row.expiresAtMs },
  claimedAtMs: row.claimedAtMs ?? row.createdAtMs,
  variables: JSON.parse(row.variables) as Record<string, string>,
  fallbacks: JSON.parse(row.fallbacks) as Outgoing['fallbacks'],
});
