/** The audit log as people read it: filtered, a page at a time, ids with the names they stand for. */
import type { Knex } from 'knex';
import { chunks } from '../database/chunks.ts';
import type { AuditEntry } from '../wire.ts';

/** Times in ms; `action`: how it begins (`person.`); everything optional. */
export type AuditFilter = {
  from?: number | undefined;
  to?: number | undefined;
  userId?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
};
/** Of the last row read: rows older than it follow. */
export type Cursor = { atMs: number; id: string };
type AuditRow = Omit<AuditEntry, 'auditId' | 'detail' | 'subjectName' | 'userName'> & {
  id: string;
  detail: string;
};

/** What the log's ids may stand for. */
const named = ['people', 'users', 'teams', 'areas'] as const;
const columns = ['id', 'atMs', 'userId', 'action', 'subject', 'detail', 'address'];

export const auditStore = (db: Knex) => ({
  /** Newest first. */
  async audits(
    companyId: string,
    filter: AuditFilter,
    { limit, after }: { limit: number; after: Cursor | null },
  ): Promise<AuditEntry[]> {
    const rows = matching(db, companyId, filter)
      .orderBy([
        { column: 'atMs', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit)
      .select<AuditRow[]>(columns);
    if (after)
      void rows.where(
        (older) =>
          void older
            .where('atMs', '<', after.atMs)
            .orWhere((same) => void same.where({ atMs: after.atMs }).where('id', '<', after.id)),
      );
    return withNames(db, companyId, await rows);
  },

  /** Everybody who appears in the log, by name. */
  async auditUsers(companyId: string): Promise<{ userId: string; name: string }[]> {
    const ids = await db('audits')
      .where({ companyId })
      .whereNotNull('userId')
      .distinct()
      .pluck<string[]>('userId');
    const names = await namesOf(db, companyId, ids);
    return ids
      .map((userId) => ({ userId, name: names.get(userId) ?? userId }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  },

  pruneAudits: (companyId: string, beforeMs: number): Promise<number> =>
    db('audits').where({ companyId }).where('atMs', '<', beforeMs).delete(),
});

function matching(db: Knex, companyId: string, { from, to, userId, action, subject }: AuditFilter) {
  const rows = db('audits').where({ companyId });
  if (from !== undefined) void rows.where('atMs', '>=', from);
  if (to !== undefined) void rows.where('atMs', '<=', to);
  if (userId !== undefined) void rows.where({ userId });
  if (subject !== undefined) void rows.where({ subject });
  if (action !== undefined) void rows.whereRaw("action LIKE ? ESCAPE '\\'", [`${escaped(action)}%`]);
  return rows;
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

async function withNames(db: Knex, companyId: string, rows: AuditRow[]): Promise<AuditEntry[]> {
  const ids = rows.flatMap(({ userId, subject }) => [subject, ...(userId === null ? [] : [userId])]);
  const names = await namesOf(db, companyId, ids);
  return rows.map(({ id, detail, ...row }) => ({
    ...row,
    auditId: id,
    detail: JSON.parse(detail) as AuditEntry['detail'],
    subjectName: names.get(row.subject) ?? null,
    userName: row.userId === null ? null : (names.get(row.userId) ?? null),
  }));
}

/** Users who were removed keep their names in the row that says so; people do not, by design. */
async function namesOf(db: Knex, companyId: string, ids: string[]): Promise<Map<string, string>> {
  const names = new Map([['demo', 'Demo']]);
  // An export holds more ids than SQLite takes in one question.
  for (const wanted of chunks([...new Set(ids)])) {
    const removed = await db('audits')
      .where({ companyId, action: 'user.removed' })
      .whereIn('subject', wanted)
      .select<{ subject: string; detail: string }[]>('subject', 'detail');
    for (const { subject, detail } of removed) {
      const { name } = JSON.parse(detail) as { name?: string };
      if (name !== undefined) names.set(subject, name);
    }
    for (const table of named) {
      const found = db(table).where({ companyId }).whereIn('id', wanted);
      for (const { id, name } of await found.select<{ id: string; name: string }[]>('id', 'name'))
        names.set(id, name);
    }
  }
  return names;
}
