/** WhatsApp by Twilio: free text within 24 hours of an answer, approved templates otherwise. */
import type { Twilio } from 'twilio';
import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import { type ChannelConfig, type Language, templateField } from '../channelConfig.ts';
import { outcomeOf } from '../outcomeOf.ts';
import type { FoundOut, Outcome, Outgoing, Sender } from '../outgoing.ts';
import { renderText } from '../renderText.ts';
import { createTwilio } from './createTwilio.ts';
import { type Listed, matchSent, skewMs, type Sought } from './matchSent.ts';
import { stateOf } from './statusOf.ts';
import { twilioTrouble } from './twilioTrouble.ts';

export type WhatsAppNeeds = {
  config: () => ChannelConfig;
  timeZone: () => string;
  /** Of this server, as Twilio reaches it; '': there is none, and Twilio is asked instead of calling back. */
  publicUrl: () => string;
  /** Whether free text may be sent to this number now. */
  isOpen: (address: string) => Promise<boolean>;
  /** Those of these ids of Twilio's that belong to a message of ours. */
  knownIds: (providerIds: string[]) => Promise<Set<string>>;
  trouble: (error: unknown) => void;
};

export const statusPath = '/api/whatsapp/status';
export const inboundPath = '/api/whatsapp/inbound';
/**
 * What is in no list so long after Twilio was asked was never taken: the request ends after 15 s, and a message is listed at once.
 */
export const provenAfterMs = 90_000;
/** To one number; more than were ever sent at once. */
const listedMax = 200;
const newestMax = 50;
const otherLanguage: Record<Language, Language> = { en: 'id', id: 'en' };

export type WhatsApp = Sender & { client: () => Promise<Twilio> };

export function createWhatsApp(needs: WhatsAppNeeds): WhatsApp {
  const client = clientFor(needs.config);
  return {
    client,
    async send(message) {
      const content = contentOf(needs, message, await needs.isOpen(message.address));
      if ('kind' in content) return content;
      try {
        return outcomeFrom(
          await (await client()).messages.create(requestOf(needs, message, content)),
          content,
        );
      } catch (error) {
        return withTemplate(twilioTrouble(error), content);
      }
    },
    async findOut(messages, nowMs) {
      const found = new Map<string, FoundOut>();
      const addresses = new Set(messages.map(({ address }) => address));
      for (const address of addresses) {
        const own = messages.filter((message) => message.address === address);
        const listed = await listTo(await client(), address, own).catch(needs.trouble);
        // Not to be reached: the others wait too.
        if (!listed) break;
        await findAmong(needs, own, { listed, nowMs }, found);
      }
      return found;
    },
  };
}

/** One client for each account. */
function clientFor(config: () => ChannelConfig): () => Promise<Twilio> {
  let made: { key: string; client: Promise<Twilio> } | null = null;
  return () => {
    const { accountSid = '', authToken = '', apiBase = '' } = config().values;
    const key = JSON.stringify([accountSid, authToken, apiBase]);
    if (made?.key !== key) made = { key, client: createTwilio({ accountSid, authToken, apiBase }) };
    return made.client;
  };
}

type Content = { body: string } | { contentSid: string; contentVariables: string };

function contentOf(
  { config, timeZone }: WhatsAppNeeds,
  message: Outgoing,
  isOpen: boolean,
): Content | Outcome {
  if (isOpen) return { body: renderText(message, timeZone()).text };
  if (message.template === 'reply') return outcomeOf('windowClosed');
  const { values } = config();
  // In another language it is better told than not.
  for (const language of [message.language, otherLanguage[message.language]]) {
    const contentSid = values[templateField(message.template, language)];
    if (contentSid === undefined) continue;
    const { contentVariables } = renderText({ ...message, language }, timeZone());
    return { contentSid, contentVariables: JSON.stringify(contentVariables ?? {}) };
  }
  return outcomeOf('noTemplate');
}

function requestOf({ config, publicUrl }: WhatsAppNeeds, message: Outgoing, content: Content) {
  const { from, messagingServiceSid } = config().values;
  const base = publicUrl().replace(/\/+$/, '');
  const statusCallback = `${base}${statusPath}?message=${encodeURIComponent(message.messageId)}`;
  return {
    to: `whatsapp:${message.address}`,
    ...(messagingServiceSid ? { messagingServiceSid } : { from: `whatsapp:${from ?? ''}` }),
    ...content,
    ...(base === '' ? {} : { statusCallback }),
  };
}

function outcomeFrom({ sid, status, errorCode }: MessageInstance, content: Content): Outcome {
  const state = stateOf(status);
  if (state !== null) return { kind: 'accepted', state, providerId: sid };
  return withTemplate(outcomeOf(errorCode ? String(errorCode) : 'refused'), content);
}

/** A template that is refused as free text is not sent as a template again. */
const withTemplate = (outcome: Outcome, content: Content): Outcome =>
  outcome.kind === 'template' && 'contentSid' in content ? { ...outcome, kind: 'failed' } : outcome;

/** Twice: what waits in Twilio's queue has no date yet, and what is older than the newest is found by date. */
async function listTo(client: Twilio, address: string, messages: Outgoing[]): Promise<Listed[]> {
  const to = `whatsapp:${address}`;
  const sinceMs = Math.min(...messages.map(({ claimedAtMs }) => claimedAtMs)) - skewMs;
  const newest = await client.messages.list({ to, limit: newestMax, pageSize: newestMax });
  const dated = await client.messages.list({ to, dateSentAfter: new Date(sinceMs), limit: listedMax });
  const bySid = new Map([...newest, ...dated].map((each) => [each.sid, each]));
  return [...bySid.values()].map(({ sid, body, status, dateCreated }) => ({
    ...{ sid, body, status, createdAtMs: dateCreated.getTime() },
  }));
}

async function findAmong(
  needs: WhatsAppNeeds,
  messages: Outgoing[],
  { listed, nowMs }: { listed: Listed[]; nowMs: number },
  found: Map<string, FoundOut>,
): Promise<void> {
  const known = await needs.knownIds(listed.map(({ sid }) => sid));
  const sought = messages.map((message) => soughtOf(message, needs.timeZone()));
  const matches = matchSent(
    sought,
    listed.filter(({ sid }) => !known.has(sid)),
  );
  for (const { messageId, claimedAtMs } of messages) {
    const match = matches.get(messageId);
    // Whether it failed afterwards is asked, or told, later: it was taken.
    if (match) found.set(messageId, { kind: 'accepted', state: 'accepted', providerId: match.sid });
    else if (nowMs - claimedAtMs >= provenAfterMs) found.set(messageId, { kind: 'never' });
  }
}

function soughtOf(message: Outgoing, timeZone: string): Sought {
  const { text, contentVariables } = renderText(message, timeZone);
  const variables = Object.values(contentVariables ?? {});
  return { messageId: message.messageId, text, variables, claimedAtMs: message.claimedAtMs };
}
