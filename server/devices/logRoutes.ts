/** The attendance log: every record of every terminal once, filtered, in pages or as a file; and the numbers above it. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Audited, By } from '../access/audit.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import { addDays, calendarDay, localDateOf } from '../shifts/localTime.ts';
import type { DeviceWidgets } from '../wire.ts';
import { byOf, devicesPath } from './deviceRoutes.ts';
import { deviceLogCsv } from './deviceLogCsv.ts';
import type { LogFilter, LogStore } from './logStore.ts';
import { logPage, widgets } from './shapes.ts';
import type { StartedDevices } from './startDevices.ts';

export type LogParts = {
  companyId: string;
  clock: () => number;
  /** Of the company: for which records are of today. */
  timeZone: () => string;
  logs: LogStore;
  devices: StartedDevices;
  noteRead: (by: By, audited: Audited) => Promise<void>;
};

const path = '/api/device-logs';
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-20');
const id = z.string().max(100);
const filter = z.object({
  ...{ from: date.optional(), to: date.optional(), deviceId: id.optional(), personId: id.optional() },
  search: z.string().trim().max(100).optional(),
  unmatched: z.enum(['true', 'false']).optional(),
  status: z.coerce.number().int().min(0).max(255).optional(),
  verify: z.coerce.number().int().min(0).max(255).optional(),
  source: z.enum(['read', 'live', 'push']).optional(),
});
const page = filter.extend({
  most: z.coerce.number().int().min(1).max(500).default(100),
  after: z
    .string()
    .regex(/^\d+ [\w-]{1,100}$/)
    .optional(),
});
/** What a spreadsheet opens; more is exported in parts. */
const fileRowsMost = 500_000;

export function logRoutes(route: Route, parts: LogParts): void {
  const { companyId, logs, clock, noteRead } = parts;
  const allow = ['read', 'Device'] as const;
  route(
    {
      ...{ method: 'get', path, query: page, answer: logPage, allow: [...allow] },
      summary: 'Records of terminals, newest first; dates of the company, both included',
    },
    async ({ query: { most, after, ...asked }, user }) => {
      await noteRead(byOf(user, { clock }), { action: 'deviceLog.read', subject: companyId });
      return logs.page(companyId, filterOf(asked, parts), { most, after });
    },
  );
  route(
    {
      ...{ method: 'get', path: `${path}.csv`, query: filter, answer: z.string(), text: 'text/csv' },
      ...{ allow: [...allow], summary: 'The same for a spreadsheet' },
    },
    async ({ query, user, response }) => {
      const wanted = filterOf(query, parts);
      const { total } = await logs.page(companyId, wanted, { most: 1, after: undefined });
      if (total > fileRowsMost)
        throw problem('INPUT_INVALID', { problem: `from: more than ${fileRowsMost} records` });
      const detail = { from: query.from ?? '', to: query.to ?? '', count: total };
      const audited = { action: 'deviceLog.exported', subject: companyId, detail };
      await parts.devices.store.noteDone(companyId, byOf(user, { clock }), audited);
      response.attachment('attendance-log.csv');
      return deviceLogCsv(logs.all(companyId, wanted));
    },
  );
  route(
    {
      ...{ method: 'get', path: `${devicesPath}/widgets`, answer: widgets, allow: [...allow] },
      summary: 'How many records, of today and yesterday, fingers and faces',
    },
    () => widgetsOf(parts),
  );
}

function filterOf(
  { from, to, unmatched, ...rest }: z.output<typeof filter>,
  { timeZone }: LogParts,
): LogFilter {
  for (const day of [from, to])
    if (day !== undefined && !DateTime.fromISO(day).isValid)
      throw problem('INPUT_INVALID', { problem: `${day}: not on the calendar` });
  return {
    ...rest,
    ...(unmatched === 'true' ? { unmatched: true } : {}),
    fromMs: from === undefined ? 0 : calendarDay(timeZone(), from).fromMs,
    toMs: to === undefined ? Number.MAX_SAFE_INTEGER : calendarDay(timeZone(), to).toMs,
  };
}

async function widgetsOf({ companyId, clock, timeZone, logs, devices }: LogParts): Promise<DeviceWidgets> {
  const today = localDateOf(timeZone(), clock());
  const countOn = (day: string): Promise<number> => {
    const { fromMs, toMs } = calendarDay(timeZone(), day);
    return logs.count(companyId, fromMs, toMs);
  };
  const stored = await logs.templates(companyId);
  const views = devices.views().filter(({ state }) => state !== 'quarantined');
  // A finger is on several terminals: where templates are not stored here, there are at least as many as on the fullest.
  const fullest = (kind: 'fingers' | 'faces'): number =>
    Math.max(0, ...views.map(({ counts }) => counts?.[kind] ?? 0));
  return {
    logs: await logs.count(companyId, 0, Number.MAX_SAFE_INTEGER),
    logsToday: await countOn(today),
    logsYesterday: await countOn(addDays(today, -1)),
    fingers: Math.max(stored.fingers, fullest('fingers')),
    faces: Math.max(stored.faces, fullest('faces')),
    devices: views.map(({ deviceId, name, logs: own }) => ({ deviceId, name, logs: own })),
  };
}
