/** Second factors, as the store keeps them. */
import type { Knex } from 'knex';
import { inTransaction } from '../database/inTransaction.ts';
import { type By, writeAudit } from './audit.ts';

export type Proved = { secret: string; step: number; codeHashes: string[] };
const none = { totpSecret: null, totpPendingSecret: null, totpLastStep: null };

export const twoFactorStore = (db: Knex) => ({
  /** Counts for nothing until a first code proved it. */
  async startTwoFactor(companyId: string, userId: string, secret: string): Promise<void> {
    await db('users').where({ companyId, id: userId }).update({ totpPendingSecret: secret });
  },

  async pendingSecret(companyId: string, userId: string): Promise<string | null> {
    const row = await db('users')
      .where({ companyId, id: userId })
      .first<{ totpPendingSecret: string | null } | undefined>('totpPendingSecret');
    return row?.totpPendingSecret ?? null;
  },

  /** The codes are written down only now: until then those of before still work. */
  async finishTwoFactor(companyId: string, userId: string, proved: Proved, by: By): Promise<void> {
    await inTransaction(db, async (trx) => {
      const { secret, step, codeHashes } = proved;
      const now = { totpSecret: secret, totpPendingSecret: null, totpLastStep: step };
      await trx('users').where({ companyId, id: userId }).update(now);
      await trx('recovery_codes').where({ companyId, userId }).delete();
      for (const codeHash of codeHashes) await trx('recovery_codes').insert({ companyId, userId, codeHash });
      await writeAudit(trx, companyId, by, { action: 'user.twoFactorOn', subject: userId });
    });
  },

  /** False: there was none. */
  async stopTwoFactor(companyId: string, userId: string, by: By): Promise<boolean> {
    return inTransaction(db, async (trx) => {
      const on = trx('users').where({ companyId, id: userId }).whereNotNull('totpSecret');
      if ((await on.update(none)) === 0) return false;
      await trx('recovery_codes').where({ companyId, userId }).delete();
      await writeAudit(trx, companyId, by, { action: 'user.twoFactorOff', subject: userId });
      return true;
    });
  },

  /** False: a code of this time step or a later one was taken before. */
  async takeStep(companyId: string, userId: string, step: number): Promise<boolean> {
    const older = db('users')
      .where({ companyId, id: userId })
      .where((last) => void last.whereNull('totpLastStep').orWhere('totpLastStep', '<', step));
    return (await older.update({ totpLastStep: step })) === 1;
  },

  async takeRecoveryCode(companyId: string, userId: string, codeHash: string, by: By): Promise<boolean> {
    return inTransaction(db, async (trx) => {
      const codes = trx('recovery_codes').where({ companyId, userId });
      if ((await codes.clone().where({ codeHash }).delete()) === 0) return false;
      const detail = { left: (await codes.pluck('codeHash')).length };
      await writeAudit(trx, companyId, by, { action: 'user.recoveryCodeUsed', subject: userId, detail });
      return true;
    });
  },

  recoveryCodesLeft: async (companyId: string, userId: string): Promise<number> =>
    (await db('recovery_codes').where({ companyId, userId }).pluck('codeHash')).length,
});
