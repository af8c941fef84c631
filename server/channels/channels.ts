/** What other parts ask of the channels. Types only; `startChannels.ts` answers. */
import type { Knex } from 'knex';
import type { MessageView } from '../wire.ts';
import type { Contact } from './queueMessage.ts';

export type Channels = {
  /**
   * How `person:ID` or `user:ID` is reached; null: there is no such person or user any more. Without any channel that works `channels`
   * is empty, and nothing can be queued. Inside a transaction it must be given, for there is one connection.
   */
  contactOf: (recipientId: string, on?: Knex) => Promise<Contact | null>;
  /** Each with those that took its place, oldest first. */
  messagesOf: (messageIds: string[]) => Promise<Map<string, MessageView[]>>;
  /** There is something new to send; said after the transaction. */
  wake: () => void;
};
