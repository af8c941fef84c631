/** How time passes for everybody, under the rules, the duty and the coverage of the moment. */
import type { DutyNow, PresenceState } from '../wire.ts';
import type { absenceBook } from './absenceBook.ts';
import { absenceOf, endOfDuty } from './absences.ts';
import type { CameraBook } from './cameraBook.ts';
import type { Duties } from './duties.ts';
import { type PresenceLimits, personRules } from './personRules.ts';
import { type PersonPresence, skipTime } from './presence.ts';
import type { BookStart } from './presenceBook.ts';
import type { punchBook } from './punchBook.ts';
import { tickBadge } from './punches.ts';
import { punchesToday } from './punchesToday.ts';
import { type Held, tickPerson } from './tickPerson.ts';
import { unbrokenCoverage } from './unbrokenCoverage.ts';

type Parts = {
  cameras: CameraBook;
  duties: Duties;
  absences: ReturnType<typeof absenceBook>;
  punches: ReturnType<typeof punchBook>;
  from: Pick<BookStart, 'rules' | 'duty' | 'newId' | 'zoneOf'>;
};
type Rules = ReturnType<typeof personRules>;

export function timeBook(people: Map<string, PersonPresence>, parts: Parts) {
  const { cameras, duties, from } = parts;
  const rules = personRules(from.rules, from.duty);
  const unbroken = unbrokenCoverage();

  function tick(nowMs: number): void {
    unbroken.tick(cameras.all(), cameras.coverage().seesAll, nowMs);
    for (const [personId, person] of people) people.set(personId, tickOne(person, nowMs, parts, rules));
  }

  function changed(nowMs: number, change: () => void): void {
    tick(nowMs);
    change();
    rules.forget();
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
    rulesOf: (personId: string) => rules.of(personId).rules,
    areasOf: (personId: string) => rules.of(personId).areas,
    coveredSince: unbroken.sinceMs,
    setRules: (limits: PresenceLimits, nowMs: number) => changed(nowMs, () => rules.setCompany(limits)),
    /** Duty may answer anything else now. */
    dutyChanged: (nowMs: number) => changed(nowMs, () => undefined),
    /** What everybody's state would be under other limits of the company, were they set now. */
    statesUnder(limits: PresenceLimits, nowMs: number): PresenceState[] {
      return [...people.values()].map((person) => {
        const held = heldFor(person, cameras, rules, duties.at(person.personId, nowMs).duty);
        return pass(person, nowMs, { ...held, rules: rules.under(held.rules, limits) }).state;
      });
    },
  };
}

/** Up to each change of their duty under what held before it, then under what held from there. */
function tickOne(person: PersonPresence, nowMs: number, parts: Parts, rules: Rules): PersonPresence {
  const holding = parts.duties.holding(person.personId, nowMs);
  const held = heldFor(person, parts.cameras, rules, holding ?? always);
  if (holding) return step(person, nowMs, held, parts, rules);
  const stretches = parts.duties.stretches(person.personId, person.countedMs, nowMs);
  let at = person;
  stretches.forEach(({ duty, untilMs }, index) => {
    const next = stretches[index + 1];
    const toMs = next ? Math.min(nowMs, Math.max(untilMs, at.countedMs)) : nowMs;
    at = step(at, toMs, { ...held, duty }, parts, rules);
    if (next) at = step(at, toMs, { ...held, duty: next.duty }, parts, rules);
  });
  return at;
}

function step(before: PersonPresence, nowMs: number, held: Held, parts: Parts, rules: Rules): PersonPresence {
  const after = pass(before, nowMs, held);
  if (after.isAbsent === before.isAbsent) return after;
  const { absences, from, cameras } = parts;
  const { personId, area, cameraId, countedMs } = after;
  if (!after.isAbsent) {
    absences.end(personId, countedMs, endOfDuty(held.duty));
    return after;
  }
  const { areas } = rules.of(personId);
  const known = {
    ...cameras.coverage().count(watched(areas, area)),
    cameraName: cameraId === null ? '' : (cameras.nameOf(cameraId) ?? cameraId),
    punches: punchesToday(parts, personId, nowMs),
  };
  absences.put(absenceOf(after, { nowMs, countedMs: before.countedMs }, held, known, from.newId));
  return after;
}

const pass = (person: PersonPresence, nowMs: number, held: Held): PersonPresence =>
  person.isBadgeOnly ? tickBadge(person, nowMs, held.duty) : tickPerson(person, nowMs, held);

function heldFor(person: PersonPresence, cameras: CameraBook, rules: Rules, duty: DutyNow): Held {
  const { sees, seesAll, isWhole } = cameras.coverage();
  const own = rules.of(person.personId);
  return {
    sees: isWhole || sees(person.area),
    // Most of the time nothing is blind.
    seesAll: isWhole || seesAll(watched(own.areas, person.area)),
    duty,
    rules: own.rules,
  };
}

const always: DutyNow = { kind: 'always' };

/** Every camera that could see them: those where they work and those where they were last; none: all there are. */
export function watched(areas: ReadonlySet<string>, area: string | null): Iterable<string> {
  if (area === null || areas.has(area)) return areas;
  return areas.size === 0 ? [area] : [...areas, area];
}
