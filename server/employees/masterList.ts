/** What a source holds, as people: which column is which field. Pure. */
import { fieldOf, lettersOf } from '../people/lists/columns.ts';
import type { EmployeeField, EmployeeRole, EmployeeSourceConfig } from '../wire.ts';

/** As it was read: everything is text. `line`: in the file, or the number of the row. */
export type SourceTable = {
  /** Files, or where it came from. */
  what: string;
  columns: string[];
  rows: { line: number; values: string[] }[];
  /** Of everything that was read. */
  hash: string;
  files: { name: string; hash: string }[];
};
export type MasterRow = { line: number; cells: Partial<Record<EmployeeField, string>> };
/** `missing`: columns without which nothing can be said, by their name in the mapping or what they should be. */
export type MasterList = { rows: MasterRow[]; missing: string[] };

type Mapping = Pick<EmployeeSourceConfig, 'columns' | 'statuses'>;

export function masterList(role: EmployeeRole, table: SourceTable, mapping: Mapping): MasterList {
  const fields = columnFields(role, table.columns, mapping);
  const missing = missingColumns(role, table.columns, mapping);
  const known = fields.flatMap((field, index) => (field ? { field, index } : []));
  return {
    missing,
    rows: table.rows.map(({ line, values }) => ({
      line,
      cells: Object.fromEntries(known.map(({ field, index }) => [field, (values[index] ?? '').trim()])),
    })),
  };
}

/** Of every column, what it is taken for; null: it is left out. */
export function columnFields(
  role: EmployeeRole,
  columns: readonly string[],
  mapping: Mapping,
): (EmployeeField | null)[] {
  const said = Object.entries(mapping.columns) as [EmployeeField, string | undefined][];
  const found = new Map<number, EmployeeField>();
  for (const [field, column] of said)
    if (column) {
      const index = indexOf(columns, column);
      if (index >= 0) found.set(index, field);
    }
  const taken = new Set(said.flatMap(([field, column]) => (column ? field : [])));
  return columns.map((column, index) => {
    const field = found.get(index) ?? guessed(role, column, mapping);
    if (field === null || found.has(index)) return field;
    if (taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

/** Named in the mapping and not there, and those that nobody can do without. */
export function missingColumns(role: EmployeeRole, columns: readonly string[], mapping: Mapping): string[] {
  const named = Object.values(mapping.columns).flatMap((column) => column || []);
  const gone = named.filter((column) => indexOf(columns, column) < 0);
  const fields = new Set(columnFields(role, columns, mapping));
  const needed: EmployeeField[] = [
    'code',
    ...(role === 'active' ? (['name'] as const) : []),
    ...(mapping.statuses.length > 0 ? (['status'] as const) : []),
  ];
  return [...gone, ...needed.filter((field) => !fields.has(field) && !mapping.columns[field])];
}

function indexOf(columns: readonly string[], wanted: string): number {
  const exact = columns.indexOf(wanted);
  const plain = (text: string): string => text.trim().toLowerCase();
  return exact >= 0 ? exact : columns.findIndex((column) => plain(column) === plain(wanted));
}

const leftNames = new Set([
  ...['lefton', 'leavedate', 'leavingdate', 'terminationdate', 'terminatedon', 'dateofleaving', 'enddate'],
  ...['lastday', 'lastworkingday', 'relievingdate', 'resigndate', 'resignationdate'],
  ...['tanggalkeluar', 'tglkeluar', 'tanggalresign', 'tanggalberhenti', 'tglberhenti', 'tanggalphk'],
]);
const statusNames = new Set([
  ...['status', 'employmentstatus', 'employeestatus', 'statuskaryawan', 'statuspegawai', 'statuskerja'],
]);

function guessed(role: EmployeeRole, column: string, { statuses }: Mapping): EmployeeField | null {
  const letters = lettersOf(column);
  if (role === 'terminated' && leftNames.has(letters)) return 'leftOn';
  if (statuses.length > 0 && statusNames.has(letters)) return 'status';
  const field = fieldOf(column);
  return field === 'badgeOnly' || field === 'deactivated' ? null : field;
}
