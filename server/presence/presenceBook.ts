/** Everybody's presence in memory, and what of it the store does not hold yet. No I/O, no clock. */
import type { Duty } from '../duty.ts';
import type { IdentifiedSighting } from '../identify/createIdentifier.ts';
import type { PersonView } from '../wire.ts';
import { absenceBook } from './absenceBook.ts';
import type { WronglyEnded } from './absenceStore.ts';
import { correctAbsence, dutyEnded, endAbsence } from './absences.ts';
import { cameraBook, type PresenceCamera } from './cameraBook.ts';
import { correctPerson } from './correctPerson.ts';
import { createDuties, type PersonLeave } from './duties.ts';
import { enrolledPerson, keepCameraMs, restoredPerson, sightPerson } from './presence.ts';
import type { PersonPresence } from './presence.ts';
import type { Sojourn } from './sojourns.ts';
import type { PresenceBatch, PresenceRow, StoredPresence } from './store.ts';
import { createSpots } from './spots.ts';
import { type PresenceLimits, timeBook } from './timeBook.ts';
import { unstoredRows } from './unstoredRows.ts';

/** `record`: what the page shows of them besides where they are. */
export type NamedPerson = { personId: string; name: string; record?: PersonRecord };
export type PersonRecord = Pick<PersonView, 'code' | 'job' | 'teamId' | 'areaIds' | 'badgeOnly'>;
const noRecord: PersonRecord = { code: null, job: null, teamId: null, areaIds: [], badgeOnly: false };

export type PresenceBook = ReturnType<typeof createPresenceBook>;
export type PresenceDuty = Pick<Duty, 'dutyOf' | 'limitsOf' | 'workAreasOf'>;

export type BookStart = {
  stored: StoredPresence;
  people: NamedPerson[];
  cameras: PresenceCamera[];
  /** Of the company; `duty` knows those of each person. */
  rules: PresenceLimits;
  leaves?: PersonLeave[];
  /** Left out: everybody is expected whenever, under `rules`. */
  duty?: PresenceDuty;
  /** Whose scores the identities have; kept in the evidence. */
  recogniser: string;
  nowMs: number;
  newId: () => string;
};

