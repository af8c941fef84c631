/** Who works what on which day, as the assignments say. Pure. */
import type {
  HolidayCalendar,
  LocalDate,
  ShiftAssignment,
  ShiftRules,
  ShiftView,
  TeamView,
} from '../../../server/wire.ts';
import { rulesOn } from './shiftHours.ts';

export type WorkDay =
  | { kind: 'work'; shift: ShiftView; rules: ShiftRules }
  | { kind: 'rest'; shift: ShiftView }
  | { kind: 'holiday'; name: string }
  | { kind: 'none' };
type Known = {
  shifts: readonly ShiftView[];
  assignments: readonly ShiftAssignment[];
  calendars: readonly HolidayCalendar[];
  teams: readonly TeamView[];
};
type Who = { personId: string; teamId: string | null };

export const holdsOn = ({ fromDate, toDate }: ShiftAssignment, date: LocalDate): boolean =>
  fromDate <= date && (toDate === null || date <= toDate);

/** Their own, else those of the nearest team above them that has any. */
export function assignmentsOf(who: Who, date: LocalDate, { assignments, teams }: Known): ShiftAssignment[] {
  const holding = assignments.filter((each) => holdsOn(each, date));
  const own = holding.filter(({ personId }) => personId === who.personId);
  if (own.length > 0) return own;
  const seen = new Set<string>();
  for (let teamId = who.teamId; teamId !== null && !seen.has(teamId);) {
    const of = teamId;
    seen.add(of);
    const found = holding.filter((each) => each.teamId === of);
    if (found.length > 0) return found;
    teamId = teams.find((team) => team.teamId === of)?.parentId ?? null;
  }
  return [];
}

export function workDay(who: Who, date: LocalDate, known: Known): WorkDay {
  const shifts = assignmentsOf(who, date, known)
    .map(({ shiftId }) => known.shifts.find((shift) => shift.shiftId === shiftId))
    .filter((shift) => shift !== undefined);
  const [first] = shifts;
  if (!first) return { kind: 'none' };
  let holiday: string | null = null;
  for (const shift of shifts) {
    const rules = rulesOn(shift, date);
    if (!rules?.weekdays.includes(weekdayOf(date))) continue;
    const calendar = known.calendars.find(({ calendarId }) => calendarId === rules.calendarId);
    const day = calendar?.days.find((each) => each.date === date);
    if (!day) return { kind: 'work', shift, rules };
    holiday = day.name;
  }
  return holiday === null ? { kind: 'rest', shift: first } : { kind: 'holiday', name: holiday };
}

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (date: LocalDate): number =>
  ((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7) + 1;
