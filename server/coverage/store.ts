/** While which camera saw, and which cameras there were, in the database. */
import type { Knex } from 'knex';
import { chunks } from '../database/chunks.ts';
import { insertMany } from '../database/insertMany.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { CoverageRecord, Placement, Watch } from './coverageOf.ts';

export type WatchRow = Watch & { id: string };
export type PlacementRow = Placement & { id: string };
/** `extended`: watches that go on, up to `toMs`. */
export type CoverageWrite = {
  watches: WatchRow[];
  placements: PlacementRow[];
  extended: { ids: string[]; toMs: number };
};
export type CoverageStore = ReturnType<typeof coverageStore>;

export const coverageStore = (knex: Knex) => ({
  /** All that touches the time. */
  async record(companyId: string, fromMs: number, toMs: number): Promise<CoverageRecord> {
    const watches = await knex('camera_watches')
      .where({ companyId })
      .where('fromMs', '<', toMs)
      .where('toMs', '>', fromMs)
      .orderBy('fromMs')
      .select<Watch[]>('cameraId', 'area', 'fromMs', 'toMs');
    const placements = await knex('camera_placements')
      .where({ companyId })
      .where('fromMs', '<', toMs)
      .where((open) => void open.whereNull('toMs').orWhere('toMs', '>', fromMs))
      .select<Placement[]>('cameraId', 'area', 'fromMs', 'toMs');
    return {
      watches: watches.map((row) => ({ ...row, fromMs: Number(row.fromMs), toMs: Number(row.toMs) })),
      placements: placements.map(placementFrom),
    };
  },

  async openPlacements(companyId: string): Promise<PlacementRow[]> {
    const rows = await knex('camera_placements')
      .where({ companyId })
      .whereNull('toMs')
      .select<PlacementRow[]>('id', 'cameraId', 'area', 'fromMs', 'toMs');
    return rows.map(placementFrom);
  },

  /** All or nothing; writing it twice changes nothing. */
  async write(companyId: string, { watches, placements, extended }: CoverageWrite): Promise<void> {
    await inTransaction(knex, async (trx) => {
      const own = <T extends object>(rows: T[]) => rows.map((row) => ({ ...row, companyId }));
      await insertMany(trx, { table: 'camera_placements', rows: own(placements), update: ['toMs'] });
      await insertMany(trx, { table: 'camera_watches', rows: own(watches), update: ['toMs'] });
      for (const ids of chunks(extended.ids))
        await trx('camera_watches')
          .where({ companyId })
          .whereIn('id', ids)
          .where('toMs', '<', extended.toMs)
          .update({ toMs: extended.toMs });
    });
  },
});

const placementFrom = <T extends Placement>(row: T): T => ({
  ...row,
  // PostgreSQL gives its 64-bit integers as text.
  fromMs: Number(row.fromMs),
  toMs: row.toMs === null ? null : Number(row.toMs),
});
