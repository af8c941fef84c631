import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box, PersonDetection } from '../messages.ts';
import { createTracker, type TrackerInput } from './createTracker.ts';
import { bodyOf, faceAt, film, follow, plainCamera, walk, type Walker } from '../../tests/helpers/walkers.ts';

const frame = { width: 1280, height: 720 };
const seeds = Array.from({ length: 30 }, (_, i) => i);
const person = (box: Box, score = 0.8): PersonDetection => ({ kind: 'person', box, score });
const lone = (speed = 110): Walker => ({
  headAt: walk({ x: 100, y: 250 }, { x: speed, y: 8 }),
  heightPx: 300,
  clothes: 1,
});

/** Two people who meet in the middle and pass, or turn back. */
function pair(kind: 'pass' | 'turn', clothes: number, meetMs: number): Walker[] {
  const along = (t: number): number => (kind === 'pass' ? t - meetMs : -Math.abs(t - meetMs)) * 0.1;
  return [
    { headAt: (t) => ({ x: 640 + along(t), y: 250 }), heightPx: 300, clothes: 1 },
    { headAt: (t) => ({ x: 640 - along(t), y: 253 }), heightPx: 295, clothes },
  ];
}

describe('createTracker() with one person', () => {
  it.each([2, 3, 5, 10])('keeps one id at %d analyses per second through dropouts and jitter', (fps) => {
    for (const seed of seeds) {
      const result = follow(createTracker(), [lone()], { ...plainCamera, fps, seed });
      expect(result.idsOf.get(0)?.size, `seed ${seed}`).toBe(1);
      expect(result.mostPerWalker).toBe(1);
    }
  });

  it('keeps one id at one analysis per second, where boxes no longer overlap', () => {
    const camera = { ...plainCamera, fps: 1, faceChance: 1, bodyChance: 1 };
    for (const seed of seeds)
      expect(follow(createTracker(), [lone(150)], { ...camera, seed }).idsOf.get(0)?.size).toBe(1);
  });

  it('keeps one id and a steady body when a third of frames has only a face and a third only a body', () => {
    const tracker = createTracker();
    const head = { x: 640, y: 250 };
    const bodies: Box[] = [];
    const ids = new Set<number>();
    for (let i = 0; i < 60; i++) {
      const faces = i % 3 === 0 ? [faceAt(head, 33)] : [];
      const persons = i % 3 === 1 ? [person(bodyOf(head, 300))] : [];
      for (const { trackId, body } of tracker.next({ atMs: i * 200, frame, faces, persons }).tracks) {
        ids.add(trackId);
        if (i > 10) bodies.push(body);
      }
    }
    expect(ids.size).toBe(1);
    for (const key of ['x', 'y', 'width', 'height'] as const) {
      const values = bodies.map((body) => body[key]);
      expect(Math.max(...values) - Math.min(...values)).toBeLessThan(25);
    }
  });

  it('finds a hidden person again under the same id, and says meanwhile that it is not seen', () => {
    const tracker = createTracker();
    const seen: (boolean | undefined)[] = [];
    for (const input of film([lone(60)], { ...plainCamera, faceChance: 1, bodyChance: 1 })) {
      const hidden = input.atMs > 4000 && input.atMs < 5400;
      const { tracks, ended } = tracker.next(hidden ? { ...input, faces: [], persons: [] } : input);
      expect(ended).toEqual([]);
      if (input.atMs > 1000) expect(tracks.map(({ trackId }) => trackId)).toEqual([1]);
      if (hidden) seen.push(tracks[0]?.seen);
    }
    expect(new Set(seen)).toEqual(new Set([false]));
  });

  it('starts a new id after a jump, and never gives the old one again', () => {
    const jumper: Walker = { ...lone(), headAt: (t) => ({ x: t < 5000 ? 200 : 1000, y: 250 }) };
    for (const seed of seeds) {
      const { idsOf, ended } = follow(createTracker(), [jumper], { ...plainCamera, seed });
      expect(idsOf.get(0)?.size).toBe(2);
      expect(ended).toHaveLength(1);
    }
  });

  it('starts a new id when the clothes change after a gap', () => {
    const camera = { ...plainCamera, faceChance: 1, bodyChance: 1 };
    const tracker = createTracker();
    const ids = new Set<number>();
    for (const clothes of [1, 5])
      for (const input of film([{ headAt: () => ({ x: 640, y: 250 }), heightPx: 300, clothes }], {
        ...camera,
        durationMs: 2000,
      }))
        for (const { trackId } of tracker.next({ ...input, atMs: input.atMs + (clothes === 5 ? 3000 : 0) })
          .tracks)
          ids.add(trackId);
    expect(ids.size).toBe(2);
  });
});

