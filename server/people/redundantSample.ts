/** Which sample a person can spare. */

export type Comparable = { id: string; embedding: Float32Array; quality: number };

/**
 * Of the two samples most alike, the one of lower quality: what is left covers nearly as much.
 * null when there are fewer than two.
 */
export function redundantSample(samples: readonly Comparable[]): string | null {
  let nearest = Infinity;
  let redundant: string | null = null;
  samples.forEach((a, index) => {
    for (const b of samples.slice(index + 1)) {
      const apart = squaredDistance(a.embedding, b.embedding);
      if (apart >= nearest) continue;
      nearest = apart;
      redundant = a.quality < b.quality ? a.id : b.id;
    }
  });
  return redundant;
}

function squaredDistance(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0);
}
