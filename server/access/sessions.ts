/** A session is a random token in a cookie; the store knows only its hash. */
import { createHash, randomBytes } from 'node:crypto';
import type { AccessStore, UserRow } from './store.ts';

export type Sessions = {
  /** A new token; the session lasts as long as it is used. */
  open: (userId: string, from: SignedInFrom) => Promise<string>;
  userOf: (token: string) => Promise<UserRow | null>;
  close: (token: string) => Promise<void>;
};
/** As the browser says; for people to recognise their devices by. */
export type SignedInFrom = { address: string; userAgent: string };

/** A session is written again only when this much of it is used up: not on every request. */
const extendAfterMs = 5 * 60 * 1000;
const userAgentMaxLength = 300;

export function createSessions(
  companyId: string,
  store: AccessStore,
  { clock, lastMs }: { clock: () => number; lastMs: () => number },
): Sessions {
  const used = (nowMs: number) => ({ lastUsedMs: nowMs, expiresAtMs: nowMs + lastMs() });
  return {
    async open(userId, { address, userAgent }) {
      const token = randomBytes(32).toString('base64url');
      const nowMs = clock();
      const from = { address, userAgent: userAgent.slice(0, userAgentMaxLength) };
      const session = { tokenHash: hashOf(token), createdAtMs: nowMs, ...used(nowMs), ...from };
      await store.openSession(companyId, userId, session);
      return token;
    },
    async userOf(token) {
      const nowMs = clock();
      const user = await store.sessionUser(companyId, hashOf(token), nowMs);
      const unusedMs = nowMs - (user?.lastUsedMs ?? 0);
      // Asked again: sessions may have been made shorter since.
      if (!user || unusedMs >= lastMs()) return null;
      if (unusedMs > Math.min(extendAfterMs, lastMs() / 10))
        // A full disk must not lock people out; the next request tries again.
        await store.extendSession(companyId, hashOf(token), used(nowMs)).catch(() => undefined);
      return user;
    },
    close: (token) => store.closeSession(companyId, hashOf(token)),
  };
}

/** Tokens are 256 random bits: a fast hash is enough. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
