/** What crosses to the browser about shifts, with what is allowed. */
import { z } from 'zod';
import { personName, timeZone } from '../access/shapes.ts';
import type {
  HolidayCalendar,
  NewAssignment,
  NewPause,
  NewPunch,
  NewShift,
  Pause,
  PlannedDayView,
  Punch,
  ShiftAssignment,
  ShiftChange,
  ShiftView,
  ThresholdRule,
  Thresholds,
} from '../wire.ts';
import { isLocalDate } from './localTime.ts';

const id = z.string().max(100);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:30');
export const localDate = z.string().refine(isLocalDate, 'a date such as 2026-11-20');
const minutes = (most: number) => z.number().int().min(0).max(most);
const why = z.string().trim().min(1, 'a reason is needed').max(200, 'at most 200 characters');

const shiftFields = {
  start: time,
  end: time,
  weekdays: z
    .array(z.number().int().min(1).max(7))
    .min(1, 'at least one day of the week')
    .transform((days) => [...new Set(days)].toSorted()),
  breaks: z.array(z.object({ from: time, to: time })).max(10, 'at most 10 breaks'),
  timeZone: timeZone.nullable(),
  calendarId: id.nullable(),
  lateGraceMinutes: minutes(240),
  earlyGraceMinutes: minutes(240),
  opensBeforeMinutes: minutes(720),
  closesAfterMinutes: minutes(720),
  halfDayUnderMinutes: minutes(1_440).nullable(),
  absentUnderMinutes: minutes(1_440).nullable(),
  pairing: z.enum(['alternating', 'byDirection']),
  hours: z.enum(['firstToLast', 'everyPair']),
};
/** `fromDate` of one that is new says nothing: it begins with today, and with who is assigned. */
export const newShift = z.object({
  ...{ ...shiftFields, name: personName },
  weekdays: shiftFields.weekdays.default([1, 2, 3, 4, 5]),
  breaks: shiftFields.breaks.default([]),
  timeZone: shiftFields.timeZone.default(null),
  calendarId: shiftFields.calendarId.default(null),
  lateGraceMinutes: shiftFields.lateGraceMinutes.default(10),
  earlyGraceMinutes: shiftFields.earlyGraceMinutes.default(10),
  opensBeforeMinutes: shiftFields.opensBeforeMinutes.default(60),
  closesAfterMinutes: shiftFields.closesAfterMinutes.default(120),
  halfDayUnderMinutes: shiftFields.halfDayUnderMinutes.default(null),
  absentUnderMinutes: shiftFields.absentUnderMinutes.default(null),
  pairing: shiftFields.pairing.default('alternating'),
  hours: shiftFields.hours.default('firstToLast'),
}) satisfies z.ZodType<NewShift>;
/** What is left out stays as it is. */
export const shiftChange = z
  .object({ ...shiftFields, name: personName, fromDate: localDate })
  .partial() satisfies z.ZodType<ShiftChange>;

const shownRules = { ...shiftFields, weekdays: z.array(z.number()) };
/** Of a shift what its versions keep. */
export const ruleFields = z.object({ ...shownRules, name: z.string() });
export const shiftView = z.object({
  ...shownRules,
  name: z.string(),
  shiftId: id,
  archived: z.boolean(),
  fromDate: z.string(),
  versions: z.array(
    z.object({ ...shownRules, fromDate: z.string(), changedAtMs: z.number(), changedBy: z.string() }),
  ),
  people: z.number(),
}) satisfies z.ZodType<ShiftView>;

const assignee = { personId: id.nullable().default(null), teamId: id.nullable().default(null) };
export const newAssignment = z
  .object({ shiftId: id, ...assignee, fromDate: localDate, toDate: localDate.nullable().default(null) })
  .refine(({ personId, teamId }) => (personId === null) !== (teamId === null), {
    path: ['personId'],
    error: 'a person or a team, and not both',
  })
  .refine(({ fromDate, toDate }) => toDate === null || toDate >= fromDate, {
    path: ['toDate'],
    error: 'must not be before the beginning',
  }) satisfies z.ZodType<NewAssignment>;
export const assignmentEnd = z.object({ toDate: localDate.nullable() });
export const assignment = z.object({
  ...{ assignmentId: id, shiftId: id, personId: id.nullable(), teamId: id.nullable() },
  ...{ fromDate: z.string(), toDate: z.string().nullable() },
}) satisfies z.ZodType<ShiftAssignment>;

const days = z
  .array(z.object({ date: localDate, name: personName }))
  .max(1_000, 'at most 1000 days')
  .refine((all) => new Set(all.map(({ date }) => date)).size === all.length, 'one date is there twice');
export const newCalendar = z.object({ name: personName, days: days.default([]) });
export const calendarChange = z.object({ name: personName, days }).partial();
export const calendar = z.object({
  ...{ calendarId: id, name: z.string() },
  days: z.array(z.object({ date: z.string(), name: z.string() })),
}) satisfies z.ZodType<HolidayCalendar>;

/** The same ranges as those of the settings. */
export const thresholds = z.object({
  awayAfterMs: z.number().int().min(10_000).max(600_000).nullable(),
  absentAfterMs: z.number().int().min(60_000).max(14_400_000).nullable(),
}) satisfies z.ZodType<Thresholds>;
export const thresholdSubject = z.enum(['area', 'team', 'person']);
export const thresholdRule = z.object({
  ...{ subject: thresholdSubject, subjectId: id, fromMs: z.number(), changedBy: z.string() },
  ...{ awayAfterMs: z.number().nullable(), absentAfterMs: z.number().nullable() },
}) satisfies z.ZodType<ThresholdRule>;

const pauseSubject = z.enum(['area', 'person']);
export const newPause = z.object({
  ...{ subject: pauseSubject, subjectId: id, why },
  toMs: z.number().int().min(0).nullable().default(null),
}) satisfies z.ZodType<NewPause>;
export const pause = z.object({
  ...{ pauseId: id, subject: pauseSubject, subjectId: id, fromMs: z.number(), toMs: z.number().nullable() },
  ...{ why: z.string(), by: z.string(), endedBy: z.string().nullable() },
}) satisfies z.ZodType<Pause>;

const direction = z.enum(['in', 'out', 'unknown']);
export const newPunch = z.object({
  ...{ personId: id, atMs: z.number().int().min(0), direction, note: why },
}) satisfies z.ZodType<NewPunch>;
export const punch = z.object({
  ...{ punchId: id, personId: id, atMs: z.number(), direction },
  source: z.enum(['terminal', 'kiosk', 'badge', 'phone', 'manual']),
  ...{
    deviceId: z.string(),
    terminal: z.string().nullable().optional(),
    area: z.string().nullable(),
    by: z.string().nullable(),
    note: z.string(),
  },
}) satisfies z.ZodType<Punch>;

const interval = z.object({ fromMs: z.number(), toMs: z.number() });
export const plannedDayView = z.object({
  ...{ date: z.string(), timeZone: z.string(), holiday: z.string().nullable() },
  kind: z.enum(['work', 'onLeave', 'holiday', 'restDay', 'noShift']),
  shift: z
    .object({
      ...{ shiftId: id, name: z.string(), startMs: z.number(), endMs: z.number() },
      ...{ opensMs: z.number(), closesMs: z.number(), lateAfterMs: z.number(), earlyBeforeMs: z.number() },
    })
    .nullable(),
  ...{ breaks: z.array(interval), leaves: z.array(interval), due: z.array(interval) },
}) satisfies z.ZodType<PlannedDayView>;
