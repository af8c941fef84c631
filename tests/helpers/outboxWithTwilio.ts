/** The outbox on a database of its own, with the real Twilio client and a Twilio on this machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { inTransaction } from '../../server/database/inTransaction.ts';
import { openDatabase } from '../../server/database/openDatabase.ts';
import { ensureCompany } from '../../server/database/store.ts';
import { type ChannelConfig, templateField, templateKeys } from '../../server/channels/channelConfig.ts';
import { createInboundStore } from '../../server/channels/inboundStore.ts';
import { createMessageStore, type MessageRow } from '../../server/channels/messageStore.ts';
import type { Sender } from '../../server/channels/outgoing.ts';
import { type NewMessage, queueMessage } from '../../server/channels/queueMessage.ts';
import { templateText } from '../../server/channels/renderText.ts';
import { type Outbox, startOutbox } from '../../server/channels/startOutbox.ts';
import { createWhatsApp } from '../../server/channels/whatsapp/createWhatsApp.ts';
import type { ChannelKind } from '../../server/wire.ts';
import { type HandClock, handClock } from './handClock.ts';
import { type LocalTwilio, startLocalTwilio } from './localTwilio.ts';

export type Bench = Awaited<ReturnType<typeof startBench>>;
const timeZone = 'Asia/Jakarta';

/** mulberry32 */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export async function startBench(more: { others?: Partial<Record<ChannelKind, Sender>> } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-outbox-'));
  const db = await openDatabase(folder);
  // These tests kill no machine: what is on the disk does not matter.
  await db.raw('PRAGMA synchronous = OFF');
  const clock: HandClock = handClock();
  const company = await ensureCompany(db, { name: 'Harbour', timeZone, nowMs: clock.now() });
  const companyId = company.id;
  const twilio: LocalTwilio = await startLocalTwilio({ now: () => clock.now() });
  const config: ChannelConfig = { enabled: true, values: configFor(twilio) };
  const store = createMessageStore(db);
  const inbound = createInboundStore(db, companyId);
  const troubles: unknown[] = [];
  const whatsapp = createWhatsApp({
    config: () => config,
    timeZone: () => timeZone,
    publicUrl: () => '',
    isOpen: (address) => inbound.isOpen(address, clock.now()),
    knownIds: (ids) => store.knownIds(companyId, ids),
    trouble: (error) => troubles.push(error),
  });
  const pace = { perSecond: 1_000, burst: 1_000 };
  const start = (): Outbox =>
    startOutbox({
      ...{ companyId, store, clock, random: seeded(7), pace: { whatsapp: pace } },
      senderOf: (channel) => (channel === 'whatsapp' ? whatsapp : (more.others?.[channel] ?? null)),
      trouble: (error) => troubles.push(error),
    });
  const bench = {
    ...{ db, clock, companyId, twilio, config, store, inbound, whatsapp, troubles, start },
    outbox: start(),
    rows: (): Promise<MessageRow[]> =>
      db('messages').where({ companyId }).orderByRaw('"createdAtMs", rowid').select<MessageRow[]>('*'),
    queue: (message: Partial<NewMessage> = {}, address = '+628111111111') =>
      inTransaction(db, (trx) =>
        queueMessage(trx, companyId, messageTo(address, clock.now(), message), clock.now()),
      ),
    /** They wrote just now. */
    wrote: (address: string) =>
      inbound.add({
        id: `SM${Math.random()}`,
        address,
        recipientId: 'person:1',
        body: 'hi',
        atMs: clock.now(),
      }),
    async pass(times = 1, stepMs = 1_000): Promise<void> {
      for (let turn = 0; turn < times; turn += 1) {
        await bench.outbox.look();
        clock.advance(stepMs);
      }
    },
    async stop(): Promise<void> {
      await bench.outbox.stop();
      await twilio.stop();
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

/** With every template there, approved. */
function configFor(twilio: LocalTwilio): Record<string, string> {
  const templates = templateKeys.flatMap((key) =>
    (['en', 'id'] as const).map((language) => {
      const { sid } = twilio.addTemplate(templateText(key, language), { language });
      return [templateField(key, language), sid] as const;
    }),
  );
  return {
    ...{
      accountSid: twilio.accountSid,
      authToken: twilio.authToken,
      from: twilio.sender,
      apiBase: twilio.url,
    },
    ...Object.fromEntries(templates),
  };
}

export const messageTo = (address: string, nowMs: number, more: Partial<NewMessage> = {}): NewMessage => ({
  to: {
    ...{ recipientId: `person:${address}`, name: 'Budi', language: 'en' },
    channels: [{ channel: 'whatsapp', address }],
  },
  template: 'absenceRaised',
  variables: { name: 'Ana', area: 'Assembly', lastSeen: '09:41', minutes: '5' },
  expiresAtMs: nowMs + 4 * 3_600_000,
  ...more,
});
export type { Knex };
