/**
 * What two lists would change, and whether that is to be believed. Pure: nothing is written, and the same lists, people and memory
 * always give the same plan.
 */
import { plain } from '../people/profile.ts';
import type { EmployeeCounts, EmployeeRow } from '../wire.ts';
import { countedRows, type LeftOut, leaversOf } from './countedRows.ts';
import { noCounts } from './defaultRules.ts';
import { alarmsOf } from './employeeAlarms.ts';
import { leaversAfter, memoryAfter } from './memoryAfter.ts';
import { bySinceWhen } from './oldLeavers.ts';
import type { Around, EmployeePlan, Lists, PlanNeeds } from './planTypes.ts';
import { settleWanted } from './settleWanted.ts';
import { wantedRows } from './wantedRows.ts';

const nobodySays = { rows: [], statuses: [], dateOrder: 'dayFirst', once: false } as const;

export function planEmployees(lists: Lists, needs: PlanNeeds): EmployeePlan {
  const active = countedRows('active', lists.active.rows, lists.active);
  for (const code of active.disputed.keys()) active.rows.delete(code);
  const given = lists.terminated ?? { ...nobodySays, statuses: [] };
  const leavers = leaversOf(given.rows, given, needs.memory.leavers, needs.today);
  const known = { ...needs, ...byKey(needs), active: active.rows, disputed: active.disputed };
  const around: Around = { ...known, ...bySinceWhen(leavers.gone, known), later: leavers.later };
  const settled = settleWanted(wantedRows(around), needs);
  const leftOut = [...active.leftOut, ...leavers.leftOut].map(leftOutRow);
  const rows = [...settled.rows, ...leftOut];
  const counts = countsOf(rows, settled.unchanged);
  return {
    ...{ rows, counts, imported: settled.imported, listed: active.rows.size },
    alarms: alarmsOf(counts, rows, around),
    memory: memoryAfter(rows, around),
    leavers: given.once ? leaversAfter(rows, around) : [],
  };
}

function byKey({ state: { people } }: PlanNeeds): Pick<Around, 'byCode' | 'byName'> {
  return {
    byCode: new Map(
      people.flatMap((person) => (person.code === null ? [] : [[plain(person.code), person] as const])),
    ),
    byName: new Map(people.map((person) => [plain(person.name), person])),
  };
}

function leftOutRow({ role, row: { line, cells }, reason }: LeftOut): EmployeeRow {
  const { code = '', name = '' } = cells;
  return {
    ...{ role, line, code: code || null, name, personId: null, action: 'ignored', changes: [] },
    reasons: [reason],
  };
}

function countsOf(rows: readonly EmployeeRow[], unchanged: number): EmployeeCounts {
  const counts = { ...noCounts, unchanged };
  for (const { action } of rows) counts[action]++;
  return counts;
}
