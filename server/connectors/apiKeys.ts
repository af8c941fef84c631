/** Keys with which other programs read. Of a key only its hash is kept; the keys of the company are in memory. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { permissionsOf } from '../access/abilities.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { problem } from '../errors.ts';
import type { ApiKeyView, Me, NewApiKey } from '../wire.ts';
import { createQuota } from './quota.ts';

export type ApiKeys = {
  /** Who asks with this key: somebody who reads as HR does, and nothing else. Throws KEY_WRONG, KEY_READS_ONLY, KEY_TOO_OFTEN. */
  userOf: (secret: string, asked: Asked) => Promise<Me>;
  list: () => ApiKeyView[];
  /** Throws NAME_TAKEN. */
  add: (name: string, by: By & { name: string }) => Promise<NewApiKey>;
  /** false: there is no such key. It works no more when this resolves. */
  revoke: (keyId: string, by: By) => Promise<boolean>;
};
export type Asked = { method: string; path: string; address: string };

type KeyRow = {
  id: string;
  name: string;
  secretHash: string;
  createdAtMs: number;
  createdBy: string;
  lastUsedMs: number | null;
};

/** What a key opens, all of it with GET. */
export const keyPaths = ['/api/presence', '/api/exports', '/api/reports', '/api/punches', '/api/incidents'];
export const limits = { asksPerMinute: 240, wrongPerMinute: 30 };
/** When a key was used last is written this often. */
const noteEveryMs = 60_000;

export async function createApiKeys(db: Knex, companyId: string, clock: () => number): Promise<ApiKeys> {
  const keys = await loadKeys(db, companyId);
  const asks = createQuota(limits.asksPerMinute, clock);
  const wrong = createQuota(limits.wrongPerMinute, clock);

  async function noteUse(key: KeyRow): Promise<void> {
    const nowMs = clock();
    if (key.lastUsedMs !== null && Math.abs(nowMs - key.lastUsedMs) < noteEveryMs) return;
    key.lastUsedMs = nowMs;
    await db('api_keys').where({ companyId, id: key.id }).update({ lastUsedMs: nowMs });
  }

  return {
    async userOf(secret, { method, path, address }) {
      const key = keys.get(hashOf(secret));
      if (!key) {
        if (!wrong.take(address)) throw problem('KEY_TOO_OFTEN', { limit: limits.wrongPerMinute });
        throw problem('KEY_WRONG', {});
      }
      if (!asks.take(key.id)) throw problem('KEY_TOO_OFTEN', { limit: limits.asksPerMinute });
      if (method !== 'GET' || !isOpen(path)) throw problem('KEY_READS_ONLY', {});
      await noteUse(key);
      return readerOf(key);
    },
    list: () => [...keys.values()].map(viewOf).sort((a, b) => b.createdAtMs - a.createdAtMs),
    async add(name, { name: createdBy, ...by }) {
      if ([...keys.values()].some((key) => key.name === name)) throw problem('NAME_TAKEN', { name });
      const secret = `wak_${randomBytes(32).toString('base64url')}`;
      const row = { id: randomUUID(), name, secretHash: hashOf(secret), createdAtMs: by.nowMs, createdBy };
      await inTransaction(db, async (trx) => {
        await trx('api_keys').insert({ ...row, companyId });
        await writeAudit(trx, companyId, by, { action: 'key.added', subject: row.id, detail: { name } });
      });
      const key = { ...row, lastUsedMs: null };
      keys.set(row.secretHash, key);
      return { ...viewOf(key), secret };
    },
    async revoke(keyId, by) {
      const key = [...keys.values()].find(({ id }) => id === keyId);
      if (!key) return false;
      await inTransaction(db, async (trx) => {
        await trx('api_keys').where({ companyId, id: keyId }).update({ revokedAtMs: by.nowMs });
        const detail = { name: key.name };
        await writeAudit(trx, companyId, by, { action: 'key.revoked', subject: keyId, detail });
      });
      keys.delete(key.secretHash);
      return true;
    },
  };
}

/** Of `Authorization: Bearer wak_…`; null: none of ours was sent. */
export function keyIn(authorization: string | undefined): string | null {
  const [, secret] = /^Bearer +(wak_[\w-]{1,200}) *$/i.exec(authorization ?? '') ?? [];
  return secret ?? null;
}

/** The same without its ending; `/api/punches.csv` too. */
const isOpen = (path: string): boolean =>
  keyPaths.some((open) => path === open || path.startsWith(`${open}/`) || path.startsWith(`${open}.`));

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

async function loadKeys(db: Knex, companyId: string): Promise<Map<string, KeyRow>> {
  const rows = await db('api_keys')
    .where({ companyId })
    .whereNull('revokedAtMs')
    .select<KeyRow[]>('id', 'name', 'secretHash', 'createdAtMs', 'createdBy', 'lastUsedMs');
  return new Map(
    rows.map((row) => [
      row.secretHash,
      {
        ...row,
        createdAtMs: Number(row.createdAtMs),
        lastUsedMs: row.lastUsedMs === null ? null : Number(row.lastUsedMs),
      },
    ]),
  );
}

const viewOf = ({ id, name, createdAtMs, createdBy, lastUsedMs }: KeyRow): ApiKeyView => ({
  ...{ keyId: id, name, createdAtMs, createdBy, lastUsedMs },
});

const readerOf = ({ id, name }: KeyRow): Me => ({
  ...{ userId: id, name, email: '', role: 'hr', personId: null, areaIds: [], demo: false },
  ...{ twoFactor: false, twoFactorDue: false },
  can: permissionsOf('hr').filter((permission) => permission.startsWith('read ')),
});
