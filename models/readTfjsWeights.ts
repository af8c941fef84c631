/** Weights as TF.js stores them: one run of bytes, described by a manifest, some of them squeezed to 8 or 16 bits. */

export type Weight = { shape: number[]; values: Float32Array | Int32Array };

export type WeightSpec = {
  name: string;
  shape: number[];
  dtype: string;
  quantization?: { dtype: string; scale?: number; min?: number };
};

export function readTfjsWeights(specs: WeightSpec[], bytes: Uint8Array): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  let offset = 0;
  for (const spec of specs) {
    const count = spec.shape.reduce((product, size) => product * size, 1);
    const format = formats[spec.quantization?.dtype ?? spec.dtype];
    if (!format)
      throw new Error(`Cannot read weight "${spec.name}": its type is unknown: ${JSON.stringify(spec)}.`);
    const end = offset + count * format.bytesEach;
    if (end > bytes.length)
      throw new Error(
        `Cannot read weight "${spec.name}": it ends at byte ${end}, the file has ${bytes.length}.`,
      );
    // A copy of its own, so that every typed array over it is aligned. (`slice` of a Buffer would be no copy.)
    const own = new Uint8Array(bytes.subarray(offset, end));
    weights.set(spec.name, { shape: spec.shape, values: format.read(own.buffer, spec) });
    offset = end;
  }
  if (offset !== bytes.length)
    throw new Error(
      `Cannot read the weights: the manifest describes ${offset} bytes, there are ${bytes.length}.`,
    );
  return weights;
}

type Format = { bytesEach: number; read: (buffer: ArrayBuffer, spec: WeightSpec) => Weight['values'] };

/** By `quantization.dtype`, or by `dtype` where a weight is stored as it is. */
const formats: Record<string, Format> = {
  float32: { bytesEach: 4, read: (buffer) => new Float32Array(buffer) },
  int32: { bytesEach: 4, read: (buffer) => new Int32Array(buffer) },
  float16: { bytesEach: 2, read: (buffer) => Float32Array.from(new Uint16Array(buffer), halfToFloat) },
  uint8: {
    bytesEach: 1,
    read: (buffer, { quantization }) => {
      const { scale = 1, min = 0 } = quantization ?? {};
      return Float32Array.from(new Uint8Array(buffer), (byte) => byte * scale + min);
    },
  },
};

/** IEEE 754 half precision: 1 sign, 5 exponent and 10 fraction bits. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 0) return sign * fraction * 2 ** -14;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction) * 2 ** (exponent - 15);
}
