/** A sighting proved to be somebody else's: what is believed, and the absences it ended, go back to what the others say. */
import type { WronglyEnded } from './absenceStore.ts';
import { correctAbsence, dutyEnded, endAbsence } from './absences.ts';
import type { BookParts } from './bookParts.ts';
import { correctPerson } from './correctPerson.ts';
import type { Sojourn } from './sojourns.ts';

type Wrong = Pick<Sojourn, 'personId' | 'sojournId'>;

/** `stored`: the person's sojourns that still count; `ended`: their absences that wrong sightings ended. */
export function correctBook(
  parts: BookParts,
  { personId, sojournId }: Wrong,
  { stored, ended }: { stored: Sojourn[]; ended: WronglyEnded[] },
  nowMs: number,
): void {
  const { people, sojourns, time } = parts;
  time.tick(nowMs);
  const person = people.get(personId);
  if (!person) return;
  sojourns.forget(sojournId);
  // Memory knows how far the newest have grown.
  const open = person.sojourn ? [person.sojourn] : [];
  const all = [...stored, ...sojourns.of(new Set([personId])), ...open];
  const known = all.filter((sojourn) => sojourn.sojournId !== sojournId);
  const rules = time.rulesOf(personId);
  people.set(personId, correctPerson(person, sojournId, known, nowMs, time.coveredSince, rules));
  for (const each of ended) if (each.sojournId === sojournId) reopen(parts, each, known, nowMs);
  time.tick(nowMs);
}

/** One that stood on the wrong sighting ends where it began: it is a part of the absence that goes on. */
function reopen(
  { absences, duties, people }: BookParts,
  { absence, later }: WronglyEnded,
  sojourns: Sojourn[],
  nowMs: number,
): void {
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
