/** The rules of a time that is past, from the store. */
import type { Knex } from 'knex';
import type { Interval } from '../shifts/intervals.ts';
import { readRuleBook } from './readRuleBook.ts';
import { type Rules, rulesOf } from './rulesOf.ts';

/** Answers for days that lie in `within`, and the overnight shifts around it. */
export async function loadRules(db: Knex, companyId: string, within: Interval): Promise<Rules> {
  const marginMs = 3 * 24 * 3600_000;
  return rulesOf(
    await readRuleBook(db, companyId, { fromMs: within.fromMs - marginMs, toMs: within.toMs + marginMs }),
  );
}
