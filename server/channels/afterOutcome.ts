/** What becomes of a message after its channel answered. Pure: the store writes it. */
import type { MessageState } from '../wire.ts';
import { problemText } from './codes.ts';
import type { FoundOut, HandedOver, Outcome, Outgoing } from './outgoing.ts';

export type Times = {
  nowMs: number;
  /** 0 to 1. */
  random: number;
};
/** `next`: the message that takes its place. */
export type Change = {
  state: MessageState;
  providerId?: string | null;
  sentAtMs?: number;
  nextTryAtMs?: number;
  errorCode: string | null;
  problem: string | null;
  /** Said only where nothing is left to try: `[]`. */
  fallbacks?: Outgoing['fallbacks'];
  next?: Pick<Outgoing, 'channel' | 'address' | 'fallbacks' | 'attempts'> & { nextTryAtMs: number };
};

const backOffFirstMs = 2_000;
const backOffMostMs = 300_000;
/** A message that cannot be sent now takes the next channel after so long. */
export const fallBackAfterMs = 120_000;
/** What nobody knows about is looked up this often. */
export const findOutEveryMs = 15_000;
/** The provider is asked what became of a message when it has told nothing for so long. */
export const askAfterMs = 20_000;
/** So long after a message is still unknown, its person is told on the next channel too. */
export const unknownFallBackAfterMs = 600_000;

/** Doubles with each try; half of it by chance, so that many do not come back at once. */
export function backOffMs(attempts: number, random: number): number {
  const most = Math.min(backOffMostMs, backOffFirstMs * 2 ** Math.min(20, Math.max(0, attempts - 1)));
  return Math.round(most * (0.5 + random / 2));
}

export function afterOutcome(message: Outgoing, outcome: Outcome, times: Times): Change {
  const { nowMs, random } = times;
  switch (outcome.kind) {
    case 'accepted':
      return handedOver(outcome, nowMs);
    case 'unknown':
      return { ...troubled('unknown', outcome), nextTryAtMs: nowMs + findOutEveryMs };
    case 'failed':
      return movedOn(message, outcome, nowMs);
    case 'template':
      return {
        ...troubled('failed', outcome),
        fallbacks: [],
        next: { ...placeOf(message), attempts: message.attempts, nextTryAtMs: nowMs },
      };
    case 'blocked':
      return message.fallbacks.length > 0
        ? movedOn(message, outcome, nowMs)
        : later(message, outcome, nowMs, random);
    case 'retry':
      return message.fallbacks.length > 0 && nowMs - message.createdAtMs >= fallBackAfterMs
        ? movedOn(message, outcome, nowMs)
        : later(message, outcome, nowMs, random);
    default:
      return outcome satisfies never;
  }
}

/** What was accepted and failed afterwards, as the provider tells: what follows is a message of its own. */
export function afterFailure(message: Outgoing, outcome: Outcome, { nowMs, random }: Times): Change {
  const again = outcome.kind === 'retry' || outcome.kind === 'blocked' || outcome.kind === 'template';
  if (!again || (outcome.kind === 'blocked' && message.fallbacks.length > 0))
    return movedOn(message, outcome.kind === 'accepted' ? { code: 'refused' } : outcome, nowMs);
  const waitMs = outcome.kind === 'template' ? 0 : backOffMs(message.attempts, random);
  const next = { ...placeOf(message), attempts: message.attempts, nextTryAtMs: nowMs + waitMs };
  return { ...troubled('failed', outcome), fallbacks: [], next };
}

/** Of one that nobody knew about; `undefined`: still so. */
export function afterFindingOut(message: Outgoing, found: FoundOut | undefined, nowMs: number): Change {
  if (found?.kind === 'accepted') return handedOver(found, nowMs);
  if (found?.kind === 'never') return { state: 'queued', nextTryAtMs: nowMs, errorCode: null, problem: null };
  const still: Change = {
    ...troubled('unknown', { code: 'noAnswer' }),
    nextTryAtMs: nowMs + findOutEveryMs,
  };
  const [first, ...fallbacks] = message.fallbacks;
  if (!first || nowMs - message.claimedAtMs < unknownFallBackAfterMs) return still;
  return { ...still, fallbacks: [], next: { ...first, fallbacks, attempts: 0, nextTryAtMs: nowMs } };
}

/** The next channel of the person; without one it has failed. */
export function movedOn(message: Outgoing, why: { code: string; said?: string }, nowMs: number): Change {
  const [first, ...fallbacks] = message.fallbacks;
  const change: Change = { ...troubled('failed', why), fallbacks: [] };
  return first ? { ...change, next: { ...first, fallbacks, attempts: 0, nextTryAtMs: nowMs } } : change;
}

const handedOver = (taken: { state: HandedOver; providerId: string | null }, nowMs: number): Change => ({
  ...{ state: taken.state, providerId: taken.providerId, sentAtMs: nowMs },
  nextTryAtMs: nowMs + askAfterMs,
  ...{ errorCode: null, problem: null },
});

const later = (message: Outgoing, why: { code: string; said?: string }, nowMs: number, random: number) => ({
  ...troubled('queued', why),
  nextTryAtMs: nowMs + backOffMs(message.attempts, random),
});

const troubled = (state: MessageState, { code, said }: { code: string; said?: string }) => ({
  ...{ state, errorCode: code, problem: problemText(code, said) },
});

const placeOf = ({ channel, address, fallbacks }: Outgoing) => ({ channel, address, fallbacks });

const order: MessageState[] = ['queued', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'read'];

/** Whether a provider's news takes a message forward; late and repeated ones do not. */
export function isForward(from: MessageState, to: MessageState): boolean {
  if (from === 'failed' || from === 'dropped') return false;
  if (to === 'failed') return from !== 'delivered' && from !== 'read';
  return order.indexOf(to) > order.indexOf(from);
}
