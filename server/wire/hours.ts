/** The file of hours that another program reads, as the page and the API see it. */
/** `code`: the person's, or the number on the terminal where nobody has it. */
export type HoursColumnKind =
  | ('code' | 'userId' | 'name' | 'date' | 'time' | 'dateTime' | 'direction' | 'status')
  | ('verify' | 'verifyWord' | 'terminal' | 'serial' | 'area' | 'workCode' | 'logId');
/** `title`: in the header; empty: its usual one. */
export type HoursColumn = { kind: HoursColumnKind; title: string };
export type HoursLayout = {
  columns: HoursColumn[];
  header: boolean;
  separator: 'comma' | 'semicolon' | 'tab';
  /** Made of yyyy, yy, MM, dd, HH, hh, mm, ss and a (AM or PM). */
  dateFormat: string;
  timeFormat: string;
  lineEnding: 'crlf' | 'lf';
  /** A byte order mark at the beginning of a file, by which some spreadsheets know UTF-8. */
  bom: boolean;
};
export type HoursConfig = {
  on: boolean;
  /** On the server; empty: none is chosen. */
  folder: string;
  fileName: string;
  everyMinutes: number;
  /** `known`: only of people here. */
  who: 'all' | 'known';
  /** YYYY-MM-DD: older records stay out of it; empty: all are written. */
  fromDate: string;
  /** What to do when another program has changed the file, and it is still clear which rows are written. */
  whenChanged: 'ask' | 'append';
  layout: HoursLayout;
};

/**
 * What an administrator can decide. `append`: go on in the file as it is. `aside`: give it another name and begin a new one. `written`: the
 * rows in doubt are in another program's hands. `again`: they are not, and are written again.
 */
export type HoursChoice = 'append' | 'aside' | 'written' | 'again';
export type HoursProblem = { code: string; sentence: string; sinceMs: number; choices: HoursChoice[] };
/** `by` null: by itself. */
export type HoursRun = { atMs: number; rows: number; file: string; by: string | null };
export type HoursView = {
  config: HoursConfig;
  /** Rows that the file does not have yet. */
  waiting: number;
  /** The last one that wrote something. */
  last: HoursRun | null;
  /** null: it is off. */
  nextMs: number | null;
  /** Rows written so far by one that is under way; null: none is. */
  running: { sinceMs: number; rows: number } | null;
  problem: HoursProblem | null;
};
/** `ended` false: it goes on. */
export type HoursRunAnswer = { ended: boolean; rows: number; file: string };
/** `problem` null: it can be written there. `bytes`: of the file that is there already; null: none is. */
export type HoursFolderTest = { problem: string | null; file: string; bytes: number | null };
/** `made`: nothing waits and nothing was recorded yet, so the rows are made up. */
export type HoursPreview = { header: string | null; lines: string[]; made: boolean };
