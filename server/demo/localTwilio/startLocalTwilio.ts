/** A Twilio on this machine, for tests and the demo office: takes messages, tells their status, delivers answers. Nothing leaves. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, answerRead, type ApiAnswer, refusal, resourceOf } from './localApi.ts';
import { createLocalMessages, type LocalMessage, type LocalTemplate, newSid } from './localMessages.ts';

/**
 * dropBefore: the connection breaks, and the message was not taken. dropAfter: it was. refuse: an answer with this code. delay: so
 * long before it is taken. silent: taken, and never answered. fail: taken, and its status becomes failed with this code.
 */
export type Fault =
  | { kind: 'dropBefore' | 'dropAfter' | 'silent' }
  | { kind: 'refuse'; status: number; code: number }
  | { kind: 'delay'; ms: number }
  | { kind: 'fail'; code: number };

export type LocalTwilioOptions = {
  port?: number;
  now?: () => number;
  accountSid?: string;
  authToken?: string;
  sender?: string;
  /** Where what people write is posted. */
  inboundUrl?: string;
  /** Tells sent and delivered by itself, each after so long; left out: only `tell` does. */
  tellsAfterMs?: number;
};

export type LocalTwilio = {
  url: string;
  accountSid: string;
  authToken: string;
  sender: string;
  /** What was taken, oldest first; with what people wrote. */
  messages: () => readonly LocalMessage[];
  /** How often somebody asked to send, whatever came of it. */
  asked: () => number;
  /** Decides about each message to come; the faults of a list are used up one by one. */
  script: (faults: Fault[] | ((form: URLSearchParams) => Fault | null)) => void;
  addTemplate: (body: string, more?: { language?: string; approval?: string; sid?: string }) => LocalTemplate;
  /** Somebody writes from their phone; answers what the server said. */
  receive: (
    from: string,
    body: string,
    more?: Record<string, string>,
  ) => Promise<{ status: number; text: string }>;
  /** Calls back with these states, in this order, signed; answers the HTTP states. */
  tell: (sid: string, states: string[], errorCode?: number) => Promise<number[]>;
  closeWindow: (number: string) => void;
  setAuthToken: (token: string) => void;
  setInboundUrl: (url: string) => void;
  /** Whether it can be reached at all: connections are refused meanwhile. */
  reachable: (yes: boolean) => Promise<void>;
  stop: () => Promise<void>;
};

type State = {
  account: Account;
  authToken: string;
  inboundUrl: string | null;
  asked: number;
  faultFor: (form: URLSearchParams) => Fault | null;
  messages: ReturnType<typeof createLocalMessages>;
  now: () => number;
  tellsAfterMs: number | null;
  /** Callbacks under way. */
  telling: Set<Promise<unknown>>;
  stopped: boolean;
};

export async function startLocalTwilio(options: LocalTwilioOptions = {}): Promise<LocalTwilio> {
  const { sender = '+14155238886', now = Date.now } = options;
  const state: State = {
    account: { accountSid: options.accountSid ?? newSid('AC'), senders: [sender], services: [] },
    authToken: options.authToken ?? 'a local token',
    ...{ inboundUrl: options.inboundUrl ?? null, asked: 0, faultFor: () => null },
    ...{ messages: createLocalMessages(now), now, tellsAfterMs: options.tellsAfterMs ?? null },
    ...{ telling: new Set(), stopped: false },
  };
  const listener = await listen(state, options.port ?? 0);
  const whatsapp = (number: string) => (number.startsWith('whatsapp:') ? number : `whatsapp:${number}`);
  return {
    ...{ url: listener.url, accountSid: state.account.accountSid, sender },
    get authToken() {
      return state.authToken;
    },
    messages: state.messages.all,
    asked: () => state.asked,
    script(faults) {
      state.faultFor = typeof faults === 'function' ? faults : () => faults.shift() ?? null;
    },
    addTemplate(body, { language = 'en', approval = 'approved', sid = newSid('HX') } = {}) {
      const template = { sid, language, body, approval };
      state.messages.templates.set(sid, template);
      return template;
    },
    receive: (from, body, more) => receive(state, { from: whatsapp(from), to: whatsapp(sender), body }, more),
    tell: (sid, states, errorCode) => tellAll(state, sid, states, errorCode),
    closeWindow: (number) => void state.messages.closeWindow(whatsapp(number)),
    setAuthToken: (token) => void (state.authToken = token),
    setInboundUrl: (url) => void (state.inboundUrl = url),
    reachable: listener.reachable,
    async stop() {
      state.stopped = true;
      await listener.reachable(false);
      await Promise.all(state.telling);
    },
  };
}

