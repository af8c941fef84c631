/** What is known about somebody at this moment, for the sentence that says why. */
import type { BookParts } from './bookParts.ts';
import { punchesToday } from './punchesToday.ts';
import { watched } from './timeBook.ts';
import type { WhyInput } from './whyOf.ts';

/** undefined: nobody of that id. */
export function whyInput(parts: BookParts, personId: string, nowMs: number): WhyInput | undefined {
  const { people, cameras, duties, time, doubles, from } = parts;
  const person = people.get(personId);
  if (!person) return undefined;
  const { state, sinceMs, lastSeenMs, cameraId, area, sojourn, isBadgeOnly, missedMs } = person;
  const areas = [...watched(time.areasOf(personId), area)];
  const zone = from.zoneOf?.(personId) ?? 'UTC';
  const { awayAfterMs, absentAfterMs } = time.rulesOf(personId);
  return {
    ...{ state, sinceMs, nowMs, zone, areas, isBadgeOnly, missedMs, awayAfterMs, absentAfterMs },
    lastSeen:
      lastSeenMs === null
        ? null
        : {
            ...{ atMs: lastSeenMs, area },
            cameraName: cameraId === null ? null : (cameras.nameOf(cameraId) ?? cameraId),
            evidence: cameraId === null ? null : (sojourn?.evidence ?? null),
          },
    cameras: cameras.coverage().count(areas),
    watchedSinceMs: latest(areas.map((each) => time.coveredSince(each))),
    duty: duties.at(personId, nowMs).duty,
    punches: punchesToday(parts, personId, nowMs),
    alsoSeenAt: doubles.alsoSeenAt(person, nowMs),
  };
}

/** null: one of them is not known. */
const latest = (times: (number | null)[]): number | null =>
  times.length === 0 || times.includes(null) ? null : Math.max(...times.map((atMs) => atMs ?? 0));
