/** What stands in which column of the workbook. Pure. */
import type { DayAbsence, PersonDay, Report, ReportTotals } from '../../wire.ts';
import type { ReportLabels } from '../labels.ts';
import { clockText, wallMs } from '../localClock.ts';
import { countedAbsences, isPresent } from '../totals.ts';
import type { CellValue, ColumnShape } from './workbook/sheetWriter.ts';

export type SheetColumn<T> = ColumnShape & { key: string; head: string; valueOf: (row: T) => CellValue };

/** Hours without end, as time cards have them. */
const lengthFmt = '[h]:mm';
const dayMs = 24 * 3_600_000;

/** Spreadsheets count in days. */
export const asDays = (ms: number | null): number | null => (ms === null ? null : ms / dayMs);
/** Of 1 January 1970. */
const firstDay = 25_569;
const asDate = (date: string): number => firstDay + Date.parse(date) / dayMs;
/** The wall's clock: a cell has no zone, the column beside it says which. */
const asLocal = (zone: string, ms: number | null | undefined): number | null =>
  ms === null || ms === undefined ? null : firstDay + (Math.floor(wallMs(zone, ms) / 1000) * 1000) / dayMs;

export function dayColumns(labels: ReportLabels): SheetColumn<PersonDay>[] {
  const length = (
    key: string,
    head: string,
    of: (day: PersonDay) => number | null,
  ): SheetColumn<PersonDay> => ({
    ...{ key, head, width: 11, numFmt: lengthFmt },
    valueOf: (day) => asDays(of(day)),
  });
  const time = (
    key: string,
    head: string,
    of: (day: PersonDay) => number | null,
  ): SheetColumn<PersonDay> => ({
    ...{ key, head, width: 12, numFmt: 'hh:mm' },
    valueOf: (day) => asLocal(day.timeZone, of(day)),
  });
  const text = (key: string, head: string, width: number, of: (day: PersonDay) => string | null) => ({
    ...{ key, head, width },
    valueOf: (day: PersonDay): CellValue => of(day),
  });
  const { status } = labels;
  return [
    {
      key: 'date',
      head: labels.date,
      width: 12,
      numFmt: 'yyyy-mm-dd',
      valueOf: ({ date }) => asDate(date),
    },
    text('code', labels.code, 10, ({ code }) => code),
    text('name', labels.name, 24, ({ name }) => name),
    text('team', labels.team, 18, ({ team }) => team),
    text('shift', labels.shift, 16, ({ shift }) => shift?.name ?? null),
    time('shiftStart', labels.shiftStart, ({ shift }) => shift?.startMs ?? null),
    time('shiftEnd', labels.shiftEnd, ({ shift }) => shift?.endMs ?? null),
    text('status', labels.statusHead, 14, (day) => status[day.status]),
    time('first', labels.firstSeen, ({ firstSeenMs }) => firstSeenMs),
    time('last', labels.lastSeen, ({ lastSeenMs }) => lastSeenMs),
    length('planned', labels.planned, ({ plannedMs }) => plannedMs),
    length('present', labels.present, ({ presentMs }) => presentMs),
    length('away', labels.away, ({ awayMs }) => awayMs),
    length('absent', labels.absent, ({ absentMs }) => absentMs),
    length('blind', labels.blind, ({ blindMs }) => blindMs),
    { key: 'absences', head: labels.absences, width: 11, valueOf: (day) => countedAbsences(day) },
    length('longest', labels.longest, ({ longestAbsenceMs }) => longestAbsenceMs),
    length('late', labels.late, ({ lateMs }) => lateMs),
    length('early', labels.early, ({ earlyMs }) => earlyMs),
    text('leave', labels.leave, 16, ({ leave }) => leave && (leave.why || labels.yes)),
    text('punches', labels.punches, 24, punchText),
    length('punched', labels.punched, ({ punchedMs }) => punchedMs),
    { key: 'coverage', head: labels.coverage, width: 11, numFmt: '0 %', valueOf: ({ coverage }) => coverage },
    text('corrected', labels.corrected, 11, ({ automatic }) => (automatic ? labels.yes : null)),
    text('note', labels.note, 24, ({ note }) => note),
    text('why', labels.why, 60, ({ why }) => why),
    text('zone', labels.zone, 18, ({ timeZone }) => timeZone),
    { key: 'there', head: labels.daysPresent, width: 11, valueOf: (day) => Number(isPresent(day)) },
    { ...text('person', 'ID', 38, ({ personId }) => personId), hidden: true },
  ];
}

const punchText = ({ punches, timeZone }: PersonDay): string | null =>
  punches.map(({ atMs, direction }) => `${clockText(timeZone, atMs)} ${direction}`).join(', ') || null;

