/** Numbers that stand in several places must be the same ones. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { sharpnessMin, turnMax, widthMinPx } from '../../pipeline/embed/judgeQuality.ts';
import { placementLimits } from '../../server/cameras/placement.ts';

test('the placement check says what the README says', () => {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  const limits = /(\d+) px in pictures up to 1280 wide, .* below (\d+) px not at all/.exec(readme);
  const { fair, poor } = placementLimits.widthPx;
  expect(limits?.slice(1).map(Number)).toEqual([fair, poor]);
});

test('the placement check calls nothing usable that the pipeline skips', () => {
  expect(placementLimits.widthPx.poor).toBeGreaterThanOrEqual(widthMinPx);
  expect(placementLimits.sharpness.poor).toBeGreaterThanOrEqual(sharpnessMin);
  expect(placementLimits.turn.poor).toBeLessThanOrEqual(turnMax);
});
