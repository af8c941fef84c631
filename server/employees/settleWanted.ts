/** What is wanted against everybody there is, as an imported list is: what fits is planned, and the rest says why not. Pure. */
import type { Work } from '../identify/inSlices.ts';
import { type Plan, type PlannedRow, planningImport } from '../people/lists/planImport.ts';
import type { ListRow } from '../people/lists/readList.ts';
import type { EmployeeAction, EmployeeReason, EmployeeRow, ImportField } from '../wire.ts';
import type { PlanNeeds, Wanted } from './planTypes.ts';

export type Settled = { rows: EmployeeRow[]; unchanged: number; imported: Plan };

/** Without these somebody can be here; they stay as they are when the list says what cannot be. */
const droppable: ReadonlySet<ImportField | null> = new Set<ImportField>([
  ...(['job', 'team', 'supervisor', 'areas', 'badge', 'phone', 'email'] as const),
]);
/** Dropping a supervisor may put somebody else into a circle; more often than this it does not happen. */
const roundsMost = 5;

type Todo = { wanted: Wanted; cells: ListRow['cells']; left: EmployeeReason[] };

export function* settleWanted(wanted: readonly Wanted[], needs: PlanNeeds): Work<Settled> {
  const todo = wanted.flatMap((each): Todo[] =>
    each.cells === null ? [] : [{ wanted: each, cells: { ...each.cells }, left: [] }],
  );
  let plan = yield* planned(todo, needs);
  for (let round = 1; round < roundsMost && dropUnfit(todo, plan); round++)
    plan = yield* planned(todo, needs);
  yield;
  const untouched = wanted.flatMap((each) => (each.cells === null ? rowOf(each, each.action) : []));
  const changing: EmployeeRow[] = [];
  for (const [index, each] of todo.entries()) {
    const row = settledRow(each, plan.rows[index]);
    if (row) changing.push(row);
    yield;
  }
  return { rows: [...changing, ...untouched], unchanged: todo.length - changing.length, imported: plan };
}

/** Lines count what is to be done; those of the lists may be the same in both. */
function planned(todo: readonly Todo[], { state, shapes }: PlanNeeds): Work<Plan> {
  const rows = todo.map(({ cells }, index) => ({ line: index + 1, cells }));
  return planningImport({ rows }, state, shapes, { deactivateMissing: false, codeIsKey: true });
}

/** True when anything was dropped. */
function dropUnfit(todo: readonly Todo[], { rows }: Plan): boolean {
  let dropped = false;
  for (const [index, { problems }] of rows.entries()) {
    const each = todo[index];
    if (!each || problems.length === 0 || !problems.every(({ field }) => droppable.has(field))) continue;
    dropped = true;
    for (const { field, problem } of problems) {
      if (field === null) continue;
      Reflect.deleteProperty(each.cells, field);
      each.left.push({ kind: 'fieldLeft', field, detail: problem });
    }
  }
  return dropped;
}

/** null: nothing is done, and nothing is to be said. */
function settledRow({ wanted, left }: Todo, row: PlannedRow | undefined): EmployeeRow | null {
  if (!row) return null;
  const reasons = [...wanted.reasons, ...left];
  if (row.action === 'problem') {
    const why = row.problems.map(({ field, problem }): EmployeeReason => ({
      ...{ kind: 'refused', detail: problem },
      ...(field === null ? {} : { field }),
    }));
    return { ...rowOf(wanted, 'ignored'), reasons: [...reasons, ...why] };
  }
  if (row.action === 'unchanged')
    return reasons.length > 0 && !isOnlyName(reasons)
      ? { ...rowOf(wanted, quietAction(reasons)), reasons }
      : null;
  const { changes, name } = row;
  return { ...rowOf(wanted, actionOf(row)), changes, name, reasons };
}

/** Said once, when it was done; every day after that it is as it should be. */
const isOnlyName = (reasons: readonly EmployeeReason[]): boolean =>
  reasons.every(({ kind }) => kind === 'nameTaken');

/** Of two people with one code nobody but a person knows who is meant. */
const quietAction = (reasons: readonly EmployeeReason[]): 'conflict' | 'ignored' =>
  reasons.some(({ kind }) => kind === 'otherName') ? 'conflict' : 'ignored';

function actionOf({ before, target, action }: PlannedRow): EmployeeAction {
  if (action === 'create') return 'add';
  const was = before?.deactivated ?? false;
  if (target.deactivated === was) return 'change';
  return target.deactivated ? 'deactivate' : 'reactivate';
}

function rowOf({ role, line, code, name, person, reasons }: Wanted, action: EmployeeAction): EmployeeRow {
  const personId = person?.personId ?? null;
  return { ...{ role, line, code: code || null, name, personId, action }, changes: [], reasons };
}
