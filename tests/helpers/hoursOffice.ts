/** A database with records of terminals, a folder, and the export of one into the other. */
import fs from 'node:fs/promises';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureCompany } from '../../server/database/store.ts';
import { insertMany } from '../../server/database/insertMany.ts';
import { openDatabase } from '../../server/database/openDatabase.ts';
import { createRuns, type RunNeeds } from '../../server/hours/createRuns.ts';
import { firstConfig } from '../../server/hours/hoursConfig.ts';
import type { HoursChoice, HoursConfig } from '../../server/wire.ts';

export const officeMs = Date.UTC(2026, 10, 20, 8);

export type HoursOffice = Awaited<ReturnType<typeof openHoursOffice>>;

export async function openHoursOffice(more: Partial<HoursConfig> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'hours-'));
  const [dataDir, folder] = [join(root, 'data'), join(root, 'payroll')];
  mkdirSync(folder);
  const db = await openDatabase(dataDir);
  const { id: companyId } = await ensureCompany(db, { name: 'Harbour', timeZone: 'UTC', nowMs: officeMs });
  let nowMs = officeMs;
  const needs: RunNeeds = {
    ...{ db, companyId, dataDir, clock: { now: () => nowMs }, timeZone: () => 'UTC', batchRows: 3 },
    ...{ fs, failed: (error) => console.error(error) },
  };
  const file = join(folder, 'ZKHours.csv');
  const columns: HoursConfig['layout']['columns'] = [{ kind: 'logId', title: 'Id' }];
  const config = { ...firstConfig, on: true, folder, ...more };
  config.layout = { ...config.layout, columns, lineEnding: 'lf', ...more.layout };
  const { store } = await createRuns(needs);
  await store.saveConfig(config, { userId: null, nowMs });
  let records = 0;
  return {
    ...{ root, db, dataDir, companyId, folder, file, store, needs, config },
    nowMs: () => nowMs,
    pass: (ms: number) => void (nowMs += ms),
    /** So many more records of terminals; their ids in the order of arrival. */
    async punch(count: number, at: (index: number) => Partial<Record<string, unknown>> = () => ({})) {
      const rows = Array.from({ length: count }, (_, index) => {
        const time = new Date(officeMs + records * 1_000).toISOString().slice(0, 19);
        const id = `log-${String(records++).padStart(7, '0')}`;
        return {
          ...{
            id,
            companyId,
            deviceId: 'd1',
            serial: 'S1',
            userId: '7',
            at: time,
            atMs: Date.parse(`${time}Z`),
          },
          ...{ status: 0, verify: 1, workCode: '', source: 'read', personId: null, receivedAtMs: nowMs },
          ...at(index),
        };
      });
      await insertMany(db, { table: 'device_logs', rows });
      return rows.map(({ id }) => id);
    },
    /** As a server that has just been started would. */
    async run(choice: HoursChoice | null = null, with_: Partial<RunNeeds> = {}) {
      const runs = await createRuns({ ...needs, ...with_ });
      return runs.run({ userId: null, name: 'Ada', nowMs, choice });
    },
    text: (path = file) => readFileSync(path, 'utf8'),
    lines: (path = file) => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : []),
    files: () => readdirSync(folder).sort(),
    async unexported() {
      return db('device_logs').whereNull('exportedAtMs').orderBy('id').pluck<string[]>('id');
    },
    async close() {
      await db.destroy();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
