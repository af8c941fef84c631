/** Users and their sessions. */
import type { Knex } from 'knex';
import { inTransaction } from '../database/inTransaction.ts';
import type { Company } from '../database/store.ts';
import type { Role } from '../wire.ts';
import { type Audited, type By, writeAudit } from './audit.ts';

export type UserRow = {
  id: string;
  email: string;
  name: string;
  role: Role;
  personId: string | null;
  passwordHash: string;
  /** Base32; null: no second factor. */
  totpSecret: string | null;
  /** A supervisor's own areas. */
  areaIds: string[];
};
type StoredUser = Omit<UserRow, 'areaIds'>;
export type Session = { tokenHash: string; createdAtMs: number; expiresAtMs: number };
export type Removal = { outcome: 'removed' | 'missing' | 'lastOwner'; sessionIds: string[] };
export type AccessStore = ReturnType<typeof createAccessStore>;

const userColumns = [
  ...['users.id', 'users.email', 'users.name', 'users.role', 'users.personId'],
  ...['users.passwordHash', 'users.totpSecret'],
];

export const createAccessStore = (db: Knex) => ({
  ...companyStore(db),
  ...userStore(db),
  ...sessionStore(db),
});

const usersOf = (companyId: string, on: Knex) =>
  on('users').where({ 'users.companyId': companyId, 'users.disabledAtMs': null });

type SessionUser = UserRow & Pick<Session, 'expiresAtMs'>;
type SessionRow = Session & { companyId: string; userId: string };

const sessionsOf = (companyId: string, userId: string, on: Knex) =>
  on<SessionRow>('sessions').where({ companyId, userId });

function userStore(db: Knex) {
  const users = (companyId: string, on: Knex = db) => usersOf(companyId, on);
  return {
    async hasUsers(companyId: string): Promise<boolean> {
      return (await users(companyId).first('users.id')) !== undefined;
    },

    async user(companyId: string, userId: string): Promise<UserRow | undefined> {
      const row = await users(companyId)
        .where({ 'users.id': userId })
        .first<StoredUser | undefined>(userColumns);
      return row && withAreas(db, row);
    },

    async listUsers(companyId: string): Promise<UserRow[]> {
      const rows = await users(companyId).select<StoredUser[]>(userColumns).orderBy('users.createdAtMs');
      return Promise.all(rows.map((row) => withAreas(db, row)));
    },

    async userOfEmail(companyId: string, email: string): Promise<UserRow | undefined> {
      const row = await users(companyId).where({ email }).first<StoredUser | undefined>(userColumns);
      return row && withAreas(db, row);
    },

    /** False when the e-mail address is taken. */
    async addUser(companyId: string, user: UserRow, by: By): Promise<boolean> {
      return inTransaction(db, async (trx) => {
        if (await trx('users').where({ email: user.email }).first('id')) return false;
        await insertUser(trx, companyId, user, by);
        const detail = { name: user.name, role: user.role };
        await writeAudit(trx, companyId, by, { action: 'user.added', subject: user.id, detail });
        return true;
      });
    },

    async removeUser(companyId: string, userId: string, by: By): Promise<Removal> {
      return inTransaction(db, async (trx) => {
        const user = await users(companyId, trx)
          .where({ 'users.id': userId })
          .first<StoredUser | undefined>(userColumns);
        if (!user) return { outcome: 'missing', sessionIds: [] };
        const owners = await users(companyId, trx).where({ role: 'owner' }).select('users.id');
        if (user.role === 'owner' && owners.length === 1) return { outcome: 'lastOwner', sessionIds: [] };
        const sessionIds = await sessionsOf(companyId, userId, trx).pluck('tokenHash');
        await trx('users').where({ companyId, id: userId }).delete();
        const detail = { name: user.name, role: user.role };
        await writeAudit(trx, companyId, by, { action: 'user.removed', subject: userId, detail });
        return { outcome: 'removed', sessionIds };
      });
    },

    /** Ends every session of the user but the one given, and answers which ended. */
    async setPassword(
      companyId: string,
      userId: string,
      { passwordHash, keepSessionId }: { passwordHash: string; keepSessionId: string },
      by: By,
    ): Promise<string[]> {
      return inTransaction(db, async (trx) => {
        await users(companyId, trx).where({ id: userId }).update({ passwordHash });
        const others = sessionsOf(companyId, userId, trx).whereNot({ tokenHash: keepSessionId });
        const ended = await others.clone().pluck('tokenHash');
        await others.delete();
        await writeAudit(trx, companyId, by, { action: 'user.passwordChanged', subject: userId });
        return ended;
      });
    },
  };
}

async function insertUser(
  trx: Knex,
  companyId: string,
  { areaIds, ...user }: UserRow,
  by: By,
): Promise<void> {
  await trx('users').insert({ ...user, companyId, createdAtMs: by.nowMs });
  for (const areaId of areaIds) await trx('user_areas').insert({ companyId, userId: user.id, areaId });
}

async function withAreas<Row extends StoredUser>(db: Knex, row: Row): Promise<Row & { areaIds: string[] }> {
  const areaIds = await db('user_areas').where({ userId: row.id }).pluck<string[]>('areaId');
  return { ...row, areaIds };
}

function companyStore(db: Knex) {
  return {
    async company(companyId: string): Promise<Company> {
      const found = await db<Company>('companies')
        .select('id', 'name', 'timeZone')
        .where({ id: companyId })
        .first();
      if (!found) throw new Error(`The company ${companyId} is not in the store.`);
      return found;
    },

    /** Names the company and adds its first administrator; false when there already is a user. */
    async setUp(companyId: string, company: Omit<Company, 'id'>, admin: UserRow, by: By): Promise<boolean> {
      return inTransaction(db, async (trx) => {
        if (await usersOf(companyId, trx).first('users.id')) return false;
        await trx('companies').where({ id: companyId }).update(company);
        await insertUser(trx, companyId, admin, by);
        await writeAudit(trx, companyId, by, { action: 'company.setUp', subject: companyId });
        return true;
      });
    },

    audit: (companyId: string, by: By, audited: Audited): Promise<void> =>
      writeAudit(db, companyId, by, audited),
  };
}

function sessionStore(db: Knex) {
  return {
    async openSession(companyId: string, userId: string, session: Session): Promise<void> {
      await db('sessions').where({ companyId }).where('expiresAtMs', '<=', session.createdAtMs).delete();
      const used = { lastUsedMs: session.createdAtMs, address: '', userAgent: '' };
      await db('sessions').insert({ ...session, ...used, userId, companyId });
    },

    /** The user of a session that has not ended. */
    async sessionUser(companyId: string, tokenHash: string, nowMs: number): Promise<SessionUser | undefined> {
      const row = await usersOf(companyId, db)
        .join('sessions', 'sessions.userId', 'users.id')
        .where({ 'sessions.tokenHash': tokenHash, 'sessions.companyId': companyId })
        .where('sessions.expiresAtMs', '>', nowMs)
        .first<(StoredUser & Pick<Session, 'expiresAtMs'>) | undefined>([
          ...userColumns,
          'sessions.expiresAtMs',
        ]);
      return row && withAreas(db, row);
    },

    async extendSession(companyId: string, tokenHash: string, expiresAtMs: number): Promise<void> {
      await db('sessions').where({ companyId, tokenHash }).update({ expiresAtMs });
    },

    async closeSession(companyId: string, tokenHash: string): Promise<void> {
      await db('sessions').where({ companyId, tokenHash }).delete();
    },
  };
}
