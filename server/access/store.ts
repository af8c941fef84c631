/** Everything about who may sign in, as the store keeps it. */
import type { Knex } from 'knex';
import { inTransaction } from '../database/inTransaction.ts';
import type { Company } from '../database/store.ts';
import { type Audited, auditRead, type By, writeAudit } from './audit.ts';
import { auditStore } from './auditStore.ts';
import { sessionStore } from './sessionStore.ts';
import { twoFactorStore } from './twoFactorStore.ts';
import { insertUser, type UserRow, userStore } from './userStore.ts';

export type { UserDetail, UserRow } from './userStore.ts';
export type AccessStore = ReturnType<typeof createAccessStore>;

export const createAccessStore = (db: Knex) => ({
  ...companyStore(db),
  ...userStore(db),
  ...sessionStore(db),
  ...twoFactorStore(db),
  ...auditStore(db),
});

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

    /**
     * Names the company and adds its first administrator; false when there already is a user. What the program took the company for
     * until then is no rule of the past: the day of set-up, and what was seen before on it, is judged in the zone that is given here.
     */
    async setUp(companyId: string, company: Omit<Company, 'id'>, admin: UserRow, by: By): Promise<boolean> {
      return inTransaction(db, async (trx) => {
        if (await trx('users').where({ companyId }).first('id')) return false;
        await trx('companies').where({ id: companyId }).update(company);
        await trx('rule_versions').where({ companyId, kind: 'company' }).delete();
        await insertUser(trx, companyId, admin, by);
        await writeAudit(trx, companyId, by, { action: 'company.setUp', subject: companyId });
        return true;
      });
    },

    audit: (companyId: string, by: By, audited: Audited): Promise<void> =>
      writeAudit(db, companyId, by, audited),

    auditRead: (companyId: string, by: By, audited: Audited): Promise<void> =>
      auditRead(db, companyId, by, audited),
  };
}
