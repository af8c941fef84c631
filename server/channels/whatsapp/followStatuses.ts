/** Asks Twilio what became of messages it has told nothing about: without a public address it never calls, and a call may be lost. */
import type { Twilio } from 'twilio';
import type { Knex } from 'knex';
import { askAfterMs } from '../afterOutcome.ts';
import { type MessageRow, stored, type StoredMessage } from '../messageStore.ts';
import type { TwilioStatus } from './statusOf.ts';

type FollowNeeds = {
  db: Knex;
  companyId: string;
  client: () => Promise<Twilio>;
  hear: (news: TwilioStatus & { providerId: string; messageId: string | null }) => Promise<void>;
};

/** Later nothing new comes. */
const askedForMs = 3_600_000;
const atOnce = 20;

/** The next time is as far away as the message is old. */
export async function followStatuses(
  { db, companyId, client, hear }: FollowNeeds,
  nowMs: number,
): Promise<void> {
  const messages = await quietOnes(db, companyId, nowMs);
  for (const { messageId, providerId, claimedAtMs } of messages) {
    if (providerId === null) continue;
    const waitMs = Math.max(askAfterMs, nowMs - claimedAtMs);
    await db('messages')
      .where({ companyId, id: messageId })
      .whereIn('state', ['accepted', 'sent'])
      .update({ nextTryAtMs: nowMs + waitMs });
    const { status, errorCode } = await (await client()).messages(providerId).fetch();
    await hear({ providerId, messageId, status, errorCode: errorCode ? String(errorCode) : null });
  }
}

async function quietOnes(db: Knex, companyId: string, nowMs: number): Promise<StoredMessage[]> {
  const rows = await db('messages')
    .where({ companyId, channel: 'whatsapp' })
    .whereIn('state', ['accepted', 'sent'])
    .where('nextTryAtMs', '<=', nowMs)
    .where('claimedAtMs', '>', nowMs - askedForMs)
    .orderBy('nextTryAtMs')
    .limit(atOnce)
    .select<MessageRow[]>('*');
  return rows.map(stored);
}
