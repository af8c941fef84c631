/** Goal: nobody gets a message twice and none is lost, whenever a connection breaks. Method: the real client, a Twilio that breaks connections. */
import { expect, test } from 'vitest';
import { messageTo, seeded, startBench } from '../helpers/outboxWithTwilio.ts';

test('of 1,000 messages whose connection broke before or after they were taken, each arrives exactly once', async () => {
  const bench = await startBench();
  try {
    const random = seeded(42);
    // Every first try breaks; later ones a third of the time.
    const tried = new Map<string, number>();
    bench.twilio.script((form) => {
      const key = `${form.get('To')} ${form.get('ContentVariables')}`;
      const times = tried.get(key) ?? 0;
      tried.set(key, times + 1);
      if (times > 0 && random() > 1 / 3) return null;
      return { kind: random() < 0.5 ? 'dropAfter' : 'dropBefore' };
    });
    const people = 40;
    for (let index = 0; index < 1_000; index += 1) {
      const address = `+6281${String(10_000_000 + (index % people))}`;
      // Two of five say the same as another one to the same person.
      const variables = {
        ...messageTo(address, 0).variables,
        minutes: String(Math.floor(index / people / 1.67)),
      };
      await bench.queue({ variables, expiresAtMs: bench.clock.now() + 24 * 3_600_000 }, address);
    }
    for (let turn = 0; turn < 400; turn += 1) {
      await bench.pass(1, 5_000);
      if ((await bench.rows()).every(({ state }) => state === 'accepted')) break;
    }
    const rows = await bench.rows();
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['accepted']));
    expect(rows.length).toBe(1_000);
    expect(new Set(rows.map(({ providerId }) => providerId)).size).toBe(1_000);
    // What Twilio has is what was to be sent: as many to each number, of each text.
    expect(bench.twilio.messages().length).toBe(1_000);
    const sent = new Map(bench.twilio.messages().map((message) => [message.sid, message]));
    for (const row of rows) expect(sent.get(row.providerId ?? '')?.to).toBe(`whatsapp:${row.address}`);
    expect(bench.twilio.asked()).toBeGreaterThan(1_400);
    expect(bench.troubles).toEqual([]);
  } finally {
    await bench.stop();
  }
}, 400_000);
