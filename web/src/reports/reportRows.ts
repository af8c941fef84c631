/** The rows and columns of a report, sorted. Pure but for its words. */
import { msg, str } from '@lit/localize';
import type { PersonDay, Report, ReportTotals } from '../../../server/wire.ts';
import { clockText, dateText, numberText } from '../time.ts';
import { midnightOf } from './dayLine.ts';
import { isCorrected } from './dayValues.ts';
import { lengthText, shareText, statuses, statusWord } from './reportWords.ts';

export type Cell = {
  text: string;
  sort: number | string;
  tone?: 'good' | 'warn' | 'bad' | 'soft';
  /** Drawn as a chip. */
  chip?: boolean;
  title?: string;
};
export type ReportRow = {
  key: string;
  personId: string;
  name: string;
  detail: string;
  /** null: a person over several days. */
  day: PersonDay | null;
  cells: Record<string, Cell>;
};
export type Column = { key: string; name: string; title: string };
export type ReportSorting = { key: string; isDown: boolean };

const none: Cell = { text: '–', sort: -1, tone: 'soft' };
const length = (ms: number, tone?: Cell['tone']): Cell =>
  ms > 0 ? { text: lengthText(ms), sort: ms, ...(tone ? { tone } : {}) } : { ...none, sort: 0 };
const count = (value: number, tone?: Cell['tone']): Cell =>
  value > 0 ? { text: numberText(value), sort: value, ...(tone ? { tone } : {}) } : { ...none, sort: 0 };

export function dayRows(report: Report): ReportRow[] {
  const isRange = report.query.from !== report.query.to;
  return report.days.map((day) => dayRow(day, isRange));
}

function dayRow(day: PersonDay, isRange: boolean): ReportRow {
  const date = isRange ? dateText(midnightOf(day), day.timeZone) : '';
  return {
    key: `${day.date} ${day.personId}`,
    personId: day.personId,
    name: day.name,
    detail: [date, day.team, day.shift?.name].filter((text) => text).join(' · '),
    day,
    cells: {
      name: { text: day.name, sort: isRange ? `${day.date} ${day.name}` : day.name },
      ...seenCells(day),
      away: length(day.awayMs),
      absent: length(day.absentMs, 'bad'),
      absences: count(day.absences.length),
      longest: length(day.longestAbsenceMs),
      late: length(day.lateMs ?? 0, 'warn'),
      early: length(day.earlyMs ?? 0, 'warn'),
      punches: punchCell(day),
      coverage: coverageCell(day.coverage),
    },
  };
}

function seenCells(day: PersonDay): Record<'status' | 'first' | 'last' | 'present', Cell> {
  const { status, firstSeenMs, lastSeenMs, presentMs } = day;
  const { text, colour } = statusWord(status);
  const time = (atMs: number | null): Cell =>
    atMs === null ? none : { text: clockText(atMs, day.timeZone).slice(0, 5), sort: atMs - midnightOf(day) };
  const byHand = isCorrected(day) ? { title: msg('Corrected by hand') } : {};
  return {
    status: {
      text: isCorrected(day) ? msg(str`${text} *`) : text,
      sort: statuses.indexOf(status),
      tone: colour || 'soft',
      chip: true,
      ...byHand,
    },
    first: time(firstSeenMs),
    last: time(lastSeenMs),
    present: length(presentMs),
  };
}

function punchCell({ punches, timeZone }: PersonDay): Cell {
  const [first, last] = [punches[0], punches.at(-1)];
  if (!first || !last) return { ...none, sort: 0 };
  const time = (atMs: number) => clockText(atMs, timeZone).slice(0, 5);
  const title = punches.length === 1 ? time(first.atMs) : msg(str`${time(first.atMs)} to ${time(last.atMs)}`);
  return { text: numberText(punches.length), sort: punches.length, title };
}

