/** Who is asking, and how people get in and out. */
import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../config.ts';
import { problem } from '../errors.ts';
import type { Me, PasswordChange, SignIn } from '../wire.ts';
import { permissionsOf } from './abilities.ts';
import type { Passwords } from './passwords.ts';
import { createSessions, hashOf } from './sessions.ts';
import { tokenIn } from './sessionCookie.ts';
import { createSetup, type Setup } from './setup.ts';
import type { AccessStore, UserRow } from './store.ts';

export type Access = {
  setup: Setup;
  /** For every request, plain or WebSocket; null: nobody is signed in. */
  signedIn: (headers: Pick<IncomingHttpHeaders, 'cookie' | 'host'>) => Promise<SignedIn | null>;
  /** Throws SIGN_IN_WRONG, the same and as slowly for an unknown address as for a wrong password. */
  signIn: (credentials: SignIn) => Promise<UserRow>;
  /** Ends the user's other sessions and answers their ids. Throws PASSWORD_WRONG. */
  changePassword: (userId: string, token: string, change: PasswordChange) => Promise<string[]>;
  /** Ends the session the browser had, so that nobody who knew its token stays in, and opens one. */
  renewSession: (userId: string, oldToken: string | null) => Promise<string>;
  /** Answers the id of the session that ended. */
  signOut: (token: string) => Promise<string>;
};

/** `sessionId` is no secret: the hash of the cookie's token. */
export type SignedIn = { companyId: string; sessionId: string; me: Me };

export type AccessParts = {
  companyId: string;
  store: AccessStore;
  passwords: Passwords;
  clock: () => number;
  demo: boolean;
};

export function createAccess(parts: AccessParts): Access {
  const { companyId, store, passwords, clock, demo } = parts;
  const sessions = createSessions(companyId, store, clock);
  return {
    setup: createSetup(companyId, parts),
    async signedIn(headers) {
      if (demo) return askedThisMachine(headers.host) ? { companyId, sessionId: 'demo', me: demoUser } : null;
      const token = tokenIn(headers);
      const user = token === null ? null : await sessions.userOf(token);
      return token !== null && user ? { companyId, sessionId: hashOf(token), me: meOf(user) } : null;
    },
    async signIn({ email, password }) {
      const user = await store.userOfEmail(companyId, email);
      if (!(await passwords.fits(password, user?.passwordHash ?? null)) || !user)
        throw problem('SIGN_IN_WRONG', {});
      return user;
    },
    async changePassword(userId, token, { current, next }) {
      const user = await store.user(companyId, userId);
      if (!user || !(await passwords.fits(current, user.passwordHash))) throw problem('PASSWORD_WRONG', {});
      const change = { passwordHash: await passwords.hash(next), keepSessionId: hashOf(token) };
      return store.setPassword(companyId, userId, change, { userId, nowMs: clock() });
    },
    async renewSession(userId, oldToken) {
      if (oldToken !== null) await sessions.close(oldToken);
      return sessions.open(userId);
    },
    async signOut(token) {
      await sessions.close(token);
      return hashOf(token);
    },
  };
}

export const demoUser: Me = {
  userId: 'demo',
  name: 'Demo',
  email: 'demo@localhost',
  role: 'owner',
  personId: null,
  areaIds: [],
  demo: true,
  twoFactor: false,
  can: permissionsOf('owner'),
};

export function meOf({
  id,
  name,
  email,
  role,
  personId,
  areaIds,
  totpSecret,
}: Omit<UserRow, 'passwordHash'>): Me {
  const twoFactor = totpSecret !== null;
  return {
    userId: id,
    name,
    email,
    role,
    personId,
    areaIds,
    demo: false,
    twoFactor,
    can: permissionsOf(role),
  };
}

/** A foreign site may point its own name at 127.0.0.1; what asks no password answers to this machine's names only. */
export const askedThisMachine = (host = ''): boolean => isLoopback(host.replace(/:\d+$/, ''));
