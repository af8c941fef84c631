/** Records of terminals as rows of the file: those that wait, in the order of their arrival, and those of chosen days. */
import type { Knex } from 'knex';
import type { HoursConfig } from '../wire.ts';
import type { HoursRow } from './layoutRows.ts';

/** Where a batch ended; the next begins behind it. */
export type Cursor = { receivedAtMs: number; logId: string };
export type Batch = { rows: HoursRow[]; end: Cursor | null };
export type Wanted = Pick<HoursConfig, 'who' | 'fromDate'>;

/** More are counted as this many: nobody needs to know, and counting holds up everybody. */
export const countedMost = 100_001;
const spanAtOnce = 2000;
const dayMs = 86_400_000;

export const createRowStore = (db: Knex, companyId: string) => ({
  /** Sorted by time. `until`: what arrives later is for the next run. */
  async batch(
    wanted: Wanted,
    { after, untilMs, most }: { after: Cursor | null; untilMs: number; most: number },
  ): Promise<Batch> {
    const query = unexported(db, companyId, wanted)
      .where('l.receivedAtMs', '<=', untilMs)
      .orderBy(['l.receivedAtMs', 'l.id'])
      .limit(most);
    if (after) void query.whereRaw('(l."receivedAtMs", l."id") > (?, ?)', [after.receivedAtMs, after.logId]);
    const found = await withNames(query).select<(HoursRow & { receivedAtMs: number })[]>(
      ...columns,
      'l.receivedAtMs',
    );
    const last = found.at(-1);
    const end = last ? { receivedAtMs: Number(last.receivedAtMs), logId: last.logId } : null;
    return { rows: found.map(complete).sort(byTime), end };
  },

  async waiting(wanted: Wanted): Promise<number> {
    const some = unexported(db, companyId, wanted).limit(countedMost).select(db.raw('1'));
    const [counted] = await db.from(some.as('some')).count<{ total: number }[]>({ total: '*' });
    return Number(counted?.total ?? 0);
  },

  /** The first of those that wait; where none does, the newest there are. */
  async examples(wanted: Wanted, most: number): Promise<HoursRow[]> {
    const waiting = unexported(db, companyId, wanted).orderBy(['l.receivedAtMs', 'l.id']).limit(most);
    const found = await withNames(waiting).select<HoursRow[]>(...columns);
    if (found.length > 0) return found.map(complete).sort(byTime);
    const newest = known(db, companyId, { ...wanted, fromDate: '' })
      .orderBy([
        { column: 'l.atMs', order: 'desc' },
        { column: 'l.id', order: 'desc' },
      ])
      .limit(most);
    return (await withNames(newest).select<HoursRow[]>(...columns)).map(complete).sort(byTime);
  },

  /** Whether they are exported or not; both days included, as the terminals' clocks showed. */
  async span(wanted: Wanted, from: string, to: string, most: number): Promise<HoursRow[]> {
    const rows: HoursRow[] = [];
    let after: (HoursRow & { atMs: number }) | undefined;
    do {
      const query = known(db, companyId, { ...wanted, fromDate: from })
        .where('l.at', '<', `${to}U`)
        // Whatever their zones: an index leads to these.
        .whereBetween('l.atMs', [Date.parse(from) - 2 * dayMs, Date.parse(to) + 3 * dayMs])
        .orderBy(['l.atMs', 'l.id'])
        .limit(spanAtOnce);
      if (after) void query.whereRaw('(l."atMs", l."id") > (?, ?)', [after.atMs, after.logId]);
      const some = await withNames(query).select<(HoursRow & { atMs: number })[]>(...columns, 'l.atMs');
      rows.push(...some.map(complete));
      after = some.length < spanAtOnce ? undefined : some.at(-1);
    } while (after && rows.length <= most);
    return rows;
  },
});

const columns = [
  ...['l.id as logId', 'l.userId', 'l.at', 'l.status', 'l.verify', 'l.workCode', 'l.serial'],
  ...['p.code', 'p.name', 'd.name as terminal', 'd.direction', 'a.name as area'],
];

const unexported = (db: Knex, companyId: string, wanted: Wanted) =>
  known(db, companyId, wanted).whereNull('l.exportedAtMs');

/** Records of somebody who was erased are nobody's, and in no file any more. */
function known(db: Knex, companyId: string, { who, fromDate }: Wanted) {
  const query = db('device_logs as l')
    .leftJoin('people as p', (join) =>
      join.on('p.companyId', '=', 'l.companyId').andOn('p.id', '=', 'l.personId'),
    )
    .where('l.companyId', companyId)
    .whereRaw(`(l."personId" IS NULL OR l."personId" <> '')`);
  if (who === 'known') void query.whereNotNull('p.id');
  if (fromDate !== '') void query.where('l.at', '>=', fromDate);
  return query;
}

const withNames = (query: Knex.QueryBuilder) =>
  query
    .leftJoin('devices as d', (join) =>
      join.on('d.companyId', '=', 'l.companyId').andOn('d.id', '=', 'l.deviceId'),
    )
    .leftJoin('areas as a', (join) =>
      join.on('a.companyId', '=', 'd.companyId').andOn('a.id', '=', 'd.areaId'),
    );

const complete = (row: HoursRow): HoursRow => ({ ...row, direction: row.direction ?? 'asTold' });

const byTime = (a: HoursRow, b: HoursRow): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.logId < b.logId ? -1 : 1;
