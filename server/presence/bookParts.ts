/** What the book of presences is made of. */
import type { PersonView } from '../wire.ts';
import { absenceBook } from './absenceBook.ts';
import { cameraBook } from './cameraBook.ts';
import { doubleBook } from './doubleSightings.ts';
import { createDuties } from './duties.ts';
import { keepCameraMs, type PersonPresence, restoredPerson } from './presence.ts';
import type { BookStart, NamedPerson } from './presenceBook.ts';
import { punchBook } from './punchBook.ts';
import type { Sojourn } from './sojourns.ts';
import { createSpots } from './spots.ts';
import { timeBook } from './timeBook.ts';
import { unstoredRows } from './unstoredRows.ts';

export type BookParts = ReturnType<typeof bookParts>;
export type PersonRecord = Pick<PersonView, 'code' | 'job' | 'teamId' | 'areaIds' | 'badgeOnly'>;
const noRecord: PersonRecord = { code: null, job: null, teamId: null, areaIds: [], badgeOnly: false };

export function bookParts(from: BookStart) {
  const people = restoredPeople(from);
  const absences = absenceBook(from.stored.absences);
  const duties = createDuties(from.duty);
  duties.setLeaves(from.leaves ?? []);
  const punches = punchBook(from.stored.punches ?? []);
  const cameras = cameraBook((nowMs) => time.tick(nowMs));
  const time = timeBook(people, { cameras, duties, absences, punches, from });
  return {
    ...{ from, people, absences, duties, punches, cameras, time },
    names: new Map<string, NamedPerson>(),
    spots: createSpots(),
    sojourns: unstoredRows<Sojourn>(({ sojournId }) => sojournId),
    doubles: doubleBook(from.newId, from.nested ?? (() => false)),
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

export function viewOf(person: PersonPresence, { names, cameras, spots, doubles }: BookParts): PersonView {
  const { personId, state, cameraId, area, sinceMs, lastSeenMs, offWhy, countedMs } = person;
  const { name = '', record = noRecord } = names.get(personId) ?? {};
  const cameraName = cameraId === null ? null : cameras.nameOf(cameraId);
  const at = { cameraId, cameraName, area, spot: spots.of(person), sinceMs, lastSeenMs };
  const alsoSeenAt = doubles.alsoSeenAt(person, countedMs);
  return { personId, name, state, ...at, ...record, offWhy, alsoSeenAt };
}