function coverageCell(coverage: number | null): Cell {
  if (coverage === null) return none;
  const share = shareText(coverage);
  const title = msg(str`Cameras saw ${share} of the shift`);
  return { text: share, sort: coverage, title, ...(coverage < 0.9 ? { tone: 'warn' as const } : {}) };
}

export function personRows({ byPerson }: Report): ReportRow[] {
  return byPerson.map(({ personId, name, code, team, totals }) => ({
    key: personId,
    personId,
    name,
    detail: [code, team].filter((text) => text).join(' · '),
    day: null,
    cells: { name: { text: name, sort: name }, ...totalCells(totals) },
  }));
}

export function totalCells(totals: ReportTotals): Record<string, Cell> {
  return {
    daysPresent: count(totals.daysPresent),
    daysAbsent: count(totals.daysAbsent, 'bad'),
    daysOnLeave: count(totals.daysOnLeave),
    planned: length(totals.plannedMs),
    present: length(totals.presentMs),
    away: length(totals.awayMs),
    absent: length(totals.absentMs, 'bad'),
    absences: count(totals.absences),
    longest: length(totals.longestAbsenceMs),
    late: count(totals.late, 'warn'),
    early: count(totals.early, 'warn'),
    coverage: coverageCell(totals.coverage),
  };
}

/** Under the columns of a day. */
export const dayTotalCells = (totals: ReportTotals): Record<string, Cell> => ({
  ...totalCells(totals),
  status: {
    text: msg(str`${totals.daysPresent} of ${totals.days} present`),
    sort: 0,
  },
});

export const dayColumns = (): Column[] => [
  { key: 'name', name: msg('Name'), title: '' },
  { key: 'status', name: msg('Status'), title: '' },
  { key: 'first', name: msg('First seen'), title: '' },
  { key: 'last', name: msg('Last seen'), title: '' },
  { key: 'present', name: msg('Present'), title: '' },
  { key: 'away', name: msg('Away'), title: msg('Unseen, but not for as long as an absence') },
  { key: 'absent', name: msg('Absent'), title: '' },
  { key: 'absences', name: msg('Absences'), title: msg('How many') },
  { key: 'longest', name: msg('Longest'), title: msg('The longest absence') },
  { key: 'late', name: msg('Late'), title: msg('Beyond the grace of the shift') },
  { key: 'early', name: msg('Left early'), title: msg('Beyond the grace of the shift') },
  { key: 'punches', name: msg('Punches'), title: msg('Records of terminals, badges and phones') },
  { key: 'coverage', name: msg('Coverage'), title: msg('How much of the shift the cameras saw') },
];

export const personColumns = (): Column[] => [
  { key: 'name', name: msg('Name'), title: '' },
  { key: 'daysPresent', name: msg('Days present'), title: '' },
  { key: 'daysAbsent', name: msg('Days absent'), title: '' },
  { key: 'daysOnLeave', name: msg('Days on leave'), title: '' },
  { key: 'planned', name: msg('Planned'), title: msg('Duty without breaks and leave') },
  { key: 'present', name: msg('Present'), title: '' },
  { key: 'away', name: msg('Away'), title: msg('Unseen, but not for as long as an absence') },
  { key: 'absent', name: msg('Absent'), title: '' },
  { key: 'absences', name: msg('Absences'), title: msg('How many') },
  { key: 'longest', name: msg('Longest'), title: msg('The longest absence') },
  { key: 'late', name: msg('Late'), title: msg('On how many days') },
  { key: 'early', name: msg('Left early'), title: msg('On how many days') },
  { key: 'coverage', name: msg('Coverage'), title: msg('How much of the shifts the cameras saw') },
];

/** Equal ones stay in the order of the report. */
export function sortedRows(rows: readonly ReportRow[], { key, isDown }: ReportSorting): ReportRow[] {
  const turn = isDown ? -1 : 1;
  return rows.toSorted((a, b) => turn * compare(a.cells[key]?.sort ?? '', b.cells[key]?.sort ?? ''));
}

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
