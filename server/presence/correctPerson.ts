/** What is believed of a person after one of their sojourns proved to be somebody else's. Pure. */
import { enrolledPerson } from './presence.ts';
import type { PersonPresence, PresenceRules } from './presence.ts';
import type { Sojourn } from './sojourns.ts';

/**
 * `sojourns`: all that count, in any order; of two with one id the later is the newer. The caller lets time pass next, which
 * settles present or away.
 */
export function correctPerson(
  person: PersonPresence,
  correctedId: string,
  sojourns: readonly Sojourn[],
  nowMs: number,
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
  return {
    ...unseen,
    state: 'present',
    sinceMs: fromMs,
    presentSinceMs: fromMs,
    lastSeenMs: toMs,
    cameraId,
    area,
    cameraSeenMs: toMs,
    // How long cameras were blind since then is not recorded; all of it counts as covered.
    unseenMs: Math.max(0, nowMs - toMs),
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