describe('createTracker() with two people who meet', () => {
  it.each(['pass', 'turn'] as const)('keeps both ids when clothes differ (%s)', (kind) => {
    let kept = 0;
    for (const seed of seeds) {
      const result = follow(createTracker(), pair(kind, 5, 5000 + seed * 7), { ...plainCamera, seed });
      expect(
        [...result.walkersOf.values()].every((on) => on.size === 1),
        `seed ${seed}`,
      ).toBe(true);
      if (result.idsOf.get(0)?.size === 1 && result.idsOf.get(1)?.size === 1) kept++;
    }
    expect(kept).toBeGreaterThanOrEqual(28);
  });

  it.each([
    ['pass', true],
    ['turn', true],
    ['pass', false],
    ['turn', false],
  ] as const)('gives both new ids when they look alike (%s, colours %s)', (kind, colours) => {
    for (const fps of [2, 5, 10])
      for (const seed of seeds) {
        const result = follow(createTracker(), pair(kind, 1, 5000 + seed * 7), {
          ...plainCamera,
          fps,
          seed,
          colours,
        });
        expect(
          [...result.walkersOf.values()].every((on) => on.size === 1),
          `seed ${seed} fps ${fps}`,
        ).toBe(true);
        expect(result.idsOf.get(0)?.size).toBeGreaterThan(1);
        expect(result.idsOf.get(1)?.size).toBeGreaterThan(1);
      }
  });

  it('says who is contested while two people touch', () => {
    const tracker = createTracker();
    let contested = 0;
    for (const input of film(pair('pass', 5, 5000), plainCamera)) {
      const { tracks } = tracker.next(input);
      if (tracks.some((track) => track.contested)) contested++;
      if (input.atMs < 3000) expect(contested).toBe(0);
    }
    expect(contested).toBeGreaterThan(0);
  });

  it('keeps the ids of two people who sit side by side', () => {
    const sitters = [560, 660].map((x): Walker => ({
      headAt: () => ({ x, y: 250 }),
      heightPx: 250,
      clothes: 1,
    }));
    for (const seed of seeds) {
      const result = follow(createTracker(), sitters, { ...plainCamera, seed, colours: false });
      expect(result.ended).toEqual([]);
    }
  });
});

describe('createTracker() confirms', () => {
  const play = (detections: (i: number) => Pick<TrackerInput, 'faces' | 'persons'>): number => {
    const tracker = createTracker();
    const counts = Array.from(
      { length: 50 },
      (_, i) => tracker.next({ atMs: i * 200, frame, ...detections(i) }).tracks.length,
    );
    return Math.max(...counts);
  };
  const box = bodyOf({ x: 300, y: 200 }, 300);

  it('nobody from weak or rare bodies, nor from middling faces without a body', () => {
    expect(play(() => ({ faces: [], persons: [person(box, 0.4)] }))).toBe(0);
    expect(play((i) => ({ faces: [], persons: i % 5 === 0 ? [person(box, 0.6)] : [] }))).toBe(0);
    expect(play(() => ({ faces: [faceAt({ x: 300, y: 200 }, 20, 0.7)], persons: [person(box, 0.34)] }))).toBe(
      0,
    );
  });

  it('a strong face in its first frame', () => {
    const input = { atMs: 0, frame, faces: [faceAt({ x: 300, y: 200 }, 30)], persons: [] };
    expect(createTracker().next(input).tracks).toMatchObject([{ seen: true, detectedBody: false, hits: 1 }]);
  });

  it('a body in its third frame, and lets weak scores carry it for a while only', () => {
    const tracker = createTracker();
    const counts = Array.from({ length: 100 }, (_, i) => {
      const persons = [person(box, i < 5 ? 0.7 : 0.3)];
      return tracker.next({ atMs: i * 200, frame, faces: [], persons }).tracks.length;
    });
    expect(counts.slice(0, 4)).toEqual([0, 0, 1, 1]);
    expect(counts[40]).toBe(1);
    expect(counts[99]).toBe(0);
  });
});

