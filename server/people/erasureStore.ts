/** Erasing a person. What remains is that it was done, and how much. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { eraseMessages } from '../alerts/eraseMessages.ts';
import { forgetErased } from '../database/forgetErased.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { disownLogs } from '../devices/matchLogs.ts';
import { eraseOnTerminals } from '../devices/sync/forgetOnTerminals.ts';
import type { ErasureReceipt } from '../wire.ts';
import { eraseTraces } from './eraseTraces.ts';

type Erased = ErasureReceipt['erased'];
type Row = { name: string; code: string | null; deactivatedAtMs: number | string | null };

export const erasureStore = (db: Knex) => ({
  /**
   * Faces, consent, presence, sojourns, corrections, leave and notices, counted where they are erased; the log forgets their name.
   * Whoever signs in as this person is linked to nobody then. null: there is no such person.
   */
  async removePerson(
    companyId: string,
    personId: string,
    { name: byName, ...by }: By & { name: string },
  ): Promise<ErasureReceipt | null> {
    const receipt = await inTransaction(db, async (trx) => {
      const person = await trx('people')
        .where({ companyId, id: personId })
        .first<Row | undefined>('name', 'code', 'deactivatedAtMs');
      if (!person) return null;
      const erased = await countOf(trx, companyId, personId);
      await trx('notices').where(about(companyId, personId)).whereIn('kind', ofPeople).delete();
      await eraseMessages(trx, companyId, { personId, name: person.name });
      await eraseTraces(trx, companyId, { personId, name: person.name, code: person.code });
      await eraseListed(trx, companyId, person.code);
      await disownLogs(trx, companyId, [personId]);
      const leftAtMs = Number(person.deactivatedAtMs ?? by.nowMs);
      await eraseOnTerminals(trx, companyId, { personId, code: person.code, leftAtMs, nowMs: by.nowMs });
      await trx('people').where({ companyId, id: personId }).delete();
      await trx('rule_versions')
        .where({ companyId })
        .whereIn('subjectId', [personId, `person:${personId}`])
        .delete();
      await trx('pauses').where({ companyId, subject: 'person', subjectId: personId }).delete();
      // Their name in older rows is personal data too.
      await trx('audits').where({ companyId, subject: personId }).update({ detail: '{}' });
      const receiptId = randomUUID();
      const detail = { receiptId, ...erased };
      await writeAudit(trx, companyId, by, { action: 'person.removed', subject: personId, detail });
      return { receiptId, personId, name: person.name, erasedAtMs: by.nowMs, by: byName, erased };
    });
    if (receipt) await forgetErased(db);
    return receipt;
  },
});

/** Rows of lists that were about them before they were here; the others go with the person. */
async function eraseListed(trx: Knex, companyId: string, code: string | null): Promise<void> {
  if (code === null) return;
  for (const table of ['employee_run_rows', 'employee_leavers'])
    await trx(table).where({ companyId, code }).delete();
}

/** The kinds of notices whose subject is a person. */
const ofPeople = ['away', 'absent'];
const about = (companyId: string, personId: string) => ({ companyId, subjectId: personId });

async function countOf(trx: Knex, companyId: string, personId: string): Promise<Erased> {
  const count = async (rows: Knex.QueryBuilder): Promise<number> => {
    const [row] = await rows.count<{ rows: number | string }[]>({ rows: '*' });
    return Number(row?.rows ?? 0);
  };
  const own = (table: string) => count(trx(table).where({ companyId, personId }));
  return {
    samples: await own('samples'),
    consents: (await own('consents')) + (await own('withdrawn_consents')),
    sojourns: await own('sojourns'),
    corrections: await own('corrections'),
    notices: await count(trx('notices').where(about(companyId, personId)).whereIn('kind', ofPeople)),
    leaves: await own('leaves'),
  };
}
