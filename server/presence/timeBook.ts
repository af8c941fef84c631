/** How time passes for everybody, under the rules, the duty and the coverage of the moment. */
import type { PresenceState } from '../wire.ts';
import type { absenceBook } from './absenceBook.ts';
import { absenceOf, endOfDuty } from './absences.ts';
import type { CameraBook } from './cameraBook.ts';
import type { Duties } from './duties.ts';
import { keepCameraMs, type PersonPresence, type PresenceRules, skipTime } from './presence.ts';
import type { BookStart } from './presenceBook.ts';
import { type Held, tickPerson } from './tickPerson.ts';
import { unbrokenCoverage } from './unbrokenCoverage.ts';

/** What the settings say. */
export type PresenceLimits = Omit<PresenceRules, 'keepCameraMs'>;
type Parts = {
  cameras: CameraBook;
  duties: Duties;
  absences: ReturnType<typeof absenceBook>;
  from: Pick<BookStart, 'rules' | 'duty' | 'newId'>;
};

export function timeBook(people: Map<string, PersonPresence>, { cameras, duties, absences, from }: Parts) {
  let company: PresenceRules = { ...from.rules, keepCameraMs };
  const owns = new Map<string, { rules: PresenceRules; areas: ReadonlySet<string> }>();
  const unbroken = unbrokenCoverage();

  /** What duty says of each, kept until it changes. */
  function own(personId: string) {
    const known = owns.get(personId);
    if (known) return known;
    const rules = from.duty ? { ...from.duty.limitsOf(personId), keepCameraMs } : company;
    const now = { rules, areas: from.duty?.workAreasOf(personId) ?? nowhere };
    owns.set(personId, now);
    return now;
  }

  function heldFor(person: PersonPresence): Omit<Held, 'duty'> {
    const { sees, seesAll } = cameras.coverage();
    const { rules, areas } = own(person.personId);
    return { sees: sees(person.area), seesAll: seesAll(watched(areas, person.area)), rules };
  }

  function step(before: PersonPresence, nowMs: number, held: Held): PersonPresence {
    const after = tickPerson(before, nowMs, held);
    if (after.isAbsent && !before.isAbsent)
      absences.put(
        absenceOf(after, { nowMs, countedMs: before.countedMs }, held, knownOf(after), from.newId),
      );
    if (before.isAbsent && !after.isAbsent)
      absences.end(after.personId, Math.max(nowMs, before.countedMs), endOfDuty(held.duty));
    return after;
  }

  function knownOf({ personId, area, cameraId }: PersonPresence) {
    const counted = cameras.coverage().count(watched(own(personId).areas, area));
    const cameraName = cameraId === null ? '' : (cameras.nameOf(cameraId) ?? cameraId);
    return { ...counted, cameraName, punches: [] };
  }

  /** Up to each change of their duty under what held before it, then under what held from there. */
  function tickOne(person: PersonPresence, nowMs: number): PersonPresence {
    const held = heldFor(person);
    const stretches = duties.stretches(person.personId, person.countedMs, nowMs);
    let at = person;
    stretches.forEach(({ duty, untilMs }, index) => {
      const next = stretches[index + 1];
      const toMs = next ? Math.min(nowMs, Math.max(untilMs, at.countedMs)) : nowMs;
      at = step(at, toMs, { ...held, duty });
      if (next) at = step(at, toMs, { ...held, duty: next.duty });
    });
    return at;
  }

  function tick(nowMs: number): void {
    unbroken.tick(cameras.all(), cameras.coverage().seesAll, nowMs);
    for (const [personId, person] of people) people.set(personId, tickOne(person, nowMs));
  }

  function changed(nowMs: number, change: () => void): void {
    tick(nowMs);
    change();
    owns.clear();
    duties.forget();
    tick(nowMs);
  }

  return {
    tick,
    /** Of the time up to `nowMs` so much did not pass, or nobody looked. */
    skip(ms: number, nowMs: number): void {
      unbroken.forget();
      for (const [personId, person] of people) people.set(personId, skipTime(person, ms, nowMs));
    },
    rulesOf: (personId: string) => own(personId).rules,
    coveredSince: unbroken.sinceMs,
    setRules: (limits: PresenceLimits, nowMs: number) =>
      changed(nowMs, () => (company = { ...limits, keepCameraMs })),
    /** Duty may answer anything else now. */
    dutyChanged: (nowMs: number) => changed(nowMs, () => undefined),
    /** What everybody's state would be under other limits of the company, were they set now. Who has their own keeps them. */
    statesUnder(limits: PresenceLimits, nowMs: number): PresenceState[] {
      return [...people.values()].map((person) => {
        const held = heldFor(person);
        const rules = ruledBy(held.rules, company, limits);
        const { duty } = duties.at(person.personId, nowMs);
        return tickPerson(person, nowMs, { ...held, rules, duty }).state;
      });
    },
  };
}

const nowhere: ReadonlySet<string> = new Set();

/** Every camera that could see them: those where they work and those where they were last; none: all there are. */
export function watched(areas: ReadonlySet<string>, area: string | null): Iterable<string> {
  if (area === null || areas.has(area)) return areas;
  return areas.size === 0 ? [area] : [...areas, area];
}

function ruledBy(own: PresenceRules, company: PresenceLimits, limits: PresenceLimits): PresenceRules {
  const pick = (key: keyof PresenceLimits): number => (own[key] === company[key] ? limits[key] : own[key]);
  return { ...own, awayAfterMs: pick('awayAfterMs'), absentAfterMs: pick('absentAfterMs') };
}
