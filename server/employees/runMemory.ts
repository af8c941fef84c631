/** What runs remember from one to the next: who was in which list, how long somebody is missing, who left, which files were read. */
import type { Knex } from 'knex';
import { insertMany } from '../database/insertMany.ts';
import { createImportStore } from '../people/lists/importStore.ts';
import type { ListState } from '../people/lists/listState.ts';
import type { ReadyImport } from '../people/lists/writeImport.ts';
import { plain } from '../people/profile.ts';
import type { EmployeeRole, LocalDate } from '../wire.ts';
import type { EmployeePlan, Memory, Remembered, RememberedLeaver } from './planTypes.ts';

/** What a run changes besides the people. */
export type Effects = {
  ready: ReadyImport;
  memory: EmployeePlan['memory'];
  leavers: RememberedLeaver[];
  files: { role: EmployeeRole; hash: string; name: string }[];
};
/** So many days of those in both lists are looked at together. */
const latelyMs = 7 * 24 * 60 * 60_000;
/** What a plan is made of, and a name for exactly that. */
export async function worldOf(
  on: Knex,
  companyId: string,
  nowMs: number,
): Promise<{ state: ListState; memory: Memory; hash: string }> {
  const state = await createImportStore(on).state(companyId);
  const memory = await readMemory(on, companyId, nowMs);
  const { people, administrators, added, back, ...rest } = memory;
  const seen = JSON.stringify([state, [...people], [...administrators], [...added], [...back], rest]);
  return { state, memory, hash: seen };
}

async function readMemory(on: Knex, companyId: string, nowMs: number): Promise<Memory> {
  const people = await on('employee_people')
    .where({ companyId })
    .orderBy('personId')
    .select<Record<string, unknown>[]>(
      'personId',
      'listed',
      'missingDays',
      'missingOn',
      'deactivated',
      'unlisted',
      'backAtMs',
      'leaverSeenMs',
    );
  const leavers = await on('employee_leavers')
    .where({ companyId })
    .orderBy('code')
    .select<RememberedLeaver[]>('code', 'name', 'leftOn');
  const good = await on('employee_runs')
    .where({ companyId, outcome: 'done', dryRun: false })
    .orderBy('startedAtMs', 'desc')
    .first<{ listed: number; startedAtMs: number } | undefined>('listed', 'startedAtMs');
  const administrators = await on('users')
    .where({ companyId, disabledAtMs: null })
    .whereIn('role', ['owner', 'admin'])
    .whereNotNull('personId')
    .orderBy('id')
    .select<{ personId: string; name: string }[]>('personId', 'name');
  return {
    people: new Map(people.map((row) => [String(row['personId']), rememberedOf(row)])),
    ...{ leavers, lastListed: good?.listed ?? null },
    ...(await arrivals(on, companyId, Number(good?.startedAtMs ?? 0))),
    bothLately: await bothLately(on, companyId, nowMs - latelyMs),
    administrators: new Map(administrators.map(({ personId, name }) => [personId, name])),
  };
}

/** What was before the last good run stands in its memory: audits are many. */
async function arrivals(
  on: Knex,
  companyId: string,
  sinceMs: number,
): Promise<Pick<Memory, 'added' | 'back'>> {
  const people = await on('people')
    .where({ companyId })
    .orderBy('id')
    .select<{ id: string; createdAtMs: number }[]>('id', 'createdAtMs');
  const audits = await on('audits')
    .where({ companyId, action: 'person.reactivated' })
    .where('atMs', '>=', sinceMs)
    .orderBy('atMs')
    .select<{ subject: string; atMs: number }[]>('subject', 'atMs');
  return {
    added: new Map(people.map(({ id, createdAtMs }) => [id, Number(createdAtMs)])),
    back: new Map(audits.map(({ subject, atMs }) => [subject, Number(atMs)])),
  };
}

/** Those whom a person let go in spite of an alarm are not asked for again. */
async function bothLately(on: Knex, companyId: string, sinceMs: number): Promise<number> {
  const [row] = await on('employee_run_rows')
    .join('employee_runs', 'employee_runs.id', 'employee_run_rows.runId')
    .where({ 'employee_runs.companyId': companyId, outcome: 'done', dryRun: false, action: 'deactivate' })
    .where('startedAtMs', '>=', sinceMs)
    .whereNot('trigger', 'inSpite')
    .where('reasons', 'like', '%"inBoth"%')
    .count<{ people: number }[]>({ people: '*' });
  return Number(row?.people ?? 0);
}

const rememberedOf = (row: Record<string, unknown>): Remembered => ({
  listed: row['listed'] === 1,
  missingDays: Number(row['missingDays']),
  missingOn: row['missingOn'] as LocalDate | null,
  deactivated: row['deactivated'] === 1,
  unlisted: row['unlisted'] === 1,
  backAtMs: msOf(row['backAtMs']),
  leaverSeenMs: msOf(row['leaverSeenMs']),
});

const msOf = (stored: unknown): number | null => (stored === null ? null : Number(stored));

export async function writeMemory(
  trx: Knex,
  companyId: string,
  effects: Effects,
  nowMs: number,
): Promise<void> {
  const { memory, leavers, files } = effects;
  const ids = await idsByCode(trx, companyId);
  await trx('employee_people').where({ companyId }).delete();
  const people = [...memory].flatMap(([code, { listed, deactivated, unlisted, ...rest }]) => {
    const personId = ids.get(code);
    const flags = { listed: Number(listed), deactivated: Number(deactivated), unlisted: Number(unlisted) };
    return personId === undefined ? [] : { companyId, personId, ...rest, ...flags };
  });
  await insertMany(trx, { table: 'employee_people', rows: people });
  await trx('employee_leavers').where({ companyId }).delete();
  const unique = [...new Map(leavers.map((leaver) => [leaver.code, leaver])).values()];
  await insertMany(trx, {
    table: 'employee_leavers',
    rows: unique.map((leaver) => ({ companyId, ...leaver })),
  });
  const read = files.map((file) => ({ companyId, ...file, readAtMs: nowMs }));
  await insertMany(trx, { table: 'employee_files', rows: read, keepsFirst: true });
}

export async function idsByCode(trx: Knex, companyId: string): Promise<ReadonlyMap<string, string>> {
  const people = await trx('people')
    .where({ companyId })
    .whereNotNull('code')
    .select<{ id: string; code: string }[]>('id', 'code');
  return new Map(people.map(({ id, code }) => [plain(code), id]));
}
