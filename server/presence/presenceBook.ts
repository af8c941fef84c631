/** Everybody's presence in memory, and what of it the store does not hold yet. No I/O, no clock. */
import type { Duty } from '../duty.ts';
import type { IdentifiedSighting } from '../identify/createIdentifier.ts';
import type { PersonView } from '../wire.ts';
import { dutyEnded } from './absences.ts';
import { type BookParts, bookParts, type PersonRecord, viewOf } from './bookParts.ts';
import type { PresenceCamera } from './cameraBook.ts';
import { correctBook } from './correctBook.ts';
import type { PersonLeave } from './duties.ts';
import type { PresenceLimits } from './personRules.ts';
import { enrolledPerson, type PersonPresence, sightPerson } from './presence.ts';
import { punchPerson, type PunchSeen, stayAfter } from './punches.ts';
import type { PresenceBatch, PresenceRow, StoredPresence } from './store.ts';
import { whyInput } from './whyInput.ts';

/** `record`: what the page shows of them besides where they are. */
export type NamedPerson = { personId: string; name: string; record?: PersonRecord };
export type PresenceBook = ReturnType<typeof createPresenceBook>;

export type BookStart = {
  stored: StoredPresence;
  people: NamedPerson[];
  cameras: PresenceCamera[];
  /** Of the company; `duty` knows those of each person. */
  rules: PresenceLimits;
  leaves?: PersonLeave[];
  /** Left out: everybody is expected whenever, under `rules`. */
  duty?: Pick<Duty, 'dutyOf' | 'limitsOf' | 'workAreasOf'>;
  /** Whether one of two areas lies in the other. */
  nested?: (area: string, other: string) => boolean;
  /** IANA, of the place where somebody works; left out: UTC. */
  zoneOf?: (personId: string) => string;
  /** Whose scores the identities have; kept in the evidence. */
  recogniser: string;
  nowMs: number;
  newId: () => string;
};

export function createPresenceBook(from: BookStart) {
  const parts = bookParts(from);
  const { people, time, cameras, duties, absences, sojourns, doubles } = parts;
  setPeople(parts, from.people, from.nowMs);
  cameras.set(from.cameras);
  restoreAbsences(parts, from.nowMs);
  time.tick(from.nowMs);

  return {
    ...time,
    sighted: (cameraId: string, area: string, atMs: number, tracks: IdentifiedSighting[]) =>
      sighted(parts, { cameraId, area, atMs }, tracks),
    punched: (punch: PunchSeen, nowMs: number) => punched(parts, punch, nowMs),
    setPeople: (now: NamedPerson[], nowMs: number) => setPeople(parts, now, nowMs),
    correct(...correction: Parameters<typeof correctBook> extends [BookParts, ...infer Rest] ? Rest : never) {
      correctBook(parts, ...correction);
    },
    health: cameras.health,
    setCameras: cameras.change,
    setLeaves(now: PersonLeave[], nowMs: number): void {
      time.tick(nowMs);
      duties.setLeaves(now);
      time.tick(nowMs);
    },
    has: (personId: string) => people.has(personId),
    cameraOf: (personId: string): string | null => people.get(personId)?.cameraId ?? null,
    views: (): PersonView[] => [...people.values()].map((person) => viewOf(person, parts)),
    /** What the store needs to hold these people as they are now, and the end of whoever is gone. */
    batchOf: (personIds: ReadonlySet<string>): PresenceBatch => ({
      presences: [...personIds].flatMap((personId) => rowOf(people.get(personId))),
      sojourns: sojourns.of(personIds),
      absences: absences.unstored
        .all()
        .filter(({ personId }) => personIds.has(personId) || !people.has(personId)),
      doubles: doubles.unstored.of(personIds),
    }),
    stored(batch: PresenceBatch): void {
      sojourns.stored(batch.sojourns);
      absences.unstored.stored(batch.absences);
      doubles.unstored.stored(batch.doubles);
    },
    /** Whose absences the store does not hold as they are. */
    unstored: () => absences.unstored.all().map(({ personId }) => personId),
    sojournsDropped: sojourns.dropped,
    whyInput: (personId: string, nowMs: number) => whyInput(parts, personId, nowMs),
  };
}

type At = { cameraId: string; area: string; atMs: number };

