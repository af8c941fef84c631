/**
 * What two lists would change, and whether that is to be believed. Pure: nothing is written, and the same lists, people and memory
 * always give the same plan.
 */
import { atOnce, type Work } from '../identify/inSlices.ts';
import { peopleByKey } from '../people/lists/peopleByKey.ts';
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

export const planEmployees = (lists: Lists, needs: PlanNeeds): EmployeePlan =>
  atOnce(planningEmployees(lists, needs));

/** Pauses after every row: tens of thousands of them take seconds (`inSlices`). */
export function* planningEmployees(lists: Lists, needs: PlanNeeds): Work<EmployeePlan> {
  const active = yield* countedRows('active', lists.active.rows, lists.active);
  for (const code of active.disputed.keys()) active.rows.delete(code);
  yield;
  const given = lists.terminated ?? { ...nobodySays, statuses: [] };
  const leavers = yield* leaversOf(given.rows, given, needs.memory.leavers, needs.today);
  yield;
  const known = {
    ...needs,
    ...(yield* peopleByKey(needs.state.people)),
    active: active.rows,
    disputed: active.disputed,
  };
  const around: Around = { ...known, ...(yield* bySinceWhen(leavers.gone, known)), later: leavers.later };
  yield;
  const settled = yield* settleWanted(yield* wantedRows(around), needs);
  const leftOut = [...active.leftOut, ...leavers.leftOut].map(leftOutRow);
  const rows = [...settled.rows, ...leftOut];
  const counts = countsOf(rows, settled.unchanged);
  yield;
  const alarms = alarmsOf(counts, rows, around);
  yield;
  return {
    ...{ rows, counts, imported: settled.imported, listed: active.rows.size },
    alarms,
    memory: yield* memoryAfter(rows, around),
    leavers: given.once ? leaversAfter(rows, around) : [],
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