export function createPresenceBook(from: BookStart) {
  const names = new Map<string, NamedPerson>();
  const people = restoredPeople(from);
  const absences = absenceBook(from.stored.absences);
  const sojourns = unstoredRows<Sojourn>(({ sojournId }) => sojournId);
  const duties = createDuties(from.duty, () => null);
  duties.setLeaves(from.leaves ?? []);
  const cameras = cameraBook((nowMs) => time.tick(nowMs));
  const time = timeBook(people, { cameras, duties, absences, from });
  const spots = createSpots();

  /** Sure names only: a guess is an unknown track here. */
  function sighted(cameraId: string, area: string, atMs: number, tracks: IdentifiedSighting[]): void {
    for (const { identity, trackId, seen: visible, spot } of tracks) {
      if (identity.kind !== 'named') continue;
      const { personId, score, margin, faces } = identity;
      const before = people.get(personId);
      const evidence = { score, margin, faces, trackId, recogniser: from.recogniser };
      const at = { cameraId, area, atMs, visible, evidence };
      const after = before && sightPerson(before, at, from.newId, time.rulesOf(personId));
      if (!after || !before) continue;
      people.set(after.personId, after);
      if (before.isAbsent && !after.isAbsent) absences.end(personId, atMs, 'returned');
      if (visible && after.cameraId === cameraId) spots.set(personId, cameraId, spot ?? null);
      if (after.sojourn && after.sojourn !== before.sojourn) sojourns.keep(after.sojourn);
    }
  }

  /** Takes newcomers in, renames, and answers who is gone. */
  function setPeople(now: NamedPerson[], nowMs: number): string[] {
    names.clear();
    for (const named of now) {
      names.set(named.personId, named);
      if (!people.has(named.personId)) people.set(named.personId, enrolledPerson(named.personId, nowMs));
    }
    const gone = [...people.keys()].filter((personId) => !names.has(personId));
    for (const personId of gone) {
      people.delete(personId);
      absences.end(personId, nowMs, 'removed');
      sojourns.forgetPerson(personId);
      spots.forget(personId);
      duties.forget(personId);
    }
    return gone;
  }

  /** `stored`: the person's sojourns that still count; `ended`: their absences that the wrong one ended. */
  function correct(
    { personId, sojournId }: Pick<Sojourn, 'personId' | 'sojournId'>,
    { stored, ended }: { stored: Sojourn[]; ended: WronglyEnded[] },
    nowMs: number,
  ): void {
    const person = people.get(personId);
    if (!person) return;
    time.tick(nowMs);
    sojourns.forget(sojournId);
    // Memory knows how far the newest have grown.
    const open = person.sojourn ? [person.sojourn] : [];
    const known = [...stored, ...sojourns.of(new Set([personId])), ...open].filter(
      (sojourn) => sojourn.sojournId !== sojournId,
    );
    const rules = time.rulesOf(personId);
    people.set(personId, correctPerson(person, sojournId, known, nowMs, time.coveredSince, rules));
    for (const each of ended) if (each.sojournId === sojournId) reopen(each, known, nowMs);
    time.tick(nowMs);
  }

  /** One that stood on the wrong sighting ends where it began: it is a part of the absence that goes on. */
  function reopen({ absence, later }: WronglyEnded, sojourns: Sojourn[], nowMs: number): void {
    const { personId } = absence;
    const off = dutyEnded(absence, nowMs, (atMs) => duties.at(personId, atMs));
    const corrected = correctAbsence(absence, sojourns, off);
    const endMs = corrected.toMs ?? Infinity;
    for (const part of later)
      if (part.fromMs < endMs) absences.put(endAbsence(part, { toMs: part.fromMs, endedWhy: 'returned' }));
    absences.put(corrected);
    const person = people.get(personId);
    if (corrected.toMs === null && person) people.set(personId, { ...person, isAbsent: true });
  }

  /** An absence goes on after a restart, unless duty ended meanwhile or somebody ended it while nothing was stored. */
  function restoreAbsences(nowMs: number): void {
    for (const absence of from.stored.absences) {
      const off = dutyEnded(absence, nowMs, (atMs) => duties.at(absence.personId, atMs));
      if (off) absences.end(absence.personId, off.toMs, off.endedWhy);
      const person = people.get(absence.personId);
      if (person && off) people.set(absence.personId, { ...person, isAbsent: false, missedMs: 0 });
    }
  }

  setPeople(from.people, from.nowMs);
  cameras.set(from.cameras);
  restoreAbsences(from.nowMs);
  time.tick(from.nowMs);

  return {
    ...{ sighted, setPeople, correct },
    ...time,
    health: cameras.health,
    setCameras: cameras.change,
    setLeaves(now: PersonLeave[], nowMs: number): void {
      time.tick(nowMs);
      duties.setLeaves(now);
      time.tick(nowMs);
    },
    has: (personId: string) => people.has(personId),
    views: (): PersonView[] => [...people.values()].map((person) => viewOf(person, names, cameras, spots)),
    /** What the store needs to hold these people as they are now, and the end of whoever is gone. */
    batchOf: (personIds: ReadonlySet<string>): PresenceBatch => ({
      presences: [...personIds].flatMap((personId) => rowOf(people.get(personId))),
      sojourns: sojourns.of(personIds),
      absences: absences.unstored
        .all()
        .filter(({ personId }) => personIds.has(personId) || !people.has(personId)),
    }),
    stored(batch: PresenceBatch): void {
      sojourns.stored(batch.sojourns);
      absences.unstored.stored(batch.absences);
    },
    /** Whose absences the store does not hold as they are. */
    unstored: () => absences.unstored.all().map(({ personId }) => personId),
    sojournsDropped: sojourns.dropped,
  };
}

function restoredPeople({ stored, nowMs, rules }: BookStart): Map<string, PersonPresence> {
  const sojournOf = new Map(stored.sojourns.map((sojourn) => [sojourn.personId, sojourn]));
  const absent = new Set(stored.absences.map(({ personId }) => personId));
  return new Map(
    stored.presences.map((row) => {
      const sojourn = sojournOf.get(row.personId) ?? null;
      const known = { sojourn, isAbsent: absent.has(row.personId) };
      return [row.personId, restoredPerson(row, known, nowMs, { ...rules, keepCameraMs })];
    }),
  );
}

function viewOf(
  person: PersonPresence,
  names: ReadonlyMap<string, NamedPerson>,
  cameras: { nameOf: (cameraId: string) => string | null },
  spots: ReturnType<typeof createSpots>,
): PersonView {
  const { personId, state, cameraId, area, sinceMs, lastSeenMs, offWhy } = person;
  const { name = '', record = noRecord } = names.get(personId) ?? {};
  const cameraName = cameraId === null ? null : cameras.nameOf(cameraId);
  const at = { cameraId, cameraName, area, spot: spots.of(person), sinceMs, lastSeenMs };
  return { personId, name, state, ...at, ...record, offWhy };
}

function rowOf(person: PersonPresence | undefined): PresenceRow[] {
  if (!person) return [];
  const { personId, state, sinceMs, lastSeenMs, cameraId, area } = person;
  return [{ personId, state, sinceMs, lastSeenMs, cameraId, area }];
}
