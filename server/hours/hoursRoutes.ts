/** The file of hours as an administrator sets it up: how it is, how it would look, written now, and what to do when it is stuck. */
import { z } from 'zod';
import type { Audited, By } from '../access/audit.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import { isLocalDate } from '../shifts/localTime.ts';
import type {
  HoursFolderTest,
  HoursPreview,
  HoursProblem,
  HoursRun,
  HoursRunAnswer,
  HoursView,
  Me,
} from '../wire.ts';
import { hoursConfig, hoursLayout, mustFit } from './hoursConfig.ts';
import { hoursPreview } from './hoursPreview.ts';
import { rowText, startText } from './layoutRows.ts';
import type { StartedHours } from './startHours.ts';

export type HoursParts = {
  companyId: string;
  dataDir: string;
  clock: () => number;
  hours: StartedHours;
  noteRead: (by: By, audited: Audited) => Promise<void>;
};

const path = '/api/hours-export';
const choice = z.enum(['append', 'aside', 'written', 'again']);
const view = z.object({
  config: hoursConfig,
  waiting: z.number(),
  last: z
    .object({ atMs: z.number(), rows: z.number(), file: z.string(), by: z.string().nullable() })
    .nullable() satisfies z.ZodType<HoursRun | null>,
  nextMs: z.number().nullable(),
  running: z.object({ sinceMs: z.number(), rows: z.number() }).nullable(),
  problem: z
    .object({ code: z.string(), sentence: z.string(), sinceMs: z.number(), choices: z.array(choice) })
    .nullable() satisfies z.ZodType<HoursProblem | null>,
}) satisfies z.ZodType<HoursView>;
const ran = z.object({
  ended: z.boolean(),
  rows: z.number(),
  file: z.string(),
}) satisfies z.ZodType<HoursRunAnswer>;
const tested = z.object({
  problem: z.string().nullable(),
  file: z.string(),
  bytes: z.number().nullable(),
}) satisfies z.ZodType<HoursFolderTest>;
const preview = z.object({
  header: z.string().nullable(),
  lines: z.array(z.string()),
  made: z.boolean(),
}) satisfies z.ZodType<HoursPreview>;
const date = z.string().refine(isLocalDate, 'a date such as 2026-11-20');

/** What a proxy in between bears; a run of a million rows goes on without anybody waiting. */
const answerWithinMs = 15_000;
const previewRows = 5;
/** More is asked for in parts. */
const fileRowsMost = 200_000;

export function hoursRoutes(route: Route, parts: HoursParts): void {
  const { hours, clock, dataDir } = parts;
  route(
    {
      ...{ method: 'get', path, allow: ['read', 'Settings'], answer: view },
      summary: 'The file of hours: how it is set up, what waits, when it was written last, what is wrong',
    },
    () => hours.view(),
  );
  route(
    {
      ...{ method: 'put', path, allow: ['update', 'Settings'], body: hoursConfig, answer: view },
      summary: 'Set it up; it holds at once',
    },
    async ({ body, user }) => {
      mustFit(body, dataDir);
      await hours.save(body, { userId: user.userId, nowMs: clock() });
      return hours.view();
    },
  );
  route(
    {
      ...{ method: 'post', path: `${path}/try`, allow: ['update', 'Settings'], answer: tested },
      summary: 'Write a small file into the folder, and take it away again',
      body: hoursConfig.pick({ folder: true, fileName: true }),
    },
    ({ body }) => {
      mustFit({ ...body, on: true }, dataDir);
      return hours.tryFolder(body);
    },
  );
  runRoutes(route, parts);
  rowRoutes(route, parts);
}

function runRoutes(route: Route, { hours, clock }: HoursParts): void {
  const asked = (user: Me) => ({ userId: user.userId, name: user.name, nowMs: clock() });
  route(
    {
      ...{ method: 'post', path: `${path}/run`, allow: ['update', 'Settings'], answer: ran },
      summary: 'Write what waits now',
      body: z.object({}),
    },
    ({ user }) => inTime(hours.run({ ...asked(user), choice: null })),
  );
  route(
    {
      ...{ method: 'post', path: `${path}/decide`, allow: ['update', 'Settings'], answer: ran },
      summary: 'Decide what it is stuck with, and write what waits',
      body: z.object({ choice }),
    },
    ({ body, user }) => inTime(hours.run({ ...asked(user), choice: body.choice })),
  );
}

function rowRoutes(route: Route, { companyId, hours, clock, noteRead }: HoursParts): void {
  route(
    {
      ...{ method: 'post', path: `${path}/preview`, allow: ['read', 'Settings'], answer: preview },
      summary: 'How the first rows would look',
      body: hoursConfig.pick({ who: true, fromDate: true }).extend({ layout: hoursLayout }),
    },
    async ({ body: { layout, ...wanted }, user }) => {
      const by = { userId: user.userId, nowMs: clock() };
      await noteRead(by, { action: 'deviceLog.read', subject: companyId });
      return hoursPreview(await hours.store.examples(wanted, previewRows), layout);
    },
  );
  route(
    {
      ...{ method: 'get', path: `${path}/file`, allow: ['update', 'Settings'], text: 'text/csv' },
      summary: 'Rows of chosen days as a file of the same layout; nothing is marked as written',
      ...{ query: z.object({ from: date, to: date }), answer: z.string() },
    },
    async ({ query: { from, to }, user, response }) => {
      if (to < from) throw problem('INPUT_INVALID', { problem: 'to: not a day after from' });
      const { who, layout, fileName } = hours.config();
      const rows = await hours.store.span({ who, fromDate: '' }, from, to, fileRowsMost);
      if (rows.length > fileRowsMost)
        throw problem('INPUT_INVALID', { problem: `from: more than ${fileRowsMost} records` });
      const by = { userId: user.userId, nowMs: clock() };
      await hours.store.noteDone(by, 'hours.downloaded', { from, to, rows: rows.length });
      response.attachment(fileName.replace(/(\.\w+)$/, `-${from}-${to}$1`));
      return startText(layout) + rows.map((row) => rowText(row, layout)).join('');
    },
  );
}

/** A run that takes longer goes on; the page asks how far it is. */
async function inTime(run: Promise<{ rows: number; file: string }>): Promise<HoursRunAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HoursRunAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ ended: false, rows: 0, file: '' }), answerWithinMs);
  });
  try {
    return await Promise.race([run.then((done) => ({ ended: true, ...done })), late]);
  } finally {
    clearTimeout(timer);
    run.catch(() => undefined);
  }
}
