/** Rows of both lists that count, by code; the others with the reason why they do not. Pure. */
import type { Work } from '../identify/inSlices.ts';
import { plain } from '../people/profile.ts';
import type { EmployeeReason, EmployeeRole, EmployeeSourceConfig, LocalDate } from '../wire.ts';
import { leftOnOf } from './leftOn.ts';
import type { MasterRow } from './masterList.ts';

export type LeftOut = { role: EmployeeRole; row: MasterRow; reason: EmployeeReason };
export type Counted = {
  /** By code, as codes are compared. */
  rows: Map<string, MasterRow>;
  leftOut: LeftOut[];
  /** Codes that two people of the list have: nothing is done about either. */
  disputed: Map<string, string[]>;
};
type How = Pick<EmployeeSourceConfig, 'statuses' | 'dateOrder'>;

export function* countedRows(
  role: EmployeeRole,
  rows: readonly MasterRow[],
  { statuses }: How,
): Work<Counted> {
  const counted: Counted = { rows: new Map(), leftOut: [], disputed: new Map() };
  const wanted = new Set(statuses.map(plain));
  const leaveOut = (row: MasterRow, reason: EmployeeReason) => counted.leftOut.push({ role, row, reason });
  for (const row of rows) {
    yield;
    const { code = '', status = '' } = row.cells;
    const key = plain(code);
    const before = counted.rows.get(key);
    if (code === '') leaveOut(row, { kind: 'noCode' });
    else if (wanted.size > 0 && !wanted.has(plain(status))) leaveOut(row, { kind: 'status', detail: status });
    else if (!before) counted.rows.set(key, row);
    else takeSecond(counted, role, before, row);
  }
  return counted;
}

/** Of two rows with one code the first counts; of who left the one with the later day: they came back, and leave again. */
function takeSecond(counted: Counted, role: EmployeeRole, before: MasterRow, row: MasterRow): void {
  const key = plain(row.cells.code ?? '');
  const same = JSON.stringify(before.cells) === JSON.stringify(row.cells);
  const names = [before.cells.name ?? '', row.cells.name ?? ''].filter((name) => name !== '');
  if (role === 'active' && new Set(names.map(plain)).size > 1)
    counted.disputed.set(key, [...new Set([...(counted.disputed.get(key) ?? []), ...names])]);
  const later = role === 'terminated' && (row.cells.leftOn ?? '') > (before.cells.leftOn ?? '');
  if (later) counted.rows.set(key, row);
  counted.leftOut.push({
    ...{ role, row: later ? before : row },
    reason: { kind: same ? 'sameRow' : 'sameCode' },
  });
}

export type Leaver = { row: MasterRow; code: string; name: string; leftOn: LocalDate | null };
export type Leavers = {
  /** Gone today, by code. */
  gone: Map<string, Leaver>;
  /** Still here: gone on a later day. */
  later: Map<string, Leaver>;
  leftOut: LeftOut[];
};

/** `remembered`: of files that are read once, who is to leave. */
export function* leaversOf(
  rows: readonly MasterRow[],
  how: How,
  remembered: readonly { code: string; name: string; leftOn: LocalDate }[],
  today: LocalDate,
): Work<Leavers> {
  const dated: ReturnType<typeof withDay>[] = [];
  for (const row of rows) {
    dated.push(withDay(row, how));
    yield;
  }
  const { rows: counted, leftOut } = yield* countedRows(
    'terminated',
    dated.flatMap(({ row, wrong }) => (wrong === null ? row : [])),
    how,
  );
  const badDates = dated.flatMap(({ row, wrong }): LeftOut[] =>
    wrong === null ? [] : [{ role: 'terminated', row, reason: { kind: 'badDate', detail: wrong } }],
  );
  const leavers: Leavers = { gone: new Map(), later: new Map(), leftOut: [...badDates, ...leftOut] };
  const take = (key: string, leaver: Leaver): void =>
    void (leaver.leftOn === null || leaver.leftOn <= today ? leavers.gone : leavers.later).set(key, leaver);
  for (const { code, name, leftOn } of remembered)
    if (!counted.has(plain(code)))
      take(plain(code), { row: { line: 0, cells: { code, name } }, code, name, leftOn });
  for (const [key, row] of counted) {
    yield;
    const { code = '', name = '', leftOn = '' } = row.cells;
    take(key, { row, code, name, leftOn: leftOn === '' ? null : leftOn });
  }
  return leavers;
}

/** Days as everything here writes them, so that they can be compared. `wrong`: what stands there instead. */
function withDay(row: MasterRow, { dateOrder }: How): { row: MasterRow; wrong: string | null } {
  const cell = row.cells.leftOn ?? '';
  const leftOn = leftOnOf(cell, dateOrder);
  if (leftOn === undefined) return { row, wrong: cell };
  return { row: { ...row, cells: { ...row.cells, leftOn: leftOn ?? '' } }, wrong: null };
}
