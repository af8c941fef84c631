import { expect, test } from 'vitest';
import { createSessions } from './sessions.ts';
import type { AccessStore } from './store.ts';

const ada = {
  ...{ id: 'ada', email: 'ada@example.com', name: 'Ada', role: 'admin' as const, passwordHash: '' },
  ...{ personId: null, totpSecret: null, areaIds: [] },
};
const hourMs = 3_600_000;

test('createSessions() keeps people signed in while the disk is too full to write how long', async () => {
  let extended = 0;
  const store = {
    sessionUser: () => Promise.resolve({ ...ada, lastUsedMs: 0 }),
    extendSession: () => Promise.reject(new Error(`disk full ${(extended += 1)}`)),
  } as Partial<AccessStore> as AccessStore;
  const sessions = createSessions('acme', store, { clock: () => hourMs, lastMs: () => 12 * hourMs });
  expect(await sessions.userOf('token')).toMatchObject({ name: 'Ada' });
  expect(extended).toBe(1);
});

test('createSessions() ends older sessions as soon as sessions are made shorter', async () => {
  const store = {
    sessionUser: () => Promise.resolve({ ...ada, lastUsedMs: 0 }),
    extendSession: () => Promise.resolve(),
  } as Partial<AccessStore> as AccessStore;
  let lastMs = 12 * hourMs;
  const sessions = createSessions('acme', store, { clock: () => 2 * hourMs, lastMs: () => lastMs });
  expect(await sessions.userOf('token')).not.toBeNull();
  lastMs = hourMs;
  expect(await sessions.userOf('token')).toBeNull();
});
