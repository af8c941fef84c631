/** What is believed of a person after one of their sojourns proved to be somebody else's. Pure. */
import { enrolledPerson } from './presence.ts';
import type { PersonPresence, PresenceRules } from './presence.ts';
import type { Sojourn } from './sojourns.ts';
import type { CoveredSince } from './unbrokenCoverage.ts';

/**
 * `sojourns`: all that count, in any order; of two with one id the later is the newer. The caller lets time pass next, which
 * settles present or away. Blind, where cameras may have been blind since the person was last seen: until they are seen
 * again, or the grace has passed with cameras seeing.
 */
export function correctPerson(
  person: PersonPresence,
  correctedId: string,
  sojourns: readonly Sojourn[],
  nowMs: number,
  coveredSince: CoveredSince,
  { awayAfterMs }: PresenceRules,
): PersonPresence {
  const remaining = newestFirst(sojourns, correctedId);
  const fromMs = startOfPresence(remaining, awayAfterMs);
  if (person.sojourn?.sojournId !== correctedId) {
    if (fromMs === null || person.presentSinceMs === null || person.presentSinceMs >= fromMs) return person;
    const sinceMs = person.state === 'present' ? fromMs : person.sinceMs;
    return { ...person, presentSinceMs: fromMs, sinceMs };
  }
  const [last] = remaining;
  const unseen = enrolledPerson(person.personId, nowMs);
  if (!last || fromMs === null) return unseen;
  const { cameraId, area, toMs } = last;
  const coveredFromMs = coveredSince(area) ?? nowMs;
  const isCovered = coveredFromMs <= toMs;
  const unseenMs = Math.max(0, nowMs - Math.max(toMs, coveredFromMs));
  return {
    ...unseen,
    state: isCovered ? 'present' : 'blind',
    sinceMs: isCovered ? fromMs : toMs,
    presentSinceMs: fromMs,
    lastSeenMs: toMs,
    cameraId,
    area,
    cameraSeenMs: toMs,
    unseenMs,
    // Of a duty that began later less counts: `tickPerson` sees to that.
    missedMs: person.dutySinceMs == null ? unseenMs : Math.min(unseenMs, nowMs - person.dutySinceMs),
    dutySinceMs: person.dutySinceMs,
    isWatched: isCovered,
    isDue: false,
    sojourn: last,
  };
}

function newestFirst(sojourns: readonly Sojourn[], withoutId: string): Sojourn[] {
  const known = new Map(sojourns.map((sojourn) => [sojourn.sojournId, sojourn]));
  known.delete(withoutId);
  return [...known.values()].sort((a, b) => b.fromMs - a.fromMs);
}

/** Back over every sojourn that follows the one before within the grace. */
function startOfPresence(remaining: readonly Sojourn[], gapMs: number): number | null {
  let fromMs: number | null = null;
  for (const sojourn of remaining) {
    if (fromMs !== null && fromMs - sojourn.toMs > gapMs) break;
    fromMs = Math.min(fromMs ?? Infinity, sojourn.fromMs);
  }
  return fromMs;
}
