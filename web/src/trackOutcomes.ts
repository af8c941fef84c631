import type { TrackCounts, TrackOutcome } from '../../server/wire.ts';

/** In the order they are shown: named first, then what a better place mends, then what the gallery mends. */
const words: Record<TrackOutcome, string> = {
  named: 'Named',
  noFace: 'No face seen',
  tooSmall: 'Face too small',
  blurred: 'Face blurred',
  turnedAway: 'Turned away',
  cutOff: 'Cut off at the edge',
  unclear: 'Covered or crowded',
  tooFewFaces: 'Seen too shortly',
  belowThreshold: 'Like nobody enrolled',
  lookAlike: 'Like two people',
};

export type OutcomeLine = { outcome: TrackOutcome; text: string; count: number; share: number };

/** Those that happened, named first, the others by how often; `share` of the longest line. */
export function outcomeLines(counts: TrackCounts): OutcomeLine[] {
  const entries = (Object.keys(words) as TrackOutcome[]).map((outcome) => ({
    outcome,
    text: words[outcome],
    count: counts[outcome],
  }));
  const most = Math.max(1, ...entries.map(({ count }) => count));
  return entries
    .filter(({ count, outcome }) => count > 0 || outcome === 'named')
    .sort((a, b) => rank(b) - rank(a))
    .map((entry) => ({ ...entry, share: entry.count / most }));
}

const rank = ({ outcome, count }: { outcome: TrackOutcome; count: number }): number =>
  outcome === 'named' ? Infinity : count;

export function passedIn(counts: TrackCounts): { named: number; unnamed: number } {
  const { named, ...others } = counts;
  return { named, unnamed: Object.values(others).reduce((sum, count) => sum + count, 0) };
}
