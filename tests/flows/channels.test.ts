/** Goal: an administrator sets up channels, people are told and answer, and what is wrong is said. Method: a real server, a Twilio, a mail server and a webhook on this machine. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queueMessage } from '../../server/channels/queueMessage.ts';
import { isSigned, webhookHeaders } from '../../server/channels/webhook/signWebhook.ts';
import { templateText } from '../../server/channels/renderText.ts';
import { inTransaction } from '../../server/database/inTransaction.ts';
import { openDatabase } from '../../server/database/openDatabase.ts';
import type { ChannelView, MessageView, ProblemView } from '../../server/wire.ts';
import { type LocalTwilio, startLocalTwilio } from '../helpers/localTwilio.ts';
import { type Client, codeOf, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const budi = '+628111111111';
let server: TestServer;
let twilio: LocalTwilio;
let owner: Client;
let budiId: string;
let anaId: string;

beforeAll(async () => {
  server = await startTestServer();
  twilio = await startLocalTwilio({ inboundUrl: `${server.url}/api/whatsapp/inbound`, tellsAfterMs: 5 });
  owner = await server.admin();
  const add = async (body: object) =>
    ((await owner.call('POST', '/api/people', body)).body as { personId: string }).personId;
  budiId = await add({ name: 'Budi Santoso', phone: budi, email: 'budi@example.com' });
  anaId = await add({ name: 'Ana Putri' });
  await add({ name: 'Dewi of another team' });
  await owner.call('PUT', `/api/people/${anaId}/supervisor`, { supervisorId: budiId });
});
afterAll(async () => {
  await twilio.stop();
  await server.remove();
});

const channels = async () => (await owner.call('GET', '/api/channels')).body as ChannelView[];
const channel = async (kind: string) => (await channels()).find((each) => each.channel === kind);
const problems = async () => (await owner.call('GET', '/api/problems')).body as ProblemView[];
const messages = async () =>
  ((await owner.call('GET', '/api/messages')).body as { messages: (MessageView & { recipient: string })[] })
    .messages;
const test1 = (kind: string, personId = budiId) =>
  owner.call('POST', `/api/channels/${kind}/test`, { personId });

describe('WhatsApp', () => {
  test('what does not fit is refused field by field; the token never comes back, and stays when it is not sent', async () => {
    const wrong = await owner.call('PATCH', '/api/channels/whatsapp', {
      config: { accountSid: 'AC1', colour: 'x' },
    });
    expect([wrong.status, codeOf(wrong)]).toEqual([400, 'INPUT_INVALID']);
    const { accountSid, authToken, sender: from, url: apiBase } = twilio;
    const config = { accountSid, authToken, from, apiBase };
    const set = await owner.call('PATCH', '/api/channels/whatsapp', { enabled: true, config });
    expect(set.body).toMatchObject({ ready: true, secretsSet: ['authToken'], config: { accountSid, from } });
    expect(JSON.stringify(set.body)).not.toContain(authToken);
    await owner.call('PATCH', '/api/channels/whatsapp', { config: { from } });
    expect(await channel('whatsapp')).toMatchObject({ ready: true, secretsSet: ['authToken'] });
    const audits = await owner.call('GET', '/api/audits');
    expect(JSON.stringify(audits.body)).toContain('channel.changed');
    expect(JSON.stringify(audits.body)).not.toContain(authToken);
  });

  test('the check says what is missing, and what is not approved', async () => {
    const check = async () =>
      (await owner.call('POST', '/api/channels/whatsapp/check', {})).body as {
        problem: string | null;
        findings: { ok: boolean; text: string }[];
      };
    // The shared number needs no entry among the senders; templates are missing.
    expect((await check()).problem).toMatch(/^No template is set for: absenceRaised/);
    const { sid } = twilio.addTemplate(templateText('test', 'en'), { approval: 'pending' });
    await owner.call('PATCH', '/api/channels/whatsapp', { config: { 'template.test.en': sid } });
    expect((await check()).problem).toBe(
      'Template test (en): WhatsApp has not approved it; its state is "pending".',
    );
    twilio.addTemplate(templateText('test', 'en'), { sid });
    expect((await check()).findings.filter(({ text }) => text.startsWith('Template'))).toEqual([]);
  });

  test('a test message arrives, and Twilio’s calls take it to delivered', async () => {
    await owner.call('PATCH', '/api/settings', { publicUrl: server.url });
    const sent = await test1('whatsapp');
    expect(sent.body).toMatchObject({ channel: 'whatsapp', state: 'queued', address: '+6281…111' });
    await eventually(async () =>
      expect((await messages())[0]).toMatchObject({ state: 'delivered', recipient: 'Budi Santoso' }),
    );
    expect(twilio.messages().at(-1)?.body).toMatch(/^This is a test message from Harbour, sent at \d\d:\d\d/);
    expect((await channel('whatsapp'))?.counts).toMatchObject({ queued: 0, sent: 1 });
  });

  test('a call that Twilio did not sign is refused, whatever it says', async () => {
    const forged = await fetch(`${server.url}/api/whatsapp/inbound`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'AAAA' },
      body: new URLSearchParams({
        AccountSid: twilio.accountSid,
        MessageSid: 'SM1',
        From: `whatsapp:${budi}`,
        Body: '1',
      }),
    });
    expect(forged.status).toBe(403);
    const large = await fetch(`${server.url}/api/whatsapp/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `Body=${'x'.repeat(100_000)}`,
    });
    expect(large.status).toBe(400);
  });

  const ask = async (body: string, more: Record<string, string> = {}) => {
    const before = twilio.messages().length;
    const answer = await twilio.receive(budi, body, more);
    expect(answer).toEqual({
      status: 200,
      text: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>',
    });
    return (await eventuallyReply(before + 1))?.body ?? '';
  };
  const eventuallyReply = async (index: number) => {
    await eventually(() => expect(twilio.messages().length).toBeGreaterThan(index));
    return twilio.messages()[index];
  };

  test('who leads people gets answers about those, in the language they write in', async () => {
    expect(await ask('help')).toMatch(/^You can send:[^]*where NAME[^]*snap CAMERA/);
    expect(await ask('where ana')).toBe('Ana Putri has not been seen yet.');
    expect(await ask('di mana ana?')).toBe('Ana Putri belum terlihat.');
    expect(await ask('where dewi')).toBe('Nobody called "dewi" is among your people.');
    expect(await ask('status')).toMatch(/of 2\.$/);
    expect(await ask('1')).toBe('There is nothing open that you were told about.');
    // Without a sign-in that may, there is no report.
    expect(await ask('report')).toMatch(/^This is not for you to ask/);
    expect(await ask('snap hall')).toBe('There is no camera "hall" among yours.');
  });

  test('the same message delivered twice is answered once; strangers get nothing', async () => {
    const before = twilio.messages().length;
    const sid = 'SM00000000000000000000000000000001';
    for (let times = 0; times < 3; times += 1) await twilio.receive(budi, 'status', { MessageSid: sid });
    await eventuallyReply(before + 3);
    const stranger = await twilio.receive('+628199999999', 'status');
    expect(stranger.text).toMatch(/<Response><\/Response>$/);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    // Three times asked, one answer; the stranger's message, no answer.
    expect(twilio.messages().length).toBe(before + 5);
    expect(twilio.messages().filter(({ to }) => to === 'whatsapp:+628199999999')).toEqual([]);
  });
});

describe('e-mail', () => {
  const received: string[] = [];
  let smtp: SMTPServer;
  let port: number;

  beforeAll(async () => {
    smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        password === 'right' ? done(null, { user: username }) : done(new Error('wrong')),
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith('budi')
          ? done()
          : done(Object.assign(new Error('no such user'), { responseCode: 550 })),
      onData(stream, _session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
        stream.on('end', () => {
          received.push(Buffer.concat(chunks).toString());
          done();
        });
      },
    });
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
    port = (smtp.server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise<void>((resolve) => smtp.close(() => resolve())));

  test('with the wrong password it waits and says so; with the right one it goes out', async () => {
    const config = {
      host: '127.0.0.1',
      port: String(port),
      security: 'none',
      user: 'us',
      password: 'wrong',
      from: 'Whereabouts <us@example.com>',
    };
    await owner.call('PATCH', '/api/channels/email', { enabled: true, config });
    expect((await test1('email')).body).toMatchObject({ state: 'queued', address: 'b…@example.com' });
    await eventually(async () =>
      expect((await channel('email'))?.problem).toMatch(/refuses the user or the password/),
    );
    expect((await problems()).map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/refuses the user or the password/),
    );
    expect(received).toEqual([]);
    await owner.call('PATCH', '/api/channels/email', { config: { password: 'right' } });
    await eventually(() => expect(received.length).toBe(1));
    expect(received[0]).toMatch(/^Subject: Test message from Harbour$/m);
    expect(received[0]).toMatch(/^Message-ID: <[0-9a-f-]{36}@example\.com>$/im);
    await eventually(async () => expect((await channel('email'))?.problem).toBeNull());
  });

  test('when WhatsApp cannot reach somebody, the e-mail goes out', async () => {
    twilio.script([{ kind: 'fail', code: 63024 }]);
    const both = { channels: ['whatsapp', 'email'], language: 'en' };
    const { status } = await owner.call('PUT', `/api/contacts/person:${budiId}`, both);
    expect(status).toBe(200);
    const db = await openDatabase(server.config.dataDir);
    const company = await db('companies').first<{ id: string }>('id');
    const to = {
      ...{ recipientId: `person:${budiId}`, name: 'Budi', language: 'en' as const },
      channels: [
        { channel: 'whatsapp' as const, address: budi },
        { channel: 'email' as const, address: 'budi@example.com' },
      ],
    };
    const message = {
      to,
      template: 'test' as const,
      variables: { company: 'X' },
      expiresAtMs: Date.now() + 600_000,
    };
    await inTransaction(db, (trx) => queueMessage(trx, company?.id ?? '', message, Date.now()));
    await db.destroy();
    await eventually(() => expect(received.length).toBe(2));
    const [mail, failed] = await messages();
    expect([mail?.channel, failed?.channel, failed?.errorCode]).toEqual(['email', 'whatsapp', '63024']);
    await eventually(async () => expect((await messages())[0]?.state).toBe('sent'));
  });
});

describe('webhook', () => {
  test('is signed, and sent again with the same id until it is taken', async () => {
    const got: { headers: IncomingMessage['headers']; body: string }[] = [];
    const hook = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        got.push({ headers: request.headers, body });
        response.writeHead(got.length === 1 ? 503 : 204).end();
      });
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', () => resolve()));
    const secret = 'a secret of sixteen';
    const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`;
    await owner.call('PATCH', '/api/channels/webhook', { enabled: true, config: { url, secret } });
    await test1('webhook');
    await eventually(() => expect(got.length).toBe(2));
    hook.close();
    const [first, again] = got.map(({ headers, body }) => ({
      id: headers[webhookHeaders.id],
      body,
      timestamp: String(headers[webhookHeaders.timestamp]),
      signature: String(headers[webhookHeaders.signature]),
    }));
    expect(again?.id).toBe(first?.id);
    expect(JSON.parse(again?.body ?? '{}')).toMatchObject({
      id: first?.id,
      kind: 'message',
      template: 'test',
    });
    if (!again) throw new Error('nothing came');
    expect(isSigned(secret, again, Date.now())).toBe(true);
    expect(isSigned(secret, { ...again, body: `${again.body} ` }, Date.now())).toBe(false);
    // Kept and sent again by somebody else, later.
    expect(isSigned(secret, again, Date.now() + 301_000)).toBe(false);
  });
});

describe('browser', () => {
  test('an open page takes the message; without one it waits', async () => {
    const user = await server.signedInAs('supervisor', { personId: budiId });
    expect((await test1('browser')).body).toMatchObject({ state: 'queued' });
    const socket = io(server.url, { transports: ['websocket'], extraHeaders: { cookie: user.cookie() } });
    const alerts: unknown[] = [];
    socket.on('alert', (alert: unknown, taken: () => void) => {
      alerts.push(alert);
      taken();
    });
    try {
      await eventually(async () => {
        const [newest] = await messages();
        await owner.call('POST', `/api/messages/${newest?.messageId ?? ''}/retry`, {});
        expect((await messages())[0]?.state).toBe('delivered');
      });
      expect(alerts).toMatchObject([{ title: 'Test message from Harbour', path: '/messages' }]);
      const again = await owner.call(
        'POST',
        `/api/messages/${(await messages())[0]?.messageId ?? ''}/retry`,
        {},
      );
      expect(codeOf(again)).toBe('MESSAGE_ON_ITS_WAY');
    } finally {
      socket.close();
    }
  });
});

test('what an administrator must mend is said, with the place where', async () => {
  const bos = (await owner.call('POST', '/api/people', { name: 'Boss' })).body as { personId: string };
  await owner.call('PUT', `/api/people/${budiId}/supervisor`, { supervisorId: bos.personId });
  await owner.call('PATCH', '/api/settings', { publicUrl: '' });
  const found = (await problems()).map(({ path, text }) => `${path} ${text}`);
  expect(found).toContainEqual(
    expect.stringMatching(/^\/settings Cannot hear answers by WhatsApp: the public address/),
  );
  expect(found).toContainEqual(
    expect.stringMatching(/^\/people Cannot reach Boss by WhatsApp: they lead people/),
  );
  expect(found).not.toContainEqual(expect.stringMatching(/circle/));
});

test('everybody says how they are told themselves; HR for others', async () => {
  const hr = await server.signedInAs('hr');
  const viewer = await server.signedInAs('viewer');
  expect((await hr.call('GET', `/api/contacts/person:${anaId}`)).body).toEqual({
    ...{ channels: ['whatsapp', 'email', 'browser'], language: 'en' },
  });
  const changed = await hr.call('PUT', `/api/contacts/person:${anaId}`, {
    channels: ['email', 'email'],
    language: 'id',
  });
  expect(changed.body).toEqual({ channels: ['email'], language: 'id' });
  const refused = await viewer.call('PUT', `/api/contacts/person:${anaId}`, { channels: [], language: 'en' });
  expect(codeOf(refused)).toBe('NOT_YOURS');
  const { body: me } = await viewer.call('GET', '/api/me');
  const own = await viewer.call('PUT', `/api/contacts/user:${(me as { userId: string }).userId}`, {
    channels: ['browser'],
    language: 'id',
  });
  expect(own.body).toEqual({ channels: ['browser'], language: 'id' });
});
