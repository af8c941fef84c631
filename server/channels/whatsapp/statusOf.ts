/** Twilio's words for what became of a message, in ours. Pure. */
import { afterFailure, type Change, type Times } from '../afterOutcome.ts';
import { outcomeOf } from '../outcomeOf.ts';
import type { HandedOver, Outgoing } from '../outgoing.ts';

export type TwilioStatus = { status: string; errorCode: string | null };

export const failedStatuses = new Set(['failed', 'undelivered', 'canceled']);

/** null: it failed. Whatever is not known yet means that Twilio has it. */
export function stateOf(status: string): HandedOver | null {
  if (failedStatuses.has(status)) return null;
  if (status === 'sent' || status === 'delivered' || status === 'read') return status;
  return 'accepted';
}

export function afterStatus(message: Outgoing, { status, errorCode }: TwilioStatus, times: Times): Change {
  const state = stateOf(status);
  if (state === null) return afterFailure(message, outcomeOf(errorCode ?? 'refused'), times);
  return { state, errorCode: null, problem: null };
}
