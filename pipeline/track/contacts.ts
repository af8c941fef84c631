/**
 * Who may have been mistaken for whom.
 * Two people whose paths touch can leave as each other, and no motion model can tell a crossing from a turn.
 * So a contact freezes what both looked like, and when they part, looks decide; where looks cannot, both get new ids.
 */
import { appearanceDistance } from './appearanceOf.ts';
import { containment, iou } from './boxes.ts';
import type { TrackId, Point } from '../messages.ts';
import { bodyAt, headPoint, type Track, trackUnit } from './track.ts';
import type { TrackerOptions } from './trackerOptions.ts';

const meanUnit = (a: Track, b: Track): number => (trackUnit(a) + trackUnit(b)) / 2;

/** Distance of two heads in units; people of very different size stand at different depths and are far apart. */
export function headGap(a: Track, b: Track): number {
  const [p, q] = [headPoint(a), headPoint(b)];
  return Math.hypot(p.x - q.x, p.y - q.y) / meanUnit(a, b);
}

const sizeGap = (a: Track, b: Track): number => Math.abs(Math.log(trackUnit(a) / trackUnit(b)));

/** The least distance between two heads since the last analysis, both moving straight, in units. */
function leastGap(a: Track, b: Track): number {
  const minus = (p: Point, q: Point): Point => ({ x: p.x - q.x, y: p.y - q.y });
  const from = minus(a.before, b.before);
  const step = minus(minus(headPoint(a), headPoint(b)), from);
  const length = step.x ** 2 + step.y ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(from.x * step.x + from.y * step.y) / length));
  return Math.hypot(from.x + along * step.x, from.y + along * step.y) / meanUnit(a, b);
}

/** Marks who was seen beside whom, and who touched whom. */
export function noteContacts(tracks: readonly Track[], options: TrackerOptions): void {
  const confirmed = tracks.filter((track) => track.confirmed);
  confirmed.forEach((a, i) => {
    for (const b of confirmed.slice(i + 1)) notePair(a, b, options);
  });
}

function notePair(a: Track, b: Track, options: TrackerOptions): void {
  if (clearlyTwo(a, b)) {
    a.apartFrom.add(b.id);
    b.apartFrom.add(a.id);
  }
  if (sizeGap(a, b) > 0.5 || leastGap(a, b) > options.contactWithin) return;
  if (!a.contacts.has(b.id)) a.contacts.set(b.id, b.appearance);
  if (!b.contacts.has(a.id)) b.contacts.set(a.id, a.appearance);
}

function clearlyTwo(a: Track, b: Track): boolean {
  if (!a.found || !b.found) return false;
  if (a.found.face && b.found.face) return true;
  return headGap(a, b) > 0.9 && containment(a.found.body, b.found.body) < 0.7;
}

/** Tracks of this frame that can no longer be trusted to be who they were. */
export function unresolved(tracks: readonly Track[], options: TrackerOptions): Track[] {
  const byId = new Map(tracks.map((track) => [track.id, track]));
  return tracks.filter((track) => {
    for (const [id, look] of track.contacts) {
      const verdict = verdictOn(track, byId.get(id), look, options);
      if (verdict === 'doubtful') return true;
      if (verdict === 'itself') track.contacts.delete(id);
    }
    return false;
  });
}

function verdictOn(
  track: Track,
  other: Track | undefined,
  otherLook: Float32Array | null,
  options: TrackerOptions,
): 'undecided' | 'itself' | 'doubtful' {
  if (!track.found) return 'undecided';
  if (other && headGap(track, other) < options.contactOver) return 'undecided';
  if (other?.found && (hidden(track, other) || hidden(other, track))) return 'undecided';
  const preference = preferenceFor(track, otherLook);
  // Both are in sight: what the other looks like now is evidence about this one too.
  const joint =
    other?.found && preference !== null ? preferenceFor(other, other.contacts.get(track.id) ?? null) : null;
  const sum = joint === null ? preference : ((preference ?? 0) + joint) / 2;
  return sum !== null && sum > options.appearanceMargin ? 'itself' : 'doubtful';
}

/** While one covers the other the colours of both are mixed. */
const hidden = (a: Track, b: Track): boolean =>
  a.found !== null && b.found !== null && iou(a.found.body, b.found.body) > 0.3;

/** How much nearer a track's present look is to its own earlier one than to the other's. */
function preferenceFor(track: Track, otherLook: Float32Array | null): number | null {
  const { appearance, foundAppearance } = track;
  if (!appearance || !foundAppearance || !otherLook) return null;
  return appearanceDistance(otherLook, foundAppearance) - appearanceDistance(appearance, foundAppearance);
}

/** Ids of tracks that are a second track of somebody who has a better one. */
export function doubles(tracks: readonly Track[]): Set<TrackId> {
  const worse = new Set<TrackId>();
  const ranked = tracks.toSorted(
    (a, b) => Number(b.confirmed) - Number(a.confirmed) || a.bornAtMs - b.bornAtMs,
  );
  ranked.forEach((better, i) => {
    for (const track of ranked.slice(i + 1))
      if (!worse.has(better.id) && !worse.has(track.id) && samePerson(better, track))
        worse.add(better.found || !track.found || !track.confirmed ? track.id : better.id);
  });
  return worse;
}

function samePerson(a: Track, b: Track): boolean {
  if (a.apartFrom.has(b.id) || clearlyTwo(a, b)) return false;
  if (a.found && b.found && a.found.face === null && b.found.face === null && sizeGap(a, b) > 0.5)
    return false;
  const [bodyA, bodyB] = [bodyAt(a, headPoint(a)), bodyAt(b, headPoint(b))];
  const sameHead = headGap(a, b) < 0.5 && containment(bodyA, bodyB) > 0.6;
  return sameHead || iou(bodyA, bodyB) > 0.6;
}
