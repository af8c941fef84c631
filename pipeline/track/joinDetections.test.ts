import { describe, expect, it } from 'vitest';
import type { Box } from '../messages.ts';
import { joinDetections } from './joinDetections.ts';
import { trackerDefaults } from './trackerOptions.ts';
import { bodyOf, faceAt } from '../../tests/helpers/walkers.ts';

const frame = { width: 1280, height: 720 };
const person = (box: Box, score = 0.8) => ({ kind: 'person' as const, box, score });
const join = (faces: Parameters<typeof joinDetections>[0], persons: Parameters<typeof joinDetections>[1]) =>
  joinDetections(faces, persons, frame, trackerDefaults);

describe('joinDetections()', () => {
  it('gives each of two neighbours their own face, whichever comes first', () => {
    const [left, right] = [
      { x: 400, y: 200 },
      { x: 460, y: 205 },
    ];
    const bodies = [person(bodyOf(left, 300)), person(bodyOf(right, 300))];
    for (const faces of [
      [faceAt(left, 30), faceAt(right, 30)],
      [faceAt(right, 30), faceAt(left, 30)],
    ]) {
      const joined = join(faces, bodies);
      expect(joined).toHaveLength(2);
      for (const { face, person } of joined)
        expect(person).toBe((face?.box.x ?? 0) < 420 ? bodies[0] : bodies[1]);
    }
  });

  it('infers a body for a face alone, within the frame at the bottom', () => {
    const [found] = join([faceAt({ x: 600, y: 500 }, 80)], []);
    expect(found?.person).toBeNull();
    expect(found?.body.width).toBe(240);
    expect((found?.body.y ?? 0) + (found?.body.height ?? 0)).toBeLessThanOrEqual(720);
  });

  it('keeps somebody seen from behind', () => {
    expect(join([], [person(bodyOf({ x: 300, y: 200 }, 300))])).toMatchObject([{ face: null, high: true }]);
  });

  it('leaves a face at the feet, and a face as wide as the body, without that body', () => {
    const body = person(bodyOf({ x: 300, y: 200 }, 300));
    expect(join([faceAt({ x: 300, y: 430 }, 30)], [body])).toHaveLength(2);
    expect(join([faceAt({ x: 300, y: 200 }, 105)], [body])).toHaveLength(2);
  });

  it('makes one person of two bodies around one face, and of two boxes on one face', () => {
    const head = { x: 300, y: 200 };
    const half = { ...bodyOf(head, 300), height: 150 };
    expect(join([faceAt(head, 30)], [person(bodyOf(head, 300)), person(half, 0.6)])).toHaveLength(1);
    expect(join([faceAt(head, 30), faceAt({ x: 304, y: 204 }, 26, 0.5)], [])).toHaveLength(1);
  });

  it('ignores boxes that are no boxes', () => {
    expect(
      join(
        [],
        [person({ x: NaN, y: 0, width: 10, height: 10 }), person({ x: 0, y: 0, width: 0, height: 9 })],
      ),
    ).toEqual([]);
  });
});
