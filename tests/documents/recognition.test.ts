import { expect, test } from 'vitest';
import { readBaseline } from '../clips/baseline.ts';
import { asRecorded, nameOf } from '../clips/conditions.ts';
import { chosenRuns } from '../clips/plan.ts';
import { keptTables } from '../clips/recognitionPage.ts';
import { recognitionTables } from '../clips/recognitionTables.ts';

/** Headings, first columns and the number of cells. */
const frameOf = (tables: string): string[] =>
  tables
    .split('\n')
    .map((line) => line.replace(/– \||\d+ \/ \d+ \/ \d+ \|/g, '… |').replace(/^\d+ rec.*/, ''));

test('docs/recognition.md keeps the tables that npm run clips prints, with no wrong name in them', () => {
  expect(frameOf(keptTables())).toEqual(frameOf(recognitionTables([])));
  expect(keptTables()).toMatch(/\n\d+ recordings, held \d+ times against the company: 0 wrong names\.$/);
  expect([...keptTables().matchAll(/\/ (\d+) \|/g)].filter(([, wrong]) => wrong !== '0')).toEqual([]);
});

test('the baseline of the clip suite has a number for all that the suite runs', () => {
  const baseline = readBaseline();
  for (const { clip, condition } of chosenRuns())
    expect(baseline[nameOf(condition)]?.[clip.id], `${clip.id}, ${nameOf(condition)}`).toBeTypeOf('number');
  expect(Object.keys(baseline[nameOf(asRecorded)] ?? {})).toHaveLength(13);
});
