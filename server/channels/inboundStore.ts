/** What people wrote: since when each number may be written to freely, and which messages still want an answer. */
import type { Knex } from 'knex';
import { inTransaction } from '../database/inTransaction.ts';

export type Inbound = {
  /** The provider's. */
  id: string;
  address: string;
  /** `person:ID`; null: nobody we know. */
  recipientId: string | null;
  body: string;
  atMs: number;
};
export type InboundStore = ReturnType<typeof createInboundStore>;

export const windowMs = 24 * 3_600_000;
/** An answer that did not come for so long is no answer any more. */
const answerWithinMs = 600_000;
const keptMs = 30 * 86_400_000;

export const createInboundStore = (db: Knex, companyId: string) => ({
  /** false: it was there already. */
  add: (inbound: Inbound): Promise<boolean> =>
    inTransaction(db, async (trx) => {
      const known = await trx('inbound_messages').where({ id: inbound.id }).first<object | undefined>('id');
      if (known) return false;
      await trx('inbound_messages').insert({ ...inbound, companyId, answer: null });
      return true;
    }),

  async unanswered(nowMs: number): Promise<Inbound[]> {
    return db('inbound_messages')
      .where({ companyId, answer: null })
      .whereNotNull('recipientId')
      .where('atMs', '>', nowMs - answerWithinMs)
      .orderBy('atMs')
      .select<Inbound[]>('id', 'address', 'recipientId', 'body', 'atMs');
  },

  /**
   * Whether free text may be sent. When the provider refused one since the person wrote, its window is closed, whatever our clock
   * says.
   */
  async isOpen(address: string, nowMs: number): Promise<boolean> {
    const last = await db('inbound_messages')
      .where({ companyId, address })
      .max<{ atMs: number | null }[]>({ atMs: 'atMs' });
    const atMs = last[0]?.atMs ?? null;
    if (atMs === null || nowMs - atMs >= windowMs) return false;
    const refused = await db('messages')
      .where({ companyId, channel: 'whatsapp', address, errorCode: '63016' })
      .where('claimedAtMs', '>=', atMs)
      .first<object | undefined>('id');
    return refused === undefined;
  },

  prune: (nowMs: number): Promise<unknown> =>
    Promise.all([
      db('inbound_messages')
        .where({ companyId })
        .where('atMs', '<', nowMs - keptMs)
        .delete(),
      db('webhook_receipts')
        .where({ companyId })
        .where('atMs', '<', nowMs - keptMs)
        .delete(),
    ]),
});
