/** Days off in memory: those of now and to come. */
import type { Knex } from 'knex';
import type { PersonLeave } from './duties.ts';

export type LoadedLeaves = {
  current: () => PersonLeave[];
  /** Reads them again; resolves when `current` has them. */
  refresh: () => Promise<void>;
};

export async function loadLeaves(db: Knex, companyId: string, clock: () => number): Promise<LoadedLeaves> {
  let leaves = await read(db, companyId, clock());
  /** One after the other: an older reading must not replace a newer one. */
  let last: Promise<unknown> = Promise.resolve();
  return {
    current: () => leaves,
    refresh() {
      const done = last.then(async () => void (leaves = await read(db, companyId, clock())));
      last = done.catch(() => undefined);
      return done;
    },
  };
}

async function read(db: Knex, companyId: string, nowMs: number): Promise<PersonLeave[]> {
  const rows = await db('leaves')
    .where({ companyId })
    .where('toMs', '>', nowMs)
    .select<PersonLeave[]>('personId', 'fromMs', 'toMs');
  return rows.map(({ personId, fromMs, toMs }) => ({
    personId,
    fromMs: Number(fromMs),
    toMs: Number(toMs),
  }));
}
