/** What another program reads with a key, and what is exported for a spreadsheet. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Audited, By } from '../access/audit.ts';
import type { Scope } from '../access/scope.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import type { Me, PersonView, PresenceEntry, PunchRow } from '../wire.ts';
import { punchCsv } from './punchCsv.ts';
import { type PunchNeeds, punchFacts, punchRow } from './punchRows.ts';

export type ExportParts = PunchNeeds & {
  clock: () => number;
  presences: () => PersonView[];
  noteRead: (by: By, audited: Audited) => Promise<void>;
};

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-20');
const range = z.object({ from: date, to: date });
const row = z.object({
  personId: z.string(),
  code: z.string().nullable(),
  name: z.string(),
  atMs: z.number(),
  time: z.string(),
  direction: z.enum(['in', 'out', 'unknown']),
  area: z.string().nullable(),
  source: z.enum(['camera', 'terminal', 'kiosk', 'badge', 'phone', 'manual']),
  deviceId: z.string(),
}) satisfies z.ZodType<PunchRow>;
const entry = z.object({
  personId: z.string(),
  code: z.string().nullable(),
  name: z.string(),
  state: z.string(),
  area: z.string().nullable(),
  sinceMs: z.number().nullable(),
  lastSeenMs: z.number().nullable(),
}) satisfies z.ZodType<PresenceEntry>;
const path = '/api/exports/punches';
/** More in one answer is asked for in parts. */
const daysMost = 92;

export function exportRoutes(route: Route, parts: ExportParts): void {
  const allow = ['read', 'Report'] as const;
  const spec = { method: 'get', query: range } as const;
  route(
    {
      ...{ ...spec, path, allow: [...allow], answer: z.array(row) },
      summary: 'Who came and went, seen by cameras or punched, from one local day to another, both included',
    },
    ({ query, user, scope }) => exported(query, user, scope, parts),
  );
  route(
    {
      ...{ ...spec, path: `${path}.csv`, allow: [...allow], answer: z.string(), text: 'text/csv' },
      summary: 'The same for a spreadsheet or another program',
    },
    async ({ query, user, scope, response }) => {
      const rows = await exported(query, user, scope, parts);
      response.attachment(`punches-${query.from}-${query.to}.csv`);
      return punchCsv(rows);
    },
  );
  route(
    {
      ...{ method: 'get', path: '/api/presence', allow: ['read', 'Presence'], answer: z.array(entry) },
      summary: 'Where everybody is now, as far as the reader may see them',
    },
    ({ scope }) => parts.presences().filter(({ personId }) => scope.sees(personId)),
  );
}

async function exported(query: z.output<typeof range>, user: Me, scope: Scope, parts: ExportParts) {
  const nowMs = parts.clock();
  const days = daysOf(query, parts.timeZone());
  await parts.noteRead(
    { userId: user.userId, nowMs },
    { action: 'punch.exported', subject: parts.companyId, detail: query },
  );
  const facts = await punchFacts(parts, { ...days, nowMs });
  return facts.filter(({ personId }) => scope.sees(personId)).map((fact) => punchRow(fact, parts));
}

function daysOf({ from, to }: z.output<typeof range>, zone: string): { fromMs: number; toMs: number } {
  const first = DateTime.fromISO(from, { zone });
  const last = DateTime.fromISO(to, { zone });
  const days = last.diff(first, 'days').days + 1;
  if (!first.isValid || !last.isValid || days < 1)
    throw problem('INPUT_INVALID', { problem: 'to: not a day after from' });
  if (days > daysMost + 0.5) throw problem('INPUT_INVALID', { problem: `to: at most ${daysMost} days` });
  return { fromMs: first.toMillis(), toMs: last.plus({ days: 1 }).toMillis() };
}