export function absenceColumns(labels: ReportLabels): SheetColumn<{ day: PersonDay; absence: DayAbsence }>[] {
  return [
    {
      ...{ key: 'date', head: labels.date, width: 12, numFmt: 'yyyy-mm-dd' },
      valueOf: ({ day }) => asDate(day.date),
    },
    { key: 'code', head: labels.code, width: 10, valueOf: ({ day }) => day.code },
    { key: 'name', head: labels.name, width: 24, valueOf: ({ day }) => day.name },
    { key: 'team', head: labels.team, width: 18, valueOf: ({ day }) => day.team },
    {
      ...{ key: 'from', head: labels.from, width: 12, numFmt: 'hh:mm' },
      valueOf: ({ day, absence }) => asLocal(day.timeZone, absence.fromMs),
    },
    {
      ...{ key: 'to', head: labels.to, width: 12, numFmt: 'hh:mm' },
      valueOf: ({ day, absence }) =>
        absence.toMs === null ? labels.lasts : asLocal(day.timeZone, absence.toMs),
    },
    {
      ...{ key: 'length', head: labels.length, width: 11, numFmt: lengthFmt },
      valueOf: ({ absence }) => asDays(absence.toMs === null ? null : absence.toMs - absence.fromMs),
    },
    { key: 'area', head: labels.area, width: 18, valueOf: ({ absence }) => absence.area },
    {
      ...{ key: 'excused', head: labels.excused, width: 11 },
      valueOf: ({ absence }) => (absence.excused ? labels.yes : null),
    },
  ];
}

/** Where a column of the days lies, from its first row to its last. */
export type RangeOf = (key: string) => string;
export type TotalKey = keyof ReportTotals;

/** Each sum of a report over the rows of the sheet of days; `only`: a condition on them, for one person. */
export function totalFormulas(range: RangeOf, labels: ReportLabels, only: [string, string] | null = null) {
  const where = only ? `,${only.join(',')}` : '';
  const sum = (key: string): string => (only ? `SUMIFS(${range(key)}${where})` : `SUM(${range(key)})`);
  const count = (key: string, condition: string): string => `COUNTIFS(${range(key)},${condition}${where})`;
  const longest = `MAX(0,${range('longest')})`;
  const weighed = only
    ? `SUMPRODUCT((${only[0]}=${only[1]})*${range('coverage')}*${range('planned')})`
    : `SUMPRODUCT(${range('coverage')},${range('planned')})`;
  const weight = `SUMIFS(${range('planned')},${range('coverage')},">=0"${where})`;
  const isText = (status: string): string => `"${status.replaceAll('"', '""')}"`;
  return {
    days: count('date', '">0"'),
    plannedMs: sum('planned'),
    presentMs: sum('present'),
    awayMs: sum('away'),
    absentMs: sum('absent'),
    blindMs: sum('blind'),
    absences: sum('absences'),
    longestAbsenceMs: only ? null : longest,
    late: count('late', '">0"'),
    early: count('early', '">0"'),
    daysPresent: sum('there'),
    daysAbsent: count('status', isText(labels.status.absent)),
    daysOnLeave: count('status', isText(labels.status.onLeave)),
    coverage: only ? null : `IFERROR(${weighed}/${weight},"")`,
  } satisfies Record<TotalKey, string | null>;
}

/** How each sum is called and shown. */
export const totalShapes = (
  labels: ReportLabels,
): { key: TotalKey; head: string; numFmt?: string; isLength?: boolean }[] => [
  { key: 'days', head: labels.daysCounted },
  { key: 'plannedMs', head: labels.planned, numFmt: lengthFmt, isLength: true },
  { key: 'presentMs', head: labels.present, numFmt: lengthFmt, isLength: true },
  { key: 'awayMs', head: labels.away, numFmt: lengthFmt, isLength: true },
  { key: 'absentMs', head: labels.absent, numFmt: lengthFmt, isLength: true },
  { key: 'blindMs', head: labels.blind, numFmt: lengthFmt, isLength: true },
  { key: 'absences', head: labels.absences },
  { key: 'longestAbsenceMs', head: labels.longest, numFmt: lengthFmt, isLength: true },
  { key: 'late', head: labels.lateDays },
  { key: 'early', head: labels.earlyDays },
  { key: 'daysPresent', head: labels.daysPresent },
  { key: 'daysAbsent', head: labels.daysAbsent },
  { key: 'daysOnLeave', head: labels.daysOnLeave },
  { key: 'coverage', head: labels.coverage, numFmt: '0 %' },
];

export type PersonTotals = Report['byPerson'][number];
