import { describe, expect, it } from 'vitest';
import { correctPerson } from './correctPerson.ts';
import { enrolledPerson, type PersonPresence } from './presence.ts';
import type { Sojourn } from './sojourns.ts';

const rules = { awayAfterMs: 30_000, absentAfterMs: 300_000, keepCameraMs: 2_000 };
const evidence = { score: 0.7, margin: 0.3, faces: 5, trackId: 1 };
const sojourn = (sojournId: string, cameraId: string, fromMs: number, toMs: number): Sojourn => ({
  ...{ sojournId, personId: 'ann', cameraId, area: cameraId, fromMs, toMs, evidence },
});
const present = (open: Sojourn, sinceMs: number): PersonPresence => ({
  ...enrolledPerson('ann', 0),
  isDue: false,
  ...{ state: 'present', sinceMs, presentSinceMs: sinceMs, lastSeenMs: open.toMs, cameraId: open.cameraId },
  ...{ area: open.area, cameraSeenMs: open.toMs, sojourn: open },
});
const always = () => 0;
const wrong = sojourn('wrong', 'gate', 200_000, 260_000);

describe('correctPerson()', () => {
  it('makes somebody unseen whose only sighting was wrong', () => {
    const corrected = correctPerson(present(wrong, 200_000), 'wrong', [], 261_000, always, rules);
    expect(corrected).toEqual(enrolledPerson('ann', 261_000));
  });

  it('goes back to where and when they were seen last, and how long that is ago', () => {
    const rest = [sojourn('b', 'hall', 100_000, 150_000), sojourn('a', 'door', 60_000, 99_000)];
    expect(correctPerson(present(wrong, 60_000), 'wrong', rest, 261_000, always, rules)).toMatchObject({
      ...{ cameraId: 'hall', area: 'hall', lastSeenMs: 150_000, presentSinceMs: 60_000, unseenMs: 111_000 },
      sojourn: rest[0],
    });
  });

  it('is blind when cameras may have been since then; only the time known to be watched counts', () => {
    const rest = [sojourn('a', 'hall', 100_000, 150_000)];
    const corrected = (coveredSinceMs: number | null) =>
      correctPerson(present(wrong, 60_000), 'wrong', rest, 261_000, () => coveredSinceMs, rules);
    expect(corrected(250_000)).toMatchObject({ state: 'blind', sinceMs: 150_000, unseenMs: 11_000 });
    expect(corrected(null)).toMatchObject({ state: 'blind', unseenMs: 0 });
    expect(corrected(150_000)).toMatchObject({ state: 'present', unseenMs: 111_000 });
  });

  it('shortens a presence that a wrong sighting had bridged', () => {
    const open = sojourn('c', 'hall', 262_000, 300_000);
    const before = sojourn('a', 'door', 60_000, 199_000);
    const person = present(open, 60_000);
    const corrected = correctPerson(person, 'wrong', [open, before], 301_000, always, rules);
    expect(corrected).toEqual({ ...person, sinceMs: 262_000, presentSinceMs: 262_000 });
  });

  it('leaves the present alone when the wrong sighting was long before', () => {
    const open = sojourn('c', 'hall', 900_000, 950_000);
    const person = present(open, 900_000);
    expect(correctPerson(person, 'wrong', [open], 951_000, always, rules)).toEqual(person);
  });
});
