/** What a channel gets to send, and what it answers. Types only. */
import type { ChannelKind, MessageState } from '../wire.ts';
import type { TemplateKey } from './queueMessage.ts';

export type Outgoing = {
  messageId: string;
  recipientId: string;
  channel: ChannelKind;
  address: string;
  template: TemplateKey;
  variables: Record<string, string>;
  language: 'en' | 'id';
  attempts: number;
  createdAtMs: number;
  expiresAtMs: number;
  /** When the provider was asked. */
  claimedAtMs: number;
  /** Channels still to try, in order. */
  fallbacks: { channel: ChannelKind; address: string }[];
};

/** States in which a provider has a message. */
export type HandedOver = Extract<MessageState, 'accepted' | 'sent' | 'delivered' | 'read'>;

/**
 * retry: certainly not taken; later it may be. blocked: not before somebody mends something; `wholeChannel`: for every message.
 * failed: never on this channel. template: once more on this channel, as a template. unknown: nobody knows whether it was taken.
 */
export type Outcome =
  | { kind: 'accepted'; state: HandedOver; providerId: string | null }
  | { kind: 'retry'; code: string; slowDown?: boolean; unreachable?: boolean; said?: string }
  | { kind: 'blocked'; code: string; wholeChannel: boolean; said?: string }
  | { kind: 'failed'; code: string; said?: string }
  | { kind: 'template'; code: string; said?: string }
  | { kind: 'unknown'; code: string };

/** never: proven not to have been taken, so that it may be sent again. Left out of the answer: still unknown. */
export type FoundOut = { kind: 'accepted'; state: HandedOver; providerId: string | null } | { kind: 'never' };

export type Sender = {
  send: (message: Outgoing) => Promise<Outcome>;
  /** Asks the provider what became of messages nobody knows about. Left out: whoever gets one twice sees that it is the same. */
  findOut?: (messages: Outgoing[], nowMs: number) => Promise<Map<string, FoundOut>>;
};
