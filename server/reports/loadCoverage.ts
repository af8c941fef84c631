/** When the cameras of areas saw, all of them. */
import type { Knex } from 'knex';
import { clip, type Interval, merge, subtract } from '../shifts/intervals.ts';
import type { CoverageOf } from './reportDays.ts';

type Row = Interval & { cameraId: string; area: string };

export async function loadCoverage(db: Knex, companyId: string, within: Interval): Promise<CoverageOf> {
  const placed = await read(db, 'camera_placements', companyId, within);
  const watched = await read(db, 'camera_watches', companyId, within);
  const known = new Map<string, readonly Interval[]>();
  return (areas, extent) => {
    const key = `${[...areas].sort().join('\n')} ${extent.fromMs} ${extent.toMs}`;
    const before = known.get(key) ?? covered(areas, extent, placed, watched);
    known.set(key, before);
    return before;
  };
}

function covered(areas: ReadonlySet<string>, extent: Interval, placed: Row[], watched: Row[]): Interval[] {
  const own = placed.filter(({ area }) => areas.has(area));
  const cameras = own.length > 0 ? own : placed;
  const blind = cameras.flatMap((camera) =>
    subtract(
      clip([camera], extent),
      watched.filter(({ cameraId }) => cameraId === camera.cameraId),
    ),
  );
  return subtract([extent], merge(blind));
}

async function read(db: Knex, table: string, companyId: string, { fromMs, toMs }: Interval): Promise<Row[]> {
  const rows = await db(table)
    .where({ companyId })
    .where('fromMs', '<', toMs)
    .where((either) => void either.whereNull('toMs').orWhere('toMs', '>', fromMs))
    .select<(Omit<Row, 'toMs'> & { toMs: number | null })[]>('cameraId', 'area', 'fromMs', 'toMs');
  return rows.map((row) => ({ ...row, toMs: row.toMs ?? Infinity }));
}
