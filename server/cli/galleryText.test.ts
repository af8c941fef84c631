import { expect, test } from 'vitest';
import type { GalleryReport, PersonCoverage } from '../wire.ts';
import { galleryText } from './galleryText.ts';

const ann = { personId: 'a', name: 'Ann' };
const bo = { personId: 'b', name: 'Bo' };
const tally = { judged: 6, right: 5, unknown: 1, wrong: 0 };
const limit = { used: 0.41, suggested: 0.36, sentence: 'Ann and Bo are 0.36 apart.' };
const coverage = (of: typeof ann, advice: string[]): PersonCoverage => ({
  ...of,
  ...{ samples: 3, quality: 0.8, faceWidthPx: 90, frontal: 3, left: 0, right: 0, turnUnknown: 0 },
  ...{ redundant: 0, setAside: 0, takenFor: [], nearest: null, leftOut: { ...tally, judged: 3, right: 3 } },
  advice,
});
const report: GalleryReport = {
  people: 2,
  samples: 6,
  pairs: [{ people: [ann, bo], distance: 0.357, verdict: 'mayBeConfused', advice: 'Add photos.' }],
  compared: { people: 2, of: 2 },
  leftOut: { ...tally, withSuggested: tally },
  limit,
  coverage: [coverage(ann, ['Add a photo from the left.']), coverage(bo, [])],
};

test('galleryText() tells pairs, recall, limit, and what to do', () => {
  const text = galleryText(report);
  expect(text).toContain('2 people with 6 samples.');
  expect(text).toContain('5 of 6 samples right (83 %), 1 unknown, 0 wrong');
  expect(text).toContain(limit.sentence);
  expect(text).toMatch(/Ann +│ Bo +│ 0\.36 +│ may be confused/);
  expect(text).toMatch(/Ann +│ 3 +│ 80 % +│ 90 px +│ 3 of 3 +│ Add a photo from the left\./);
  expect(text).toContain('1 needs nothing.');
});

test('galleryText() has a sentence for nobody', () => {
  const none = { ...tally, judged: 0, right: 0, unknown: 0 };
  const empty = { people: 0, samples: 0, pairs: [], coverage: [], leftOut: { ...none, withSuggested: none } };
  expect(galleryText({ ...report, ...empty })).toContain('0 people with 0 samples.');
});
