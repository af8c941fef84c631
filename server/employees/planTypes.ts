/** What planning needs and makes. Types only. */
import type { ListedPerson, ListState } from '../people/lists/listState.ts';
import type { Plan, Shapes } from '../people/lists/planImport.ts';
import type { ListRow } from '../people/lists/readList.ts';
import type {
  EmployeeAlarm,
  EmployeeCounts,
  EmployeeReason,
  EmployeeRole,
  EmployeeRow,
  EmployeeRules,
  EmployeeSourceConfig,
  LocalDate,
} from '../wire.ts';
import type { Leaver } from './countedRows.ts';
import type { MasterRow } from './masterList.ts';

/** Of a person, what runs before have found out. */
export type Remembered = {
  /** Was ever in the list of active people. */
  listed: boolean;
  missingDays: number;
  missingOn: LocalDate | null;
  /** By a run, not by a person. */
  deactivated: boolean;
  /** Since then the list was without them once. */
  unlisted: boolean;
  /** Reactivated, or in the list again after it was without them; null: not that anybody knows. */
  backAtMs: number | null;
  /** Which run first found them among those who left; null: they are not. */
  leaverSeenMs: number | null;
};
export type RememberedLeaver = { code: string; name: string; leftOn: LocalDate };
export type Memory = {
  people: ReadonlyMap<string, Remembered>;
  /** When each was added here. */
  added: ReadonlyMap<string, number>;
  /** Who was reactivated since the last good run, by whomever, and when. */
  back: ReadonlyMap<string, number>;
  /** How many went lately because they were in both lists, without a person's word. */
  bothLately: number;
  leavers: readonly RememberedLeaver[];
  /** How many the last good run found active; null: there was none. */
  lastListed: number | null;
  /** Names of the users that administrate, by who they are here. */
  administrators: ReadonlyMap<string, string>;
};

type Given = { rows: readonly MasterRow[] } & Pick<EmployeeSourceConfig, 'statuses' | 'dateOrder'>;
/** `terminated` null: nobody says who left. `once`: its rows are not read again. */
export type Lists = { active: Given; terminated: (Given & { once: boolean }) | null };

export type PlanNeeds = {
  state: ListState;
  memory: Memory;
  rules: EmployeeRules;
  shapes: Shapes;
  today: LocalDate;
  nowMs: number;
  /** At the company's clock. */
  dayOf: (atMs: number) => LocalDate;
};

export type EmployeePlan = {
  rows: EmployeeRow[];
  counts: EmployeeCounts;
  alarms: EmployeeAlarm[];
  /** For the directory. */
  imported: Plan;
  /** By code as codes are compared, for the runs to come. */
  memory: Map<string, Remembered>;
  leavers: RememberedLeaver[];
  /** How many are in the list of active people. */
  listed: number;
};

/** Everything that what is wanted of a row depends on. Codes as they are compared. */
export type Around = PlanNeeds & {
  byCode: ReadonlyMap<string, ListedPerson>;
  byName: ReadonlyMap<string, ListedPerson>;
  active: ReadonlyMap<string, MasterRow>;
  gone: ReadonlyMap<string, Leaver>;
  /** Among those who left, and back since then. */
  old: ReadonlyMap<string, Leaver>;
  later: ReadonlyMap<string, Leaver>;
  /** Codes that two people of the list have. */
  disputed: ReadonlyMap<string, string[]>;
};

/** What is wanted of one person, before anybody asks whether it fits. */
export type Wanted = {
  role: EmployeeRole | null;
  line: number | null;
  code: string;
  name: string;
  person: ListedPerson | null;
  reasons: EmployeeReason[];
} & (
  | { cells: ListRow['cells'] }
  /** Nothing is done. */
  | { cells: null; action: 'conflict' | 'ignored' }
);
