/** Lists that are not to be believed without a person: empty or too short, too many to go, one code for two people. Pure. */
import type { EmployeeAlarm, EmployeeCounts, EmployeeRole, EmployeeRow, EmployeeRules } from '../wire.ts';
import type { Around } from './planTypes.ts';

/** Of a run that changed nothing, for those who are told of it elsewhere: an alarm may name people, who may be erased. */
export const toldOfAlarm = (alarm: EmployeeAlarm): string =>
  alarm.kind === 'sameCode' ? sentences.oneCode() : alarm.problem;

export function alarmsOf(
  { deactivate }: EmployeeCounts,
  rows: readonly EmployeeRow[],
  around: Around,
): EmployeeAlarm[] {
  const { active, disputed, rules } = around;
  if (active.size === 0) return [{ kind: 'empty', problem: sentences.empty() }];
  const alarms: EmployeeAlarm[] = [];
  const before = expected(around);
  if (active.size * 100 < before * rules.shortPercent)
    alarms.push({ kind: 'short', problem: sentences.short(active.size, before, rules.shortPercent) });
  const working = around.state.people.filter(({ deactivated }) => !deactivated).length;
  const limit = deactivationLimit(working, rules);
  const both = rows.filter(isOfBoth).length;
  const lately = both + around.memory.bothLately;
  if (deactivate > limit) alarms.push({ kind: 'many', problem: sentences.many(deactivate, limit, working) });
  else if (both > 0 && lately > limit)
    alarms.push({ kind: 'many', problem: sentences.manyInBoth(lately, limit) });
  for (const [key, names] of disputed)
    alarms.push({
      kind: 'sameCode',
      problem: sentences.sameCode(around.byCode.get(key)?.code ?? key, names.join(', ')),
    });
  return alarms;
}

const isOfBoth = ({ action, reasons }: EmployeeRow): boolean =>
  action === 'deactivate' && reasons.some(({ kind }) => kind === 'inBoth');

/** As many as last time, or before the first time, as are here with a code. */
function expected({ state, memory }: Around): number {
  return (
    memory.lastListed ?? state.people.filter(({ code, deactivated }) => code !== null && !deactivated).length
  );
}

/** In a small company a share is less than one person. */
export const deactivationLimit = (
  active: number,
  { mostPercent, mostPeople }: Pick<EmployeeRules, 'mostPercent' | 'mostPeople'>,
): number => Math.max(mostPeople, Math.floor((active * mostPercent) / 100));

/** Also where the list came from somewhere that could not be read. */
export const columnsAlarm = (role: EmployeeRole, columns: readonly string[]): EmployeeAlarm => ({
  kind: 'columns',
  problem: sentences.columns(role, columns.join(', ')),
});

/** What an administrator reads. */
export const sentences = {
  empty: () =>
    'Cannot believe the list of active people: nobody is in it. Nothing was changed; see what is wrong with its source.',
  short: (rows: number, before: number, percent: number) =>
    `Cannot believe the list of active people: ${rows} are in it, less than ${percent} % of the ${before} there were. Nothing was changed; look at the plan.`,
  many: (people: number, limit: number, active: number) =>
    `Cannot deactivate so many at once: ${people} of ${active}, and ${limit} is the most without a person's word. Nothing was changed; look at the plan.`,
  manyInBoth: (people: number, limit: number) =>
    `Cannot deactivate so many who are in both lists: ${people} within a week, and ${limit} is the most without a person's word. Nothing was changed; look at the plan.`,
  sameCode: (code: string, names: string) =>
    `Cannot tell who has the code ${code}: the list gives it to ${names}. Nothing was changed; correct the list.`,
  oneCode: () =>
    'Cannot tell who has which code: the list gives one code to several people. Nothing was changed; correct the list.',
  columns: (role: EmployeeRole, columns: string) =>
    role === 'active'
      ? `Cannot understand the list of active people: it has no column ${columns}. Nothing was changed; check the list and its columns.`
      : `Cannot understand the list of who left: it has no column ${columns}. Nothing was changed; check the list and its columns.`,
};
