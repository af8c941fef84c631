/** Templates where the company stores them: only of people who are here, agreed where it is a face, and did not take it back. */
import type { Knex } from 'knex';
import { writeAudit } from '../../access/audit.ts';
import { forgetErased } from '../../database/forgetErased.ts';
import { inTransaction } from '../../database/inTransaction.ts';
import type { StoredTemplate } from './createSyncBook.ts';
import type { FoundTemplate } from './syncTarget.ts';

export type TemplateStore = ReturnType<typeof createTemplateStore>;
export type TemplateToKeep = FoundTemplate & { personId: string; userId: string };

export const createTemplateStore = (db: Knex, companyId: string) => ({
  /** Without their bytes. */
  async list(): Promise<StoredTemplate[]> {
    const rows = await db('device_templates')
      .where({ companyId })
      .select<Omit<StoredTemplate, 'changedAtMs'>[]>('personId', 'kind', 'number', 'algorithm', 'hash');
    return rows.map((row) => ({ ...row, changedAtMs: 0 }));
  },

  keep: (fromSerial: string, templates: readonly TemplateToKeep[], takenAtMs: number): Promise<void> =>
    inTransaction(db, async (trx) => {
      for (const { personId, userId, kind, number, algorithm, hash, template } of templates)
        await trx('device_templates')
          .insert({
            ...{ companyId, personId, userId, kind, number, algorithm, hash, template },
            ...{ fromSerial, takenAtMs },
          })
          .onConflict(['companyId', 'personId', 'kind', 'number', 'algorithm'])
          .merge();
    }),

  async bytes({ personId, kind, number, algorithm }: StoredTemplate): Promise<Buffer | null> {
    const row = await db('device_templates')
      .where({ companyId, personId, kind, number, algorithm })
      .first<{ template: Buffer } | undefined>('template');
    return row?.template ?? null;
  },

  async delete(templates: readonly StoredTemplate[]): Promise<void> {
    for (const { personId, kind, number, algorithm } of templates)
      await db('device_templates').where({ companyId, personId, kind, number, algorithm }).delete();
    if (templates.length > 0) await forgetErased(db);
  },

  /** The company stores none any more. */
  async deleteAll(nowMs: number): Promise<number> {
    // Asked often, and hardly ever is there any: who only reads waits for nobody.
    const any = await db('device_templates').where({ companyId }).first<object | undefined>('kind');
    if (!any) return 0;
    const count = await inTransaction(db, async (trx) => {
      const deleted = await trx('device_templates').where({ companyId }).delete();
      if (deleted > 0) {
        const audited = { action: 'device.templatesDeleted', subject: companyId, detail: { count: deleted } };
        await writeAudit(trx, companyId, { userId: null, nowMs }, audited);
      }
      return deleted;
    });
    if (count > 0) await forgetErased(db);
    return count;
  },
});
