/** Who did, read and changed what. */
import { z } from 'zod';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import type { Me } from '../wire.ts';
import { auditCsv } from './auditCsv.ts';
import type { Cursor } from './auditStore.ts';
import { type AccessRoutes, byOf } from './routes.ts';
import { auditPage } from './shapes.ts';

const text = z.string().trim().max(200).optional();
const filter = z.object({
  from: z.coerce.number().int().min(0).optional(),
  to: z.coerce.number().int().min(0).optional(),
  user: text,
  action: text,
  subject: text,
});
const page = filter.extend({
  cursor: text,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const allow = ['read', 'Audit'] as const;
/** More than a spreadsheet shows well; whoever needs more asks for it in parts. */
const exportedMax = 50_000;

export function auditRoutes(route: Route, parts: AccessRoutes): void {
  const { companyId, store } = parts;
  const noted = (user: Me) =>
    store.auditRead(companyId, byOf(user, parts), { action: 'audit.read', subject: companyId });
  route(
    {
      ...{ method: 'get', path: '/api/audits', allow: [...allow], query: page, answer: auditPage },
      summary:
        'The audit log, newest first; `action` is how an action begins, `cursor` the `next` of the page before',
    },
    async ({ query: { user: userId, cursor, limit, ...query }, user }) => {
      await noted(user);
      const after = cursor === undefined ? null : cursorOf(cursor);
      const audits = await store.audits(companyId, { ...query, userId }, { limit, after });
      const last = audits.at(-1);
      return { audits, next: last && audits.length === limit ? `${last.atMs}_${last.auditId}` : null };
    },
  );
  const user = z.object({ userId: z.string(), name: z.string() });
  route(
    {
      ...{ method: 'get', path: '/api/audits/users', allow: [...allow], answer: z.array(user) },
      summary: 'Everybody who appears in the audit log',
    },
    () => store.auditUsers(companyId),
  );
  route(
    {
      ...{ method: 'get', path: '/api/audits.csv', allow: [...allow], query: filter, answer: z.string() },
      ...{ summary: 'The audit log for a spreadsheet, at most 50,000 rows', text: 'text/csv' },
    },
    async ({ query: { user: userId, ...query }, user, response }) => {
      await store.audit(companyId, byOf(user, parts), { action: 'audit.exported', subject: companyId });
      response.attachment('audit-log.csv');
      return auditCsv(
        await store.audits(companyId, { ...query, userId }, { limit: exportedMax, after: null }),
      );
    },
  );
}

function cursorOf(cursor: string): Cursor {
  const [, atMs, id] = /^(\d{1,16})_([\w-]+)$/.exec(cursor) ?? [];
  if (atMs === undefined || id === undefined)
    throw problem('INPUT_INVALID', { problem: 'cursor: not one of a page before' });
  return { atMs: Number(atMs), id };
}
