import { describe, expect, test } from 'vitest';
import { createUnitGate, type Fed, type Unit, waitingBytesMost } from './createUnitGate.ts';

/** A camera with 15 pictures a second and a key frame every 2 s; `size` of each picture that is none. */
function camera(options: { keyEvery?: number; size?: (index: number) => number; fps?: number } = {}) {
  const { keyEvery = 30, size = () => 5_000, fps = 15 } = options;
  return (index: number): Unit => ({
    data: new Uint8Array(index % keyEvery === 0 ? 40_000 : size(index)),
    key: index % keyEvery === 0,
    atMs: 1e6 + (index * 1000) / fps,
  });
}

const idle = { attended: false, fps: 5, lookEveryMs: 2_200 };
const active = { attended: true, fps: 5, lookEveryMs: 2_200 };

/** What of `count` units, from number `from` on, is fed; by number. */
function run(
  gate: ReturnType<typeof createUnitGate>,
  unitAt: (index: number) => Unit,
  [from, to]: [number, number],
  attention = idle,
) {
  const numbers = new Map<number, number>();
  const fed: (Fed & { at: number })[] = [];
  for (let index = from; index < to; index++) {
    const unit = unitAt(index);
    numbers.set(unit.atMs, index);
    for (const each of gate.take(unit, attention)) fed.push({ ...each, at: index });
  }
  const numberOf = ({ unit }: Fed) => numbers.get(unit.atMs) ?? Math.round(((unit.atMs - 1e6) * 15) / 1000);
  return {
    fed: fed.map(numberOf),
    wanted: fed.filter(({ wanted }) => wanted).map(numberOf),
    at: fed.map(({ at }) => at),
  };
}

describe('createUnitGate()', () => {
  test('lets only key frames through while nobody attends', () => {
    expect(run(createUnitGate(), camera(), [0, 100])).toMatchObject({
      fed: [0, 30, 60, 90],
      wanted: [0, 30, 60, 90],
    });
  });

  test('gives everything since the last key frame as soon as somebody attends, and wants only the newest picture of it', () => {
    const gate = createUnitGate();
    run(gate, camera(), [0, 40]);
    const { fed, wanted, at } = run(gate, camera(), [40, 41], active);
    expect(fed).toEqual([31, 32, 33, 34, 35, 36, 37, 38, 39, 40]);
    expect(wanted).toEqual([40]);
    expect(new Set(at)).toEqual(new Set([40]));
  });

  test('decodes every picture while attended and wants as many as are analysed', () => {
    const { fed, wanted } = run(createUnitGate(), camera(), [0, 150], active);
    expect(fed).toHaveLength(150);
    // Ten seconds from the first to the last.
    expect(wanted).toHaveLength(51);
  });

  test('loses nothing of a source that sends exactly what is wanted, with jitter', () => {
    const steady = camera({ fps: 5 });
    const shaky = (index: number): Unit => ({
      ...steady(index),
      atMs: steady(index).atMs + ((index * 7) % 5) * 12,
    });
    expect(run(createUnitGate(), shaky, [0, 100], active).wanted).toHaveLength(100);
  });

  test('looks soon when pictures cost far more than usual, and not for noise', () => {
    const size = (index: number) => 700 + ((index * 37) % 11) * 90 + (index >= 100 ? 2_500 : 0);
    const { wanted } = run(createUnitGate(), camera({ size }), [0, 105]);
    expect(wanted).toHaveLength(5);
    expect(wanted.slice(0, 4)).toEqual([0, 30, 60, 90]);
    expect(wanted[4]).toBeLessThanOrEqual(103);
  });

  test('looks between key frames that are far apart', () => {
    const { fed, wanted } = run(createUnitGate(), camera({ keyEvery: 300 }), [0, 100]);
    expect(wanted).toEqual([0, 33, 66, 99]);
    expect(fed).toHaveLength(100);
  });

  test('decodes a camera without key frames whole, after having waited for one', () => {
    const none = (index: number): Unit => ({ ...camera()(index), key: false });
    const { fed, wanted } = run(createUnitGate(), none, [0, 300]);
    expect(fed).toHaveLength(300);
    expect(wanted[0]).toBe(150);
  });

  test('keeps the bytes that wait below their bound', () => {
    const heavy = camera({ keyEvery: 30, size: () => 1024 * 1024 });
    const { at, wanted } = run(createUnitGate(), heavy, [0, 29]);
    expect(at.length).toBeGreaterThan(15);
    expect((29 - at.length) * 1024 * 1024).toBeLessThanOrEqual(waitingBytesMost);
    expect(wanted).toEqual([0]);
  });

  test('begins again at a key frame when the decoder was lost, and when the clock is set back', () => {
    const gate = createUnitGate();
    run(gate, camera(), [0, 40]);
    gate.lost();
    expect(run(gate, camera(), [40, 62], active).fed).toEqual([60, 61]);
    const back = (index: number): Unit => ({ ...camera()(index), atMs: 1_000 + index * 67 });
    expect(run(gate, back, [90, 91]).at).toEqual([90]);
  });

  test('gives everything while the decoder keeps pictures back, past key frames, and as many are wanted as are analysed', () => {
    const gate = createUnitGate();
    run(gate, camera(), [0, 40]);
    gate.decodeWhole(true);
    const { fed, wanted } = run(gate, camera(), [40, 190]);
    expect(fed).toHaveLength(159);
    expect(wanted).toHaveLength(51);
    gate.decodeWhole(false);
    expect(run(gate, camera(), [190, 240]).fed).toEqual([210]);
  });
});
