/** Whether a new face adds to those a person has, and which of them it makes unnecessary. Pure. */
import { sameDistance } from '../identify/coverage.ts';
import { distance } from '../identify/embedding.ts';
import { type Comparable, redundantSample } from './redundantSample.ts';

/** same: one of at least its quality shows nearly the same. spare: there are enough, and they cover it. */
export type Placing = 'stored' | 'replaced' | 'same' | 'spare';

/** More samples cost time with every comparison and recognise no better. */
export const samplesMax = 40;

/** `spare`: the id of the one to erase. */
export function placeFor(
  sample: Comparable,
  kept: readonly Comparable[],
): { outcome: Placing; spare: string | null } {
  const nearest = nearestOf(sample, kept);
  if (nearest && distance(nearest.embedding, sample.embedding) < sameDistance)
    return sample.quality > nearest.quality
      ? { outcome: 'replaced', spare: nearest.id }
      : { outcome: 'same', spare: null };
  if (kept.length < samplesMax) return { outcome: 'stored', spare: null };
  const spare = redundantSample([...kept, sample]);
  return spare === sample.id || spare === null
    ? { outcome: 'spare', spare: null }
    : { outcome: 'replaced', spare };
}

function nearestOf(sample: Comparable, kept: readonly Comparable[]): Comparable | undefined {
  const apart = kept.map(({ embedding }) => distance(embedding, sample.embedding));
  return kept[apart.indexOf(Math.min(...apart))];
}
