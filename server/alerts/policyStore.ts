/** Whom incidents are told to, who stands in for whom, and about whom nothing is told for a while. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { problem } from '../errors.ts';
import type { EscalationPolicy, NewPolicy, NewSubstitute, PersonSnooze, Substitute } from '../wire.ts';

export type PolicyStore = ReturnType<typeof createPolicyStore>;
type Named = By & { name: string };

/** `subjectName`: of the team or area, for the log and for a refusal. */
export const createPolicyStore = (db: Knex) => ({
  ...reading(db),

  async addPolicy(companyId: string, policy: NewPolicy, subjectName: string, by: Named): Promise<string> {
    const id = randomUUID();
    await inTransaction(db, async (trx) => {
      await mustBeFree(trx, companyId, { policyId: id, ...policy }, subjectName);
      await trx('policies').insert({ id, companyId, ...rowOf(policy, by) });
      await audit(trx, companyId, 'policy.added', id, { name: policy.name }, by);
    });
    return id;
  },

  /** False: there is none. */
  async changePolicy(companyId: string, policy: EscalationPolicy, subjectName: string, by: Named) {
    return inTransaction(db, async (trx) => {
      await mustBeFree(trx, companyId, policy, subjectName);
      const own = trx('policies').where({ companyId, id: policy.policyId });
      if ((await own.update(rowOf(policy, by))) === 0) return false;
      await audit(trx, companyId, 'policy.changed', policy.policyId, { name: policy.name }, by);
      return true;
    });
  },

  async removePolicy(companyId: string, { policyId, name }: EscalationPolicy, by: By): Promise<boolean> {
    return inTransaction(db, async (trx) => {
      if ((await trx('policies').where({ companyId, id: policyId }).delete()) === 0) return false;
      await writeAudit(trx, companyId, by, { action: 'policy.removed', subject: policyId, detail: { name } });
      return true;
    });
  },

  async addSubstitute(companyId: string, substitute: NewSubstitute, by: Named): Promise<string> {
    const id = randomUUID();
    const { personId, standInId, fromMs, toMs } = substitute;
    await inTransaction(db, async (trx) => {
      const when = { createdAtMs: by.nowMs, recordedBy: by.name };
      await trx('substitutes').insert({ id, companyId, personId, standInId, fromMs, toMs, ...when });
      await audit(trx, companyId, 'substitute.added', personId, { standInId }, by);
    });
    return id;
  },

  async removeSubstitute(companyId: string, { substituteId, personId }: Substitute, by: By) {
    return inTransaction(db, async (trx) => {
      if ((await trx('substitutes').where({ companyId, id: substituteId }).delete()) === 0) return false;
      await writeAudit(trx, companyId, by, { action: 'substitute.removed', subject: personId });
      return true;
    });
  },

  async snoozePerson(companyId: string, personId: string, untilMs: number, by: Named): Promise<void> {
    await inTransaction(db, async (trx) => {
      await trx('person_snoozes').where({ companyId, personId }).delete();
      const isOver = untilMs <= by.nowMs;
      const row = { companyId, personId, untilMs, atMs: by.nowMs, recordedBy: by.name };
      if (!isOver) await trx('person_snoozes').insert(row);
      const action = isOver ? 'person.snoozeEnded' : 'person.snoozed';
      await audit(trx, companyId, action, personId, isOver ? {} : { untilMs }, by);
    });
  },
});

const reading = (db: Knex) => ({
  /** Those of teams and areas by their name; that of the company first. */
  async policies(companyId: string): Promise<EscalationPolicy[]> {
    const rows = await db('policies').where({ companyId }).orderBy('name').select<PolicyRow[]>('*');
    const found = rows.map(policyOf);
    return found.sort((a, b) => Number(b.subject === 'company') - Number(a.subject === 'company'));
  },

  async substitutes(companyId: string): Promise<Substitute[]> {
    const rows = await db('substitutes').where({ companyId }).orderBy('fromMs').select<SubstituteRow[]>('*');
    return rows.map(({ id, personId, standInId, fromMs, toMs }) => ({
      ...{ substituteId: id, personId, standInId },
      // PostgreSQL gives its 64-bit integers as text.
      ...{ fromMs: Number(fromMs), toMs: toMs === null ? null : Number(toMs) },
    }));
  },

  async snoozes(companyId: string): Promise<PersonSnooze[]> {
    const rows = await db('person_snoozes').where({ companyId }).select<SnoozeRow[]>('*');
    return rows.map(({ personId, untilMs, atMs, recordedBy }) => ({
      ...{ personId, by: recordedBy, untilMs: Number(untilMs), atMs: Number(atMs) },
    }));
  },
});

type PolicyRow = Pick<EscalationPolicy, 'name' | 'subject' | 'subjectId'> & { id: string; rules: string };
type SubstituteRow = Omit<Substitute, 'substituteId'> & { id: string };
type SnoozeRow = Omit<PersonSnooze, 'by'> & { recordedBy: string };
type Rules = Omit<NewPolicy, 'name' | 'subject' | 'subjectId'>;

const policyOf = ({ id, name, subject, subjectId, rules }: PolicyRow): EscalationPolicy => ({
  ...{ policyId: id, name, subject, subjectId },
  ...(JSON.parse(rules) as Rules),
});

function rowOf(policy: NewPolicy, by: Named) {
  const { name, subject, subjectId } = policy;
  const { levels, deviceLevels, quietHours, groupDelayMs, digestFrom, tellsResolved } = policy;
  const rules: Rules = { levels, deviceLevels, quietHours, groupDelayMs, digestFrom, tellsResolved };
  const changed = { changedAtMs: by.nowMs, changedBy: by.name };
  return { name, subject, subjectId, rules: JSON.stringify(rules), ...changed };
}

/** Two for one subject would leave open which holds; null is no key of a unique index. */
async function mustBeFree(
  trx: Knex,
  companyId: string,
  { policyId, subject, subjectId }: EscalationPolicy,
  subjectName: string,
): Promise<void> {
  const others = trx('policies').where({ companyId, subject, subjectId }).whereNot({ id: policyId });
  if (await others.first('id')) throw problem('POLICY_TAKEN', { name: subjectName });
}

type Detail = Record<string, string | number>;
const audit = (on: Knex, companyId: string, action: string, subject: string, detail: Detail, by: By) =>
  writeAudit(on, companyId, by, { action, subject, detail });