/** Sure names only: a guess is an unknown track here. */
function sighted(parts: BookParts, { cameraId, area, atMs }: At, tracks: IdentifiedSighting[]): void {
  const { people, from, time, absences, doubles, sojourns, spots } = parts;
  for (const { identity, trackId, seen: visible, spot } of tracks) {
    if (identity.kind !== 'named') continue;
    const { personId, score, margin, faces } = identity;
    let before = people.get(personId);
    if (!before || before.isBadgeOnly) continue;
    const evidence = { score, margin, faces, trackId, recogniser: from.recogniser };
    const at = { cameraId, area, atMs, visible, evidence };
    if (visible && before.cameraId !== cameraId && before.state === 'present' && doubles.rivalled(before, at))
      before = { ...before, cameraSeenMs: null };
    const after = sightPerson(before, at, from.newId, time.rulesOf(personId));
    people.set(personId, after);
    if (before.isAbsent && !after.isAbsent) absences.end(personId, atMs, 'returned');
    if (visible && after.cameraId === cameraId) spots.set(personId, cameraId, spot ?? null);
    if (after.sojourn && after.sojourn !== before.sojourn) sojourns.keep(after.sojourn);
  }
}

function punched(parts: BookParts, punch: PunchSeen, nowMs: number): void {
  const { people, punches, duties, absences, time } = parts;
  const { personId } = punch;
  // The clock of a terminal may be ahead.
  const known = { ...punch, atMs: Math.min(punch.atMs, nowMs) };
  punches.add(known, nowMs);
  duties.forget(personId);
  const before = people.get(personId);
  if (!before) return;
  if (before.isBadgeOnly) {
    people.set(personId, withStay(parts, seenByPunch(before, known)));
  } else {
    const after = punchPerson(before, known, nowMs, time.rulesOf(personId));
    people.set(personId, after);
    if (before.isAbsent && !after.isAbsent)
      absences.end(personId, known.atMs, known.direction === 'out' ? 'checkedOut' : 'returned');
  }
  time.tick(nowMs);
}

const seenByPunch = (person: PersonPresence, { atMs, area }: PunchSeen): PersonPresence =>
  atMs < (person.lastSeenMs ?? -Infinity)
    ? person
    : { ...person, lastSeenMs: atMs, area: area ?? person.area, cameraId: null };

function withStay({ punches, duties }: BookParts, person: PersonPresence): PersonPresence {
  const stay = stayAfter(punches.of(person.personId), (atMs) => duties.at(person.personId, atMs));
  return { ...person, isBadgeOnly: true, stay };
}

/** Takes newcomers in, renames, and answers who is gone. */
function setPeople(parts: BookParts, now: NamedPerson[], nowMs: number): string[] {
  const { people, names, absences, sojourns, spots, duties, doubles, punches } = parts;
  names.clear();
  for (const named of now) {
    const { personId, record } = named;
    names.set(personId, named);
    const person = people.get(personId) ?? enrolledPerson(personId, nowMs);
    if (record?.badgeOnly === true) people.set(personId, withStay(parts, person));
    else people.set(personId, person.isBadgeOnly ? { ...person, isBadgeOnly: false, stay: null } : person);
  }
  const gone = [...people.keys()].filter((personId) => !names.has(personId));
  for (const personId of gone) {
    people.delete(personId);
    absences.end(personId, nowMs, 'removed');
    for (const each of [sojourns.forgetPerson, spots.forget, doubles.forget, duties.forget, punches.forget])
      each(personId);
  }
  return gone;
}

/** An absence goes on after a restart, unless duty ended meanwhile. */
function restoreAbsences({ from, duties, absences, people }: BookParts, nowMs: number): void {
  for (const absence of from.stored.absences) {
    const off = dutyEnded(absence, nowMs, (atMs) => duties.at(absence.personId, atMs));
    if (!off) continue;
    absences.end(absence.personId, off.toMs, off.endedWhy);
    const person = people.get(absence.personId);
    if (person) people.set(absence.personId, { ...person, isAbsent: false, missedMs: 0 });
  }
}

function rowOf(person: PersonPresence | undefined): PresenceRow[] {
  if (!person) return [];
  const { personId, state, sinceMs, lastSeenMs, cameraId, area } = person;
  return [{ personId, state, sinceMs, lastSeenMs, cameraId, area }];
}
