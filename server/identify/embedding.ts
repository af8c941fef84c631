/** Arithmetic on embeddings. */

export type WeightedEmbedding = { embedding: Float32Array; quality: number };

/** L2. */
export function distance(a: Float32Array, b: Float32Array): number {
  return distanceAt(a, b, 0);
}

/** L2 between `a` and the numbers of `rows` that begin at `offset`. */
export function distanceAt(a: Float32Array, rows: Float32Array, offset: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (rows[offset + i] ?? 0);
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

/**
 * Quality-weighted mean, stretched to the mean length of its parts: averaging shortens a vector the more its parts differ,
 * and a short vector is nearer to everybody.
 */
export function meanEmbedding(faces: readonly WeightedEmbedding[]): Float32Array {
  const size = faces[0]?.embedding.length ?? 0;
  const sum = new Float64Array(size);
  let weights = 0;
  let lengths = 0;
  for (const { embedding, quality } of faces) {
    const weight = Math.max(quality, 1e-3);
    weights += weight;
    lengths += weight * length(embedding);
    for (let i = 0; i < size; i++) sum[i] = (sum[i] ?? 0) + weight * (embedding[i] ?? 0);
  }
  const scale = lengths / weights / (length(sum) || 1);
  return Float32Array.from(sum, (value) => value * scale);
}

function length(vector: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}
