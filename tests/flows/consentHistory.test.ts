/** Goal: what was agreed to and taken back is told for as long as the person is here, and not a byte longer. Method: a real server, years, faults in its database. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/openDatabase.ts';
import { systemClock } from '../../server/systemClock.ts';
import type { AuditPage, ConsentEvent, ErasureReceipt, Person } from '../../server/wire.ts';
import { type Client, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const yearMs = 365 * 24 * 3_600_000;
let server: TestServer;
let admin: Client;
let db: Knex;
beforeEach(() => begin());
afterEach(() => server.remove());

async function begin(laterMs = 0, folder?: string): Promise<void> {
  const overrides = {
    clock: { ...systemClock, now: () => Date.now() + laterMs },
    openDatabase: async (dataDir: string) => (db = await openDatabase(dataDir)),
  };
  server = await startTestServer({ overrides, ...(folder ? { folder } : {}) });
  admin = await server.admin();
}
async function beginAgain(laterMs: number): Promise<void> {
  const folder = server.config.dataDir.replace(/\/data$/, '');
  await server.stop();
  await begin(laterMs, folder);
}

/** Grace with a face, who agreed by these words. */
async function withGrace(statement = 'Saya setuju.'): Promise<string> {
  const grace = { name: 'Grace', consent: { statement, locale: 'id' } };
  const { personId } = (await admin.call('POST', '/api/people', grace)).body as Person;
  const photos = [{ name: '1.jpg', bytes: 'face 1' }];
  expect((await admin.upload(`/api/people/${personId}/photos`, photos)).status).toBeLessThan(300);
  return `/api/people/${personId}`;
}
const historyOf = async (path: string) =>
  (await admin.call('GET', `${path}/consents`)).body as ConsentEvent[];
const wordsOf = (history: ConsentEvent[]) =>
  history.map(({ kind, by, statement, locale, samples, why }) => [kind, by, statement, locale, samples, why]);
const logged = async () =>
  ((await admin.call('GET', '/api/audits?action=person.consent')).body as AuditPage).audits.length;
const inFiles = (text: string): boolean =>
  ['whereabouts.sqlite', 'whereabouts.sqlite-wal'].some((file) =>
    readFileSync(join(server.config.dataDir, file)).includes(text),
  );

test('the history stays when the audit log has long forgotten', async () => {
  const path = await withGrace();
  expect((await admin.call('DELETE', `${path}/consent`)).body).toEqual({ samples: 1 });
  await admin.call('POST', `${path}/consent`, { statement: 'I agree.' });
  expect((await admin.call('PATCH', path, { badgeOnly: true, confirm: true })).status).toBe(200);
  const history = await historyOf(path);
  expect(wordsOf(history)).toEqual([
    ['given', 'Ada', 'Saya setuju.', 'id', 0, null],
    ['withdrawn', 'Ada', 'Saya setuju.', 'id', 1, null],
    ['given', 'Ada', 'I agree.', 'en', 0, null],
    ['withdrawn', 'Ada', 'I agree.', 'en', 0, 'badgeOnly'],
  ]);
  expect(await logged()).toBeGreaterThan(0);
  // Longer than a company can keep the log.
  await beginAgain(11 * yearMs);
  await eventually(async () => expect(await logged()).toBe(0));
  expect(await historyOf(path)).toEqual(history);
});

test('what was taken back is counted on the receipt and gone with the person', async () => {
  const path = await withGrace('Unmistakably agreed.');
  await admin.call('DELETE', `${path}/consent`);
  await admin.call('POST', `${path}/consent`, { statement: 'I agree.' });
  expect(inFiles('Unmistakably agreed.')).toBe(true);
  const { erased } = (await admin.call('DELETE', path)).body as ErasureReceipt;
  expect(erased).toMatchObject({ samples: 0, consents: 2 });
  expect([await db('consents'), await db('withdrawn_consents')]).toEqual([[], []]);
  expect(inFiles('Unmistakably agreed.')).toBe(false);
});

test.each(['withdrawn_consents', 'audits'])(
  'nothing is taken back when %s cannot be written: the consent and the face stay, and no history is told',
  async (table) => {
    const path = await withGrace();
    await db.raw(`CREATE TRIGGER "refuse" BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'no'); END`);
    expect((await admin.call('DELETE', `${path}/consent`)).status).toBeGreaterThanOrEqual(500);
    await db.raw('DROP TRIGGER "refuse"');
    expect(wordsOf(await historyOf(path))).toEqual([['given', 'Ada', 'Saya setuju.', 'id', 0, null]]);
    expect((await admin.call('GET', path)).body).toMatchObject({ consent: {}, samples: [{}] });
    expect((await admin.call('DELETE', `${path}/consent`)).body).toEqual({ samples: 1 });
  },
);
