/** The export in the database: how it is to be, how far it is, what is being written, and the rows that wait. */
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { HoursConfig, HoursProblem, HoursRun } from '../wire.ts';
import type { LeftFile } from './fileVerdicts.ts';
import { firstConfig, hoursConfig } from './hoursConfig.ts';
import type { Addition } from './hoursFiles.ts';
import { createRowStore } from './rowStore.ts';

export type HoursState = {
  config: HoursConfig;
  left: LeftFile | null;
  last: HoursRun | null;
  problem: HoursProblem | null;
  triedAtMs: number | null;
  /** Of a lock file that may still be there; null: none is. */
  lock: string | null;
};
/** What is about to be added, written down before the file is touched. */
export type Intent = Addition & { hash: string; layout: string; logIds: string[]; openedAtMs: number };
/** What is marked together when a write is done. */
export type Written = { left: LeftFile | null; run: HoursRun; by: By; action: 'written' | 'decided' };
export type HoursStore = ReturnType<typeof createHoursStore>;

export const createHoursStore = (db: Knex, companyId: string) => ({
  ...stateIn(db, companyId),
  ...intentsIn(db, companyId),
  ...createRowStore(db, companyId),
});

const stateIn = (db: Knex, companyId: string) => ({
  async load(): Promise<HoursState> {
    const row = await db('hours_exports').where({ companyId }).first<StoredState | undefined>('*');
    const read = hoursConfig.safeParse(parsed(row?.config ?? null));
    return {
      // One that no longer fits, after an update, gives way: it is off then, and a person looks.
      config: read.success ? read.data : firstConfig,
      left: parsed(row?.left ?? null),
      last: parsed(row?.last ?? null),
      problem: parsed(row?.problem ?? null),
      triedAtMs: row?.triedAtMs == null ? null : Number(row.triedAtMs),
      lock: row?.lock ?? null,
    };
  },

  /** It is due at once. */
  async saveConfig(config: HoursConfig, by: By): Promise<void> {
    const { on, folder, fileName, everyMinutes } = config;
    const row = { companyId, config: JSON.stringify(config), triedAtMs: null, problem: null };
    await inTransaction(db, async (trx) => {
      await trx('hours_exports').insert(row).onConflict('companyId').merge();
      const detail = { on, folder, file: fileName, minutes: everyMinutes };
      await writeAudit(trx, companyId, by, { action: 'hours.changed', subject: companyId, detail });
    });
  },

  /** What is left out stays. */
  async note(state: Partial<Pick<HoursState, 'left' | 'problem' | 'triedAtMs' | 'lock'>>): Promise<void> {
    const asJson = ([key, value]: [string, unknown]): [string, unknown] => [
      key,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ];
    const row = Object.fromEntries(Object.entries(state).map(asJson));
    await db('hours_exports')
      .insert({ companyId, config: JSON.stringify(firstConfig), ...row })
      .onConflict('companyId')
      .merge(Object.keys(row));
  },

  noteDone: (by: By, action: 'hours.decided' | 'hours.downloaded', detail: Record<string, string | number>) =>
    writeAudit(db, companyId, by, { action, subject: companyId, detail }),
});

const intentsIn = (db: Knex, companyId: string) => ({
  async intent(): Promise<Intent | null> {
    const row = await db('hours_intents').where({ companyId }).first<StoredIntent | undefined>('*');
    if (!row) return null;
    const { path, end, changed, inode, payload, hash, layout, logIds } = row;
    return {
      ...{ path, end, changed, inode, payload, hash, layout, logIds: JSON.parse(logIds) as string[] },
      ...{ size: Number(row.size), openedAtMs: Number(row.openedAtMs) },
    };
  },

  /** From when to when its rows are, as the terminals' clocks showed. */
  async spanOf({ logIds }: Intent): Promise<{ from: string; to: string }> {
    const [row] = await db.raw<{ from: string | null; to: string | null }[]>(
      `SELECT min("at") AS "from", max("at") AS "to" FROM device_logs
       WHERE "companyId" = ? AND "id" IN (SELECT value FROM json_each(?))`,
      [companyId, JSON.stringify(logIds)],
    );
    return { from: row?.from?.replace('T', ' ') ?? '–', to: row?.to?.replace('T', ' ') ?? '–' };
  },

  async openIntent({ logIds, ...intent }: Intent): Promise<void> {
    const row = { ...intent, logIds: JSON.stringify(logIds), rows: logIds.length };
    await inTransaction(db, async (trx) => void (await trx('hours_intents').insert({ companyId, ...row })));
  },

  /** Nothing of it is in the file: its rows wait. */
  dropIntent: async (): Promise<void> => void (await db('hours_intents').where({ companyId }).delete()),

  /** Its rows are exported: marked, and the intent gone, in one. Answers how many. */
  async closeIntent({ logIds, path }: Intent, { left, run, by, action }: Written): Promise<void> {
    await inTransaction(db, async (trx) => {
      await trx.raw(
        `UPDATE device_logs SET "exportedAtMs" = ? WHERE "companyId" = ? AND "exportedAtMs" IS NULL
           AND "id" IN (SELECT value FROM json_each(?))`,
        [run.atMs, companyId, JSON.stringify(logIds)],
      );
      const state = { last: JSON.stringify(run), ...(left ? { left: JSON.stringify(left) } : {}) };
      await trx('hours_exports').where({ companyId }).update(state);
      await trx('hours_intents').where({ companyId }).delete();
      const detail = { rows: logIds.length, file: path };
      const audited =
        action === 'written'
          ? { action: 'hours.exported', subject: companyId, detail }
          : { action: 'hours.decided', subject: companyId, detail: { ...detail, choice: 'written' } };
      await writeAudit(trx, companyId, by, audited);
    });
  },
});

type StoredState = Record<'config' | 'left' | 'last' | 'problem' | 'lock', string | null> & {
  triedAtMs: number | null;
};
type StoredIntent = Record<'path' | 'end' | 'changed' | 'inode' | 'hash' | 'layout' | 'logIds', string> & {
  size: number;
  openedAtMs: number;
  payload: Buffer;
};

const parsed = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T));
