import type { Knex } from 'knex';
import type { RuleVersion } from './ruleBook.ts';
import { rowOf } from './startRules.ts';

/** Inside the transaction of the change. Nothing written before is touched. */
export async function appendVersion(on: Knex, companyId: string, version: RuleVersion): Promise<void> {
  await on('rule_versions').insert(rowOf(companyId, version));
}
