import { expect, test } from 'vitest';
import { groundTruth } from './groundTruth.ts';
import { looks } from './looks.ts';
import { canWrite, caption } from './osd.ts';
import { demoScript, expectedPresence } from './script.ts';
import { poseAt } from './stage.ts';

const { durationMs, cameras, people, walks } = demoScript;
const walksOf = (person: string) =>
  walks.filter((walk) => walk.person === person).sort((a, b) => a.fromMs - b.fromMs);

test('demoScript names only people and cameras it lists', () => {
  for (const walk of walks) {
    expect(cameras.map(({ id }) => id)).toContain(walk.cameraId);
    expect(people.map(({ id }) => id)).toContain(walk.person);
  }
});

test('demoScript keeps every walk inside the play, its waypoints in order', () => {
  for (const walk of walks) {
    const times = walk.path.map(({ atMs }) => atMs);
    expect(walk.fromMs).toBeGreaterThanOrEqual(0);
    expect(walk.toMs).toBeLessThanOrEqual(durationMs);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(times.length).toBeGreaterThan(1);
  }
});

test('demoScript gives everybody at least two seconds between one camera and another, over the loop too', () => {
  for (const { id } of people) {
    const own = walksOf(id);
    own.forEach((walk, index) => {
      const next = own[index + 1] ?? { ...own[0]!, fromMs: own[0]!.fromMs + durationMs };
      if (next.cameraId !== walk.cameraId) expect(next.fromMs - walk.toMs).toBeGreaterThanOrEqual(2000);
      else expect(next.fromMs).toBeGreaterThanOrEqual(walk.toMs);
    });
  }
});

test('demoScript lets somebody be away for more than thirty seconds', () => {
  const longest = people
    .filter(({ enrolled }) => enrolled)
    .map(({ id }) => {
      const own = walksOf(id);
      return Math.max(
        ...own.map((walk, index) => (own[index + 1]?.fromMs ?? own[0]!.fromMs + durationMs) - walk.toMs),
      );
    });
  expect(longest.filter((gapMs) => gapMs > 30_000).length).toBeGreaterThanOrEqual(2);
});

test('demoScript has at most four people in front of one camera', () => {
  for (let atMs = 0; atMs < durationMs; atMs += 500)
    for (const { id } of cameras)
      expect(expectedPresence(atMs).filter(({ cameraId }) => cameraId === id).length).toBeLessThanOrEqual(4);
});

test('expectedPresence() knows everybody once at any moment and wraps round', () => {
  expect(expectedPresence(20_000)).toHaveLength(people.length);
  expect(expectedPresence(20_000)).toContainEqual({ person: 'clara', cameraId: 'office' });
  expect(expectedPresence(durationMs + 20_000)).toEqual(expectedPresence(20_000));
});

test('groundTruth() shows every face of every walk for at least two seconds, inside the walk', () => {
  for (const { faceVisible, fromMs, toMs } of groundTruth()) {
    const seenMs = faceVisible.reduce((sum, interval) => sum + interval.toMs - interval.fromMs, 0);
    expect(seenMs).toBeGreaterThanOrEqual(2000);
    for (const interval of faceVisible) {
      expect(interval.fromMs).toBeGreaterThanOrEqual(fromMs);
      expect(interval.toMs).toBeLessThanOrEqual(toMs);
    }
  }
});

test('poseAt() moves nobody faster than a brisk walk', () => {
  for (const walk of walks)
    for (let atMs = walk.fromMs; atMs + 100 < walk.toMs; atMs += 100) {
      const [from, to] = [poseAt(walk, atMs)!, poseAt(walk, atMs + 100)!];
      expect(Math.hypot(to.x - from.x, to.z - from.z)).toBeLessThan(0.2);
    }
});

test('looks give an enrolment picture to everybody enrolled and to no visitor', () => {
  for (const { id, enrolled } of people) expect(looks[id].enrolFaces.length > 0).toBe(enrolled);
});

test('caption() says DEMO and uses only letters the dot font has', () => {
  for (const { name } of cameras) {
    expect(caption(name, 62_000)).toMatch(/^DEMO .* 01:02$/);
    expect(canWrite(caption(name, 3_456_789))).toBe(true);
  }
});
