/** A month of a company from a seed: who came when, who was away for how long, which cameras failed, when the program stood still. */
import { DateTime } from 'luxon';
import {
  type Company,
  type DueDay,
  holiday,
  hour,
  type Interval,
  type Leave,
  minute,
  type Outage,
  seeded,
  type ShiftName,
  shifts,
  type SimulatedPerson,
  sites,
  type Stay,
} from './company.ts';
import { truthOf, without } from './truth.ts';

export type CompanyPlan = {
  seed: number;
  people: number;
  /** First local day. */
  from: string;
  days: number;
  /** Of the program, in order. */
  stops?: Interval[];
};
/** How near a threshold nothing happens: more than the steps of the clock, and than the time between two sightings. */
export const clearMs = 45_000;

export function makeCompany({ seed, people: count, from, days, stops = [] }: CompanyPlan): Company {
  const random = seeded(seed);
  const firstMs = DateTime.fromISO(from, { zone: 'utc' }).toMillis() - 8 * hour;
  const company: Company = {
    dates: {
      from,
      to:
        DateTime.fromISO(from)
          .plus({ days: days - 1 })
          .toISODate() ?? from,
    },
    ...{ seed, fromMs: firstMs, toMs: firstMs + (days * 24 + 20) * hour, sites, stops, leaves: [] },
    ...{ people: makePeople(count, random), stays: new Map(), dueDays: new Map(), outages: [] },
  };
  company.outages = makeOutages(company, random);
  for (const person of company.people) placePerson(company, person, { from, days }, random);
  return company;
}

function makePeople(count: number, random: () => number): SimulatedPerson[] {
  const teams = Math.max(2, Math.round(count / 20));
  return Array.from({ length: count }, (_, index) => {
    const site = index % sites.length;
    const floors = (sites[site]?.floors ?? []).filter(({ worksHere }) => worksHere);
    const number = String(index + 1).padStart(3, '0');
    return {
      ...{ personId: `person-${number}`, name: `Person ${number}`, code: `E${number}`, site },
      area: floors[Math.floor(random() * floors.length)]?.area ?? '',
      shift: shiftFor(random()),
      ...{ team: index % teams, leads: index < teams },
    };
  });
}

const shiftFor = (draw: number): ShiftName =>
  draw < 0.55 ? 'day' : draw < 0.7 ? 'early' : draw < 0.9 ? 'night' : 'weekend';

/** Single cameras, a site at once, and everything once; none overlaps another of the same camera. */
function makeOutages({ fromMs, toMs, stops }: Company, random: () => number): Outage[] {
  const all = sites.map(({ floors }) => floors.flatMap(({ cameras }) => cameras));
  const days = (toMs - fromMs) / (24 * hour);
  const groups = [
    ...all.flat().map((cameraId) => ({ cameras: [cameraId], count: Math.ceil(days / 5) })),
    ...all.map((cameras) => ({ cameras, count: Math.ceil(days / 12) })),
    { cameras: all.flat(), count: 1 },
  ];
  const outages: Outage[] = [];
  for (const { cameras, count } of groups)
    for (let index = 0; index < count; index += 1) {
      const at = fromMs + hour + random() * (toMs - fromMs - 4 * hour);
      const outage = { fromMs: Math.round(at), toMs: Math.round(at + (8 + random() * 80) * minute) };
      const near = (other: Interval): boolean =>
        other.fromMs < outage.toMs + 12 * minute && other.toMs > outage.fromMs - 12 * minute;
      const taken = outages.some((other) => cameras.includes(other.cameraId) && near(other));
      if (!taken && !stops.some(near)) outages.push(...cameras.map((cameraId) => ({ cameraId, ...outage })));
    }
  return outages;
}

/** Day by day; a day on which something comes too near a threshold is thrown again. */
function placePerson(
  company: Company,
  person: SimulatedPerson,
  { from, days }: Pick<CompanyPlan, 'from' | 'days'>,
  random: () => number,
): void {
  const { personId } = person;
  const [stays, dueDays]: [Stay[], DueDay[]] = [[], []];
  for (let index = 0; index < days; index += 1) {
    const date = DateTime.fromISO(from, { zone: 'utc' }).plus({ days: index });
    for (let tries = 0; ; tries += 1) {
      const day = makeDay(person, date.toISODate() ?? '', random, tries > 20);
      const trial = {
        ...company,
        stays: new Map([[personId, [...stays.slice(-20), ...day.stays]]]),
        dueDays: new Map([[personId, day.due ? [day.due] : []]]),
      };
      if (truthOf(trial, person).marginMs < clearMs && tries < 200) continue;
      stays.push(...day.stays);
      if (day.due) dueDays.push(day.due);
      if (day.leave) company.leaves.push(day.leave);
      break;
    }
  }
  company.stays.set(personId, stays);
  company.dueDays.set(personId, dueDays);
}

type Day = { stays: Stay[]; due: DueDay | null; leave: Leave | null };

