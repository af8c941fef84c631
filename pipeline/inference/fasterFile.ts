import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { NetworkName } from '../../models/catalogue.ts';
import { sessionOptions } from './openNetwork.ts';

/**
 * The file of a network that comes in floats and in 8-bit integers: the integers where they are faster and give what the
 * floats give. That depends on the processor (integer products of AVX-512 VNNI, AMX, Arm's dot product …), so it is
 * measured, once a process: two sessions and a few runs, about a third of a second. Embeddings of both may be compared.
 */
export function fasterFile(networksDir: string, name: NetworkName, sizePx: number): Promise<string> {
  const floats = join(networksDir, `${name}.onnx`);
  const known = chosen.get(floats);
  if (known) return known;
  const choice = compare(floats, join(networksDir, `${name}.int8.onnx`), testPicture(sizePx), sizePx);
  chosen.set(floats, choice);
  return choice;
}

const chosen = new Map<string, Promise<string>>();

/** Integers must gain this much to be worth their rounding. */
const timeShareMax = 0.9;
/**
 * Distance between both answers, as a share of the answer's length. Rounding makes 0.03; more means a processor without
 * integer products of its own (AVX2 before VNNI), whose sums of two products are cut off at 16 bits.
 */
const distanceShareMax = 0.08;
/** The fastest counts: other work on the machine only makes runs slower. */
const runs = 12;

async function compare(
  floats: string,
  integers: string,
  pixels: Uint8Array,
  sizePx: number,
): Promise<string> {
  try {
    const exact = await measure(floats, pixels, sizePx);
    const rounded = await measure(integers, pixels, sizePx);
    const alike = distanceShare(exact.numbers, rounded.numbers) <= distanceShareMax;
    return alike && rounded.fastestMs <= exact.fastestMs * timeShareMax ? integers : floats;
  } catch {
    // A missing file of integers costs time, not names; a missing file of floats is told when it is loaded.
    return floats;
  }
}

async function measure(
  file: string,
  pixels: Uint8Array,
  sizePx: number,
): Promise<{ numbers: Float32Array; fastestMs: number }> {
  const session = await InferenceSession.create(file, sessionOptions);
  let numbers = new Float32Array();
  let fastestMs = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const startedMs = performance.now();
    const outputs = await session.run({ pixels: new Tensor('uint8', pixels, [1, sizePx, sizePx, 3]) });
    fastestMs = Math.min(fastestMs, performance.now() - startedMs);
    numbers = Float32Array.from(outputs[session.outputNames[0] ?? '']?.data as Float32Array);
  }
  await session.release();
  return { numbers, fastestMs };
}

/** A light oval on a dark ground with dark eyes and mouth: near enough to a face for the network's values to be usual ones. */
function testPicture(sizePx: number): Uint8Array {
  const pixels = new Uint8Array(sizePx * sizePx * 3);
  for (let at = 0; at < sizePx * sizePx; at += 1) {
    const x = (at % sizePx) / sizePx;
    const y = Math.floor(at / sizePx) / sizePx;
    const isDark = spots.some(
      (spot) => Math.hypot((x - spot.x) / spot.width, (y - spot.y) / spot.height) < 1,
    );
    const isFace = Math.hypot((x - 0.5) / 0.42, (y - 0.5) / 0.55) < 1;
    const light = isDark ? 70 : isFace ? 150 + 60 * x : 40 + 30 * y;
    pixels.set([light, light * 0.8, light * 0.7], at * 3);
  }
  return pixels;
}

const spots = [
  { x: 0.32, y: 0.31, width: 0.07, height: 0.04 },
  { x: 0.67, y: 0.31, width: 0.07, height: 0.04 },
  { x: 0.49, y: 0.75, width: 0.13, height: 0.04 },
];

function distanceShare(exact: Float32Array, other: Float32Array): number {
  const length = Math.hypot(...exact);
  return Math.hypot(...exact.map((value, index) => value - (other[index] ?? NaN))) / length;
}
