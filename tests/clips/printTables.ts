/**
 * `npm run clips [-- --keep]`: the recordings under every condition; prints the tables, and keeps them when told to.
 * `--suite`: only what the suite runs, and no tables.
 */
import { mediaDir } from '../helpers/media.ts';
import { fallenBelow, raiseCommand, raised, readBaseline, risenAbove, writeBaseline } from './baseline.ts';
import { asRecorded } from './conditions.ts';
import { chosenRuns, everyRun, keyOf, tableRuns } from './plan.ts';
import { keepTables } from './recognitionPage.ts';
import { recognitionTables } from './recognitionTables.ts';
import { runClips, startBench } from './runClip.ts';
import { allClips } from './timelines.ts';

if (mediaDir) await printTables(process.argv.includes('--keep'), process.argv.includes('--suite'));
else process.exitCode = 1;

async function printTables(keep: boolean, suite: boolean): Promise<void> {
  const runs = [
    ...allClips.map((clip) => ({ clip, condition: asRecorded })),
    ...(suite ? chosenRuns() : everyRun()),
  ];
  const bench = await startBench();
  let done = 0;
  const results = await runClips(bench, runs, () => {
    done += 1;
    if (done % 20 === 0 || done === runs.length) console.error(`${done} of ${runs.length} recordings`);
  }).finally(() => bench.stop());
  const inTables = new Set(tableRuns().map(keyOf));
  const tables = recognitionTables(results.filter((result) => inTables.has(keyOf(result))));
  if (!suite) console.log(tables);
  const baseline = readBaseline();
  const wrong = results.flatMap((result) => [...result.wrong, ...result.countFaults]);
  const fallen = fallenBelow(baseline, results);
  const risen = risenAbove(baseline, results);
  if (keep) {
    if (!suite) keepTables(tables);
    writeBaseline(raised(baseline, results));
  } else if (risen.length > 0)
    console.error(`Recall rose; keep it with "${raiseCommand}":\n${risen.join('\n')}`);
  // What has no baseline yet gets one by keeping.
  const bad = [...wrong, ...(keep ? fallen.filter((each) => !each.includes('no baseline')) : fallen)];
  for (const sentence of bad) console.error(sentence);
  if (bad.length > 0) process.exitCode = 1;
}
