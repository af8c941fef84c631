/** The one-time link that makes the first administrator. Its token lives in memory: each start prints a new one. */
import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { problem } from '../errors.ts';
import type { SetupRequest, SetupSteps } from '../wire.ts';
import type { PasswordOf } from './passwordRules.ts';
import type { Passwords } from './passwords.ts';
import { hashOf } from './sessions.ts';
import type { AccessStore, UserRow } from './store.ts';

export type Setup = {
  needed: () => Promise<boolean>;
  /** null when there already is a user. */
  link: (serverUrl: string) => Promise<string | null>;
  /** Makes the first administrator. Throws SETUP_DONE or SETUP_TOKEN_WRONG. */
  finish: (request: SetupRequest) => Promise<UserRow>;
};

export function createSetup(
  companyId: string,
  {
    store,
    passwords,
    clock,
    mustBeGood,
  }: {
    store: AccessStore;
    passwords: Passwords;
    clock: () => number;
    mustBeGood: (field: string, password: string, of: PasswordOf) => void;
  },
): Setup {
  const token = randomBytes(24).toString('base64url');
  const needed = async (): Promise<boolean> => !(await store.hasUsers(companyId));
  return {
    needed,
    link: async (serverUrl) => ((await needed()) ? `${serverUrl}/setup?token=${token}` : null),
    async finish({ token: given, company, timeZone, name, email, password }) {
      if (!(await needed())) throw problem('SETUP_DONE', {});
      if (!same(given, token)) throw problem('SETUP_TOKEN_WRONG', {});
      mustBeGood('password', password, { email, name, company });
      const passwordHash = await passwords.hash(password);
      const account = { email, name, role: 'owner', passwordHash } as const;
      const admin: UserRow = { id: randomUUID(), ...account, personId: null, totpSecret: null, areaIds: [] };
      const by = { userId: admin.id, nowMs: clock() };
      // Asked again inside the transaction: two people may hold the link.
      if (!(await store.setUp(companyId, { name: company, timeZone }, admin, by)))
        throw problem('SETUP_DONE', {});
      return admin;
    },
  };
}

/** What of the set-up is done: told by what there is, so it can be left and gone on with at any time. */
export const setupSteps = (exists: {
  areas: number;
  cameras: number;
  people: number;
  privacyNotice: string;
}): SetupSteps => ({
  account: true,
  area: exists.areas > 0,
  camera: exists.cameras > 0,
  notice: exists.privacyNotice !== '',
  person: exists.people > 0,
});

/** Hashes have one length, and comparing them tells nothing about where the texts differ. */
const same = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)));
