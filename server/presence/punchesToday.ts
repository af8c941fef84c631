import { DateTime } from 'luxon';
import type { Duties } from './duties.ts';
import type { BookStart } from './presenceBook.ts';
import type { punchBook } from './punchBook.ts';

type Parts = {
  punches: Pick<ReturnType<typeof punchBook>, 'of'>;
  duties: Duties;
  from: Pick<BookStart, 'zoneOf'>;
};

/** Of the local day, or of the shift that began the day before. */
export function punchesToday({ punches, duties, from }: Parts, personId: string, nowMs: number) {
  const own = punches.of(personId);
  if (own.length === 0) return [];
  const zone = from.zoneOf?.(personId) ?? 'UTC';
  const midnightMs = DateTime.fromMillis(nowMs, { zone }).startOf('day').toMillis();
  const { duty } = duties.at(personId, nowMs);
  const fromMs = duty.kind === 'due' ? Math.min(midnightMs, duty.startMs - earlyMs) : midnightMs;
  return own
    .filter(({ atMs }) => atMs >= fromMs && atMs <= nowMs)
    .map(({ atMs, direction }) => ({ atMs, direction }));
}

/** Before a shift that begins the evening before, so early may somebody come. */
const earlyMs = 4 * 3_600_000;
