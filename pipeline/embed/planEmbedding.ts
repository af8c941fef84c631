import type { EpochMs, Unusable } from '../messages.ts';

/** What a track's faces have given so far. */
export type EmbeddingHistory = {
  taken: number;
  bestQuality: number;
  lastAtMs: EpochMs;
  /** When a usable face was last seen, embedded or not. */
  usableAtMs: EpochMs;
  /** Embeddings to take at once, to learn whether it is still the same person. */
  owed: number;
};

export const noEmbeddings: EmbeddingHistory = {
  taken: 0,
  bestQuality: 0,
  lastAtMs: -Infinity,
  usableAtMs: -Infinity,
  owed: 0,
};

/** A name should come within the first second, and a mean over five faces has most of what a longer mean gives. */
const embedAllUntil = 5;
const clearlyBetterBy = 0.1;
/** Later faces confirm that the track has not jumped to another person. */
const refreshAfterMs = 1_000;
/** A refresh from a face much worse than the best would only add noise. */
const refreshQualityShare = 0.5;

/**
 * Somebody who turned away may have been followed on as somebody else, say where two pass in a door: a face that comes
 * back after this long is checked at once, as many times as identity needs to give up a name it kept.
 */
const backAfterMs = 1_500;
const owedWhenBack = 4;

/** For every usable face, before `planEmbedding`. */
export function noteUsable(history: EmbeddingHistory, atMs: EpochMs): EmbeddingHistory {
  const isBack = history.taken > 0 && atMs - history.usableAtMs > backAfterMs;
  return { ...history, usableAtMs: atMs, owed: isBack ? owedWhenBack : history.owed };
}

/** Why this face of a track need not be embedded now, or null: embed it and `recordEmbedding`. */
export function planEmbedding(
  history: EmbeddingHistory,
  face: { quality: number; unusable: Unusable | null },
  atMs: EpochMs,
): Unusable | null {
  if (face.unusable) return face.unusable;
  if (history.taken < embedAllUntil || history.owed > 0) return null;
  if (face.quality >= history.bestQuality + clearlyBetterBy) return null;
  const isDue = atMs - history.lastAtMs >= refreshAfterMs;
  return isDue && face.quality >= history.bestQuality * refreshQualityShare ? null : 'enoughSeen';
}

export function recordEmbedding(history: EmbeddingHistory, quality: number, atMs: EpochMs): EmbeddingHistory {
  return {
    ...history,
    taken: history.taken + 1,
    bestQuality: Math.max(history.bestQuality, quality),
    lastAtMs: atMs,
    owed: Math.max(0, history.owed - 1),
  };
}
