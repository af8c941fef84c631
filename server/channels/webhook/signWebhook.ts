/** How a webhook proves that it is from us, new and unchanged. Pure. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Older requests are to be refused as replays; the id says whether one came twice. */
export const webhookToleranceMs = 300_000;
export const webhookHeaders = {
  id: 'x-whereabouts-id',
  timestamp: 'x-whereabouts-timestamp',
  signature: 'x-whereabouts-signature',
} as const;

/** HMAC-SHA256 of `timestamp.body`, in hex. `timestamp`: seconds since 1970. */
export const signWebhook = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

/** What a receiver does; also the example in the documents. */
export function isSigned(
  secret: string,
  { timestamp, signature, body }: { timestamp: string; signature: string; body: string },
  nowMs: number,
): boolean {
  const ageMs = Math.abs(nowMs - Number(timestamp) * 1000);
  if (!(ageMs <= webhookToleranceMs)) return false;
  const [given, right] = [
    Buffer.from(signature, 'hex'),
    Buffer.from(signWebhook(secret, timestamp, body), 'hex'),
  ];
  return given.length === right.length && timingSafeEqual(given, right);
}
