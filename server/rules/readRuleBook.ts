import type { Knex } from 'knex';
import type { Interval } from '../shifts/intervals.ts';
import type { Pause, ShiftAssignment } from '../wire.ts';
import type { PersonInterval, RuleBook, RuleKind, RuleVersion } from './ruleBook.ts';

/** Every version and assignment there is; leave and pauses that touch `within`. Numbers: PostgreSQL gives 64-bit integers as text. */
export async function readRuleBook(db: Knex, companyId: string, within: Interval): Promise<RuleBook> {
  return {
    companyId,
    versions: await readVersions(db, companyId),
    assignments: await readAssignments(db, companyId),
    leaves: await readLeaves(db, companyId, within),
    pauses: await readPauses(db, companyId, within),
  };
}

type VersionRow = Omit<RuleVersion, 'value' | 'kind'> & { kind: RuleKind; value: string | null };

/** In the order in which they were written. */
export async function readVersions(db: Knex, companyId: string): Promise<RuleVersion[]> {
  const rows = await db('rule_versions')
    .where({ companyId })
    .orderByRaw('rowid')
    .select<VersionRow[]>('kind', 'subjectId', 'fromDate', 'fromMs', 'value', 'recordedBy');
  return rows.map(({ fromMs, value, ...row }) => ({
    ...row,
    fromMs: Number(fromMs),
    value: value === null ? null : (JSON.parse(value) as RuleVersion['value']),
  }));
}

export async function readAssignments(db: Knex, companyId: string): Promise<ShiftAssignment[]> {
  return db('shift_assignments')
    .where({ companyId })
    .orderBy(['fromDate', 'createdAtMs', 'id'])
    .select<ShiftAssignment[]>('id as assignmentId', 'shiftId', 'personId', 'teamId', 'fromDate', 'toDate');
}

async function readLeaves(db: Knex, companyId: string, within: Interval): Promise<PersonInterval[]> {
  const rows = await db('leaves')
    .where({ companyId })
    .where('toMs', '>', within.fromMs)
    .where('fromMs', '<', within.toMs)
    .orderBy('fromMs')
    .select<PersonInterval[]>('personId', 'fromMs', 'toMs', 'why');
  return rows.map((row) => ({ ...row, fromMs: Number(row.fromMs), toMs: Number(row.toMs) }));
}

type PauseRow = Omit<Pause, 'pauseId' | 'by'> & { id: string; recordedBy: string };

export async function readPauses(db: Knex, companyId: string, within: Interval): Promise<Pause[]> {
  const rows = await db('pauses')
    .where({ companyId })
    .where('fromMs', '<', Math.min(within.toMs, Number.MAX_SAFE_INTEGER))
    .where((either) => void either.whereNull('toMs').orWhere('toMs', '>', within.fromMs))
    .orderBy('fromMs', 'desc')
    .select<PauseRow[]>();
  return rows.map(({ id, subject, subjectId, fromMs, toMs, why, recordedBy, endedBy }) => ({
    ...{ pauseId: id, subject, subjectId, why, by: recordedBy, endedBy },
    fromMs: Number(fromMs),
    toMs: toMs === null ? null : Number(toMs),
  }));
}
