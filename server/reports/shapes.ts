/** What a request about reports may say, and what is answered. */
import { z } from 'zod';
import { daysBetween, isLocalDate } from '../shifts/localTime.ts';
import type { DayCorrection, NewDayCorrection, Report, ReportQuery, ReportTotals } from '../wire.ts';

export const localDate = z.string().refine(isLocalDate, 'a date such as 2026-11-20');
const id = z.string().min(1).max(100);
export const format = z.enum(['xlsx', 'pdf', 'csv', 'json']);
export const language = z.enum(['en', 'id']).optional();

const queryFields = {
  from: localDate,
  to: localDate,
  personId: id.optional(),
  teamId: id.optional(),
  areaId: id.optional(),
};
const rightWay = { path: ['to'], error: 'must not be before the beginning' };
export const reportQuery = z
  .object(queryFields)
  .refine(({ from, to }) => to >= from, rightWay) satisfies z.ZodType<ReportQuery>;
export const fileQuery = z
  .object({ ...queryFields, format, language })
  .refine(({ from, to }) => to >= from, rightWay);

export const linkQuery = z
  .object({ ...queryFields, format: format.default('pdf'), language })
  .refine(({ from, to }) => to >= from, rightWay);

const status = z.enum([
  ...(['present', 'halfDay', 'absent', 'onLeave', 'holiday', 'restDay'] as const),
  ...(['noShift', 'unseen', 'running'] as const),
]);
const why = z.string().trim().min(1, 'a reason is needed').max(500, 'at most 500 characters');
const ms = z.number().int().min(0).max(8_640_000_000_000_000).nullable();
/** `running` is not for anybody to say. */
const judgedStatus = z.enum([
  'present',
  'halfDay',
  'absent',
  'onLeave',
  'holiday',
  'restDay',
  'noShift',
  'unseen',
]);
export const newCorrection = z.discriminatedUnion('field', [
  z.object({ field: z.literal('status'), value: judgedStatus.nullable(), why }),
  z.object({ field: z.literal('firstSeenMs'), value: ms, why }),
  z.object({ field: z.literal('lastSeenMs'), value: ms, why }),
  z.object({
    field: z.literal('presentMs'),
    value: z.number().int().min(0).max(172_800_000, 'at most 48 hours').nullable(),
    why,
  }),
  z.object({
    field: z.literal('note'),
    value: z.string().trim().min(1).max(1_000, 'at most 1000 characters').nullable(),
    why,
  }),
]) satisfies z.ZodType<NewDayCorrection>;

export const correction = z.object({
  correctionId: z.string(),
  personId: z.string(),
  date: z.string(),
  field: z.enum(['status', 'firstSeenMs', 'lastSeenMs', 'presentMs', 'note']),
  value: z.union([z.string(), z.number(), z.null()]),
  why: z.string(),
  by: z.string(),
  atMs: z.number(),
}) satisfies z.ZodType<DayCorrection>;

export const totals = z.object({
  days: z.number(),
  plannedMs: z.number(),
  presentMs: z.number(),
  awayMs: z.number(),
  absentMs: z.number(),
  blindMs: z.number(),
  absences: z.number(),
  longestAbsenceMs: z.number(),
  late: z.number(),
  early: z.number(),
  daysPresent: z.number(),
  daysAbsent: z.number(),
  daysOnLeave: z.number(),
  coverage: z.number().nullable(),
}) satisfies z.ZodType<ReportTotals>;

const interval = { fromMs: z.number(), toMs: z.number() };
const personDay = z.object({
  date: z.string(),
  personId: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  teamId: z.string().nullable(),
  team: z.string().nullable(),
  areas: z.array(z.string()),
  timeZone: z.string(),
  shift: z
    .object({ shiftId: z.string(), name: z.string(), startMs: z.number(), endMs: z.number() })
    .nullable(),
  status,
  firstSeenMs: z.number().nullable(),
  lastSeenMs: z.number().nullable(),
  plannedMs: z.number(),
  presentMs: z.number(),
  awayMs: z.number(),
  absentMs: z.number(),
  blindMs: z.number(),
  absences: z.array(
    z.object({
      ...interval,
      absenceId: z.string(),
      toMs: z.number().nullable(),
      excused: z.boolean(),
      area: z.string().nullable(),
    }),
  ),
  longestAbsenceMs: z.number(),
  lateMs: z.number().nullable(),
  earlyMs: z.number().nullable(),
  leave: z.object({ ...interval, why: z.string() }).nullable(),
  punches: z.array(
    z.object({
      atMs: z.number(),
      direction: z.enum(['in', 'out', 'unknown']),
      source: z.enum(['terminal', 'kiosk', 'badge', 'phone', 'manual']),
    }),
  ),
  punchedMs: z.number().nullable(),
  coverage: z.number().nullable(),
  timeline: z.array(
    z.object({
      ...interval,
      kind: z.enum(['present', 'away', 'absent', 'blind', 'break', 'leave', 'off']),
      area: z.string().nullable(),
    }),
  ),
  corrections: z.array(correction),
  automatic: z
    .object({
      status,
      firstSeenMs: z.number().nullable(),
      lastSeenMs: z.number().nullable(),
      presentMs: z.number(),
    })
    .nullable(),
  note: z.string().nullable(),
  why: z.string(),
});
export const report = z.object({
  company: z.string(),
  timeZone: z.string(),
  query: z.object({ ...queryFields }),
  title: z.string(),
  madeAtMs: z.number(),
  days: z.array(personDay),
  totals,
  byPerson: z.array(
    z.object({
      personId: z.string(),
      name: z.string(),
      code: z.string().nullable(),
      team: z.string().nullable(),
      totals,
    }),
  ),
}) satisfies z.ZodType<Report>;
export const weeks = z.array(z.object({ week: z.string(), totals }));

export const daysOf = ({ from, to }: ReportQuery): number => daysBetween(from, to).length;
