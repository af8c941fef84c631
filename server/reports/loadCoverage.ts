/** When the cameras of areas saw, read for some days at a time. */
import type { Knex } from 'knex';
import { coverageIndex, gaps } from '../coverage/coverageOf.ts';
import { coverageStore } from '../coverage/store.ts';
import type { Interval } from '../shifts/intervals.ts';
import type { CoverageOf } from './reportDays.ts';

/** Whoever works in the same areas on the same day shares one answer. */
export async function loadCoverage(db: Knex, companyId: string, within: Interval): Promise<CoverageOf> {
  const coverage = coverageIndex(await coverageStore(db).record(companyId, within.fromMs, within.toMs));
  const known = new Map<string, readonly Interval[]>();
  return (areas, { fromMs, toMs }) => {
    if (toMs <= fromMs) return [];
    const key = `${[...areas].sort().join('\n')} ${fromMs} ${toMs}`;
    const covered = known.get(key) ?? gaps({ fromMs, toMs }, coverage(areas, fromMs, toMs).blind);
    known.set(key, covered);
    return covered;
  };
}
