/** Shifts, duty and the days judged by them, as they cross to the browser. Types only. */

/** Local wall-clock time, `HH:MM`. */
export type TimeOfDay = string;
/** Local calendar date, `YYYY-MM-DD`. */
export type LocalDate = string;

/** What a shift asks. Minutes of the local clock; `end` not after `start`: it ends the next day. */
export type ShiftRules = {
  start: TimeOfDay;
  end: TimeOfDay;
  /** Days on which it begins: 1 Monday to 7 Sunday. */
  weekdays: number[];
  breaks: { from: TimeOfDay; to: TimeOfDay }[];
  /** IANA; null: that of the site where each person works. */
  timeZone: string | null;
  /** Holidays on which it does not take place; null: none. */
  calendarId: string | null;
  /** So much later or earlier is still in time. */
  lateGraceMinutes: number;
  earlyGraceMinutes: number;
  /** A punch or sighting this long before the start, or after the end, still belongs to it. */
  opensBeforeMinutes: number;
  closesAfterMinutes: number;
  /** Present for less is half a day, or absent; null: not judged so. */
  halfDayUnderMinutes: number | null;
  absentUnderMinutes: number | null;
  /** How punches become in and out, and pairs become hours. */
  pairing: 'alternating' | 'byDirection';
  hours: 'firstToLast' | 'everyPair';
};
export type NewShift = ShiftRules & { name: string };
/** `versions`: every set of rules it had, oldest first, with the first day each held. */
export type ShiftView = NewShift & {
  shiftId: string;
  archived: boolean;
  /** The first day the present rules hold. */
  fromDate: LocalDate;
  versions: (ShiftRules & { fromDate: LocalDate; changedAtMs: number; changedBy: string })[];
  /** Assigned today. */
  people: number;
};
/** What is left out stays as it is; `fromDate`: the first day it holds, today or later. */
export type ShiftChange = { [K in keyof NewShift]?: NewShift[K] | undefined } & {
  fromDate?: LocalDate | undefined;
};

/** Who works a shift: a person, or everybody of a team who has none of their own. `toDate` included; null: until further notice. */
export type ShiftAssignment = {
  assignmentId: string;
  shiftId: string;
  personId: string | null;
  teamId: string | null;
  fromDate: LocalDate;
  toDate: LocalDate | null;
};
export type NewAssignment = Omit<ShiftAssignment, 'assignmentId'>;

export type HolidayCalendar = { calendarId: string; name: string; days: { date: LocalDate; name: string }[] };

/** What is asked of a person on one date. `shift` and what follows only where one takes place; onLeave: for all of it. */
export type PlannedDayView = {
  date: LocalDate;
  timeZone: string;
  kind: 'work' | 'onLeave' | 'holiday' | 'restDay' | 'noShift';
  shift: {
    shiftId: string;
    name: string;
    startMs: number;
    endMs: number;
    /** A punch or sighting from then to then can belong to it. */
    opensMs: number;
    closesMs: number;
    /** Whoever comes later is late, whoever leaves sooner is early. */
    lateAfterMs: number;
    earlyBeforeMs: number;
  } | null;
  breaks: { fromMs: number; toMs: number }[];
  leaves: { fromMs: number; toMs: number }[];
  /** When they have to be there: the shift without breaks and leave. */
  due: { fromMs: number; toMs: number }[];
  /** Its name; null: none. */
  holiday: string | null;
};

/** Why nobody is absent who is not seen. */
export type OffReason =
  ('beforeShift' | 'afterShift' | 'break' | 'restDay' | 'holiday') | ('leave' | 'checkedOut' | 'paused');
/**
 * always: no shift says when; they are expected whenever. due: from `sinceMs` to `untilMs` without a break (after a break,
 * `sinceMs` is its end), in the shift from `startMs` to `endMs`; who comes by `lateAfterMs`, a moment, is in time. off: need not be seen.
 */
export type DutyNow =
  | { kind: 'always' }
  | {
      kind: 'due';
      shiftId: string;
      sinceMs: number;
      untilMs: number;
      startMs: number;
      endMs: number;
      lateAfterMs: number;
    }
  | { kind: 'off'; why: OffReason; untilMs: number | null };

/** How long somebody may be unseen; null: as the next wider rule says (person, team, area, company). */
export type Thresholds = { awayAfterMs: number | null; absentAfterMs: number | null };
export type ThresholdRule = Thresholds & {
  subject: 'area' | 'team' | 'person';
  subjectId: string;
  fromMs: number;
  changedBy: string;
};

/** Monitoring of a site, an area or a person stands still. */
export type Pause = {
  pauseId: string;
  subject: 'area' | 'person';
  subjectId: string;
  fromMs: number;
  /** null: until somebody ends it. */
  toMs: number | null;
  why: string;
  by: string;
  endedBy: string | null;
};
export type NewPause = Pick<Pause, 'subject' | 'subjectId' | 'toMs' | 'why'>;

export type PunchDirection = 'in' | 'out' | 'unknown';
/** A record from a terminal, kiosk, badge reader or phone, or by hand. `note`: why, where somebody wrote it by hand. */
export type Punch = {
  punchId: string;
  personId: string;
  atMs: number;
  direction: PunchDirection;
  source: 'terminal' | 'kiosk' | 'badge' | 'phone' | 'manual';
  /** Of the terminal; empty: none. */
  deviceId: string;
  /** What the terminal is called; null or left out: not known here. */
  terminal?: string | null | undefined;
  area: string | null;
  by: string | null;
  note: string;
};
export type NewPunch = Pick<Punch, 'personId' | 'atMs' | 'direction' | 'note'>;
