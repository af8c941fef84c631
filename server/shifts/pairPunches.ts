/** Punches of one day into arrivals and departures, and those into hours. Pure. */
import type { PunchDirection, ShiftRules } from '../wire.ts';

export type TimedPunch = { atMs: number; direction: PunchDirection };
/** `inMs` null: somebody left without having come; `outMs` null: came and did not leave. */
export type PunchPair = { inMs: number | null; outMs: number | null };
export type PunchedHours = {
  pairs: PunchPair[];
  firstInMs: number | null;
  lastOutMs: number | null;
  /** null: nothing that could be counted. */
  workedMs: number | null;
  /** The last arrival has no departure. */
  missingOut: boolean;
};

/** A finger held twice is one punch. */
const doubleMs = 60_000;

export function punchedHours(
  punches: readonly TimedPunch[],
  { pairing, hours }: Pick<ShiftRules, 'pairing' | 'hours'>,
): PunchedHours {
  const pairs = pairPunches(punches, pairing);
  const firstInMs = pairs.find(({ inMs }) => inMs !== null)?.inMs ?? null;
  const { lastOutMs, missingOut } =
    pairing === 'alternating' && hours === 'firstToLast' ? lastOf(pairs) : endOf(pairs);
  return { pairs, firstInMs, lastOutMs, missingOut, workedMs: worked(pairs, hours, firstInMs, lastOutMs) };
}

const endOf = (pairs: PunchPair[]): Pick<PunchedHours, 'lastOutMs' | 'missingOut'> => ({
  lastOutMs: pairs.findLast(({ outMs }) => outMs !== null)?.outMs ?? null,
  missingOut: pairs.at(-1)?.outMs === null,
});

/** Where only the first and the last count, the last is the departure, however many lie between. */
function lastOf(pairs: PunchPair[]): Pick<PunchedHours, 'lastOutMs' | 'missingOut'> {
  const last = pairs.at(-1);
  return pairs.length > 1 && last?.outMs === null
    ? { lastOutMs: last.inMs, missingOut: false }
    : endOf(pairs);
}

function worked(
  pairs: PunchPair[],
  hours: ShiftRules['hours'],
  firstInMs: number | null,
  lastOutMs: number | null,
): number | null {
  switch (hours) {
    case 'firstToLast':
      return firstInMs !== null && lastOutMs !== null && lastOutMs > firstInMs ? lastOutMs - firstInMs : null;
    case 'everyPair': {
      const whole = pairs.flatMap(({ inMs, outMs }) =>
        inMs !== null && outMs !== null ? [outMs - inMs] : [],
      );
      return whole.length > 0 ? whole.reduce((sum, each) => sum + each, 0) : null;
    }
    default:
      return hours satisfies never;
  }
}

export function pairPunches(punches: readonly TimedPunch[], pairing: ShiftRules['pairing']): PunchPair[] {
  const once = withoutDoubles(punches.toSorted((a, b) => a.atMs - b.atMs));
  switch (pairing) {
    case 'alternating':
      return once.flatMap(({ atMs }, index) =>
        index % 2 === 0 ? [{ inMs: atMs, outMs: once[index + 1]?.atMs ?? null }] : [],
      );
    case 'byDirection':
      return byDirection(once);
    default:
      return pairing satisfies never;
  }
}

/** The first of several arrivals, the first departure after it. What does not say which it is, is what it can be: out after in. */
function byDirection(punches: readonly TimedPunch[]): PunchPair[] {
  const pairs: PunchPair[] = [];
  for (const { atMs, direction } of punches) {
    const open = pairs.at(-1);
    const isOpen = open?.outMs === null;
    if (isOpen && direction !== 'in') open.outMs = atMs;
    else if (!isOpen && direction === 'out') pairs.push({ inMs: null, outMs: atMs });
    else if (!isOpen) pairs.push({ inMs: atMs, outMs: null });
  }
  return pairs;
}

/** Told within a minute of the one before, and not the contrary of it. */
function withoutDoubles(punches: readonly TimedPunch[]): TimedPunch[] {
  const once: TimedPunch[] = [];
  for (const { atMs, direction } of punches) {
    const punch = { atMs, direction };
    const last = once.at(-1);
    const isDouble = last !== undefined && punch.atMs - last.atMs < doubleMs && !contradict(last, punch);
    if (!isDouble) once.push(punch);
    else if (last.direction === 'unknown') last.direction = punch.direction;
  }
  return once;
}

const contradict = (one: TimedPunch, other: TimedPunch): boolean =>
  one.direction !== 'unknown' && other.direction !== 'unknown' && one.direction !== other.direction;
