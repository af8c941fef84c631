/** Everything that decides what is asked of people, as it was from when on. Types only. */
import type { Pause, ShiftAssignment, ShiftRules, Thresholds } from '../wire.ts';
import type { Interval } from '../shifts/intervals.ts';

export type ShiftRule = ShiftRules & { name: string };
export type CalendarRule = { days: { date: string; name: string }[] };
export type LimitsRule = { awayAfterMs: number; absentAfterMs: number };
export type PersonRule = {
  name: string;
  code: string | null;
  teamId: string | null;
  areaIds: string[];
  supervisorId: string | null;
  deactivated: boolean;
  /** Judged by punches alone; said only where it is so: older versions do not know it. */
  badgeOnly?: true;
};
export type TeamRule = { name: string; parentId: string | null; leadId: string | null };
export type AreaRule = { name: string; parentId: string | null; timeZone: string | null };
export type CompanyRule = { name: string; timeZone: string };

/** What each kind of version says. */
export type RuleValues = {
  shift: ShiftRule;
  calendar: CalendarRule;
  thresholds: Thresholds;
  limits: LimitsRule;
  person: PersonRule;
  team: TeamRule;
  area: AreaRule;
  company: CompanyRule;
};
export type RuleKind = keyof RuleValues;

/** Of one subject; `value` null: it ended. */
export type RuleVersion<K extends RuleKind = RuleKind> = {
  kind: K;
  subjectId: string;
  /** The first local day, for shifts and calendars. */
  fromDate: string | null;
  fromMs: number;
  value: RuleValues[K] | null;
  recordedBy: string;
};

export type PersonInterval = Interval & { personId: string; why?: string };
export type RuleBook = {
  companyId: string;
  /** In the order in which they were written. */
  versions: readonly RuleVersion[];
  assignments: readonly ShiftAssignment[];
  leaves: readonly PersonInterval[];
  pauses: readonly Pause[];
};
