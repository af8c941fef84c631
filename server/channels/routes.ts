/** Routes about how messages leave: channels, what was sent, how each recipient is reached, and what is wrong. */
import type { Knex } from 'knex';
import { z } from 'zod';
import { may } from '../access/abilities.ts';
import type { By } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { problem } from '../errors.ts';
import { InputError } from '../http/answerProblem.ts';
import type { Route } from '../http/route.ts';
import type { ChannelKind, Me, MessageView, ProblemView } from '../wire.ts';
import { checkConfig, languages, templateField, templateKeys } from './channelConfig.ts';
import { idOf } from './createContacts.ts';
import { channelViews } from './channelViews.ts';
import { messagePage, messageView as viewOf, retryMessage } from './messageViews.ts';
import type { MessageRow } from './messageStore.ts';
import { queueMessage } from './queueMessage.ts';
import { templateText } from './renderText.ts';
import * as shapes from './shapes.ts';
import type { StartedChannels } from './startChannels.ts';
import { texts, variablesIn } from './texts.ts';

export type ChannelRouteParts = {
  db: Knex;
  companyId: string;
  company: { name: string; timeZone: string };
  channels: StartedChannels;
  /** Of every part that has any. */
  problems: () => Promise<ProblemView[]>;
  clock: () => number;
};

const path = '/api/channels';
const params = z.object({ channel: shapes.channelKind });
const testWithinMs = 3_600_000;

export function channelRoutes(route: Route, parts: ChannelRouteParts): void {
  readRoutes(route, parts);
  changeRoutes(route, parts);
  messageRoutes(route, parts);
  contactRoutes(route, parts);
}

function readRoutes(route: Route, parts: ChannelRouteParts): void {
  const { channels } = parts;
  route(
    {
      ...{ method: 'get', path, allow: ['read', 'Channel'], answer: z.array(shapes.channelView) },
      summary:
        'How messages leave: what is set up, what waits, what went out in the last 24 hours; secrets stay here',
    },
    () => channelViews({ ...parts, ...channels }),
  );
  route(
    {
      ...{ method: 'get', path: `${path}/whatsapp/templates`, allow: ['read', 'Channel'] },
      summary: 'The texts to submit to WhatsApp as templates, and which are entered',
      answer: z.array(shapes.templateView),
    },
    () => {
      const { values } = channels.configs.of('whatsapp');
      return templateKeys.flatMap((key) =>
        languages.map((language) => ({
          ...{ key, language, contentSid: values[templateField(key, language)] ?? null },
          ...{ text: templateText(key, language), variables: variablesIn(texts[key].texts[language].text) },
        })),
      );
    },
  );
  route(
    {
      ...{ method: 'get', path: '/api/problems', allow: ['read', 'Channel'] },
      summary: 'What keeps messages from arriving, and where it is mended',
      answer: z.array(shapes.problemView),
    },
    () => parts.problems(),
  );
}

function changeRoutes(route: Route, parts: ChannelRouteParts): void {
  const { channels } = parts;
  const one = async (channel: ChannelKind) =>
    (await channelViews({ ...parts, ...channels })).find((view) => view.channel === channel) ??
    missing('this channel');
  route(
    {
      ...{ method: 'patch', path: `${path}/:channel`, params, body: shapes.channelChange },
      summary: 'Set up a channel; what is not sent stays, and an empty value takes it away',
      ...{ allow: ['update', 'Channel'], answer: shapes.channelView },
    },
    async ({ params: { channel }, body, user }) => {
      const values = checked(channel, body.config ?? {});
      await channels.configs.change(
        channel,
        { enabled: body.enabled, values },
        { ...byOf(user, parts), name: user.name },
      );
      return one(channel);
    },
  );
  route(
    {
      ...{ method: 'post', path: `${path}/:channel/check`, params, body: z.object({}) },
      summary: 'Ask the provider whether the account, the sender and the templates are right',
      ...{ allow: ['update', 'Channel'], answer: shapes.checkView },
    },
    async ({ params: { channel } }) => {
      const findings = await channels.check(channel);
      return { problem: findings.find(({ ok }) => !ok)?.text ?? null, findings };
    },
  );
  route(
    {
      ...{ method: 'post', path: `${path}/:channel/test`, params },
      summary: 'Send a test message to a person on this channel',
      body: z.object({ personId: z.string().max(100) }),
      ...{ allow: ['update', 'Channel'], answer: shapes.messageView },
    },
    ({ params: { channel }, body: { personId } }) => sendTest(parts, channel, personId),
  );
}

function checked(channel: ChannelKind, config: Record<string, string>): Record<string, string> {
  try {
    return checkConfig(channel, config);
  } catch (error) {
    throw error instanceof z.ZodError ? new InputError(error) : error;
  }
}

