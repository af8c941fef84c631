/** The days of people, planned by the rules of each day. Pure; what is worked out once is kept. */
import { shiftDateOf, windowOf } from '../shifts/shiftDateOf.ts';
import { addDays, calendarDay, localDateOf, weekdayOf } from '../shifts/localTime.ts';
import { type PlannedDay, plannedDay, type PlannedInput } from '../shifts/plannedDay.ts';
import type { KnownShift } from '../shifts/shiftDay.ts';
import type { Interval } from '../shifts/intervals.ts';
import type { LocalDate, PunchDirection, ShiftAssignment } from '../wire.ts';
import { joinedAt } from './joinedAt.ts';
import type { Places } from './createPlaces.ts';
import { groupBy, type indexVersions, ruleOn } from './ruleAt.ts';
import type { RuleBook, ShiftRule } from './ruleBook.ts';

export function createPlan(
  book: RuleBook,
  versions: ReturnType<typeof indexVersions>,
  places: Places,
  leavesOf: ReadonlyMap<string, readonly Interval[]>,
) {
  const shiftFor = createShiftFinder(book, versions, places);
  const plannedWithout = keptDays();
  const changedBetween = changesOf(book);
  const holidaysOn = keptHolidays(versions);
  const days = new Map<string, Map<LocalDate, PlannedDay>>();

  const zoneAt = (personId: string, shift: Asked, atMs: number): string =>
    (shift !== null && shift !== 'resting' ? shift.rules.timeZone : null) ??
    places.siteZone(personId, atMs) ??
    places.companyAt(atMs).timeZone;

  function planAt(personId: string, date: LocalDate, atMs: number): PlannedDay {
    const person = places.personAt(personId, atMs);
    const shift = person === null || person.deactivated ? null : shiftFor(personId, date, atMs);
    const holidays = shift !== null && shift !== 'resting' ? holidaysOn(shift.rules.calendarId, date) : none;
    const timeZone = zoneAt(personId, shift, atMs);
    const leaves = leavesOf.get(personId);
    const input = { date, timeZone, shift, holidays };
    return leaves ? plannedDay({ ...input, leaves }) : plannedWithout(input);
  }

  function plan(personId: string, date: LocalDate): PlannedDay {
    const guessMs = Date.parse(date);
    const guess = planAt(personId, date, guessMs);
    const { fromMs, toMs } = calendarDay(guess.timeZone, date);
    if (!changedBetween(Math.min(guessMs, fromMs), Math.max(guessMs, toMs))) return guess;
    const changes = versions('person', personId).map((version) => version.fromMs);
    return joinedAt({ fromMs, toMs }, changes, (atMs) => planAt(personId, date, atMs));
  }

  function planned(personId: string, date: LocalDate): PlannedDay {
    const own = days.get(personId) ?? new Map<LocalDate, PlannedDay>();
    if (own.size === 0) days.set(personId, own);
    const known = own.get(date);
    if (known) return known;
    const made = plan(personId, date);
    own.set(date, made);
    return made;
  }

  /** Two days before and after: an overnight shift with its windows reaches no further. */
  const around = (personId: string, date: LocalDate): PlannedDay[] =>
    [-2, -1, 0, 1, 2].map((days) => planned(personId, addDays(date, days)));
  const zoneOf = (personId: string, atMs: number): string => {
    const zone = places.siteZone(personId, atMs) ?? places.companyAt(atMs).timeZone;
    return planned(personId, localDateOf(zone, atMs)).timeZone;
  };

  return {
    plannedDay: planned,
    zoneOf,
    shiftOn(personId: string, date: LocalDate): { shiftId: string; rules: ShiftRule } | null {
      const atMs = planned(personId, date).shift?.startMs ?? Date.parse(date);
      const shift = shiftFor(personId, date, atMs);
      return shift === null || shift === 'resting'
        ? null
        : { ...shift, rules: { ...shift.rules, name: shift.name } };
    },
    dateOf(personId: string, atMs: number, direction: PunchDirection = 'unknown'): LocalDate | null {
      const date = localDateOf(zoneOf(personId, atMs), atMs);
      return shiftDateOf(atMs, direction, around(personId, date));
    },
    windowOf: (personId: string, date: LocalDate): Interval => windowOf(date, around(personId, date)),
  };
}

