import { msg } from '@lit/localize';
import type { TrackCounts, TrackOutcome } from '../../server/wire.ts';

/** In the order they are shown: named first, then what a better place mends, then what the gallery mends. */
const words = (): Record<TrackOutcome, string> => ({
  named: msg('Named'),
  noFace: msg('No face seen'),
  tooSmall: msg('Face too small'),
  blurred: msg('Face blurred'),
  turnedAway: msg('Turned away'),
  cutOff: msg('Cut off at the edge'),
  unclear: msg('Covered or crowded'),
  tooFewFaces: msg('Seen too shortly'),
  belowThreshold: msg('Like nobody enrolled'),
  lookAlike: msg('Like two people'),
});

export type OutcomeLine = { outcome: TrackOutcome; text: string; count: number; share: number };

/** Those that happened, named first, the others by how often; `share` of the longest line. */
export function outcomeLines(counts: TrackCounts): OutcomeLine[] {
  const entries = (Object.entries(words()) as [TrackOutcome, string][]).map(([outcome, text]) => ({
    outcome,
    text,
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
