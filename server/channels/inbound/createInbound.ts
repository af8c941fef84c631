/** What people write to us: kept first, done once, answered by the outbox. Strangers get nothing. */
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction.ts';
import type { Directory } from '../../directory/directory.ts';
import type { InboundStore, Inbound } from '../inboundStore.ts';
import { type Contact, queueMessage } from '../queueMessage.ts';
import { answerCommand, type InboundActions } from './answerCommand.ts';
import { personOfNumber, writerOf } from './findWriter.ts';
import { parseCommand } from './parseCommand.ts';
import { replies } from './replies.ts';

export type InboundNeeds = {
  db: Knex;
  companyId: string;
  store: InboundStore;
  clock: () => number;
  directory: () => Directory;
  contactOf: (recipientId: string) => Promise<Contact | null>;
  actions: InboundActions;
  /** The incidents a message of ours told of, by the provider's id of it. */
  toldIn: (providerId: string) => Promise<string[]>;
  wake: () => void;
  trouble: (error: unknown) => void;
};
export type Received = {
  messageSid: string;
  from: string;
  body: string;
  /** Of the message they quoted. */
  repliedTo: string | null;
};
export type InboundCounts = { known: number; unknown: number };

/** An answer that came an hour late would be about something else. */
const replyWithinMs = 3_600_000;

export function createInbound(needs: InboundNeeds) {
  const { store, clock } = needs;
  const counts: InboundCounts = { known: 0, unknown: 0 };
  /** One after the other: "1" and "1" are not done at once. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  async function receive({ messageSid, from, body, repliedTo }: Received): Promise<void> {
    const address = from.replace(/^whatsapp:/, '');
    const personId = await personOfNumber(withZone(needs), address);
    const recipientId = personId === null ? null : `person:${personId}`;
    // What strangers write is nobody's to keep.
    const inbound: Inbound = {
      ...{ id: messageSid, address, recipientId, atMs: clock() },
      body: recipientId === null ? '' : body.slice(0, 1_600),
    };
    if (!(await store.add(inbound))) return;
    counts[recipientId === null ? 'unknown' : 'known'] += 1;
    if (recipientId !== null) await answer(needs, inbound, repliedTo).catch(needs.trouble);
  }

  return {
    counts: () => ({ ...counts }),
    receive: (received: Received): Promise<void> => inTurn(() => receive(received)),
    /** Those that were kept, and not answered, when the program was killed. */
    catchUp: (): Promise<void> =>
      inTurn(async () => {
        for (const inbound of await store.unanswered(clock())) await answer(needs, inbound, null);
      }),
  };
}

const withZone = (needs: InboundNeeds) => ({ ...needs, timeZone: needs.actions.timeZone });

async function answer(needs: InboundNeeds, inbound: Inbound, repliedTo: string | null): Promise<void> {
  const personId = inbound.recipientId?.slice('person:'.length) ?? '';
  const known = await writerOf(withZone(needs), personId);
  if (!known) return;
  const { command, language } = parseCommand(inbound.body);
  const writer = { ...known, language: language ?? known.language };
  const about = repliedTo === null ? [] : await needs.toldIn(repliedTo);
  const asked = { command, writer, nowMs: needs.clock(), about };
  const text = await answerCommand(needs.actions, asked).catch((error: unknown) => {
    needs.trouble(error);
    return replies[writer.language].failed;
  });
  await reply(needs, inbound, { name: writer.name, language: writer.language, text });
}

async function reply(
  { db, companyId, clock, wake }: InboundNeeds,
  { id, address, recipientId }: Inbound,
  { name, language, text }: Pick<Contact, 'name' | 'language'> & { text: string },
): Promise<void> {
  const nowMs = clock();
  const to: Contact = {
    ...{ recipientId: recipientId ?? '', name, language },
    channels: [{ channel: 'whatsapp', address }],
  };
  const message = { to, template: 'reply' as const, variables: { text }, expiresAtMs: nowMs + replyWithinMs };
  await inTransaction(db, async (trx) => {
    await queueMessage(trx, companyId, message, nowMs);
    await trx('inbound_messages').where({ id }).update({ answer: text });
  });
  wake();
}
