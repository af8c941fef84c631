/** Twilio's answers, in its words: only what the program asks of it. */
import type { LocalMessage, LocalMessages } from './localMessages.ts';

export type ApiAnswer = { status: number; body: unknown };
export type Account = { accountSid: string; senders: string[]; services: string[] };

const problemOf = (status: number, code: number, message: string): ApiAnswer => ({
  status,
  body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});
export const refusal = problemOf;
const notFound = problemOf(404, 20404, 'The requested resource was not found');

/** Everything but making a message. */
export function answerRead(account: Account, messages: LocalMessages, url: URL): ApiAnswer {
  const base = `/2010-04-01/Accounts/${account.accountSid}`;
  const { pathname, searchParams } = url;
  if (pathname === `${base}.json`)
    return { status: 200, body: { sid: account.accountSid, status: 'active', friendly_name: 'Local' } };
  if (pathname === `${base}/Messages.json`) return listOf(account, messages, searchParams);
  const one = new RegExp(`^${base}/Messages/(\\w+)\\.json$`).exec(pathname)?.[1];
  const message = one === undefined ? undefined : messages.get(one);
  if (message) return { status: 200, body: resourceOf(account, message) };
  return answerTemplates(messages, pathname) ?? answerSenders(account, pathname) ?? notFound;
}

function answerTemplates({ templates }: LocalMessages, pathname: string): ApiAnswer | null {
  const [, sid, approval] = /^\/v1\/Content\/(\w+)(\/ApprovalRequests)?$/.exec(pathname) ?? [];
  const template = sid === undefined ? undefined : templates.get(sid);
  if (!template) return null;
  const types = { 'twilio/text': { body: template.body } };
  if (approval === undefined)
    return { status: 200, body: { sid, language: template.language, types, variables: {}, links: {} } };
  return { status: 200, body: { sid, whatsapp: { status: template.approval, category: 'UTILITY' } } };
}

function answerSenders({ senders, services }: Account, pathname: string): ApiAnswer | null {
  const service = /^\/v1\/Services\/(\w+)$/.exec(pathname)?.[1];
  if (service !== undefined && services.includes(service))
    return { status: 200, body: { sid: service, friendly_name: 'Local service' } };
  if (pathname !== '/v2/Channels/Senders') return null;
  const shown = senders.map((number) => ({ sender_id: `whatsapp:${number}`, status: 'ONLINE' }));
  const meta = { key: 'senders', page: 0, page_size: 50, next_page_url: null };
  return { status: 200, body: { senders: shown, meta } };
}

/** Newest first, as Twilio does; what has not left the queue has no date and is in no list by date. */
function listOf(account: Account, messages: LocalMessages, query: URLSearchParams): ApiAnswer {
  const size = Math.min(1000, Number(query.get('PageSize') ?? 50));
  const page = Number(query.get('Page') ?? 0);
  const [after, before] = [query.get('DateSent>'), query.get('DateSent<')];
  const found = messages
    .all()
    .filter(({ to }) => !query.has('To') || to === query.get('To'))
    .filter(({ from }) => !query.has('From') || from === query.get('From'))
    .filter(({ dateSentMs }) => after === null || (dateSentMs !== null && dateSentMs >= Date.parse(after)))
    .filter(({ dateSentMs }) => before === null || (dateSentMs !== null && dateSentMs <= Date.parse(before)))
    .reverse();
  const next = new URLSearchParams(query);
  next.set('Page', String(page + 1));
  const hasMore = found.length > (page + 1) * size;
  const path = `/2010-04-01/Accounts/${account.accountSid}/Messages.json`;
  return {
    status: 200,
    body: {
      messages: found.slice(page * size, (page + 1) * size).map((message) => resourceOf(account, message)),
      ...{ page, page_size: size, next_page_uri: hasMore ? `${path}?${next.toString()}` : null },
    },
  };
}

const dateOf = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toUTCString().replace('GMT', '+0000');

export function resourceOf({ accountSid }: Account, message: LocalMessage) {
  const { sid, from, to, body, status, errorCode, direction } = message;
  return {
    ...{ sid, account_sid: accountSid, api_version: '2010-04-01', from, to, body, status, direction },
    error_code: status === 'failed' || status === 'undelivered' ? errorCode : null,
    ...{ error_message: null, num_segments: '1', num_media: '0', price: null, price_unit: 'USD' },
    date_created: dateOf(message.dateCreatedMs),
    date_sent: dateOf(message.dateSentMs),
    date_updated: dateOf(message.dateSentMs ?? message.dateCreatedMs),
    ...{ messaging_service_sid: null, uri: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json` },
    subresource_uris: {},
  };
}
