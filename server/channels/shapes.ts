/** What crosses about channels and messages. */
import { z } from 'zod';
import type { ChannelView, ContactPreference, MessageView } from '../wire.ts';

export const channelKind = z.enum(['whatsapp', 'email', 'webhook', 'browser']);
export const messageState = z.enum([
  ...(['queued', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'read'] as const),
  ...(['failed', 'dropped'] as const),
]);
const count = z.number();

export const channelView = z.object({
  channel: channelKind,
  enabled: z.boolean(),
  ready: z.boolean(),
  config: z.record(z.string(), z.string()),
  secretsSet: z.array(z.string()),
  problem: z.string().nullable(),
  counts: z.object({ queued: count, sent: count, failed: count, oldestQueuedMs: count.nullable() }),
}) satisfies z.ZodType<ChannelView>;

export const channelChange = z.object({
  enabled: z.boolean().optional(),
  config: z.record(z.string().max(100), z.string().max(1_000)).optional(),
});

export const messageView = z.object({
  messageId: z.string(),
  channel: channelKind,
  address: z.string(),
  state: messageState,
  text: z.string(),
  createdAtMs: count,
  sentAtMs: count.nullable(),
  attempts: count,
  errorCode: z.string().nullable(),
  problem: z.string().nullable(),
}) satisfies z.ZodType<MessageView>;

/** With whom it went to. */
export const sentMessage = messageView.extend({
  recipientId: z.string(),
  recipient: z.string(),
  template: z.string(),
});

export const templateView = z.object({
  key: z.string(),
  language: z.enum(['en', 'id']),
  contentSid: z.string().nullable(),
  /** To paste at Twilio. */
  text: z.string(),
  /** Of {{1}}, {{2}} and so on, in this order. */
  variables: z.array(z.string()),
});

export const contactPreference = z.object({
  channels: z.array(channelKind).max(4),
  language: z.enum(['en', 'id']),
}) satisfies z.ZodType<ContactPreference>;

export const checkView = z.object({
  /** The first thing that is wrong; null: it works. */
  problem: z.string().nullable(),
  findings: z.array(z.object({ ok: z.boolean(), text: z.string() })),
});

export const problemView = z.object({
  problemId: z.string(),
  path: z.string(),
  text: z.string(),
  sinceMs: count.nullable(),
});