describe('createTracker()', () => {
  const detection = fc.record({
    x: fc.integer({ min: -50, max: 1250 }),
    y: fc.integer({ min: -50, max: 700 }),
    size: fc.integer({ min: 1, max: 400 }),
    score: fc.double({ min: 0.2, max: 1, noNaN: true }),
  });
  const shot = fc.record({
    stepMs: fc.integer({ min: 0, max: 6000 }),
    faces: fc.array(detection, { maxLength: 6 }),
    persons: fc.array(detection, { maxLength: 6 }),
  });

  it('uses every id once, every detection at most once, and ends what it stops showing', () => {
    fc.assert(
      fc.property(fc.array(shot, { maxLength: 30 }), (shots) => {
        const tracker = createTracker({ maxTracks: 8 });
        const over = new Set<number>();
        let open: number[] = [];
        let atMs = 0;
        for (const { stepMs, faces, persons } of shots) {
          atMs += stepMs;
          const { tracks, ended } = tracker.next({
            ...{ atMs, frame },
            faces: faces.map(({ x, y, size, score }) => faceAt({ x, y }, size, score)),
            persons: persons.map(({ x, y, size, score }) =>
              person({ x, y, width: size, height: 2 * size }, score),
            ),
          });
          const ids = tracks.map(({ trackId }) => trackId);
          const shown = tracks.flatMap(({ face }) => face ?? []);
          expect(new Set(ids).size).toBe(ids.length);
          expect(new Set(shown).size).toBe(shown.length);
          expect(tracks.length).toBeLessThanOrEqual(8);
          expect(open.filter((id) => !ids.includes(id)).toSorted()).toEqual(ended.toSorted());
          for (const id of ended) over.add(id);
          for (const { trackId, body } of tracks) {
            expect(over.has(trackId)).toBe(false);
            expect(Object.values(body).every(Number.isFinite)).toBe(true);
          }
          open = ids;
        }
        expect(tracker.end()).toEqual(open);
        expect(tracker.predict(atMs)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('predicts a walker between analyses without changing what it knows', () => {
    const tracker = createTracker();
    for (const input of film([lone()], { ...plainCamera, durationMs: 4000, faceChance: 1, bodyChance: 1 }))
      tracker.next(input);
    const [now] = tracker.predict(3800);
    const [soon] = tracker.predict(4000);
    expect((soon?.body.x ?? 0) - (now?.body.x ?? 0)).toBeGreaterThan(12);
    expect((soon?.face?.box.x ?? 0) - (now?.face?.box.x ?? 0)).toBeCloseTo(
      (soon?.body.x ?? 0) - (now?.body.x ?? 0),
      3,
    );
    expect(tracker.predict(3800)).toEqual([now]);
  });

  it('counts what it ignores beyond its limit and keeps the best', () => {
    const tracker = createTracker({ maxTracks: 2 });
    const faces = [0.8, 0.95, 0.9, 0.99].map((score, i) => faceAt({ x: 150 + 300 * i, y: 200 }, 30, score));
    const { tracks } = tracker.next({ atMs: 0, frame, faces, persons: [] });
    expect(tracks.map(({ face }) => face?.score).toSorted()).toEqual([0.95, 0.99]);
    expect(tracker.ignored).toBe(2);
  });

  it('follows nobody across a long gap', () => {
    const tracker = createTracker();
    const input = { frame, faces: [faceAt({ x: 300, y: 200 }, 30)], persons: [] };
    tracker.next({ atMs: 0, ...input });
    const { tracks, ended } = tracker.next({ atMs: 10_000, ...input });
    expect(ended).toEqual([1]);
    expect(tracks.map(({ trackId }) => trackId)).toEqual([2]);
  });
});
