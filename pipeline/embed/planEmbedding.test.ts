import { describe, expect, it } from 'vitest';
import {
  noEmbeddings,
  noteUsable,
  planEmbedding,
  recordEmbedding,
  type EmbeddingHistory,
} from './planEmbedding.ts';

const five: EmbeddingHistory = { taken: 5, bestQuality: 0.6, lastAtMs: 10_000, usableAtMs: 10_000, owed: 0 };
const face = (quality: number) => ({ quality, unusable: null });

describe('planEmbedding()', () => {
  it('embeds the first usable face whatever its quality', () => {
    expect(planEmbedding(noEmbeddings, face(0.05), 0)).toBeNull();
  });

  it('gives the reason of an unusable face', () => {
    expect(planEmbedding(noEmbeddings, { quality: 0.9, unusable: 'cutOff' }, 0)).toBe('cutOff');
  });

  it('says enoughSeen when nothing better comes within a second', () => {
    expect(planEmbedding(five, face(0.65), 10_400)).toBe('enoughSeen');
  });

  it('embeds a clearly better face at once', () => {
    expect(planEmbedding(five, face(0.75), 10_200)).toBeNull();
  });

  it('refreshes after a second, though not from a much worse face', () => {
    expect(planEmbedding(five, face(0.5), 11_000)).toBeNull();
    expect(planEmbedding(five, face(0.2), 11_000)).toBe('enoughSeen');
  });

  it('embeds five faces of a still person and then one each second', () => {
    let history = noEmbeddings;
    let taken = 0;
    for (let atMs = 0; atMs < 5_000; atMs += 200) {
      if (planEmbedding(history, face(0.7), atMs) !== null) continue;
      history = recordEmbedding(history, 0.7, atMs);
      taken += 1;
    }
    expect(taken).toBe(5 + 4);
  });

  it('takes four at once when a face comes back that was turned away, however poor', () => {
    let history = noteUsable(five, 14_000);
    for (const atMs of [14_000, 14_200, 14_400, 14_600]) {
      expect(planEmbedding(history, face(0.1), atMs)).toBeNull();
      history = noteUsable(recordEmbedding(history, 0.1, atMs), atMs + 200);
    }
    expect(planEmbedding(history, face(0.1), 14_800)).toBe('enoughSeen');
  });
});
