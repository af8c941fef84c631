/** Connectors in the database: what each needs, how far it is, and what it has to hand over. */
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { chunks } from '../database/chunks.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { insertMany } from '../database/insertMany.ts';

export type ConnectorKind = 'frappe' | 'events';
export type StoredConnector = {
  enabled: boolean;
  config: Record<string, string>;
  /** Everything that happened before was taken; null: it was never on. */
  untilMs: number | null;
  problem: string | null;
};
/** `payload`: JSON of what is told. */
export type NewRow = { rowKey: string; atMs: number; payload: string };
export type RowState = 'waiting' | 'sending' | 'delivered' | 'refused';
export type ConnectorRow = NewRow & { state: RowState; problem: string | null };
export type RowCounts = Record<'waiting' | 'delivered' | 'refused', number> & { oldestMs: number | null };

export type ConnectorStore = ReturnType<typeof createConnectorStore>;

/** What happened longer ago is handed over no more, and forgotten after it was. */
const keptMs = 90 * 24 * 60 * 60_000;

export const createConnectorStore = (db: Knex, companyId: string) => ({
  ...connectorsIn(db, companyId),
  ...rowsIn(db, companyId),
  ...refusedIn(db, companyId),
});

const connectorsIn = (db: Knex, companyId: string) => ({
  async get(kind: ConnectorKind): Promise<StoredConnector> {
    const row = await db('connectors')
      .where({ companyId, kind })
      .first<Record<string, string> | undefined>('enabled', 'config', 'cursor', 'problem');
    if (!row) return { enabled: false, config: {}, untilMs: null, problem: null };
    return {
      enabled: Number(row['enabled']) === 1,
      config: JSON.parse(row['config'] ?? '{}') as Record<string, string>,
      untilMs: (JSON.parse(row['cursor'] ?? '{}') as { untilMs?: number }).untilMs ?? null,
      problem: row['problem'] ?? null,
    };
  },

  async put(kind: ConnectorKind, { enabled, config, untilMs }: StoredConnector, by: By & { name: string }) {
    const { name, ...who } = by;
    const row = { enabled: enabled ? 1 : 0, config: JSON.stringify(config), cursor: cursorOf(untilMs) };
    const changed = { problem: null, changedAtMs: by.nowMs, changedBy: name };
    await inTransaction(db, async (trx) => {
      await trx('connectors')
        .insert({ companyId, kind, ...row, ...changed })
        .onConflict(['companyId', 'kind'])
        .merge();
      const detail = { kind, enabled };
      await writeAudit(trx, companyId, who, { action: 'connector.changed', subject: kind, detail });
    });
  },

  setProblem: async (kind: ConnectorKind, problem: string | null): Promise<void> =>
    void (await db('connectors').where({ companyId, kind }).update({ problem })),
});

const rowsIn = (db: Knex, companyId: string) => ({
  /** Keeps what is new, with the cursor: neither is without the other. `also` gets what was new, in the same transaction. */
  async take(
    kind: ConnectorKind,
    rows: NewRow[],
    { untilMs, nowMs, state }: { untilMs: number; nowMs: number; state: RowState },
    also: (trx: Knex, fresh: NewRow[]) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    await inTransaction(db, async (trx) => {
      const recent = rows.filter(({ atMs }) => atMs >= nowMs - keptMs);
      const known = await keysAmong(trx, companyId, kind, recent);
      const fresh = recent.filter(({ rowKey }) => !known.has(rowKey));
      const added = fresh.map((row) => ({ ...row, companyId, connector: kind, state }));
      await insertMany(trx, { table: 'connector_rows', rows: added });
      await trx('connectors')
        .where({ companyId, kind })
        .update({ cursor: cursorOf(untilMs) });
      await trx('connector_rows')
        .where({ companyId, connector: kind, state: 'delivered' })
        .where('atMs', '<', nowMs - keptMs)
        .delete();
      await also(trx, fresh);
    });
  },

  /** What is to be handed over, the oldest first. */
  async due(kind: ConnectorKind, limit: number): Promise<ConnectorRow[]> {
    return db('connector_rows')
      .where({ companyId, connector: kind })
      .whereIn('state', ['waiting', 'sending'])
      .orderBy(['atMs', 'rowKey'])
      .limit(limit)
      .select<ConnectorRow[]>('rowKey', 'atMs', 'payload', 'state', 'problem');
  },

  async setState(
    kind: ConnectorKind,
    rowKey: string,
    state: RowState,
    more: { remoteId?: string | null; problem?: string | null } = {},
  ): Promise<void> {
    await db('connector_rows')
      .where({ companyId, connector: kind, rowKey })
      .update({ state, problem: null, ...more });
  },
});

const refusedIn = (db: Knex, companyId: string) => ({
  async refused(kind: ConnectorKind): Promise<ConnectorRow[]> {
    const rows = await db('connector_rows')
      .where({ companyId, connector: kind, state: 'refused' })
      .orderBy('atMs', 'desc')
      .limit(500)
      .select<ConnectorRow[]>('rowKey', 'atMs', 'payload', 'state', 'problem');
    return rows.map((row) => ({ ...row, atMs: Number(row.atMs) }));
  },

  /** Those refused wait again; answers how many. */
  async retry(kind: ConnectorKind, rowKeys: string[] | null, by: By): Promise<number> {
    return inTransaction(db, async (trx) => {
      const wanted = trx('connector_rows').where({ companyId, connector: kind, state: 'refused' });
      if (rowKeys !== null) void wanted.whereIn('rowKey', rowKeys);
      const count = await wanted.update({ state: 'waiting' });
      const detail = { count };
      await writeAudit(trx, companyId, by, { action: 'connector.retried', subject: kind, detail });
      return count;
    });
  },

  async counts(kind: ConnectorKind): Promise<RowCounts> {
    const found = await db('connector_rows')
      .where({ companyId, connector: kind })
      .groupBy('state')
      .select('state')
      .count('* as count')
      .min('atMs as oldestMs')
      .then((rows) => rows as { state: RowState; count: number; oldestMs: number }[]);
    const of = (...states: RowState[]) => found.filter(({ state }) => states.includes(state));
    const sum = (...states: RowState[]) => of(...states).reduce((all, { count }) => all + Number(count), 0);
    const oldest = of('waiting', 'sending').map(({ oldestMs }) => Number(oldestMs));
    return {
      ...{ waiting: sum('waiting', 'sending'), delivered: sum('delivered'), refused: sum('refused') },
      oldestMs: oldest.length > 0 ? Math.min(...oldest) : null,
    };
  },
});

const cursorOf = (untilMs: number | null): string => JSON.stringify(untilMs === null ? {} : { untilMs });

async function keysAmong(trx: Knex, companyId: string, kind: ConnectorKind, rows: NewRow[]) {
  const known = new Set<string>();
  for (const some of chunks(rows.map(({ rowKey }) => rowKey)))
    for (const rowKey of await trx('connector_rows')
      .where({ companyId, connector: kind })
      .whereIn('rowKey', some)
      .pluck<string[]>('rowKey'))
      known.add(rowKey);
  return known;
}
