/** The days of a report one after the other: by date, team and name. Holds the facts of a few hundred people and one date at a time. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Rules } from '../rules/rulesOf.ts';
import type { Interval } from '../shifts/intervals.ts';
import { addDays, calendarDay, daysBetween } from '../shifts/localTime.ts';
import type { PlannedDay } from '../shifts/plannedDay.ts';
import type { LocalDate, PersonDay, ReportQuery } from '../wire.ts';
import { dayExtent, type DayFrame } from './dayExtent.ts';
import { loadFacts, type PersonFacts } from './loadFacts.ts';
import { type DayFacts, type DayWho, personDay } from './personDay.ts';
import { byTeamAndName } from './totals.ts';

/** When the cameras of these areas saw, all of them. */
export type CoverageOf = (areas: ReadonlySet<string>, within: Interval) => readonly Interval[];

export type DaysNeeds = {
  db: Knex;
  companyId: string;
  /** For days in that time. */
  loadRules: (within: Interval) => Promise<Rules>;
  /** Of people who work in the same areas. */
  loadCoverage: (within: Interval) => Promise<CoverageOf>;
  sees: (personId: string) => boolean;
  nowMs: number;
  /** Whose facts are read together. */
  peopleAtOnce?: number;
};
/** Somebody on a date, before anything was read about it. */
type Slot = {
  who: DayWho;
  isBadgeOnly: boolean;
  plan: PlannedDay;
  extent: Interval;
  atMs: number;
  areas: ReadonlySet<string>;
};

const usuallyAtOnce = 200;
/** Rules, and what the cameras did, are read for so many days at once, and forgotten. */
const daysAtOnce = 7;
/** From the day before to the days after: overnight shifts and other zones reach there. */
const around = (date: LocalDate, days: number): Interval => ({
  fromMs: Date.parse(date) - 2 * dayMs,
  toMs: Date.parse(date) + (days + 2) * dayMs,
});

export async function* reportDays(needs: DaysNeeds, query: ReportQuery): AsyncGenerator<PersonDay> {
  const dates = daysBetween(query.from, query.to);
  const { peopleAtOnce = usuallyAtOnce } = needs;
  for (let at = 0; at < dates.length; at += daysAtOnce) {
    const some = dates.slice(at, at + daysAtOnce);
    const time = around(some[0] ?? query.from, daysAtOnce);
    const known = {
      ...{ ...needs, rules: await needs.loadRules(time), coverage: await needs.loadCoverage(time) },
    };
    for (const date of some) {
      const slots = slotsOf(known, query, date);
      for (let first = 0; first < slots.length; first += peopleAtOnce) {
        yield* await daysOf(known, slots.slice(first, first + peopleAtOnce), date);
        // Whoever else waits comes in between.
        await nextTurn();
      }
    }
  }
}

type CountNeeds = Pick<DaysNeeds, 'loadRules' | 'sees' | 'nowMs'>;

/** How many there are, without reading what happened on them; once there are more than `most`, it counts no further. */
export async function countDays(needs: CountNeeds, query: ReportQuery, most: number): Promise<number> {
  const dates = daysBetween(query.from, query.to);
  let count = 0;
  for (let at = 0; at < dates.length && count <= most; at += daysAtOnce) {
    const some = dates.slice(at, at + daysAtOnce);
    const rules = await needs.loadRules(around(some[0] ?? query.from, daysAtOnce));
    for (const date of some) {
      count += slotsOf({ ...needs, rules }, query, date).length;
      if (count > most) break;
      await nextTurn();
    }
  }
  return count;
}

/** With what holds for some days. */
type Known = DaysNeeds & { rules: Rules; coverage: CoverageOf };

async function daysOf(needs: Known, slots: Slot[], date: LocalDate): Promise<PersonDay[]> {
  const { db, companyId } = needs;
  const within = hullOf(slots);
  const personIds = slots.map(({ who }) => who.personId);
  const facts = await loadFacts(db, { companyId, personIds, within, dates: [date] });
  return slots.flatMap((slot) => {
    const own = facts.get(slot.who.personId);
    return own ? [personDay(slot.who, slot.plan, factsOf(needs, slot, own), needs.nowMs)] : [];
  });
}

