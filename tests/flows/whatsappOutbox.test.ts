/** Goal: whatever Twilio answers, each message ends where it should. Method: the real client, a Twilio on this machine, a clock set by hand. */
import { afterEach, expect, test } from 'vitest';
import { afterStatus } from '../../server/channels/whatsapp/statusOf.ts';
import { followStatuses } from '../../server/channels/whatsapp/followStatuses.ts';
import type { Sender } from '../../server/channels/outgoing.ts';
import { type Bench, startBench } from '../helpers/outboxWithTwilio.ts';

const address = '+628111111111';
let bench: Bench;
afterEach(() => bench.stop());

const hear = (news: {
  providerId: string;
  messageId: string | null;
  status: string;
  errorCode: string | null;
}) =>
  bench.store.hear(
    bench.companyId,
    { receiptId: `${news.providerId}:${news.status}`, nowMs: bench.clock.now(), ...news },
    (message) => afterStatus(message, news, { nowMs: bench.clock.now(), random: 1 }),
  );
const follow = () =>
  followStatuses(
    {
      db: bench.db,
      companyId: bench.companyId,
      client: bench.whatsapp.client,
      hear: async (news) => void (await hear(news)),
    },
    bench.clock.now(),
  );
const states = async () => (await bench.rows()).map(({ channel, state }) => `${channel} ${state}`);
const toBoth = (email = 'budi@example.com') => ({
  to: {
    ...{ recipientId: 'person:1', name: 'Budi', language: 'en' as const },
    channels: [
      { channel: 'whatsapp' as const, address },
      { channel: 'email' as const, address: email },
    ],
  },
});
const mail: Sender = { send: () => Promise.resolve({ kind: 'accepted', state: 'sent', providerId: null }) };

test('a template outside of the 24 hours, free text inside, in the language of the person', async () => {
  bench = await startBench();
  await bench.queue();
  await bench.pass();
  await bench.wrote(address);
  await bench.queue({
    to: { recipientId: 'person:1', name: 'B', language: 'id', channels: [{ channel: 'whatsapp', address }] },
  });
  await bench.pass();
  const [template, free] = bench.twilio.messages();
  expect(template).toMatchObject({ contentSid: bench.config.values['template.absenceRaised.en'] });
  expect(template?.body).toMatch(/^Not seen at work: Ana, Assembly, since 09:41/);
  expect(free).toMatchObject({ contentSid: null });
  expect(free?.body).toMatch(/^Tidak terlihat di tempat kerja: Ana/);
  expect(await states()).toEqual(['whatsapp accepted', 'whatsapp accepted']);
});

test('63016, told afterwards, is sent again as a template, once, and the next one is a template too', async () => {
  bench = await startBench();
  await bench.wrote(address);
  bench.twilio.closeWindow(address);
  await bench.queue();
  await bench.pass();
  // Twilio has no address to call, and is asked.
  bench.clock.advance(30_000);
  await follow();
  await bench.pass(2);
  await bench.queue();
  await bench.pass(2);
  expect(bench.twilio.messages().map(({ contentSid }) => contentSid !== null)).toEqual([false, true, true]);
  expect(await states()).toEqual(['whatsapp failed', 'whatsapp accepted', 'whatsapp accepted']);
});

test('without a template the next channel is taken, or the message waits until there is one', async () => {
  bench = await startBench({ others: { email: mail } });
  for (const key of Object.keys(bench.config.values))
    if (key.startsWith('template.')) delete bench.config.values[key];
  await bench.queue(toBoth());
  await bench.queue({}, '+628122222222');
  await bench.pass(2);
  expect(await states()).toEqual(
    expect.arrayContaining(['whatsapp failed', 'email sent', 'whatsapp queued']),
  );
  const { sid } = bench.twilio.addTemplate('Look: {{1}} {{2}} {{3}} {{4}} {{5}} now.');
  bench.config.values['template.absenceRaised.en'] = sid;
  await bench.outbox.channelChanged('whatsapp');
  await bench.pass(2);
  expect(bench.twilio.messages()).toHaveLength(1);
});

test('with the wrong token nothing is lost: messages wait, and go out once it is right', async () => {
  bench = await startBench();
  bench.config.values['authToken'] = 'wrong';
  for (const number of ['+628111111111', '+628122222222', '+628133333333']) await bench.queue({}, number);
  await bench.pass(20, 5_000);
  expect(bench.twilio.messages()).toEqual([]);
  expect(bench.outbox.troubleOf('whatsapp')?.code).toBe('20003');
  // One try at a time, further and further apart.
  expect(bench.twilio.asked()).toBeLessThan(15);
  bench.config.values['authToken'] = bench.twilio.authToken;
  await bench.outbox.channelChanged('whatsapp');
  await bench.pass(3);
  expect(bench.twilio.messages()).toHaveLength(3);
  expect(bench.outbox.troubleOf('whatsapp')).toBeNull();
});

