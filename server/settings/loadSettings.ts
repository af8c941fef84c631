/** The company's settings in memory, always as the store has them. */
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { type Settings, settingsOf } from './settings.ts';

export type LoadedSettings = {
  current: () => Settings;
  /** Stores all or nothing; `changed` listeners run before it resolves. */
  change: (
    next: Partial<Settings>,
    by: By & { name: string },
    company?: { name: string; timeZone: string } | null,
  ) => Promise<Settings>;
  onChange: (listener: (now: Settings, before: Settings) => void) => void;
};

export async function loadSettings(db: Knex, companyId: string): Promise<LoadedSettings> {
  let current = await read(db, companyId);
  const listeners: ((now: Settings, before: Settings) => void)[] = [];

  return {
    current: () => current,
    onChange: (listener) => void listeners.push(listener),
    async change(next, by, company = null) {
      await inTransaction(db, async (trx) => {
        await write(trx, companyId, next, by);
        if (company) await writeCompany(trx, companyId, company, by);
      });
      const before = current;
      current = { ...current, ...next };
      for (const listener of listeners) listener(current, before);
      return current;
    },
  };
}

async function read(db: Knex, companyId: string): Promise<Settings> {
  const rows = await db('settings')
    .where({ companyId })
    .select<{ key: string; value: string }[]>('key', 'value');
  return settingsOf(Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown])));
}

async function write(
  trx: Knex,
  companyId: string,
  next: Partial<Settings>,
  by: By & { name: string },
): Promise<void> {
  for (const [key, value] of Object.entries(next)) {
    const row = { companyId, key, value: JSON.stringify(value), changedAtMs: by.nowMs, changedBy: by.name };
    await trx('settings').insert(row).onConflict(['companyId', 'key']).merge();
    // Long texts would fill the log; that they changed is enough.
    const shown = typeof value === 'string' && value.length > 100 ? `${value.slice(0, 100)}…` : value;
    await writeAudit(trx, companyId, by, {
      action: 'settings.changed',
      subject: key,
      detail: { value: shown },
    });
  }
}

async function writeCompany(
  trx: Knex,
  companyId: string,
  company: { name: string; timeZone: string },
  by: By,
): Promise<void> {
  await trx('companies').where({ id: companyId }).update(company);
  await writeAudit(trx, companyId, by, {
    action: 'company.changed',
    subject: companyId,
    detail: { ...company },
  });
}
