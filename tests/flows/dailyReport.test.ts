/** Goal: a report that nobody of HR could be told is lost to nobody. Method: a real server whose clock is moved; users and channels come and go. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProblemView } from '../../server/wire.ts';
import {
  adminPassword,
  type Client,
  eventually,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** 20 November 2026, 19:00 in Jakarta. */
const dueMs = Date.UTC(2026, 10, 20, 12);
let nowMs: number;
let timers: Set<() => void>;
const clock = {
  now: () => nowMs,
  every: (_: number, run: () => void) => {
    timers.add(run);
    return () => void timers.delete(run);
  },
};
let server: TestServer;
let owner: Client;

beforeEach(async () => {
  nowMs = dueMs - hourMs;
  timers = new Set();
  server = await startTestServer({ overrides: { clock } });
  owner = await server.admin();
  await owner.call('PATCH', '/api/settings', { reportAt: '19:00' });
});
afterEach(() => server.remove());

/** Looks at this moment, a few times. */
async function at(ms: number): Promise<void> {
  nowMs = ms;
  for (let pass = 0; pass < 3; pass++) {
    for (const run of [...timers]) run();
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
}

function inDatabase<T>(work: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(join(server.config.dataDir, 'whereabouts.sqlite'));
  try {
    return work(db);
  } finally {
    db.close();
  }
}
const told = (): string[] =>
  inDatabase((db) =>
    (
      db.prepare(`SELECT variables FROM messages WHERE template = 'dailyReport'`).all() as {
        variables: string;
      }[]
    ).map(({ variables }) => (JSON.parse(variables) as { date: string }).date),
  ).sort();
async function problem(): Promise<ProblemView | undefined> {
  const all = (await owner.call('GET', '/api/problems')).body as ProblemView[];
  return all.find(({ problemId }) => problemId === 'dailyReport');
}
/** A session ends by itself; days go by here. */
const signInAgain = () =>
  owner.call('POST', '/api/sign-in', { email: 'ada@example.com', password: adminPassword });
async function restart(): Promise<void> {
  await server.stop();
  server = await startTestServer({ folder: join(server.config.dataDir, '..'), overrides: { clock } });
  owner = await server.admin();
}

test('without anybody of HR it is told from the start, waits over midnight and a restart, and goes out once', async () => {
  expect(await problem()).toMatchObject({ path: '/users', sinceMs: null });
  await at(dueMs + 1_000);
  expect([told(), await problem()]).toMatchObject([[], { path: '/users', sinceMs: dueMs }]);
  await at(dueMs + dayMs + 1_000);
  await restart();
  await server.signedInAs('hr');
  await eventually(async () => {
    await at(dueMs + dayMs + 2 * hourMs);
    expect(told()).toEqual(['2026-11-20', '2026-11-21']);
  });
  await at(dueMs + dayMs + 3 * hourMs);
  await restart();
  await at(dueMs + dayMs + 4 * hourMs);
  expect([told(), await problem()]).toEqual([['2026-11-20', '2026-11-21'], undefined]);
});

test('without a channel that reaches HR it waits as well, and leads to the messages', async () => {
  await server.signedInAs('hr');
  expect(await problem()).toBeUndefined();
  const prefer = (channels: string): void =>
    inDatabase((db) => {
      const { id, companyId } = db
        .prepare(`SELECT id, companyId FROM users WHERE role = 'hr'`)
        .get() as Record<string, string>;
      db.prepare(
        'INSERT OR REPLACE INTO contact_preferences (companyId, recipientId, channels, language) VALUES (?,?,?,?)',
      ).run(companyId, `user:${id}`, channels, 'en');
    });
  prefer('["whatsapp"]');
  await at(dueMs + 1_000);
  expect([told(), await problem()]).toMatchObject([[], { path: '/messages', sinceMs: dueMs }]);
  prefer('["browser"]');
  await at(dueMs + hourMs);
  await at(dueMs + hourMs + 60_000);
  expect([told(), await problem()]).toEqual([['2026-11-20'], undefined]);
});

test('older than a week it waits no more, and who takes the time away wants none of it', async () => {
  await at(dueMs + 1_000);
  await at(dueMs + dayMs + 1_000);
  await signInAgain();
  await owner.call('PATCH', '/api/settings', { reportAt: '' });
  await at(dueMs + 1.2 * dayMs);
  expect(await problem()).toBeUndefined();
  await owner.call('PATCH', '/api/settings', { reportAt: '19:00' });
  await at(dueMs + 2 * dayMs + 1_000);
  await at(dueMs + 9 * dayMs + 2_000);
  await signInAgain();
  // The one of the day before was missed just now and is made up for.
  expect(await problem()).toMatchObject({ sinceMs: dueMs + 8 * dayMs });
  await server.signedInAs('hr');
  await at(dueMs + 9 * dayMs + hourMs);
  expect(told()).toEqual(['2026-11-28', '2026-11-29']);
});

test('a program that was off from before its time until the next morning makes up for it, once', async () => {
  await server.signedInAs('hr');
  await server.stop();
  nowMs = dueMs + 13 * hourMs;
  server = await startTestServer({ folder: join(server.config.dataDir, '..'), overrides: { clock } });
  owner = await server.admin();
  await at(dueMs + 13 * hourMs + 1_000);
  await at(dueMs + 14 * hourMs);
  expect(told()).toEqual(['2026-11-20']);
});
