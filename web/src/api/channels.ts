/** How messages leave: channels, what was sent, how each recipient is reached, and what is wrong. */
import type {
  ChannelChange,
  ChannelKind,
  ChannelView,
  ContactPreference,
  MessageState,
  MessageView,
  ProblemView,
} from '../../../server/wire.ts';
import { call, list, part } from '../api.ts';
import { searchOf } from './incidents.ts';

export type MessageQuery = { channel?: ChannelKind | undefined; state?: MessageState | undefined };
/** A message with whom it went to and what it says. */
export type SentMessage = MessageView & { recipientId: string; recipient: string; template: string };
export type MessagesPage = { messages: SentMessage[]; more: boolean };
/** What WhatsApp needs approved for one of our texts. `text`: to copy into the provider's page. */
export type TemplateView = {
  key: string;
  language: 'en' | 'id';
  contentSid: string | null;
  text: string;
  variables: string[];
};
/** `problem` null: it works. `findings`: all that was looked at. */
export type ChannelCheck = { problem: string | null; findings: { ok: boolean; text: string }[] };

export const channelsApi = {
  channels: () => list<ChannelView>('channels'),
  change: (channel: ChannelKind, change: ChannelChange) =>
    call<ChannelView>('PATCH', `channels/${channel}`, change),
  check: (channel: ChannelKind) => call<ChannelCheck>('POST', `channels/${channel}/check`, {}),
  /** To a person: the message as it was queued. */
  test: (channel: ChannelKind, personId: string) =>
    call<MessageView>('POST', `channels/${channel}/test`, { personId }),
  templates: () => list<TemplateView>('channels/whatsapp/templates'),

  /** Newest first; `before`: the id of the last one of the page before. */
  messages: (query: MessageQuery, before: string | null) =>
    call<MessagesPage>('GET', `messages?${searchOf({ ...query, before })}`),
  retry: (messageId: string) => call<MessageView>('POST', `messages/${part(messageId)}/retry`, {}),

  /** `recipientId`: `person:ID` or `user:ID`. */
  contact: (recipientId: string) => call<ContactPreference>('GET', `contacts/${part(recipientId)}`),
  setContact: (recipientId: string, preference: ContactPreference) =>
    call<ContactPreference>('PUT', `contacts/${part(recipientId)}`, preference),

  problems: () => list<ProblemView>('problems'),
};
