/** The employee master: lists of who works here and who left, read every day, as the page and the API see them. */
import type { DevicePersonView } from './devices.ts';
import type { ImportField, ImportRow } from './people.ts';

/** `active`: everybody who works here. `terminated`: who left, or will. */
export type EmployeeRole = 'active' | 'terminated';

/** `status`: rows that say something else than `statuses` do not count. `leftOn`: the day from which somebody is gone. */
export type EmployeeField = Exclude<ImportField, 'badgeOnly' | 'deactivated'> | 'status' | 'leftOn';

/**
 * `which`: the newest file that fits the pattern; all that fit, together; or, of who left, each that was not read yet, once.
 * `rows`, `next`: the place of the list, and of the address of its next page, in the answer: `data.employees`.
 * `certificate`: of an authority to trust besides the usual ones, as PEM.
 */
export type EmployeeSource =
  | { kind: 'csv'; folder: string; pattern: string; which: 'newest' | 'all' | 'new' }
  | { kind: 'sqlite'; file: string; query: string }
  | {
      kind: 'postgres';
      host: string;
      port: number;
      database: string;
      user: string;
      tls: boolean;
      query: string;
    }
  | { kind: 'http'; url: string; header: string; rows: string; next: string; certificate: string };
export type EmployeeSourceKind = EmployeeSource['kind'];

export type EmployeeSourceConfig = {
  source: EmployeeSource;
  /** Of the table, by field; a field that is not here is found by how the column is called. */
  columns: Partial<Record<EmployeeField, string>>;
  /** What the status of a row that counts may be; empty: every row counts. */
  statuses: string[];
  /** How `01/02/2026` is read. */
  dateOrder: 'dayFirst' | 'monthFirst';
};
/** `secret`: password, or value of the header. Left out, it stays what it was. */
export type EmployeeSourceChange = EmployeeSourceConfig & { secret?: string | undefined };
/** The secret never leaves. */
export type EmployeeSourceView = EmployeeSourceConfig & {
  secretSet: boolean;
  changedAtMs: number;
  changedBy: string;
};

export type EmployeeRules = {
  /** When it runs, every day, at the company's clock; empty: only when somebody says so. */
  runAt: string;
  /** Who is not in the list of active people any more, and not among those who left. */
  missing: 'leave' | 'deactivate';
  /** On so many days with a run, one after the other, before they are. */
  missingDays: number;
  /** Who is in both lists. */
  inBoth: 'deactivate' | 'leave';
  /** A list of active people shorter than this share of the last one stops the run. */
  shortPercent: number;
  /** More to be deactivated than both of these stops it too. */
  mostPercent: number;
  mostPeople: number;
};

export type EmployeeAction = 'add' | 'change' | 'reactivate' | 'deactivate' | 'conflict' | 'ignored';
export type EmployeeCounts = Record<EmployeeAction | 'unchanged', number>;

/** Why a row became what it did. `detail` and `field`: what goes with it. */
export type EmployeeReasonKind =
  /** The row: no code; a status that does not count; there already; the same code with something else in another row. */
  | ('noCode' | 'status' | 'sameRow' | 'sameCode')
  /** Who left: the day is still to come (`detail`), or not a date. */
  | ('notYet' | 'badDate')
  /** Among those who left, with the name of somebody else: the code is used again. */
  | 'otherName'
  /** Among those who left, on a day before they were added, listed again or reactivated here. */
  | 'leftBefore'
  /** In both lists; among those who left; not in the list on `detail` days, and so left alone or deactivated. */
  | ('inBoth' | 'left' | 'missing' | 'missingLeft')
  /** Deactivated here by hand; deactivated by the list of who left, and never gone from the other. */
  | ('byHand' | 'stillListed')
  /** The row was refused, or this field of it was left as it was. `detail`: a sentence. */
  | ('refused' | 'fieldLeft')
  /** The person of a user that administrates, by name. */
  | 'administrator'
  /** Somebody else has this name, so the code stands behind it; a person without a code got theirs. */
  | ('nameTaken' | 'gotCode');
export type EmployeeReason = {
  kind: EmployeeReasonKind;
  detail?: string | undefined;
  field?: ImportField | undefined;
};

export type EmployeeRow = {
  /** null: of no list, as somebody who is missing. */
  role: EmployeeRole | null;
  /** In the file, or the number of the row. */
  line: number | null;
  code: string | null;
  name: string;
  personId: string | null;
  action: EmployeeAction;
  changes: ImportRow['changes'];
  reasons: EmployeeReason[];
};
export type EmployeeRowPage = { rows: EmployeeRow[]; next: number | null };

/**
 * Why a run changed nothing, in a sentence. Without a plan: `unreadable`, `columns` that are missing, `empty`. With one, which a person
 * may let run in spite of it: a list that is `short`, `many` who would go, `sameCode` for two people.
 */
export type EmployeeAlarm = {
  kind: 'unreadable' | 'columns' | 'empty' | 'short' | 'many' | 'sameCode';
  problem: string;
};

/** What was read. `what`: files, host, or table. `same`: what the last run read, to the letter. */
export type EmployeeRead = { what: string; rows: number; same: boolean };
/** `stopped`: the program ended amid it; nothing was changed. */
export type EmployeeOutcome = 'running' | 'done' | 'alarm' | 'failed' | 'stopped';
export type EmployeeRun = {
  runId: string;
  trigger: 'schedule' | 'hand' | 'inSpite';
  /** Nothing was to be changed. */
  dryRun: boolean;
  /** Who asked for it; null: the clock. */
  by: string | null;
  startedAtMs: number;
  endedAtMs: number | null;
  outcome: EmployeeOutcome;
  alarms: EmployeeAlarm[];
  counts: EmployeeCounts;
  read: { [K in EmployeeRole]?: EmployeeRead | undefined };
  /** Of `failed`, a sentence. */
  problem: string | null;
  /** Whether a person may let this plan run in spite of the alarm. */
  canRunInSpite: boolean;
};

export type EmployeeMaster = {
  sources: Record<EmployeeRole, EmployeeSourceView | null>;
  rules: EmployeeRules;
  /** What can be read here. */
  kinds: EmployeeSourceKind[];
  /** null: by hand only, or no list of active people yet. */
  nextAtMs: number | null;
  runs: EmployeeRun[];
};

/** The first rows of a source, as they are and as they are understood. */
export type EmployeePreview = {
  what: string;
  total: number;
  columns: { name: string; field: EmployeeField | null }[];
  rows: string[][];
  /** Columns that are named and are not there. */
  missing: string[];
};
/** Of one person who was deactivated: what every terminal says. */
export type EmployeeReceipts = {
  personId: string;
  name: string;
  code: string;
  terminals: DevicePersonView[];
};