test('while Twilio cannot be reached messages wait, and go out once it can', async () => {
  bench = await startBench();
  await bench.twilio.reachable(false);
  for (const number of ['+628111111111', '+628122222222']) await bench.queue({}, number);
  await bench.pass(10, 10_000);
  expect((await bench.rows()).map(({ state, errorCode }) => [state, errorCode])).toEqual([
    ['queued', 'unreachable'],
    ['queued', expect.stringMatching(/unreachable/) as string],
  ]);
  await bench.twilio.reachable(true);
  await bench.pass(40, 10_000);
  expect(await states()).toEqual(['whatsapp accepted', 'whatsapp accepted']);
  expect(bench.twilio.messages()).toHaveLength(2);
});

test('killed while Twilio was asked: what it took is found, what it did not take is sent, nothing twice', async () => {
  bench = await startBench();
  bench.twilio.script((form) =>
    form.get('To')?.endsWith('1') ? { kind: 'dropAfter' } : { kind: 'dropBefore' },
  );
  await bench.queue({}, '+628111111111');
  await bench.queue({}, '+628122222222');
  await bench.pass();
  // As after kill -9: claimed, asked, and nothing is stored of the answer.
  await bench.outbox.stop();
  await bench.db('messages').update({ state: 'sending', errorCode: null });
  bench.twilio.script(() => null);
  bench.outbox = bench.start();
  await bench.pass();
  expect((await states()).sort()).toEqual(['whatsapp accepted', 'whatsapp unknown']);
  await bench.pass(30, 5_000);
  expect(await states()).toEqual(['whatsapp accepted', 'whatsapp accepted']);
  expect(
    bench.twilio
      .messages()
      .map(({ to }) => to)
      .sort(),
  ).toEqual(['whatsapp:+628111111111', 'whatsapp:+628122222222']);
});

test('what the provider tells moves a message forward only, out of order and repeated', async () => {
  bench = await startBench();
  await bench.queue();
  await bench.pass();
  const providerId = (await bench.rows())[0]?.providerId ?? '';
  const tell = async (status: string) => {
    await hear({ providerId, messageId: null, status, errorCode: status === 'failed' ? '63024' : null });
    return (await bench.rows())[0]?.state;
  };
  const told: (string | undefined)[] = [];
  for (const status of ['delivered', 'sent', 'queued', 'delivered', 'read', 'failed', 'read'])
    told.push(await tell(status));
  expect(told).toEqual(['delivered', 'delivered', 'delivered', 'delivered', 'read', 'read', 'read']);
});

test('a failure told late takes the next channel, once', async () => {
  bench = await startBench({ others: { email: mail } });
  await bench.queue(toBoth());
  await bench.pass();
  const providerId = (await bench.rows())[0]?.providerId ?? '';
  for (let times = 0; times < 3; times += 1)
    for (const status of ['undelivered', 'failed'])
      await hear({ providerId, messageId: null, status, errorCode: '63024' });
  await bench.pass(2);
  expect(await states()).toEqual(['whatsapp failed', 'email sent']);
});

test('news that comes before the answer to the request is kept', async () => {
  bench = await startBench();
  await bench.queue();
  const [claimed] = await bench.store.claim(bench.companyId, 'whatsapp', 1, bench.clock.now());
  const messageId = claimed?.messageId ?? '';
  await hear({ providerId: 'SMearly', messageId, status: 'delivered', errorCode: null });
  expect(await bench.rows()).toMatchObject([{ state: 'delivered', providerId: 'SMearly' }]);
});

test('messages to one person keep their order, and what is too old is dropped', async () => {
  bench = await startBench();
  bench.twilio.script([{ kind: 'refuse', status: 503, code: 20503 }]);
  await bench.queue({ template: 'absenceRaised' });
  await bench.queue({ template: 'absenceResolved' });
  await bench.queue({ expiresAtMs: bench.clock.now() + 1 }, '+628122222222');
  bench.clock.advance(2);
  await bench.pass(10);
  expect(bench.twilio.messages().map(({ body }) => body.slice(0, 4))).toEqual(['Not ', 'Back']);
  expect((await states()).sort()).toEqual(['whatsapp accepted', 'whatsapp accepted', 'whatsapp dropped']);
});

test.each([429, 63018, 63017])('after %s everything goes on more slowly', async (code) => {
  bench = await startBench();
  bench.twilio.script([{ kind: 'refuse', status: 429, code: code === 429 ? 20429 : code }]);
  await bench.queue();
  await bench.queue({}, '+628122222222');
  await bench.outbox.look();
  const before = bench.twilio.messages().length;
  await bench.queue({}, '+628133333333');
  bench.clock.advance(3_000);
  await bench.outbox.look();
  expect(bench.twilio.messages().length).toBe(before);
  bench.clock.advance(3_000);
  await bench.pass(10, 3_000);
  expect(await states()).toEqual(Array(3).fill('whatsapp accepted'));
});
