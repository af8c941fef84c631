/** Where employees come from and by which rules, in the database. The secret is read only by what signs in with it. */
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { EmployeeRole, EmployeeRules, EmployeeSourceConfig, EmployeeSourceView } from '../wire.ts';
import { defaultRules } from './defaultRules.ts';

export type StoredSource = EmployeeSourceView & { secret: string };
type Named = By & { name: string };
type SourceRow = { config: string; secret: string; changedAtMs: number; changedBy: string };

export type EmployeeStore = ReturnType<typeof createEmployeeStore>;

export const createEmployeeStore = (db: Knex) => ({
  async source(companyId: string, role: EmployeeRole): Promise<StoredSource | null> {
    const row = await db('employee_sources')
      .where({ companyId, role })
      .first<SourceRow | undefined>('config', 'secret', 'changedAtMs', 'changedBy');
    if (!row) return null;
    const config = JSON.parse(row.config) as EmployeeSourceConfig;
    const { secret, changedBy } = row;
    return { ...config, secret, secretSet: secret !== '', changedAtMs: Number(row.changedAtMs), changedBy };
  },

  async putSource(
    companyId: string,
    role: EmployeeRole,
    { secret, ...config }: EmployeeSourceConfig & { secret: string },
    { name, ...by }: Named,
  ): Promise<void> {
    const changed = { changedAtMs: by.nowMs, changedBy: name };
    await inTransaction(db, async (trx) => {
      await trx('employee_sources')
        .insert({ companyId, role, config: JSON.stringify(config), secret, ...changed })
        .onConflict(['companyId', 'role'])
        .merge();
      const detail = { role, kind: config.source.kind };
      await writeAudit(trx, companyId, by, { action: 'employees.sourceChanged', subject: role, detail });
    });
  },

  /** What its files told stays known: they are not read again if it comes back. */
  async removeSource(companyId: string, role: EmployeeRole, by: By): Promise<boolean> {
    return inTransaction(db, async (trx) => {
      const removed = await trx('employee_sources').where({ companyId, role }).delete();
      if (removed === 0) return false;
      const detail = { role };
      await writeAudit(trx, companyId, by, { action: 'employees.sourceRemoved', subject: role, detail });
      return true;
    });
  },

  async rules(companyId: string): Promise<EmployeeRules & { sinceMs: number }> {
    const row = await db('employee_rules')
      .where({ companyId })
      .first<{ rules: string; scheduledSinceMs: number } | undefined>('rules', 'scheduledSinceMs');
    const stored = row ? (JSON.parse(row.rules) as Partial<EmployeeRules>) : {};
    return { ...defaultRules, ...stored, sinceMs: Number(row?.scheduledSinceMs ?? 0) };
  },

  async putRules(companyId: string, rules: EmployeeRules, { name, ...by }: Named): Promise<void> {
    const before = await this.rules(companyId);
    const scheduledSinceMs = before.runAt === rules.runAt && before.sinceMs > 0 ? before.sinceMs : by.nowMs;
    const changed = { changedAtMs: by.nowMs, changedBy: name };
    await inTransaction(db, async (trx) => {
      await trx('employee_rules')
        .insert({ companyId, rules: JSON.stringify(rules), scheduledSinceMs, ...changed })
        .onConflict('companyId')
        .merge();
      await writeAudit(trx, companyId, by, {
        ...{ action: 'employees.rulesChanged', subject: companyId, detail: { ...rules } },
      });
    });
  },
});
