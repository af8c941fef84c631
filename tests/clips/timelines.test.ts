/** Names and tracks on every recording of the test media, and on versions made worse: no wrong name anywhere, and recall only rises. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mediaDir } from '../helpers/media.ts';
import { fallenBelow, raiseCommand, readBaseline, risenAbove } from './baseline.ts';
import { asRecorded, nameOf } from './conditions.ts';
import { chosenRuns } from './plan.ts';
import { type Bench, type Result, runClips, startBench } from './runClip.ts';
import { allClips } from './timelines.ts';

describe.skipIf(!mediaDir)('recordings', { timeout: 900_000 }, () => {
  let bench: Bench;
  beforeAll(async () => void (bench = await startBench()), 120_000);
  afterAll(() => bench?.stop());

  test('as recorded, everybody is tracked as the timelines say, nobody has a wrong name, and recall has not fallen', async () => {
    const results = await runClips(
      bench,
      allClips.map((clip) => ({ clip, condition: asRecorded })),
    );
    expect(results.flatMap(({ countFaults }) => countFaults)).toEqual([]);
    expectNames(results);
  });

  test('made worse, nobody has a wrong name, and recall has not fallen', async () => {
    const results = await runClips(bench, chosenRuns());
    for (const { clip, condition, named, tracked } of results)
      console.log(
        `${clip.id}, ${nameOf(condition)}: tracked ${percent(tracked)}, named ${percent(named)} of the time`,
      );
    expectNames(results);
  });
});

function expectNames(results: Result[]): void {
  expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
  const baseline = readBaseline();
  const risen = risenAbove(baseline, results);
  if (risen.length > 0) console.log(`Recall rose; keep it with "${raiseCommand}":\n${risen.join('\n')}`);
  expect(fallenBelow(baseline, results)).toEqual([]);
}

const percent = (share: number | null): string => `${Math.round(100 * (share ?? 0))} %`;
