import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../pipeline/messages.ts';
import type { Identity } from '../identify/judgeTrack.ts';
import {
  afterChanged,
  afterLost,
  afterSightings,
  afterTrackEnded,
  type CameraTally,
  freshTally,
  looksSince,
  onDay,
} from './cameraTally.ts';

const frame = { width: 1280, height: 720 };
const body = { x: 0, y: 0, width: 50, height: 100 };
const named = { kind: 'named', personId: 'p', name: 'Ann' } as Identity;
const noFace = { kind: 'unknown', reason: 'noFace', nearest: null } as unknown as Identity;

type Face = { widthPx: number; quality: number };
function sighting(trackId: number, face: Face | null): Sighting {
  const quality = face && { ...face, sharpness: 8, turn: 0.2 };
  const seen = quality && { box: body, score: 0.9, quality, embedding: null, unusable: null };
  return { trackId, body, seen: true, face: seen };
}
/** One track in view for a frame each 200 ms. */
const seen = (tally: CameraTally, trackId: number, faces: (Face | null)[], fromMs = 0, size = frame) =>
  faces.reduce(
    (next, face, i) =>
      afterSightings(next, {
        atMs: fromMs + i * 200,
        frame: size,
        sightings: [sighting(trackId, face)],
      }),
    tally,
  );
const bodies = Array<null>(7).fill(null);
const end = (tally: CameraTally, trackId: number, identity = noFace, day = '2026-11-20') =>
  afterTrackEnded(tally, { trackId, identity, day });

describe('cameraTally', () => {
  it('counts each track once, when it ends, today and since the start', () => {
    let tally = end(seen(freshTally, 1, bodies), 1);
    tally = end(seen(tally, 2, bodies), 2, named);
    expect(tally.today).toMatchObject({ named: 1, noFace: 1 });
    expect(end(tally, 2, named).sinceStart).toMatchObject({ named: 1, noFace: 1 });
    tally = end(seen(tally, 3, bodies), 3, noFace, '2026-11-21');
    expect(tally.today).toMatchObject({ named: 0, noFace: 1 });
    expect(tally.sinceStart).toMatchObject({ named: 1, noFace: 2 });
    expect(onDay(tally, '2026-11-22').today).toMatchObject({ noFace: 0 });
  });

  it('ignores tracks that end at once, or that it never saw', () => {
    expect(end(seen(freshTally, 1, [null, null]), 1).sinceStart).toMatchObject({ noFace: 0 });
    expect(end(freshTally, 9)).toBe(freshTally);
  });

  it('takes the third best face of each person, in view or gone, and none of a ghost', () => {
    const faces = [20, 30, 60, 70, 80, 40].map((widthPx) => ({ widthPx, quality: widthPx / 100 }));
    const walking = seen(freshTally, 1, faces, 1_000);
    expect(looksSince(walking, 0)).toEqual([{ atMs: 2_000, widthPx: 60, turn: 0.2, sharpness: 8 }]);
    const gone = end(walking, 1);
    expect(looksSince(gone, 0)).toHaveLength(1);
    expect(looksSince(gone, 2_001)).toEqual([]);
    expect(looksSince(seen(freshTally, 1, faces.slice(0, 2)), 0)).toEqual([]);
  });

  it('forgets faces measured in another picture, and those of a camera that was changed', () => {
    const face = { widthPx: 50, quality: 0.5 };
    const tally = end(seen(freshTally, 1, Array<Face>(7).fill(face)), 1);
    expect(looksSince(seen(tally, 2, [null], 9_000, { width: 640, height: 360 }), 0)).toEqual([]);
    expect(looksSince(afterChanged(tally), 0)).toEqual([]);
    expect(looksSince(afterLost(tally), 0)).toHaveLength(1);
  });

  it('does not count tracks lost with the picture', () => {
    const lost = afterLost(seen(freshTally, 1, bodies));
    expect(end(lost, 1).sinceStart).toMatchObject({ noFace: 0 });
  });

  it('stays small however many tracks come and never end', () => {
    let tally = freshTally;
    for (let trackId = 0; trackId < 1_200; trackId += 1) {
      tally = seen(tally, trackId, [{ widthPx: 50, quality: 0.5 }], trackId * 1_000);
      if (trackId % 2) tally = end(seen(tally, trackId, bodies, trackId * 1_000), trackId);
    }
    expect(tally.live.size).toBeLessThanOrEqual(500);
    expect(tally.looks.length).toBeLessThanOrEqual(500);
  });
});