async function listen(state: State, wanted: number) {
  const handle = (request: IncomingMessage, response: ServerResponse) =>
    void answer(state, request, response).catch(() => response.destroy());
  let server = createServer(handle);
  const open = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  const port = await open(wanted);
  return {
    url: `http://127.0.0.1:${port}`,
    async reachable(yes: boolean): Promise<void> {
      if (yes && !server.listening) {
        server = createServer(handle);
        await open(port);
      } else if (!yes && server.listening) {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        server.closeAllConnections();
        await closed;
      }
    },
  };
}

const bodyMax = 100_000;

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://local');
  const form = new URLSearchParams(await textOf(request));
  const made = request.method === 'POST';
  if (made) state.asked += 1;
  const answered = !isSignedIn(state, request)
    ? refusal(401, 20003, 'Authenticate')
    : made
      ? await take(state, form)
      : answerRead(state.account, state.messages, url);
  if (answered === 'drop') return void response.destroy();
  if (answered === 'silent') return;
  response.writeHead(answered.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answered.body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bodyMax) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isSignedIn({ account, authToken }: State, request: IncomingMessage): boolean {
  const given = Buffer.from(request.headers.authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
  return given === `${account.accountSid}:${authToken}`;
}

async function take(state: State, form: URLSearchParams): Promise<ApiAnswer | 'drop' | 'silent'> {
  const fault = state.faultFor(form);
  if (fault?.kind === 'dropBefore') return 'drop';
  if (fault?.kind === 'refuse') return refusal(fault.status, fault.code, `as scripted: ${fault.code}`);
  if (fault?.kind === 'delay') await sleep(fault.ms);
  const from = form.get('From')?.replace('whatsapp:', '') ?? '';
  if (!form.has('MessagingServiceSid') && !state.account.senders.includes(from))
    return refusal(400, 63007, 'Twilio could not find a Channel with the specified From address');
  const taken = state.messages.accept(form);
  if (!('sid' in taken)) return refusal(taken.status, taken.code, taken.message);
  if (fault?.kind === 'fail') taken.errorCode = fault.code;
  const told = resourceOf(state.account, taken);
  goOn(state, taken);
  if (fault?.kind === 'dropAfter') return 'drop';
  return fault?.kind === 'silent' ? 'silent' : { status: 201, body: told };
}

/** What happens to a message by itself. */
function goOn(state: State, message: LocalMessage): void {
  if (message.errorCode === null && state.tellsAfterMs === null) return;
  const states = message.errorCode === null ? ['sent', 'delivered'] : ['failed'];
  const told = (async () => {
    for (const status of states) {
      await sleep(state.tellsAfterMs ?? 0);
      if (!state.stopped) await tellAll(state, message.sid, [status]).catch(() => undefined);
    }
  })();
  state.telling.add(told);
  void told.finally(() => state.telling.delete(told));
}

async function tellAll(state: State, sid: string, states: string[], errorCode?: number): Promise<number[]> {
  const message = state.messages.get(sid);
  if (!message) throw new Error(`there is no message ${sid}`);
  const answers: number[] = [];
  for (const status of states) {
    message.status = status;
    if (errorCode !== undefined) message.errorCode = errorCode;
    if (status !== 'queued') message.dateSentMs ??= state.now();
    if (message.statusCallback === null) continue;
    const failed = status === 'failed' || status === 'undelivered';
    const { status: answered } = await post(state, message.statusCallback, {
      ...{ MessageSid: sid, SmsSid: sid, MessageStatus: status, SmsStatus: status },
      ...{ To: message.to, From: message.from, ApiVersion: '2010-04-01', ChannelPrefix: 'whatsapp' },
      ...(failed && message.errorCode !== null ? { ErrorCode: String(message.errorCode) } : {}),
    });
    answers.push(answered);
  }
  return answers;
}

function receive(
  state: State,
  { from, to, body }: { from: string; to: string; body: string },
  more: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  if (state.inboundUrl === null) throw new Error('nobody said where inbound messages go');
  const { sid } = state.messages.wrote(from, body);
  return post(state, state.inboundUrl, {
    ...{ MessageSid: sid, SmsMessageSid: sid, SmsSid: sid, From: from, To: to, Body: body, NumMedia: '0' },
    ...{ WaId: from.replace('whatsapp:+', ''), ProfileName: 'Somebody', ApiVersion: '2010-04-01' },
    ...more,
  });
}

/** Signed as Twilio signs. */
async function post(
  { account, authToken }: State,
  url: string,
  given: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const { getExpectedTwilioSignature } = (await import('twilio')).default;
  const form = { AccountSid: account.accountSid, ...given };
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': getExpectedTwilioSignature(authToken, url, form),
    },
    body: new URLSearchParams(form),
  });
  return { status: response.status, text: await response.text() };
}