function makeDay(person: SimulatedPerson, date: string, random: () => number, calm: boolean): Day {
  const { timeZone } = sites[person.site] ?? { timeZone: 'utc' };
  const rules = shifts[person.shift];
  const at = (time: string, next: boolean): number =>
    DateTime.fromISO(`${date}T${time}`, { zone: timeZone })
      .plus({ days: next ? 1 : 0 })
      .toMillis();
  const weekday = DateTime.fromISO(date, { zone: timeZone }).weekday;
  if (!rules.weekdays.includes(weekday) || date === holiday) {
    // Somebody drops in on a free day, which concerns nobody.
    if (random() > 0.03) return { stays: [], due: null, leave: null };
    const fromMs = at('10:00', false) + Math.round(random() * hour);
    return { stays: walk(person, [{ fromMs, toMs: fromMs + 40 * minute }], random), due: null, leave: null };
  }
  const startMs = at(rules.start, false);
  const endMs = at(rules.end, rules.end <= rules.start);
  const breaks = rules.breaks.map(({ from, to }) => ({
    fromMs: at(from, from < rules.start),
    toMs: at(to, to < rules.start),
  }));
  const leave = leaveOf(person, { startMs, endMs }, random());
  const due = without({ fromMs: startMs, toMs: endMs }, leave ? [...breaks, leave] : breaks);
  const there = thereOn({ startMs, endMs, breaks, leave, due }, random, calm);
  return { stays: walk(person, there, random), due: { date, startMs, endMs, due }, leave };
}

function leaveOf(
  { personId }: SimulatedPerson,
  { startMs, endMs }: { startMs: number; endMs: number },
  draw: number,
) {
  const middleMs = Math.round((startMs + endMs) / 2);
  if (draw < 0.03) return { personId, fromMs: startMs - 2 * hour, toMs: endMs + 2 * hour };
  if (draw < 0.04) return { personId, fromMs: startMs - 2 * hour, toMs: middleMs };
  if (draw < 0.05) return { personId, fromMs: middleMs, toMs: endMs + 2 * hour };
  return null;
}

type Work = { startMs: number; endMs: number; breaks: Interval[]; leave: Leave | null; due: Interval[] };

/** When somebody is at work: `calm` without anything out of the ordinary. */
function thereOn(
  { startMs, endMs, breaks, leave, due }: Work,
  random: () => number,
  calm: boolean,
): Interval[] {
  const between = (from: number, to: number): number => Math.round((from + random() * (to - from)) * minute);
  const [first, last] = [due[0], due.at(-1)];
  if (!first || !last) return [];
  const draw = calm ? 1 : random();
  // Does not come at all.
  if (draw < 0.02) return [];
  const lateBy = draw < 0.07 ? between(25, 90) : between(-14, 3);
  const earlyBy = draw > 0.95 && !calm ? between(10, 60) : between(-14, -1);
  const holes: Interval[] = breaks
    // Most leave for the break, some are late from it.
    .filter(() => random() < 0.8)
    .map((each) => ({
      fromMs: each.fromMs + between(-2, 2),
      toMs: each.toMs + (random() < 0.06 && !calm ? between(9, 30) : between(-2.5, 2.5)),
    }));
  const outings = calm ? 0 : Math.floor(random() * 3);
  for (let index = 0; index < outings; index += 1) {
    const fromMs = startMs + Math.round(random() * (endMs - startMs));
    holes.push({ fromMs, toMs: fromMs + (random() < 0.3 ? between(7, 40) : between(0.7, 3.5)) });
  }
  if (leave) holes.push({ fromMs: leave.fromMs, toMs: leave.toMs });
  const there = { fromMs: first.fromMs + lateBy, toMs: last.toMs - earlyBy };
  return there.toMs > there.fromMs
    ? without(there, holes).filter(({ fromMs, toMs }) => toMs - fromMs > minute)
    : [];
}

/** Through the cameras of the place of work, and elsewhere on the site now and then; a camera has nobody for an instant only. */
function walk(person: SimulatedPerson, there: Interval[], random: () => number): Stay[] {
  const floors = sites[person.site]?.floors ?? [];
  const own = floors.filter(({ area }) => area === person.area).flatMap(({ cameras }) => cameras);
  const other = floors.filter(({ worksHere }) => !worksHere).flatMap(({ cameras }) => cameras);
  const stays: Stay[] = [];
  for (const { fromMs, toMs } of there)
    for (let atMs = fromMs; atMs < toMs;) {
      const pool = other.length > 0 && random() < 0.1 ? other : own;
      const cameraId = pool[Math.floor(random() * pool.length)] ?? '';
      const endMs =
        toMs - atMs < 10 * minute ? toMs : Math.min(toMs, atMs + Math.round((8 + random() * 50) * minute));
      stays.push({ cameraId, fromMs: atMs, toMs: endMs });
      // On the way to the next.
      atMs = endMs === toMs ? toMs : endMs + 6_000;
    }
  return stays;
}
