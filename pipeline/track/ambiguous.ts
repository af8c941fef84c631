/** Finds matches that could as well have been made the other way round. */
import { appearanceDistance } from './appearanceOf.ts';
import type { Track } from './track.ts';
import type { TrackerOptions } from './trackerOptions.ts';

/** A row of the cost table: what each candidate would cost this track, and the one it was given (-1: none). */
export type Claim = { track: Track; costs: readonly number[]; chosen: number };
export type Looks = readonly (Float32Array | null)[];

/** Confirmed tracks whose detection may be another track's. */
export function ambiguous(claims: readonly Claim[], looks: Looks, options: TrackerOptions): Set<Track> {
  const doubtful = new Set<Track>();
  claims.forEach((a, i) => {
    for (const b of claims.slice(i + 1)) {
      if (!a.track.confirmed || !b.track.confirmed) continue;
      if (exchangeable(a, b, looks, options))
        for (const { track, chosen } of [a, b]) if (chosen >= 0) doubtful.add(track);
    }
  });
  return doubtful;
}

function exchangeable(a: Claim, b: Claim, looks: Looks, options: TrackerOptions): boolean {
  if (a.chosen < 0 && b.chosen < 0) return false;
  // One of the two found nobody: the question is whose the single detection is.
  const single = a.chosen < 0 || b.chosen < 0;
  const only = Math.max(a.chosen, b.chosen);
  const [swapA, swapB] = single ? [only, only] : [b.chosen, a.chosen];
  const extra = single
    ? a.chosen < 0
      ? costOf(a, swapA) - costOf(b, only)
      : costOf(b, swapB) - costOf(a, only)
    : costOf(a, swapA) + costOf(b, swapB) - costOf(a, a.chosen) - costOf(b, b.chosen);
  return extra < options.ambiguousWithin && !tellApart(a, b, looks, options);
}

const costOf = (claim: Claim, candidate: number): number => claim.costs[candidate] ?? Infinity;

function tellApart(a: Claim, b: Claim, looks: Looks, options: TrackerOptions): boolean {
  const margins = [marginOf(a, b.track, looks), marginOf(b, a.track, looks)].filter(
    (margin) => margin !== null,
  );
  const mean = margins.reduce((sum, margin) => sum + margin, 0) / margins.length;
  return margins.length > 0 && mean > options.appearanceMargin;
}

/** How much more the claimed detection looks like its track than like the other track. */
function marginOf({ track, chosen }: Claim, other: Track, looks: Looks): number | null {
  const look = looks[chosen];
  if (!look || !track.appearance || !other.appearance) return null;
  return appearanceDistance(other.appearance, look) - appearanceDistance(track.appearance, look);
}
