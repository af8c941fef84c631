/** Notices in the database, and who read them. */
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { chunks } from '../database/chunks.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { NoticeKind } from '../wire.ts';
import type { Notice } from './noticesAfter.ts';

export type NoticeFilter = {
  kind?: NoticeKind | undefined;
  /** true: those that last; false: those that are over. */
  open?: boolean | undefined;
  /** Older than this notice. */
  before?: { sinceMs: number; noticeId: string } | undefined;
  limit: number;
};
/** `unread`: nobody has read these as they are now. */
export type NoticeWrites = { rows: Notice[]; unread: string[] };
export type NoticeStore = ReturnType<typeof createNoticeStore>;

/** Closed ones are kept so long, and no more than so many. */
export const keptForMs = 90 * 86_400_000;
export const keptMax = 10_000;

export const createNoticeStore = (db: Knex) => ({
  ...writing(db),

  async open(companyId: string): Promise<Notice[]> {
    return (await all(db, companyId).whereNull('untilMs').select<Row[]>('*')).map(fromRow);
  },

  /** Newest first. */
  async page(companyId: string, { kind, open, before, limit }: NoticeFilter): Promise<Notice[]> {
    const query = all(db, companyId).orderBy('sinceMs', 'desc').orderBy('id', 'desc').limit(limit);
    if (kind) void query.where({ kind });
    if (open !== undefined) void (open ? query.whereNull('untilMs') : query.whereNotNull('untilMs'));
    if (before) void query.whereRaw('("sinceMs", "id") < (?, ?)', [before.sinceMs, before.noticeId]);
    return (await query.select<Row[]>('*')).map(fromRow);
  },

  async get(companyId: string, noticeId: string): Promise<Notice | undefined> {
    const row = await all(db, companyId).where({ id: noticeId }).first<Row | undefined>('*');
    return row && fromRow(row);
  },

  /** Who read each of these. */
  async reads(companyId: string, noticeIds: string[]): Promise<{ noticeId: string; userId: string }[]> {
    const found: { noticeId: string; userId: string }[] = [];
    for (const some of chunks(noticeIds))
      found.push(
        ...(await db('notice_reads')
          .where({ companyId })
          .whereIn('noticeId', some)
          .select<{ noticeId: string; userId: string }[]>('noticeId', 'userId')),
      );
    return found;
  },

  /** Those of these people who are not enrolled any more. */
  async erased(companyId: string, personIds: string[]): Promise<string[]> {
    const known = await enrolledAmong(db, companyId, personIds);
    return personIds.filter((personId) => !known.has(personId));
  },

  async prune(companyId: string, nowMs: number): Promise<void> {
    const closed = () => all(db, companyId).whereNotNull('untilMs');
    await closed()
      .where('untilMs', '<', nowMs - keptForMs)
      .delete();
    const newest = closed().orderBy('sinceMs', 'desc').limit(keptMax).select('id');
    await closed().whereNotIn('id', newest).delete();
  },
});

function writing(db: Knex) {
  return {
    /** Notices about people who were erased meanwhile are left out. */
    async write(companyId: string, { rows, unread }: NoticeWrites): Promise<void> {
      await inTransaction(db, async (trx) => {
        const people = await enrolledAmong(trx, companyId, rows.filter(isOfPerson).map(subjectOf));
        const kept = rows.filter((notice) => !isOfPerson(notice) || people.has(notice.subjectId));
        for (const some of chunks(kept.map((notice) => rowOf(companyId, notice))))
          await trx('notices').insert(some).onConflict('id').merge();
        for (const some of chunks(unread))
          await trx('notice_reads').where({ companyId }).whereIn('noticeId', some).delete();
      });
    },

    /** Not audited: that somebody looked at the bell changes nothing. */
    async markRead(companyId: string, userId: string, noticeIds: string[], atMs: number): Promise<void> {
      const rows = noticeIds.map((noticeId) => ({ companyId, noticeId, userId, atMs }));
      if (rows.length > 0) await db('notice_reads').insert(rows).onConflict(['noticeId', 'userId']).ignore();
    },

    /** False: it is gone, with the person it was about. */
    async acknowledge(companyId: string, notice: Notice, by: By): Promise<boolean> {
      return inTransaction(db, async (trx) => {
        const row = all(trx, companyId).where({ id: notice.noticeId });
        if ((await row.update(rowOf(companyId, notice))) === 0) return false;
        const detail = { kind: notice.kind, note: notice.acknowledged?.note ?? '' };
        await writeAudit(trx, companyId, by, {
          ...{ action: 'notice.acknowledged', subject: notice.noticeId, detail },
        });
        return true;
      });
    },
  };
}

type Row = Omit<Notice, 'noticeId' | 'acknowledged'> & {
  id: string;
  companyId: string;
  acknowledgedAtMs: number | null;
  acknowledgedBy: string | null;
  note: string | null;
};

const all = (db: Knex, companyId: string) => db('notices').where({ companyId });

function rowOf(companyId: string, { noticeId, acknowledged, ...rest }: Notice): Row {
  return {
    ...rest,
    ...{ id: noticeId, companyId },
    acknowledgedAtMs: acknowledged?.atMs ?? null,
    acknowledgedBy: acknowledged?.by ?? null,
    note: acknowledged?.note ?? null,
  };
}

const isOfPerson = ({ kind }: Notice): boolean => kind === 'away' || kind === 'absent';
const subjectOf = ({ subjectId }: Notice): string => subjectId;

async function enrolledAmong(on: Knex, companyId: string, personIds: string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (const some of chunks(personIds))
    for (const id of await on('people').where({ companyId }).whereIn('id', some).pluck<string[]>('id'))
      known.add(id);
  return known;
}

function fromRow({ id, acknowledgedAtMs, acknowledgedBy, note, ...row }: Row): Notice {
  const { kind, subjectId, name, detail, area, cameraId } = row;
  return {
    ...{ noticeId: id, kind, subjectId, name, detail, area, cameraId },
    sinceMs: Number(row.sinceMs),
    untilMs: row.untilMs === null ? null : Number(row.untilMs),
    acknowledged:
      acknowledgedAtMs === null
        ? null
        : { atMs: Number(acknowledgedAtMs), by: acknowledgedBy ?? '', note: note ?? '' },
  };
}