async function sendTest(
  parts: ChannelRouteParts,
  channel: ChannelKind,
  personId: string,
): Promise<MessageView> {
  const { db, companyId, company, channels, clock } = parts;
  const facts = (await channels.contacts.factsOf(`person:${personId}`)) ?? missing('this person');
  if (!channels.configs.ready(channel)) throw problem('CHANNEL_UNREADY', {});
  const address = facts.addresses[channel];
  if (address === undefined) throw problem('CHANNEL_NO_ADDRESS', { name: facts.name });
  const { recipientId, name, preference } = facts;
  const to = { recipientId, name, language: preference.language, channels: [{ channel, address }] };
  const nowMs = clock();
  const message = {
    to,
    template: 'test' as const,
    variables: { company: company.name },
    expiresAtMs: nowMs + testWithinMs,
  };
  const id = await inTransaction(db, (trx) => queueMessage(trx, companyId, message, nowMs));
  channels.wake();
  return viewOf(await rowOf(parts, id ?? ''), company.timeZone);
}

const messageQuery = z.object({
  channel: shapes.channelKind.optional(),
  state: shapes.messageState.optional(),
  recipientId: z.string().max(200).optional(),
  /** The id of the last one of the page before. */
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

function messageRoutes(route: Route, parts: ChannelRouteParts): void {
  const { db, companyId, company, channels } = parts;
  route(
    {
      ...{ method: 'get', path: '/api/messages', allow: ['read', 'Channel'], query: messageQuery },
      summary: 'Messages, newest first; of addresses the middle is hidden',
      answer: z.object({ messages: z.array(shapes.sentMessage), more: z.boolean() }),
    },
    async ({ query }) => {
      const rows = await messagePage(db, companyId, { ...query, limit: query.limit + 1 });
      const shown = rows.slice(0, query.limit);
      const names = new Map<string, string>();
      for (const { recipientId } of shown)
        if (!names.has(recipientId))
          names.set(recipientId, (await channels.contactOf(recipientId))?.name ?? '');
      const messages = shown.map((row) => ({
        ...viewOf(row, company.timeZone),
        ...{
          recipientId: row.recipientId,
          recipient: names.get(row.recipientId) ?? '',
          template: row.template,
        },
      }));
      return { messages, more: rows.length > query.limit };
    },
  );
  route(
    {
      ...{ method: 'post', path: '/api/messages/:messageId/retry', body: z.object({}) },
      summary: 'Send a waiting message now, or one that failed again',
      ...{
        allow: ['update', 'Channel'],
        params: z.object({ messageId: z.string() }),
        answer: shapes.messageView,
      },
    },
    async ({ params: { messageId }, user }) => {
      const row = await rowOf(parts, messageId);
      const id = await retryMessage(db, row, { ...byOf(user, parts), keptMs: testWithinMs });
      if (id === null) throw problem('MESSAGE_ON_ITS_WAY', {});
      channels.wake();
      return viewOf(await rowOf(parts, id), company.timeZone);
    },
  );
}

async function rowOf({ db, companyId }: ChannelRouteParts, id: string): Promise<MessageRow> {
  const row = await db('messages').where({ companyId, id }).first<MessageRow | undefined>('*');
  return row ?? missing('this message');
}

function contactRoutes(route: Route, parts: ChannelRouteParts): void {
  const { contacts } = parts.channels;
  const ofRecipient = z.object({
    recipientId: z.string().regex(/^(person|user):.{1,100}$/, 'person:ID or user:ID'),
  });
  route(
    {
      ...{ method: 'get', path: '/api/contacts/:recipientId', params: ofRecipient, allow: 'signedIn' },
      summary:
        'On which channels somebody is told, and in which language; one’s own, or those of others for HR',
      answer: shapes.contactPreference,
    },
    async ({ params: { recipientId }, user }) => {
      if (!isOwn(recipientId, user) && !may(user, 'read', 'Channel')) throw problem('NOT_YOURS', {});
      return ((await contacts.factsOf(recipientId)) ?? missing('this recipient')).preference;
    },
  );
  route(
    {
      ...{ method: 'put', path: '/api/contacts/:recipientId', params: ofRecipient, allow: 'signedIn' },
      summary: 'Say on which channels somebody is told, the first one that works, and in which language',
      ...{ body: shapes.contactPreference, answer: shapes.contactPreference },
    },
    async ({ params: { recipientId }, body, user }) => {
      if (!isOwn(recipientId, user) && !may(user, 'update', 'Person')) throw problem('NOT_YOURS', {});
      if (!(await contacts.factsOf(recipientId))) missing('this recipient');
      await contacts.prefer(
        recipientId,
        { ...body, channels: [...new Set(body.channels)] },
        byOf(user, parts),
      );
      return ((await contacts.factsOf(recipientId)) ?? missing('this recipient')).preference;
    },
  );
}

const isOwn = (recipientId: string, { userId, personId }: Me): boolean =>
  recipientId.startsWith('user:') ? idOf(recipientId) === userId : idOf(recipientId) === personId;

function missing(what: string): never {
  throw problem('NOT_FOUND', { what });
}

const byOf = (user: Me, { clock }: ChannelRouteParts): By => ({ userId: user.userId, nowMs: clock() });
