/** Recall so far: the share of time each recording's people had their name, by condition. It may only rise. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../models/catalogue.ts';
import { nameOf } from './conditions.ts';
import type { Result } from './runClip.ts';

/** By condition, then by clip. */
export type Baseline = Record<string, Record<string, number>>;

export const raiseCommand = 'npm run clips -- --keep';
const file = join(packageRoot(), 'tests/clips/baseline.json');

export const readBaseline = (): Baseline => JSON.parse(readFileSync(file, 'utf8')) as Baseline;

export const writeBaseline = (baseline: Baseline): void =>
  writeFileSync(file, `${JSON.stringify(baseline, null, 2)}\n`);

/** One sentence for each recall below its baseline, and for each that has none. */
export function fallenBelow(baseline: Baseline, results: Result[]): string[] {
  return compared(baseline, results).flatMap(({ what, named, before }) => {
    if (before === undefined) return `${what}: no baseline; set it with "${raiseCommand}"`;
    return named < before ? `${what}: named ${named} of the time, ${before} before` : [];
  });
}

export function risenAbove(baseline: Baseline, results: Result[]): string[] {
  return compared(baseline, results).flatMap(({ what, named, before }) =>
    before !== undefined && named > before ? `${what}: named ${named} of the time, ${before} before` : [],
  );
}

/** The better of each pair of numbers. What fell stays: to lower a number is a decision, made by hand with its reason. */
export function raised(baseline: Baseline, results: Result[]): Baseline {
  const next = structuredClone(baseline);
  for (const { condition, clip, named, before } of compared(baseline, results))
    (next[condition] ??= {})[clip] = Math.max(before ?? 0, named);
  return next;
}

function compared(baseline: Baseline, results: Result[]) {
  return results.flatMap(({ clip: { id: clip }, condition: { ...parts }, named }) => {
    const condition = nameOf(parts);
    if (named === null) return [];
    const before = baseline[condition]?.[clip];
    return { clip, condition, what: `${clip}, ${condition}`, named: asKept(named), before };
  });
}

/** Hundredths, rounded down. */
const asKept = (share: number): number => Math.floor(share * 100 + 1e-6) / 100;
