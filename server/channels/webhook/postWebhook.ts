/** One signed request to somebody else's server. Also for events of other parts: the answer says what to do about the next try. */
import { outcomeOf } from '../outcomeOf.ts';
import type { Outcome } from '../outgoing.ts';
import { signWebhook, webhookHeaders } from './signWebhook.ts';

export type WebhookRequest = {
  url: string;
  secret: string;
  /** The same for every try. */
  id: string;
  body: unknown;
  nowMs: number;
};

const timeoutMs = 10_000;

/** Never throws. Whoever gets one twice knows it by its id, so that an answer that did not come means: again. */
export async function postWebhook({ url, secret, id, body, nowMs }: WebhookRequest): Promise<Outcome> {
  const text = JSON.stringify(body);
  const timestamp = String(Math.floor(nowMs / 1000));
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [webhookHeaders.id]: id,
        [webhookHeaders.timestamp]: timestamp,
        [webhookHeaders.signature]: signWebhook(secret, timestamp, text),
      },
      body: text,
      // A secret goes where it was meant to go.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return outcomeOfStatus(status);
  } catch {
    return { ...outcomeOf('webhookUnreachable'), kind: 'retry', unreachable: true };
  }
}

export function outcomeOfStatus(status: number): Outcome {
  if (status >= 200 && status < 300) return { kind: 'accepted', state: 'delivered', providerId: null };
  if (status === 429) return outcomeOf('tooOften');
  if (status === 408 || status >= 500)
    return { ...outcomeOf('webhookFault'), kind: 'retry', unreachable: true };
  return outcomeOf('webhookRefused');
}
