/** A session is a random token in a cookie; the store knows only its hash. */
import { createHash, randomBytes } from 'node:crypto';
import type { AccessStore, UserRow } from './store.ts';

export type Sessions = {
  /** A new token; the session lasts as long as it is used. */
  open: (userId: string) => Promise<string>;
  userOf: (token: string) => Promise<UserRow | null>;
  close: (token: string) => Promise<void>;
};

/** A working day: who was away longer signs in again. */
export const sessionMs = 12 * 60 * 60 * 1000;
/** A session is written again only when this much of it is used up: not on every request. */
const extendAfterMs = 5 * 60 * 1000;

export function createSessions(companyId: string, store: AccessStore, clock: () => number): Sessions {
  return {
    async open(userId) {
      const token = randomBytes(32).toString('base64url');
      const nowMs = clock();
      const session = { tokenHash: hashOf(token), createdAtMs: nowMs, expiresAtMs: nowMs + sessionMs };
      await store.openSession(companyId, userId, session);
      return token;
    },
    async userOf(token) {
      const nowMs = clock();
      const user = await store.sessionUser(companyId, hashOf(token), nowMs);
      if (!user) return null;
      if (user.expiresAtMs < nowMs + sessionMs - extendAfterMs)
        // A full disk must not lock people out; the next request tries again.
        await store.extendSession(companyId, hashOf(token), nowMs + sessionMs).catch(() => undefined);
      return user;
    },
    close: (token) => store.closeSession(companyId, hashOf(token)),
  };
}

/** Tokens are 256 random bits: a fast hash is enough. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
