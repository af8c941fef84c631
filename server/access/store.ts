/** Users and their sessions. */
import type { Knex } from 'knex';
import type { Company } from '../database/store.ts';
import type { Role } from '../wire.ts';
import { auditRow, type Audited, type By } from './audit.ts';

export type UserRow = { id: string; email: string; name: string; role: Role; passwordHash: string };
export type Session = { tokenHash: string; createdAtMs: number; expiresAtMs: number };
export type Removal = { outcome: 'removed' | 'missing' | 'lastAdmin'; sessionIds: string[] };
export type AccessStore = ReturnType<typeof createAccessStore>;

const userColumns = ['users.id', 'users.email', 'users.name', 'users.role', 'users.passwordHash'];

export const createAccessStore = (db: Knex) => ({ ...userStore(db), ...sessionStore(db) });

const usersOf = (companyId: string, on: Knex) =>
  on('users').where({ 'users.companyId': companyId, 'users.disabledAtMs': null });

function userStore(db: Knex) {
  const users = (companyId: string, on: Knex = db) => usersOf(companyId, on);
  return {
    async company(companyId: string): Promise<Company> {
      const found = await db<Company>('companies')
        .select('id', 'name', 'timeZone')
        .where({ id: companyId })
        .first();
      if (!found) throw new Error(`The company ${companyId} is not in the store.`);
      return found;
    },

    async hasUsers(companyId: string): Promise<boolean> {
      return (await users(companyId).first('users.id')) !== undefined;
    },

    listUsers: (companyId: string): Promise<UserRow[]> =>
      users(companyId).select<UserRow[]>(userColumns).orderBy('users.createdAtMs'),

    userOfEmail: (companyId: string, email: string): Promise<UserRow | undefined> =>
      users(companyId).where({ email }).first<UserRow | undefined>(userColumns),

    /** False when the e-mail address is taken. */
    async addUser(companyId: string, user: UserRow, by: By): Promise<boolean> {
      return db.transaction(async (trx) => {
        if (await trx('users').where({ email: user.email }).first('id')) return false;
        await trx('users').insert({ ...user, companyId, createdAtMs: by.nowMs });
        const detail = { name: user.name, role: user.role };
        await trx('audits').insert(
          auditRow(companyId, by, { action: 'user.added', subject: user.id, detail }),
        );
        return true;
      });
    },

    async removeUser(companyId: string, userId: string, by: By): Promise<Removal> {
      return db.transaction(async (trx) => {
        const user = await users(companyId, trx)
          .where({ 'users.id': userId })
          .first<UserRow | undefined>(userColumns);
        if (!user) return { outcome: 'missing', sessionIds: [] };
        const admins = await users(companyId, trx).where({ role: 'admin' }).select('users.id');
        if (user.role === 'admin' && admins.length === 1) return { outcome: 'lastAdmin', sessionIds: [] };
        const sessions = await trx<{ companyId: string; userId: string; tokenHash: string }>('sessions')
          .where({ companyId, userId })
          .select('tokenHash');
        await trx('users').where({ companyId, id: userId }).delete();
        const detail = { name: user.name, role: user.role };
        await trx('audits').insert(
          auditRow(companyId, by, { action: 'user.removed', subject: userId, detail }),
        );
        return { outcome: 'removed', sessionIds: sessions.map(({ tokenHash }) => tokenHash) };
      });
    },

    /** Names the company and adds its first administrator; false when there already is a user. */
    async setUp(companyId: string, company: Omit<Company, 'id'>, admin: UserRow, by: By): Promise<boolean> {
      return db.transaction(async (trx) => {
        if (await users(companyId, trx).first('users.id')) return false;
        await trx('companies').where({ id: companyId }).update(company);
        await trx('users').insert({ ...admin, companyId, createdAtMs: by.nowMs });
        await trx('audits').insert(auditRow(companyId, by, { action: 'company.setUp', subject: companyId }));
        return true;
      });
    },

    async audit(companyId: string, by: By, audited: Audited): Promise<void> {
      await db('audits').insert(auditRow(companyId, by, audited));
    },
  };
}

function sessionStore(db: Knex) {
  return {
    async openSession(companyId: string, userId: string, session: Session): Promise<void> {
      await db('sessions').where({ companyId }).where('expiresAtMs', '<=', session.createdAtMs).delete();
      await db('sessions').insert({ ...session, userId, companyId });
    },

    /** The user of a session that has not ended. */
    sessionUser: (companyId: string, tokenHash: string, nowMs: number) =>
      usersOf(companyId, db)
        .join('sessions', 'sessions.userId', 'users.id')
        .where({ 'sessions.tokenHash': tokenHash, 'sessions.companyId': companyId })
        .where('sessions.expiresAtMs', '>', nowMs)
        .first<(UserRow & { expiresAtMs: number }) | undefined>([...userColumns, 'sessions.expiresAtMs']),

    async extendSession(companyId: string, tokenHash: string, expiresAtMs: number): Promise<void> {
      await db('sessions').where({ companyId, tokenHash }).update({ expiresAtMs });
    },

    async closeSession(companyId: string, tokenHash: string): Promise<void> {
      await db('sessions').where({ companyId, tokenHash }).delete();
    },
  };
}
