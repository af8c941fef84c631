/** What HR reads, as it crosses to the browser. Types only. Times in epoch ms, lengths in ms. */
import type { LocalDate, Punch, PunchDirection } from './shifts.ts';

export type ReportQuery = {
  from: LocalDate;
  /** Included. */
  to: LocalDate;
  personId?: string | undefined;
  teamId?: string | undefined;
  areaId?: string | undefined;
};

/** running: the shift goes on. unseen: cameras were blind for too much of it to judge. noShift: no shift says what was due. */
export type DayStatus =
  ('present' | 'halfDay' | 'absent' | 'onLeave' | 'holiday' | 'restDay') | ('noShift' | 'unseen' | 'running');

/** off: not due and not seen. */
export type SpanKind = 'present' | 'away' | 'absent' | 'blind' | 'break' | 'leave' | 'off';
export type Span = { kind: SpanKind; fromMs: number; toMs: number; area: string | null };

/** `excused`: its time is away, not absent, and it is not counted. */
export type DayAbsence = {
  absenceId: string;
  fromMs: number;
  /** null: it lasts. */
  toMs: number | null;
  excused: boolean;
  area: string | null;
};

export type DayCorrectionField = 'status' | 'firstSeenMs' | 'lastSeenMs' | 'presentMs' | 'note';
/** By hand, beside the automatic record. The newest of a field counts; `value` null takes it back. */
export type DayCorrection = {
  correctionId: string;
  personId: string;
  date: LocalDate;
  field: DayCorrectionField;
  value: string | number | null;
  why: string;
  by: string;
  atMs: number;
};
export type NewDayCorrection = Pick<DayCorrection, 'field' | 'value' | 'why'>;

/** One person on one day: the day of the shift that begins on `date`, or the local calendar day without one. */
export type PersonDay = {
  date: LocalDate;
  personId: string;
  name: string;
  code: string | null;
  /** As they were on that day. */
  teamId: string | null;
  team: string | null;
  areas: string[];
  timeZone: string;
  shift: { shiftId: string; name: string; startMs: number; endMs: number } | null;
  status: DayStatus;
  firstSeenMs: number | null;
  lastSeenMs: number | null;
  /** Duty without breaks and leave. */
  plannedMs: number;
  presentMs: number;
  awayMs: number;
  absentMs: number;
  blindMs: number;
  absences: DayAbsence[];
  longestAbsenceMs: number;
  /** Beyond the grace; 0: in time. null: not judged. */
  lateMs: number | null;
  earlyMs: number | null;
  leave: { fromMs: number; toMs: number; why: string } | null;
  punches: Pick<Punch, 'atMs' | 'direction' | 'source'>[];
  /** Hours by punches; null: none. */
  punchedMs: number | null;
  /** Share of the duty in which the cameras of the work areas saw, 0 to 1; null: nothing was due. */
  coverage: number | null;
  timeline: Span[];
  /** All that were made, oldest first. */
  corrections: DayCorrection[];
  /** What the record alone says, where a correction counts instead; null: nothing is corrected. */
  automatic: Pick<PersonDay, 'status' | 'firstSeenMs' | 'lastSeenMs' | 'presentMs'> | null;
  /** Written by hand; null: nothing. */
  note: string | null;
  /** A sentence: what the status is based on. */
  why: string;
};

export type ReportTotals = {
  days: number;
  plannedMs: number;
  presentMs: number;
  awayMs: number;
  absentMs: number;
  blindMs: number;
  absences: number;
  longestAbsenceMs: number;
  late: number;
  early: number;
  daysPresent: number;
  daysAbsent: number;
  daysOnLeave: number;
  /** Mean over the duty; null: nothing was due. */
  coverage: number | null;
};
export type Report = {
  company: string;
  timeZone: string;
  query: ReportQuery;
  /** What it is about, in words. */
  title: string;
  madeAtMs: number;
  /** Ordered by date, team and name. */
  days: PersonDay[];
  totals: ReportTotals;
  byPerson: {
    personId: string;
    name: string;
    code: string | null;
    team: string | null;
    totals: ReportTotals;
  }[];
};
/** Weeks side by side; `week`: its Monday. */
export type ReportWeek = { week: LocalDate; totals: ReportTotals };
export type ReportFormat = 'xlsx' | 'pdf' | 'csv' | 'json';
export type ReportLink = { url: string; expiresAtMs: number };

export type EvidencePicture = {
  pictureId: string;
  personId: string;
  date: LocalDate;
  kind: 'firstIn' | 'lastOut';
  atMs: number;
  cameraName: string;
};

/** Somebody came or went, for another program: seen by a camera, or a punch. */
export type PunchRow = {
  personId: string;
  code: string | null;
  name: string;
  atMs: number;
  /** The same, as the clock of the place shows it: `2026-11-20T08:00:00+07:00`. */
  time: string;
  direction: PunchDirection;
  area: string | null;
  source: 'camera' | Punch['source'];
  /** Of the terminal; empty: none. */
  deviceId: string;
};

/** Where somebody is, for another program. */
export type PresenceEntry = {
  personId: string;
  code: string | null;
  name: string;
  state: string;
  area: string | null;
  sinceMs: number | null;
  lastSeenMs: number | null;
};

/** A key with which another program reads. */
export type ApiKeyView = {
  keyId: string;
  name: string;
  createdAtMs: number;
  createdBy: string;
  lastUsedMs: number | null;
};
/** `secret` is shown this once. */
export type NewApiKey = ApiKeyView & { secret: string };

export type ConnectorView = {
  kind: 'frappe' | 'events';
  enabled: boolean;
  config: Record<string, string>;
  secretsSet: string[];
  /** The moment up to which everything was delivered; null: nothing yet. */
  deliveredUntilMs: number | null;
  delivered: number;
  waiting: number;
  refused: number;
  problem: string | null;
};
/** What is left out stays as it is; an empty secret takes it back. */
export type ConnectorChange = {
  enabled?: boolean | undefined;
  config?: Record<string, string> | undefined;
};
/** `problem` null: it works, and `told` says as whom. */
export type ConnectorTest = { problem: string | null; told: string };
export type RefusedRow = {
  rowKey: string;
  personId: string;
  name: string;
  atMs: number;
  direction: PunchDirection;
  problem: string;
};
