/** Sends what waits in `messages`: in order, not too fast, and nothing twice. Killed at any moment it goes on where it was. */
import type { Clock } from '../presence/startPresence.ts';
import type { ChannelKind } from '../wire.ts';
import { createDelivery, type Delivery, type OutboxCounts } from './createDelivery.ts';
import { createPace, type Pace, type PaceLimits } from './createPace.ts';
import type { MessageStore } from './messageStore.ts';
import type { Sender } from './outgoing.ts';

export type OutboxNeeds = {
  companyId: string;
  store: MessageStore;
  clock: Clock;
  /** null: the channel is off or not complete; its messages wait or take their next channel. */
  senderOf: (channel: ChannelKind) => Sender | null;
  /** 0 to 1; of tests a seeded one. */
  random?: () => number;
  pace?: Partial<Record<ChannelKind, PaceLimits>>;
  /** Messages changed. */
  changed?: () => void;
  trouble: (error: unknown) => void;
};

export type Outbox = {
  /** Looks at once; resolves when everything it began is stored. */
  look: () => Promise<void>;
  /** There is something new to send. */
  wake: () => void;
  /** The channel is set up differently: everything that waits for it is tried now. */
  channelChanged: (channel: ChannelKind) => Promise<void>;
  /** What keeps the whole channel from sending. */
  troubleOf: (channel: ChannelKind) => { code: string; sinceMs: number } | null;
  /** The provider told that the channel sends too fast. */
  slower: (channel: ChannelKind) => void;
  counts: () => OutboxCounts;
  stop: () => Promise<void>;
};

const kinds: ChannelKind[] = ['whatsapp', 'email', 'webhook', 'browser'];
const lookEveryMs = 500;
/** Of a channel, at once. */
const underWayMax = 8;
/** Of those nobody knows about, in one look. */
const unknownMax = 200;
const paces: Record<ChannelKind, PaceLimits> = {
  // Twilio sends 80 a second for a sender; more than ten a second of alerts is a queue there instead of here.
  whatsapp: { perSecond: 10, burst: 20 },
  email: { perSecond: 5, burst: 10 },
  webhook: { perSecond: 20, burst: 20 },
  browser: { perSecond: 50, burst: 50 },
};
/** Longer is not waited for when the server stops: the next start finds out what became of it. */
const stopWithinMs = 3_000;

export function startOutbox(needs: OutboxNeeds): Outbox {
  const { companyId, store, clock } = needs;
  const pace = Object.fromEntries(
    kinds.map((kind) => [kind, createPace(needs.pace?.[kind] ?? paces[kind])]),
  ) as Record<ChannelKind, Pace>;
  const delivery = createDelivery({
    ...{ ...needs, pace, random: needs.random ?? Math.random },
    ended: () => void passes.run(),
  });
  let finding: Promise<void> | null = null;

  async function pass(): Promise<void> {
    await store.abandon(companyId, delivery.ids(), clock.now());
    delivery.counts.dropped += await store.dropOld(companyId, clock.now());
    for (const kind of kinds) await drain(needs, { pace: pace[kind], delivery, kind });
    // Beside the sending: a provider that does not answer holds up nothing else.
    finding ??= findOut(needs, delivery)
      .catch(needs.trouble)
      .finally(() => (finding = null));
  }

  const passes = oneAtATime(pass, needs.trouble);
  const stopLooking = clock.every(lookEveryMs, () => void passes.run());
  const ended = () => Promise.all([finding, delivery.ended()]);
  return {
    async look() {
      await passes.run();
      await ended();
    },
    wake: () => void passes.run(),
    async channelChanged(channel) {
      pace[channel].mended();
      await store.hurry(companyId, channel, clock.now());
      void passes.run();
    },
    troubleOf: (channel) => pace[channel].trouble(),
    slower: (channel) => pace[channel].slower(clock.now()),
    counts: () => ({ ...delivery.counts }),
    async stop() {
      stopLooking();
      await passes.stop();
      await Promise.race([ended(), new Promise((resolve) => setTimeout(resolve, stopWithinMs).unref())]);
    },
  };
}

async function drain(
  { companyId, store, clock, senderOf }: OutboxNeeds,
  { pace, delivery, kind }: { pace: Pace; delivery: Delivery; kind: ChannelKind },
): Promise<void> {
  const sender = senderOf(kind);
  const busy = delivery.busyOn(kind);
  const turns = Math.min(underWayMax - busy, sender ? pace.turns(clock.now(), busy) : underWayMax);
  if (turns <= 0) return;
  const claimed = await store.claim(companyId, kind, turns, clock.now());
  pace.took(claimed.length);
  for (const message of claimed) delivery.send(message, sender);
}

async function findOut(
  { companyId, store, clock, senderOf }: OutboxNeeds,
  delivery: Delivery,
): Promise<void> {
  const unknown = await store.unknown(companyId, clock.now(), unknownMax);
  for (const kind of kinds) {
    const own = unknown.filter(({ channel }) => channel === kind);
    if (own.length > 0) await delivery.findOut(senderOf(kind), own);
  }
}

/** One after the other, and never more than one waiting. */
function oneAtATime(work: () => Promise<void>, trouble: (error: unknown) => void) {
  let last: Promise<void> = Promise.resolve();
  let waiting = false;
  let stopped = false;
  return {
    run(): Promise<void> {
      if (waiting || stopped) return last;
      waiting = true;
      const begin = () => {
        waiting = false;
        return stopped ? undefined : work();
      };
      return (last = last.then(begin).catch(trouble));
    },
    stop(): Promise<void> {
      stopped = true;
      return last;
    },
  };
}
