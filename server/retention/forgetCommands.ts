/** What terminals that call were told to do and did, or did not: names and cards stand in it, so it stays for a month. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';

export const commandsKeptMs = 30 * 24 * 60 * 60_000;
/** So much at once: whoever else writes comes in between. */
const atOnce = 2_000;

export async function forgetCommands(
  db: Knex,
  companyId: string,
  nowMs: number,
  isStopped: () => boolean = () => false,
): Promise<void> {
  const old = db('device_commands')
    .where({ companyId })
    .whereIn('state', ['done', 'failed'])
    .where('endedAtMs', '<', nowMs - commandsKeptMs);
  while (!isStopped()) {
    const some = old.clone().limit(atOnce).select('id');
    if ((await db('device_commands').whereIn('id', some).delete()) === 0) return;
    await nextTurn();
  }
}