function factsOf({ rules, coverage, nowMs }: Known, slot: Slot, own: PersonFacts): DayFacts {
  const { extent, atMs, plan } = slot;
  const { personId } = slot.who;
  return {
    ...own,
    ...{ extent, isBadgeOnly: slot.isBadgeOnly },
    graceMs: rules.limitsAt(personId, atMs).awayAfterMs,
    punches: own.punches.filter((punch) => {
      const date = rules.dateOf(personId, punch.atMs, punch.direction);
      return date === null ? punch.atMs >= extent.fromMs && punch.atMs < extent.toMs : date === plan.date;
    }),
    // What is to come is not blind yet.
    covered: coverage(slot.areas, { ...extent, toMs: Math.min(extent.toMs, nowMs) }),
    paused: rules.pausesOf(personId, extent).map(({ fromMs, toMs }) => ({ fromMs, toMs: toMs ?? Infinity })),
  };
}

/** Who belongs to the report on that date, as they were then; nobody whose day has not begun. */
function slotsOf(
  { rules, sees, nowMs }: Pick<Known, 'rules' | 'sees' | 'nowMs'>,
  query: ReportQuery,
  date: LocalDate,
): Slot[] {
  const isKnown = knownIn(rules);
  const extentOf = framesOf(rules, date);
  const slots = rules.peopleIn(around(date, 1)).flatMap((personId) => {
    if (!sees(personId) || (query.personId !== undefined && query.personId !== personId)) return [];
    const plan = rules.plannedDay(personId, date);
    const atMs = plan.shift?.startMs ?? calendarDay(plan.timeZone, date).fromMs;
    const person = rules.personAt(personId, atMs);
    if (person === null || person.deactivated) return [];
    const extent = extentOf(personId);
    if (extent.fromMs > nowMs || !isKnown(personId, extent)) return [];
    if (query.teamId !== undefined && !isWithin(person.teamId, query.teamId, (id) => rules.teamAt(id, atMs)))
      return [];
    const { areaId } = query;
    if (
      areaId !== undefined &&
      !person.areaIds.some((own) => isWithin(own, areaId, (id) => rules.areaAt(id, atMs)))
    )
      return [];
    const { name, code, teamId, areaIds } = person;
    const who = {
      ...{ personId, name, code, teamId },
      team: teamId === null ? null : (rules.teamAt(teamId, atMs)?.name ?? null),
      areas: areaIds.flatMap((id) => rules.areaAt(id, atMs)?.name ?? []),
    };
    const isBadgeOnly = person.badgeOnly ?? false;
    return [{ who, isBadgeOnly, plan, extent, atMs, areas: rules.workAreasAt(personId, atMs) }];
  });
  return slots.sort((a, b) => byTeamAndName(a.who, b.who));
}

/** Few shifts make few different days. */
function knownIn(rules: Rules): (personId: string, extent: Interval) => boolean {
  const known = new Map<string, ReadonlySet<string>>();
  return (personId, extent) => {
    const key = `${extent.fromMs} ${extent.toMs}`;
    const people = known.get(key) ?? new Set(rules.peopleIn(extent));
    known.set(key, people);
    return people.has(personId);
  };
}

/** Everybody of a zone shares its calendar: worked out once for the three dates around a day. */
function framesOf(rules: Rules, date: LocalDate): (personId: string) => Interval {
  const dates = [addDays(date, -1), date, addDays(date, 1)] as const;
  const calendars = new Map<string, Interval>();
  const frame = (personId: string, on: LocalDate): DayFrame => {
    const { timeZone, shift } = rules.plannedDay(personId, on);
    const key = `${timeZone} ${on}`;
    const calendar = calendars.get(key) ?? calendarDay(timeZone, on);
    calendars.set(key, calendar);
    return { calendar, shift };
  };
  return (personId) =>
    dayExtent(frame(personId, dates[0]), frame(personId, dates[1]), frame(personId, dates[2]));
}

/** A circle ends the climb. */
export function isWithin(
  id: string | null,
  wanted: string,
  parentOf: (id: string) => { parentId: string | null } | null,
): boolean {
  const climbed = new Set<string>();
  for (let at = id; at !== null && !climbed.has(at); at = parentOf(at)?.parentId ?? null) {
    if (at === wanted) return true;
    climbed.add(at);
  }
  return false;
}

const hullOf = (slots: readonly Slot[]): Interval => ({
  fromMs: Math.min(...slots.map(({ extent }) => extent.fromMs)),
  toMs: Math.max(...slots.map(({ extent }) => extent.toMs)),
});

const dayMs = 24 * 3_600_000;
