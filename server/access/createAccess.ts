/** Who is asking, and how people get in and out. */
import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../config.ts';
import { problem } from '../errors.ts';
import type { Settings } from '../settings/settings.ts';
import type { Me, PasswordChange, SignIn } from '../wire.ts';
import { permissionsOf } from './abilities.ts';
import { type PasswordOf, passwordProblem } from './passwordRules.ts';
import type { Passwords } from './passwords.ts';
import { createSecondFactor, type SecondFactor } from './secondFactor.ts';
import { createSessions, hashOf, type SignedInFrom } from './sessions.ts';
import { tokenIn } from './sessionCookie.ts';
import { createSetup, type Setup } from './setup.ts';
import type { AccessStore, UserRow } from './store.ts';

export type Access = {
  setup: Setup;
  secondFactor: SecondFactor;
  /** For every request; null: nobody is signed in. */
  signedIn: (headers: Pick<IncomingHttpHeaders, 'cookie' | 'host'>) => Promise<SignedIn | null>;
  /** The same, but null too for who must set up a second factor first. */
  admitted: Access['signedIn'];
  /** Throws SIGN_IN_WRONG, the same and as slowly for an unknown address as for a wrong password; TOTP_NEEDED. */
  signIn: (credentials: SignIn) => Promise<UserRow>;
  /** Throws PASSWORD_WRONG. */
  mustKnowPassword: (userId: string, password: string) => Promise<void>;
  /** Throws INPUT_INVALID about the field when the password is too short, common or made of what everybody knows. */
  mustBeGood: (field: string, password: string, of: Omit<PasswordOf, 'company'>) => Promise<void>;
  /** Ends the user's other sessions and answers their ids. Throws PASSWORD_WRONG, INPUT_INVALID. */
  changePassword: (user: Me, token: string, change: PasswordChange) => Promise<string[]>;
  /** Ends the session the browser had, so that nobody who knew its token stays in, and opens one. */
  renewSession: (userId: string, oldToken: string | null, from: SignedInFrom) => Promise<string>;
  /** Answers the id of the session that ended. */
  signOut: (token: string) => Promise<string>;
  me: (user: UserRow) => Me;
};

/** `sessionId` is no secret: the hash of the cookie's token. */
export type SignedIn = { companyId: string; sessionId: string; me: Me };

export type AccessSettings = Pick<Settings, 'sessionMs' | 'passwordMinLength' | 'twoFactorNeeded'>;
export type AccessParts = {
  companyId: string;
  store: AccessStore;
  passwords: Passwords;
  settings: () => AccessSettings;
  clock: () => number;
  demo: boolean;
};

export function createAccess(parts: AccessParts): Access {
  const { companyId, store, passwords, settings, clock, demo } = parts;
  const sessions = createSessions(companyId, store, { clock, lastMs: () => settings().sessionMs });
  const secondFactor = createSecondFactor(companyId, store, clock);
  const me = (user: UserRow) => meOf(user, settings().twoFactorNeeded);
  const rules = createRules(parts);

  async function signedIn(headers: Pick<IncomingHttpHeaders, 'cookie' | 'host'>): Promise<SignedIn | null> {
    if (demo) return askedThisMachine(headers.host) ? { companyId, sessionId: 'demo', me: demoUser } : null;
    const token = tokenIn(headers);
    const user = token === null ? null : await sessions.userOf(token);
    return token !== null && user ? { companyId, sessionId: hashOf(token), me: me(user) } : null;
  }

  return {
    ...rules,
    setup: createSetup(companyId, { ...parts, mustBeGood: rules.mustBeGoodFor }),
    secondFactor,
    signedIn,
    async admitted(headers) {
      const found = await signedIn(headers);
      return found?.me.twoFactorDue ? null : found;
    },
    async signIn({ email, password, code }) {
      const user = await store.userOfEmail(companyId, email);
      const fits = await passwords.fits(password, user?.passwordHash ?? null);
      if (!fits || !user) {
        // The same work for an address that nobody has.
        const refused = { action: 'user.signInRefused', subject: user?.id ?? 'unknown' };
        await store.audit(companyId, { userId: null, nowMs: clock() }, refused).catch(() => undefined);
        throw problem('SIGN_IN_WRONG', {});
      }
      await secondFactor.mustHave(user, code);
      return user;
    },
    async changePassword(user, token, { current, next }) {
      const { userId } = user;
      await rules.mustKnowPassword(userId, current);
      await rules.mustBeGood('next', next, user);
      const change = { passwordHash: await passwords.hash(next), keepSessionId: hashOf(token) };
      return store.setPassword(companyId, userId, change, { userId, nowMs: clock() });
    },
    async renewSession(userId, oldToken, from) {
      if (oldToken !== null) await sessions.close(oldToken);
      return sessions.open(userId, from);
    },
    async signOut(token) {
      await sessions.close(token);
      return hashOf(token);
    },
    me,
  };
}

function createRules({ companyId, store, passwords, settings }: AccessParts) {
  function mustBeGoodFor(field: string, password: string, of: PasswordOf): void {
    const wrong = passwordProblem(password, { minLength: settings().passwordMinLength, of });
    if (wrong !== null)
      throw problem('INPUT_INVALID', { problem: `${field}: ${wrong}` }, { fields: { [field]: wrong } });
  }
  return {
    mustBeGoodFor,
    async mustBeGood(field: string, password: string, of: Omit<PasswordOf, 'company'>): Promise<void> {
      mustBeGoodFor(field, password, { ...of, company: (await store.company(companyId)).name });
    },
    async mustKnowPassword(userId: string, password: string): Promise<void> {
      const user = await store.user(companyId, userId);
      if (!user || !(await passwords.fits(password, user.passwordHash))) throw problem('PASSWORD_WRONG', {});
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
  twoFactorDue: false,
  can: permissionsOf('owner'),
};

export function meOf(user: Omit<UserRow, 'passwordHash'>, twoFactorNeeded: boolean): Me {
  const { id, name, email, role, personId, areaIds, totpSecret } = user;
  const twoFactor = totpSecret !== null;
  const twoFactorDue = twoFactorNeeded && !twoFactor && role !== 'viewer';
  const known = { userId: id, name, email, role, personId, areaIds, demo: false };
  return { ...known, twoFactor, twoFactorDue, can: permissionsOf(role) };
}

/** A foreign site may point its own name at 127.0.0.1; what asks no password answers to this machine's names only. */
export const askedThisMachine = (host = ''): boolean => isLoopback(host.replace(/:\d+$/, ''));
