import { isDeepStrictEqual } from 'node:util';
import type { Clock } from './presence/startPresence.ts';
import type { Summary } from './wire.ts';

/** Strangers, blind cameras and a full disk change the summary although nobody enrolled moved. */
export function tellSummary(
  clock: Clock,
  read: () => Summary,
  changed: (summary: Summary) => void,
): () => Promise<void> {
  let told = read();
  const stop = clock.every(1_000, () => {
    const summary = read();
    if (!isDeepStrictEqual(summary, told)) changed(summary);
    told = summary;
  });
  return () => Promise.resolve(stop());
}
