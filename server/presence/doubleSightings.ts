/** One name in two places at once: one of the two is somebody else. Presence stays where the evidence is stronger. */
import { keepCameraMs, type PersonPresence } from './presence.ts';
import type { Evidence } from './sojourns.ts';
import { unstoredRows } from './unstoredRows.ts';

export type Place = { cameraId: string; area: string; evidence: Evidence };
/** `places`: the believed one first. */
export type DoubleSighting = {
  doubleId: string;
  personId: string;
  fromMs: number;
  toMs: number;
  places: [Place, Place];
};
type Seen = Place & { atMs: number };
/** The other place that sees the person again and again. */
type Rival = Place & { fromMs: number; atMs: number };

/** Walking from one camera to the next, both may see somebody for a moment; for so long nobody walks. */
export const doubleAfterMs = 3_000;
/** Told for so long after it ended. */
export const tellDoubleMs = 60_000;
/** Seen twice again within this, it is the same. */
const sameWithinMs = 10_000;
/** Scores and margins nearer than this say the same. */
const equalWithin = 0.02;

/** `nested`: whether one of two areas lies in the other: who is in the inner one is in both. */
export function doubleBook(newId: () => string, nested: (area: string, other: string) => boolean) {
  const rivals = new Map<string, Rival>();
  const doubles = new Map<string, DoubleSighting>();
  const unstored = unstoredRows<DoubleSighting>(({ doubleId }) => doubleId);

  function note(person: PersonPresence, rival: Rival, places: [Place, Place]): void {
    const { personId } = person;
    const before = doubles.get(personId);
    const isSame = before && rival.atMs - before.toMs <= sameWithinMs && isOfSame(before, places);
    const start = isSame ? before : { doubleId: newId(), personId, fromMs: rival.fromMs };
    const double = { ...start, toMs: rival.atMs, places };
    doubles.set(personId, double);
    unstored.keep(double);
  }

  return {
    unstored,
    /** A camera sees somebody whom another one has. True: this one is believed from now on. */
    rivalled(person: PersonPresence, seen: Seen): boolean {
      const { cameraId, area, cameraSeenMs, sojourn, personId } = person;
      if (cameraId === null || area === null || !sojourn || area === seen.area) return false;
      if (Math.abs(seen.atMs - (cameraSeenMs ?? -Infinity)) > keepCameraMs) return false;
      const rival = rivals.get(personId);
      if (!rival || !goesOn(rival, seen)) {
        const { atMs } = seen;
        rivals.set(personId, { ...placeOf(seen), fromMs: atMs, atMs });
        return false;
      }
      follow(rival, seen);
      // Both have gone on to see them: somebody who walked on is kept by the first for a while, unseen by it.
      const bothMs = Math.min(rival.atMs, cameraSeenMs ?? 0) - rival.fromMs;
      if (bothMs < doubleAfterMs || nested(area, seen.area)) return false;
      const own = { cameraId, area, evidence: sojourn.evidence };
      const other = { cameraId: rival.cameraId, area: rival.area, evidence: rival.evidence };
      const isStronger = compareEvidence(other.evidence, own.evidence) > 0;
      note(person, rival, isStronger ? [other, own] : [own, other]);
      if (isStronger) rivals.delete(personId);
      return isStronger;
    },
    /** The other place, for a while. */
    alsoSeenAt({ personId, area }: PersonPresence, nowMs: number): string | null {
      const double = doubles.get(personId);
      if (!double || nowMs - double.toMs > tellDoubleMs) return null;
      return double.places.find((place) => place.area !== area)?.area ?? null;
    },
    forget(personId: string): void {
      rivals.delete(personId);
      doubles.delete(personId);
      unstored.forgetPerson(personId);
    },
  };
}

const placeOf = ({ cameraId, area, evidence }: Seen): Place => ({ cameraId, area, evidence });

const goesOn = (rival: Rival, { cameraId, atMs }: Seen): boolean =>
  rival.cameraId === cameraId && Math.abs(atMs - rival.atMs) <= keepCameraMs;

function follow(rival: Rival, { atMs, evidence }: Seen): void {
  rival.fromMs = Math.min(rival.fromMs, atMs);
  rival.atMs = Math.max(rival.atMs, atMs);
  if (evidence.score > rival.evidence.score) rival.evidence = evidence;
}

/** Above 0: the first is stronger. By score, then by its lead over anybody else, then by how many faces it comes from. */
export function compareEvidence(a: Evidence, b: Evidence): number {
  // Scores of two recognisers cannot be compared.
  if (a.recogniser !== b.recogniser) return 0;
  for (const key of ['score', 'margin'] as const)
    if (Math.abs(a[key] - b[key]) > equalWithin) return a[key] - b[key];
  return a.faces - b.faces;
}

const isOfSame = ({ places }: DoubleSighting, now: [Place, Place]): boolean =>
  now.every(({ cameraId }) => places.some((place) => place.cameraId === cameraId));
