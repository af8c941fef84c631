import { expect, test } from 'vitest';
import { createSessions, sessionMs } from './sessions.ts';
import type { AccessStore } from './store.ts';

const ada = {
  ...{ id: 'ada', email: 'ada@example.com', name: 'Ada', role: 'admin' as const, passwordHash: '' },
  ...{ personId: null, totpSecret: null, areaIds: [] },
};

test('createSessions() keeps people signed in while the disk is too full to write how long', async () => {
  let extended = 0;
  const store = {
    sessionUser: () => Promise.resolve({ ...ada, expiresAtMs: sessionMs / 2 }),
    extendSession: () => Promise.reject(new Error(`disk full ${(extended += 1)}`)),
  } as Partial<AccessStore> as AccessStore;
  const sessions = createSessions('acme', store, () => 0);
  expect(await sessions.userOf('token')).toMatchObject({ name: 'Ada' });
  expect(extended).toBe(1);
});
