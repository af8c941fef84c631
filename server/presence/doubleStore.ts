/** Double sightings in the database. */
import type { Knex } from 'knex';
import { insertMany } from '../database/insertMany.ts';
import type { DoubleSighting } from './doubleSightings.ts';

type Row = Omit<DoubleSighting, 'doubleId' | 'places'> & { id: string; places: string };

export async function writeDoubles(
  trx: Knex,
  companyId: string,
  doubles: readonly DoubleSighting[],
): Promise<void> {
  const rows = doubles.map(({ doubleId, places, ...rest }) => ({
    ...{ id: doubleId, companyId, ...rest, places: JSON.stringify(places) },
  }));
  await insertMany(trx, { table: 'double_sightings', rows, update: ['toMs', 'places'] });
}

/** Of one person, those that touch the time, oldest first. */
export async function doublesOf(
  knex: Knex,
  companyId: string,
  personId: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<DoubleSighting[]> {
  const rows = await knex('double_sightings')
    .where({ companyId, personId })
    .where('fromMs', '<', toMs)
    .where('toMs', '>=', fromMs)
    .orderBy('fromMs')
    .limit(doublesMost)
    .select<Row[]>('id', 'personId', 'fromMs', 'toMs', 'places');
  return rows.map(({ id, places, ...row }) => ({
    ...row,
    doubleId: id,
    fromMs: Number(row.fromMs),
    toMs: Number(row.toMs),
    places: JSON.parse(places) as DoubleSighting['places'],
  }));
}

/** More than a page shows. */
const doublesMost = 500;
