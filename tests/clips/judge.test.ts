/** The suite's own judgement, on made sightings: a suite that sees no wrong names would prove nothing. */
import { expect, test } from 'vitest';
import type { Gallery } from '../../server/identify/gallery.ts';
import { degradation, hd, vga } from './conditions.ts';
import type { Moment, Watched } from './engine.ts';
import { countFaults, judge } from './judge.ts';
import { chosenRuns, everyRun } from './plan.ts';
import { nameOf } from './conditions.ts';
import { type Clip, type Person } from './timelines.ts';

const faceOf = (axis: number): Float32Array =>
  Float32Array.from({ length: 128 }, (_, i) => (i === axis ? 1.4 : 0));
const axes: Record<'A' | 'C', number> = { A: 1, C: 2 };
const gallery: Gallery = {
  people: (['A', 'C'] as const).map((personId) => ({
    personId,
    name: personId,
    samples: [{ embedding: faceOf(axes[personId]), quality: 1 }],
  })),
};
const clip = (person: Person): Clip => ({
  id: 'made',
  file: '',
  inView: [{ fromMs: 0, toMs: 1000, atLeast: 1, atMost: 1 }],
  named: [{ person, fromMs: 0, toMs: 1000, left: 0.4, right: 0.6 }],
  tracksAtMost: 1,
});

/** A track of A's face for 1.2 s, its body's middle at `middle` of the width. */
function watchedAt(middle: number): Watched {
  const box = { x: middle * 640 - 50, y: 0, width: 100, height: 200 };
  const quality = { widthPx: 60, sharpness: 12, turn: 0, quality: 1 };
  const face = { box, score: 0.9, quality, embedding: faceOf(axes.A), unusable: null };
  const moments: Moment[] = [0, 200, 400, 600, 800, 1000].map((atMs) => ({
    atMs,
    endedBefore: [],
    sightings: [{ trackId: 1, body: box, seen: true, face }],
  }));
  return { frame: vga, moments };
}

test('judge() counts the time a person bears their name', () => {
  expect(judge(watchedAt(0.5), clip('A'), gallery)).toMatchObject({
    visibleMs: 1200,
    trackedMs: 1200,
    wrong: [],
  });
  expect(judge(watchedAt(0.5), clip('A'), gallery).namedMs).toBeGreaterThan(700);
});

test.each([
  ['the name of somebody else', 0.5, 'C'],
  ['a name in another place than its person', 0.9, 'A'],
] as const)('judge() finds %s wrong', (_, middle, person) => {
  const { wrong, namedMs } = judge(watchedAt(middle), clip(person), gallery);
  expect(wrong).toEqual([expect.stringMatching(/^made: track 1 is called A at \d+ ms$/)]);
  expect(namedMs).toBe(0);
});

test('judge() finds the place of a recording inside a larger picture', () => {
  const { place } = degradation(
    { look: 'as recorded', faceWidthPx: 30, picture: hd },
    { ...vga, faceWidthPx: 60 },
  );
  expect(place).toEqual({ left: 0.375, width: 0.25 });
  expect(
    judge({ ...watchedAt(1), frame: { width: 1280, height: 720 } }, clip('A'), gallery, place).wrong,
  ).toEqual([]);
});

test('countFaults() tells people too few, people too many and broken tracks', () => {
  const empty: Watched = { frame: vga, moments: [{ atMs: 0, endedBefore: [], sightings: [] }] };
  expect(countFaults(watchedAt(0.5), clip('A'))).toEqual([]);
  expect(countFaults(empty, clip('A'))).toHaveLength(1);
  const nobody = {
    ...clip('A'),
    inView: [{ fromMs: 0, toMs: 1000, atLeast: 0, atMost: 0 }],
    tracksAtMost: 0,
  };
  expect(countFaults(watchedAt(0.5), nobody)).toHaveLength(2);
});

test('chosenRuns() meets every condition, every clip, and no clip twice under one condition', () => {
  const all = new Set(everyRun().map(({ condition }) => nameOf(condition)));
  const chosen = chosenRuns().map(({ clip: { id }, condition }) => `${nameOf(condition)}: ${id}`);
  expect(new Set(chosenRuns().map(({ condition }) => nameOf(condition)))).toEqual(all);
  expect(new Set(chosenRuns().map(({ clip: { id } }) => id)).size).toBe(12);
  expect(new Set(chosen).size).toBe(chosen.length);
});
