import type { EpochMs, Unusable } from '../messages.ts';

/** What a track's faces have given so far. */
export type EmbeddingHistory = { taken: number; bestQuality: number; lastAtMs: EpochMs };

export const noEmbeddings: EmbeddingHistory = { taken: 0, bestQuality: 0, lastAtMs: -Infinity };

/** A name should come within the first second, and a mean over five faces has most of what a longer mean gives. */
const embedAllUntil = 5;
const clearlyBetterBy = 0.1;
/** Later faces confirm that the track has not jumped to another person. */
const refreshAfterMs = 1_000;
/** A refresh from a face much worse than the best would only add noise. */
const refreshQualityShare = 0.5;

/** Why this face of a track need not be embedded now, or null: embed it and `recordEmbedding`. */
export function planEmbedding(
  history: EmbeddingHistory,
  face: { quality: number; unusable: Unusable | null },
  atMs: EpochMs,
): Unusable | null {
  if (face.unusable) return face.unusable;
  if (history.taken < embedAllUntil) return null;
  if (face.quality >= history.bestQuality + clearlyBetterBy) return null;
  const isDue = atMs - history.lastAtMs >= refreshAfterMs;
  return isDue && face.quality >= history.bestQuality * refreshQualityShare ? null : 'enoughSeen';
}

export function recordEmbedding(history: EmbeddingHistory, quality: number, atMs: EpochMs): EmbeddingHistory {
  return {
    taken: history.taken + 1,
    bestQuality: Math.max(history.bestQuality, quality),
    lastAtMs: atMs,
  };
}
