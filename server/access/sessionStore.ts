/** Sessions, as the store keeps them. */
import type { Knex } from 'knex';
import { inTransaction } from '../database/inTransaction.ts';
import { type By, writeAudit } from './audit.ts';
import { activeUsers, endSessions, type Stored, userColumns, type UserRow, withAreas } from './userStore.ts';

export type Session = {
  tokenHash: string;
  createdAtMs: number;
  lastUsedMs: number;
  expiresAtMs: number;
  /** Where and with what somebody signed in. */
  address: string;
  userAgent: string;
};
type SessionUser = UserRow & Pick<Session, 'lastUsedMs'>;

export const sessionStore = (db: Knex) => ({
  async openSession(companyId: string, userId: string, session: Session): Promise<void> {
    const nowMs = session.createdAtMs;
    await inTransaction(db, async (trx) => {
      await trx('sessions').where({ companyId }).where('expiresAtMs', '<=', nowMs).delete();
      await trx('sessions').insert({ ...session, userId, companyId });
      await trx('users').where({ companyId, id: userId }).update({ lastSignInMs: nowMs });
      const by = { userId, nowMs, address: session.address || null };
      await writeAudit(trx, companyId, by, { action: 'user.signedIn', subject: userId });
    });
  },

  /** The user of a session that has not ended. */
  async sessionUser(companyId: string, tokenHash: string, nowMs: number): Promise<SessionUser | undefined> {
    const row = await activeUsers(companyId, db)
      .join('sessions', 'sessions.userId', 'users.id')
      .where({ 'sessions.tokenHash': tokenHash, 'sessions.companyId': companyId })
      .where('sessions.expiresAtMs', '>', nowMs)
      .first<Stored<SessionUser> | undefined>([...userColumns, 'sessions.lastUsedMs']);
    return row && withAreas(db, row);
  },

  async extendSession(
    companyId: string,
    tokenHash: string,
    used: Pick<Session, 'lastUsedMs' | 'expiresAtMs'>,
  ): Promise<void> {
    await db('sessions').where({ companyId, tokenHash }).update(used);
  },

  async closeSession(companyId: string, tokenHash: string): Promise<void> {
    await db('sessions').where({ companyId, tokenHash }).delete();
  },

  /** Of one user, the last used first. */
  listSessions: (companyId: string, userId: string, nowMs: number): Promise<Session[]> =>
    db('sessions')
      .where({ companyId, userId })
      .where('expiresAtMs', '>', nowMs)
      .orderBy('lastUsedMs', 'desc')
      .select<Session[]>('tokenHash', 'createdAtMs', 'lastUsedMs', 'expiresAtMs', 'address', 'userAgent'),

  /** False: the user has no such session. */
  async endSession(companyId: string, userId: string, tokenHash: string, by: By): Promise<boolean> {
    return inTransaction(db, async (trx) => {
      if ((await trx('sessions').where({ companyId, userId, tokenHash }).delete()) === 0) return false;
      await writeAudit(trx, companyId, by, { action: 'session.ended', subject: userId });
      return true;
    });
  },

  /** All of a user's but the one given; answers their ids. */
  async endOtherSessions(
    companyId: string,
    userId: string,
    keepSessionId: string | null,
    by: By,
  ): Promise<string[]> {
    return inTransaction(db, async (trx) => {
      const ended = await endSessions(trx, companyId, userId, keepSessionId);
      const detail = { sessions: ended.length };
      await writeAudit(trx, companyId, by, { action: 'session.endedOthers', subject: userId, detail });
      return ended;
    });
  },
});
