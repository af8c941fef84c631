/** After a restore: rows written since the backup count as unwritten again, and the file may be with its reader. Nothing is written until a person says so. */
import type { Knex } from 'knex';
import { problem } from '../errors.ts';
import { createHoursStore } from './hoursStore.ts';

export async function holdHours(db: Knex, companyId: string, nowMs: number): Promise<void> {
  const store = createHoursStore(db, companyId);
  const { config } = await store.load();
  if (!config.on) return;
  const { code, message } = problem('HOURS_RESTORED', {});
  await store.saveConfig({ ...config, on: false }, { userId: null, nowMs });
  await store.note({ problem: { code, sentence: message, sinceMs: nowMs, choices: [] } });
}
