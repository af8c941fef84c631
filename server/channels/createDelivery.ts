/** Messages on their way to a provider: handed over, and what came of it stored. */
import type { Clock } from '../presence/startPresence.ts';
import type { ChannelKind, MessageState } from '../wire.ts';
import { afterFindingOut, afterOutcome, type Change, findOutEveryMs } from './afterOutcome.ts';
import type { Pace } from './createPace.ts';
import type { MessageStore, StoredMessage } from './messageStore.ts';
import { outcomeOf } from './outcomeOf.ts';
import type { Outcome, Outgoing, Sender } from './outgoing.ts';

export type DeliveryNeeds = {
  companyId: string;
  store: MessageStore;
  clock: Clock;
  random: () => number;
  pace: Record<ChannelKind, Pace>;
  changed?: (() => void) | undefined;
  /** Another message may go out in the place of one that came to its end. */
  ended: () => void;
  trouble: (error: unknown) => void;
};
/** Since the start. */
export type OutboxCounts = Record<'sent' | 'retried' | 'failed' | 'dropped' | 'unknown', number>;
export type Delivery = ReturnType<typeof createDelivery>;

const notConfigured = outcomeOf('notConfigured');

export function createDelivery(needs: DeliveryNeeds) {
  const { companyId, store, clock, random, pace } = needs;
  const underWay = new Map<string, { channel: ChannelKind; done: Promise<void> }>();
  const counts: OutboxCounts = { sent: 0, retried: 0, failed: 0, dropped: 0, unknown: 0 };

  async function settle(message: Outgoing & { state?: MessageState }, change: Change): Promise<void> {
    await store.settle(companyId, message, change);
    if (change.state !== 'unknown' || message.state !== 'unknown') counts[counted(change.state)] += 1;
    needs.changed?.();
  }

  async function deliver(message: Outgoing, sender: Sender | null): Promise<void> {
    const outcome = sender ? await outcomeFrom(sender, message, needs.trouble) : notConfigured;
    if (sender) tellPace(pace[message.channel], outcome, clock.now(), random());
    await settle(message, afterOutcome(message, outcome, { nowMs: clock.now(), random: random() }));
  }

  return {
    counts,
    ids: (): ReadonlySet<string> => new Set(underWay.keys()),
    busyOn: (kind: ChannelKind) => [...underWay.values()].filter(({ channel }) => channel === kind).length,
    ended: () => Promise.all([...underWay.values()].map(({ done }) => done)),
    send(message: Outgoing, sender: Sender | null): void {
      const done = deliver(message, sender)
        .catch(needs.trouble)
        .finally(() => {
          underWay.delete(message.messageId);
          needs.ended();
        });
      underWay.set(message.messageId, { channel: message.channel, done });
    },
    /** Of messages of one channel that nobody knows about. Without a way to ask they are sent again: their receivers know them by id. */
    async findOut(sender: Sender | null, messages: StoredMessage[]): Promise<void> {
      const found = sender?.findOut
        ? await sender.findOut(messages, clock.now())
        : new Map(sender ? messages.map(({ messageId }) => [messageId, { kind: 'never' as const }]) : []);
      const still: string[] = [];
      for (const message of messages) {
        const change = afterFindingOut(message, found.get(message.messageId), clock.now());
        if (change.state === 'unknown' && !change.next) still.push(message.messageId);
        else await settle(message, change);
      }
      await store.postpone(companyId, still, clock.now() + findOutEveryMs);
    },
  };
}

function tellPace(pace: Pace, outcome: Outcome, nowMs: number, random: number): void {
  switch (outcome.kind) {
    case 'accepted':
    case 'failed':
    case 'template':
      return pace.worked();
    case 'unknown':
      return;
    case 'blocked':
      return outcome.wholeChannel ? pace.failed(outcome.code, nowMs, random) : undefined;
    case 'retry':
      if (outcome.slowDown) pace.slower(nowMs);
      return outcome.unreachable ? pace.failed(outcome.code, nowMs, random) : undefined;
    default:
      outcome satisfies never;
  }
}

/** A sender that throws is a bug; what it did is not known then. */
async function outcomeFrom(
  sender: Sender,
  message: Outgoing,
  trouble: (error: unknown) => void,
): Promise<Outcome> {
  try {
    return await sender.send(message);
  } catch (error) {
    trouble(error);
    return { kind: 'unknown', code: 'noAnswer' };
  }
}

function counted(state: MessageState): keyof OutboxCounts {
  if (state === 'queued') return 'retried';
  return state === 'failed' || state === 'unknown' || state === 'dropped' ? state : 'sent';
}
