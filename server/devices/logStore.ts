/** Records of terminals, read: a page of them newest first, all of them for a file, and how many there are. */
import type { Knex } from 'knex';
import type { DeviceLogPage, DeviceLogSource, DeviceLogView, PunchDirection } from '../wire.ts';

export type LogFilter = {
  fromMs: number;
  toMs: number;
  deviceId?: string | undefined;
  personId?: string | undefined;
  /** A part of the number on the terminal, or of the person's name. */
  search?: string | undefined;
  /** Only those of nobody here. */
  unmatched?: boolean | undefined;
  status?: number | undefined;
  verify?: number | undefined;
  source?: DeviceLogSource | undefined;
};
export type LogStore = ReturnType<typeof createLogStore>;

export const createLogStore = (db: Knex) => ({
  /** `after`: what the page before ended with. */
  async page(
    companyId: string,
    filter: LogFilter,
    { most, after }: { most: number; after: string | undefined },
  ): Promise<DeviceLogPage> {
    const [counted] = await filtered(db, companyId, filter).count<{ total: number }[]>('* as total');
    const rows = await pageOf(db, companyId, filter, { most: most + 1, after });
    const last = rows[most - 1];
    const next = rows.length > most && last ? `${last.atMs} ${last.logId}` : null;
    return { rows: rows.slice(0, most), total: Number(counted?.total ?? 0), next };
  },

  /** Newest first, a bounded number in memory at a time. */
  async *all(companyId: string, filter: LogFilter): AsyncGenerator<DeviceLogView> {
    let after: string | undefined;
    for (;;) {
      const rows = await pageOf(db, companyId, filter, { most: rowsAtOnce, after });
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < rowsAtOnce) return;
      after = `${last.atMs} ${last.logId}`;
    }
  },

  async count(companyId: string, fromMs: number, toMs: number): Promise<number> {
    const [counted] = await db('device_logs')
      .where({ companyId })
      .where('atMs', '>=', fromMs)
      .where('atMs', '<', toMs)
      .count<{ total: number }[]>('* as total');
    return Number(counted?.total ?? 0);
  },

  /** How many different fingers and faces are stored here. */
  async templates(companyId: string): Promise<{ fingers: number; faces: number }> {
    const rows = await db('device_templates')
      .where({ companyId })
      .whereIn('kind', ['finger', 'face'])
      .distinct<{ userId: string; kind: string; number: number }[]>('userId', 'kind', 'number');
    const fingers = rows.filter(({ kind }) => kind === 'finger').length;
    return { fingers, faces: new Set(rows.flatMap((row) => (row.kind === 'face' ? row.userId : []))).size };
  },
});

const rowsAtOnce = 2000;

function filtered(db: Knex, companyId: string, filter: LogFilter) {
  const { fromMs, toMs, deviceId, personId, search, unmatched, status, verify, source } = filter;
  const said = { deviceId, personId, status, verify, source };
  const exact = Object.entries(said).filter(([, value]) => value !== undefined);
  const query = db('device_logs as l')
    .leftJoin('people as p', (join) =>
      join.on('p.companyId', '=', 'l.companyId').andOn('p.id', '=', 'l.personId'),
    )
    .where('l.companyId', companyId)
    .where('l.atMs', '>=', fromMs)
    .where('l.atMs', '<', toMs)
    .where(Object.fromEntries(exact.map(([key, value]) => [`l.${key}`, value])));
  if (unmatched) void query.whereNull('p.id');
  if (search) {
    const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    void query.whereRaw(`(l."userId" LIKE ? ESCAPE '\\' OR p."name" LIKE ? ESCAPE '\\')`, [like, like]);
  }
  return query;
}

async function pageOf(
  db: Knex,
  companyId: string,
  filter: LogFilter,
  { most, after }: { most: number; after: string | undefined },
): Promise<DeviceLogView[]> {
  const query = filtered(db, companyId, filter);
  const [atMs, logId] = after?.split(' ') ?? [];
  if (atMs !== undefined && logId !== undefined)
    void query.whereRaw('(l."atMs", l."id") < (?, ?)', [Number(atMs), logId]);
  const rows = await query
    .leftJoin('devices as d', (join) =>
      join.on('d.companyId', '=', 'l.companyId').andOn('d.id', '=', 'l.deviceId'),
    )
    .leftJoin('punches as punch', (join) =>
      join.on('punch.companyId', '=', 'l.companyId').andOn('punch.id', '=', 'l.id'),
    )
    .orderBy([
      { column: 'l.atMs', order: 'desc' },
      { column: 'l.id', order: 'desc' },
    ])
    .limit(most)
    .select<LogRow[]>(
      ...['l.id as logId', 'l.deviceId', 'l.serial', 'l.userId', 'l.at', 'l.atMs', 'l.status', 'l.verify'],
      ...['l.source', 'l.receivedAtMs', 'd.name as device', 'p.id as personId', 'p.name as person'],
      ...['l.workCode', 'punch.id as punchId', 'punch.direction', 'punch.area'],
    );
  return rows.map(({ punchId, direction, area, ...row }) => ({
    ...{ ...row, device: row.device ?? row.serial, ...numbers(row) },
    punch: punchId === null || direction === null ? null : { punchId, direction, area },
  }));
}

type LogRow = Omit<DeviceLogView, 'punch' | 'device'> & {
  device: string | null;
  punchId: string | null;
  direction: PunchDirection | null;
  area: string | null;
};

const numbers = ({ atMs, receivedAtMs }: Pick<DeviceLogView, 'atMs' | 'receivedAtMs'>) => ({
  ...{ atMs: Number(atMs), receivedAtMs: Number(receivedAtMs) },
});
