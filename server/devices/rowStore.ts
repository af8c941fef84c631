/** What terminals sent that became no punch, newest first, a page at a time. */
import type { Knex } from 'knex';
import type { DeviceRowPage, DeviceRowView } from '../wire.ts';

export type RowFilter = {
  /** Only what should have been punches. */
  punches: boolean;
  /** A part of the serial number or of the row. */
  search?: string | undefined;
};
export type RowStore = ReturnType<typeof createRowStore>;

export const createRowStore = (db: Knex) => ({
  /** `after`: what the page before ended with. */
  async page(
    companyId: string,
    filter: RowFilter,
    { most, after }: { most: number; after: string | undefined },
  ): Promise<DeviceRowPage> {
    const [counted] = await filtered(db, companyId, filter).count<{ total: number }[]>('* as total');
    const query = filtered(db, companyId, filter);
    const [receivedAtMs, id] = after?.split(' ') ?? [];
    if (receivedAtMs !== undefined && id !== undefined)
      void query.whereRaw('(r."receivedAtMs", r."id") < (?, ?)', [Number(receivedAtMs), id]);
    const rows = await query
      .orderBy([
        { column: 'r.receivedAtMs', order: 'desc' },
        { column: 'r.id', order: 'desc' },
      ])
      .limit(most + 1)
      .select<DeviceRowView[]>(
        ...['r.id as rowId', 'r.serial', 'r.table', 'r.row', 'r.problem', 'r.receivedAtMs'],
        db.raw(deviceName),
      );
    const last = rows[most - 1];
    const next = rows.length > most && last ? `${last.receivedAtMs} ${last.rowId}` : null;
    const shown = rows.slice(0, most).map((row) => ({ ...row, receivedAtMs: Number(row.receivedAtMs) }));
    return { rows: shown, total: Number(counted?.total ?? 0), next };
  },
});

/** Of several that had this number, the one that is here. */
const deviceName = `(SELECT d."name" FROM devices d WHERE d."companyId" = r."companyId" AND d."serial" = r."serial"
  ORDER BY d."removedAtMs" IS NOT NULL, d."createdAtMs" DESC LIMIT 1) AS "device"`;

function filtered(db: Knex, companyId: string, { punches, search }: RowFilter) {
  const query = db('device_rows as r').where('r.companyId', companyId);
  if (punches) void query.where('r.table', 'ATTLOG');
  if (search) {
    const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    void query.whereRaw(`(r."serial" LIKE ? ESCAPE '\\' OR r."row" LIKE ? ESCAPE '\\')`, [like, like]);
  }
  return query;
}
