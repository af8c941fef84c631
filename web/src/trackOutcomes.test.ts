import { expect, test } from 'vitest';
import type { TrackCounts } from '../../server/wire.ts';
import { outcomeLines, passedIn } from './trackOutcomes.ts';

const counts: TrackCounts = {
  ...{ named: 3, noFace: 2, tooSmall: 0, blurred: 0, turnedAway: 6, cutOff: 0 },
  ...{ unclear: 0, tooFewFaces: 1, belowThreshold: 0, lookAlike: 0 },
};

test('outcomeLines() gives named first, then the reasons that happened, the most frequent first', () => {
  expect(outcomeLines(counts).map(({ text, count, share }) => [text, count, share])).toEqual([
    ['Named', 3, 0.5],
    ['Turned away', 6, 1],
    ['No face seen', 2, 1 / 3],
    ['Seen too shortly', 1, 1 / 6],
  ]);
});

test('passedIn() counts the named and everybody else', () => {
  expect(passedIn(counts)).toEqual({ named: 3, unnamed: 9 });
});
