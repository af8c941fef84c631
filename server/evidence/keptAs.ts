/** Which of a day's pictures a new one becomes. Pure. */
import type { EvidencePicture } from '../wire.ts';

type Kept = Pick<EvidencePicture, 'kind' | 'atMs'>;

/**
 * The first of a day is kept, and of those after it the newest. null: there is a newer one. Where the first was taken back, because it
 * showed somebody else, and a later one stands, what is seen after that is no arrival.
 */
export function keptAs(kept: readonly Kept[], atMs: number): Kept['kind'] | null {
  if (kept.length === 0) return 'firstIn';
  return kept.every((each) => each.atMs < atMs) ? 'lastOut' : null;
}