type Asked = KnownShift | null | 'resting';

function createShiftFinder(book: RuleBook, versions: ReturnType<typeof indexVersions>, places: Places) {
  const assigned = indexAssignments(book.assignments);

  /** Their own assignments; without any on that date, those of the nearest team that has one. */
  function assignmentsOn(personId: string, date: LocalDate, atMs: number): ShiftAssignment[] {
    const own = covering(assigned(`person:${personId}`), date);
    if (own.length > 0) return own;
    for (const teamId of places.teamsOf(personId, atMs)) {
      const ofTeam = covering(assigned(`team:${teamId}`), date);
      if (ofTeam.length > 0) return ofTeam;
    }
    return [];
  }

  /** Of several the one that begins on this day of the week. */
  return (personId: string, date: LocalDate, atMs: number): Asked => {
    const known = assignmentsOn(personId, date, atMs).flatMap(({ shiftId }) => {
      const rules = ruleOn(versions('shift', shiftId), date);
      return rules ? [{ shiftId, name: rules.name, rules }] : [];
    });
    const today = known.find(({ rules }) => rules.weekdays.includes(weekdayOf(date)));
    return today ?? known[0] ?? (isBetween(assigned(`person:${personId}`), date) ? 'resting' : null);
  };
}

const none: ReadonlyMap<LocalDate, string> = new Map();

type WithoutLeave = Omit<PlannedInput, 'leaves'>;

/** Everybody of a shift who is not on leave shares its days. */
function keptDays() {
  const known = new WeakMap<object, Map<string, PlannedDay>>();
  return (input: WithoutLeave): PlannedDay => {
    const { shift, holidays, date, timeZone } = input;
    const by = shift === null || shift === 'resting' ? holidays : shift.rules;
    const own = known.get(by) ?? new Map<string, PlannedDay>();
    known.set(by, own);
    const key = `${date} ${timeZone} ${shift === 'resting' ? shift : ''}`;
    const day = own.get(key) ?? plannedDay({ ...input, leaves: [] });
    own.set(key, day);
    return day;
  };
}

/** Whether anybody, a team, an area or the company was another from then on. */
function changesOf({ versions }: RuleBook) {
  const times = [...new Set(versions.map(({ fromMs }) => fromMs))];
  return (fromMs: number, toMs: number): boolean => times.some((atMs) => atMs > fromMs && atMs < toMs);
}

function keptHolidays(versions: ReturnType<typeof indexVersions>) {
  const known = new WeakMap<object, ReadonlyMap<LocalDate, string>>();
  return (calendarId: string | null, date: LocalDate): ReadonlyMap<LocalDate, string> => {
    const calendar = calendarId === null ? null : ruleOn(versions('calendar', calendarId), date);
    if (!calendar) return none;
    const days = known.get(calendar) ?? new Map(calendar.days.map((day) => [day.date, day.name]));
    known.set(calendar, days);
    return days;
  };
}

function indexAssignments(assignments: RuleBook['assignments']) {
  const known = groupBy(assignments, ({ personId, teamId }) =>
    personId !== null ? `person:${personId}` : `team:${teamId}`,
  );
  return (subject: string): readonly ShiftAssignment[] => known.get(subject) ?? [];
}

const covering = (assignments: readonly ShiftAssignment[], date: LocalDate): ShiftAssignment[] =>
  assignments.filter(({ fromDate, toDate }) => fromDate <= date && (toDate === null || toDate >= date));

/** After one that ended and before one to come nothing is due. */
const isBetween = (assignments: readonly ShiftAssignment[], date: LocalDate): boolean =>
  assignments.some(({ toDate }) => toDate !== null && toDate < date) &&
  assignments.some(({ fromDate }) => fromDate > date);
