/** What was asked of whom, and how it was judged, at any time: the one answer for the live page and for reports. Pure. */
import type { PersonLimits } from '../duty.ts';
import type { Interval } from '../shifts/intervals.ts';
import type { PlannedDay } from '../shifts/plannedDay.ts';
import type { LocalDate, Pause } from '../wire.ts';
import { createPlan } from './createPlan.ts';
import { createPlaces } from './createPlaces.ts';
import { groupBy, indexVersions, ruleAt, ruleSince } from './ruleAt.ts';
import type {
  AreaRule,
  CompanyRule,
  PersonInterval,
  PersonRule,
  RuleBook,
  ShiftRule,
  TeamRule,
} from './ruleBook.ts';

export type Rules = {
  /** null: removed by then, or never known. Before the first version: as the first says. */
  personAt: (personId: string, atMs: number) => PersonRule | null;
  teamAt: (teamId: string, atMs: number) => TeamRule | null;
  areaAt: (areaId: string, atMs: number) => AreaRule | null;
  companyAt: (atMs: number) => CompanyRule;
  /** The nearest rule: person, team and those above it, area and those it lies in, company. */
  limitsAt: (personId: string, atMs: number) => PersonLimits;
  /** Names of the areas where they worked, with all that lay in them. */
  workAreasAt: (personId: string, atMs: number) => ReadonlySet<string>;
  /** Of the shift of that time where it has one, else of the site, else of the company. */
  zoneOf: (personId: string, atMs: number) => string;
  /** null: no shift says what is due on that date. */
  shiftOn: (personId: string, date: LocalDate) => { shiftId: string; rules: ShiftRule } | null;
  plannedDay: (personId: string, date: LocalDate) => PlannedDay;
  /** Which date a punch or sighting counts for: that of its shift, or its calendar day where none takes place. null: outside of every shift, on a date that has one. */
  dateOf: (personId: string, atMs: number, direction?: 'in' | 'out' | 'unknown') => LocalDate | null;
  /** From when to when sightings count for that date; no two dates share an instant. */
  windowOf: (personId: string, date: LocalDate) => Interval;
  /** Pauses of the person, or of an area in which they work, that touch the time. */
  pausesOf: (personId: string, within: Interval) => Pause[];
  /** Leave that touches the time. */
  leavesOf: (personId: string, within: Interval) => PersonInterval[];
  /** Whether a place where they worked said in which zone it lies. */
  hasSiteZone: (personId: string, atMs: number) => boolean;
  /** Everybody who was known in that time. */
  peopleIn: (within: Interval) => string[];
};

export function rulesOf(book: RuleBook): Rules {
  const versions = indexVersions(book.versions);
  const places = createPlaces(book, versions);
  const leaves = groupBy(book.leaves, ({ personId }) => personId);
  const plan = createPlan(book, versions, places, leaves);
  const people = [
    ...new Set(book.versions.flatMap((each) => (each.kind === 'person' ? each.subjectId : []))),
  ];
  return {
    personAt: places.personAt,
    teamAt: (teamId, atMs) => ruleAt(versions('team', teamId), atMs),
    areaAt: (areaId, atMs) => ruleAt(versions('area', areaId), atMs),
    companyAt: places.companyAt,
    limitsAt: (personId, atMs) => limitsAt(personId, atMs),
    workAreasAt: places.workAreasAt,
    zoneOf: plan.zoneOf,
    shiftOn: plan.shiftOn,
    plannedDay: plan.plannedDay,
    dateOf: plan.dateOf,
    windowOf: plan.windowOf,
    pausesOf: (personId, within) =>
      book.pauses.filter(
        (pause) =>
          pause.fromMs < within.toMs &&
          (pause.toMs ?? Infinity) > within.fromMs &&
          places.isPausedBy(personId, pause, Math.max(pause.fromMs, within.fromMs)),
      ),
    leavesOf: (personId, { fromMs, toMs }) =>
      (leaves.get(personId) ?? []).filter((leave) => leave.fromMs < toMs && leave.toMs > fromMs),
    hasSiteZone: (personId, atMs) => places.siteZone(personId, atMs) !== null,
    peopleIn: ({ fromMs, toMs }) =>
      people.filter((personId) => {
        const own = versions('person', personId);
        const held = ruleSince(own, fromMs) !== null;
        return held || own.some((each) => each.value !== null && each.fromMs >= fromMs && each.fromMs < toMs);
      }),
  };

  function limitsAt(personId: string, atMs: number): PersonLimits {
    const wide = ruleAt(versions('limits', book.companyId), atMs) ?? defaultLimits;
    const chain = places.thresholdSubjects(personId, atMs);
    const said = chain.flatMap((subject) => ruleSince(versions('thresholds', subject), atMs) ?? []);
    return {
      awayAfterMs: said.find((each) => each.awayAfterMs !== null)?.awayAfterMs ?? wide.awayAfterMs,
      absentAfterMs: said.find((each) => each.absentAfterMs !== null)?.absentAfterMs ?? wide.absentAfterMs,
    };
  }
}

/** Those of the settings, until the first version is written. */
const defaultLimits = { awayAfterMs: 30_000, absentAfterMs: 300_000 };
