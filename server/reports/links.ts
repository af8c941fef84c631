/** Addresses under which a report opens without sign-in, for a while. The server keeps only the hash of what stands in them. */
import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { writeAudit } from '../access/audit.ts';
import type { ReportFormat, ReportLink, ReportQuery } from '../wire.ts';
import type { ReportLanguage } from './labels.ts';

export type LinkNeeds = {
  db: Knex;
  companyId: string;
  clock: () => number;
  settings: () => { publicUrl: string; reportLinkMs: number };
};
/** For whom: `user:ID` or `person:ID`, whose scope it then has; null: the server itself, for HR. */
export type LinkFor = { recipientId: string | null; userId: string | null; language?: ReportLanguage };
export type SharedReport = {
  query: ReportQuery;
  format: ReportFormat;
  language: ReportLanguage;
  recipientId: string | null;
  expiresAtMs: number;
};

/** Where `reportLink` leads to, before the token. */
export const sharedPath = '/r/';

/** `base`: how whoever asks reaches this server, where no public address is set. null: there is no address to build on. */
export async function reportLink(
  needs: LinkNeeds,
  query: ReportQuery,
  format: ReportFormat,
  whom: LinkFor,
  base = '',
): Promise<ReportLink | null> {
  const { db, companyId, clock, settings } = needs;
  const at = settings().publicUrl || base;
  if (at === '') return null;
  const token = randomBytes(32).toString('base64url');
  const nowMs = clock();
  const expiresAtMs = nowMs + settings().reportLinkMs;
  const { recipientId, userId, language = 'en' } = whom;
  await db.transaction(async (trx) => {
    // What nobody can open any more goes with the next one made.
    await trx('report_links')
      .where({ companyId })
      .where('expiresAtMs', '<', nowMs - keptMs)
      .delete();
    await trx('report_links').insert({
      ...{ tokenHash: hashOf(token), companyId, format, createdAtMs: nowMs, expiresAtMs },
      query: JSON.stringify({ query, language }),
      createdBy: recipientId ?? '',
    });
    const detail = { from: query.from, to: query.to, format, expiresAtMs };
    await writeAudit(
      trx,
      companyId,
      { userId, nowMs },
      { action: 'report.shared', subject: companyId, detail },
    );
  });
  return { url: new URL(sharedPath.slice(1) + token, at.endsWith('/') ? at : `${at}/`).href, expiresAtMs };
}

/** So long a link that is over is still known as such. */
const keptMs = 30 * 24 * 3_600_000;

/** undefined: there is no such link. Whether it is over, who asks decides: it says so. */
export async function sharedReport(
  { db, companyId }: Pick<LinkNeeds, 'db' | 'companyId'>,
  token: string,
): Promise<SharedReport | undefined> {
  const row = await db('report_links')
    .where({ companyId, tokenHash: hashOf(token) })
    .first<{ query: string; format: ReportFormat; expiresAtMs: number; createdBy: string } | undefined>();
  if (!row) return undefined;
  const { query, language } = JSON.parse(row.query) as Pick<SharedReport, 'query' | 'language'>;
  const recipientId = row.createdBy === '' ? null : row.createdBy;
  return { query, language, format: row.format, recipientId, expiresAtMs: Number(row.expiresAtMs) };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
