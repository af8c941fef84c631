/** Goal: HR reads, downloads, shares and corrects days. Method: a real server whose clock is moved, asked as a browser would. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/openDatabase.ts';
import type { AuditEntry, DayCorrection, Report, ReportLink, ReportWeek } from '../../server/wire.ts';
import { type Client, codeOf, startTestServer, type TestServer } from '../helpers/testServer.ts';

/** 20 November 2026, 16:00 in Jakarta. */
let nowMs = Date.UTC(2026, 10, 20, 9);
const timers: (() => void)[] = [];
const clock = {
  now: () => nowMs,
  every: (_: number, run: () => void) => {
    timers.push(run);
    return () => void timers.splice(timers.indexOf(run), 1);
  },
};
const day = '2026-11-20';
let server: TestServer;
let owner: Client;
let hr: Client;
let personId = '';

beforeAll(async () => {
  server = await startTestServer({ overrides: { clock } });
  owner = await server.admin();
  const added = await owner.call('POST', '/api/people', { name: 'Ana' });
  personId = (added.body as { personId: string }).personId;
  hr = await server.signedInAs('hr');
  await withDatabase(async (db, companyId) => {
    const evidence = JSON.stringify({ score: 0.8, margin: 0.3, faces: 5, trackId: 1 });
    const place = { companyId, personId, cameraId: 'hall', area: 'Hall', evidence };
    const from = Date.UTC(2026, 10, 20, 1);
    await db('sojourns').insert({ id: 's1', ...place, fromMs: from, toMs: from + 3_600_000 });
  });
});
afterAll(() => server.remove());

type Db = Awaited<ReturnType<typeof openDatabase>>;
async function withDatabase<T>(work: (db: Db, companyId: string) => Promise<T>): Promise<T> {
  const db = await openDatabase(join(server.config.dataDir));
  try {
    const { id } = await db('companies').first<{ id: string }>('id');
    return await work(db, id);
  } finally {
    await db.destroy();
  }
}
const reportOf = async (client: Client, query = `from=${day}&to=${day}`): Promise<Report> =>
  (await client.call('GET', `/api/reports?${query}`)).body as Report;

test('a report tells the day, and that it was read is written down', async () => {
  const { days, totals, company } = await reportOf(hr);
  expect(company).toBe('Harbour');
  expect(days).toMatchObject([
    { name: 'Ana', status: 'noShift', presentMs: 3_600_000, timeZone: 'Asia/Jakarta' },
  ]);
  expect(totals).toMatchObject({ days: 1, daysPresent: 1 });
  const { audits } = (await owner.call('GET', '/api/audits')).body as { audits: AuditEntry[] };
  expect(audits.some(({ action }) => action === 'report.read')).toBe(true);
});

test('a supervisor gets their own people only', async () => {
  const supervisor = await server.signedInAs('supervisor');
  expect((await reportOf(supervisor)).days).toEqual([]);
  const one = await supervisor.call('GET', `/api/reports?from=${day}&to=${day}&personId=${personId}`);
  expect(codeOf(one)).toBe('NOT_YOURS');
});

test('what cannot be asked is said clearly', async () => {
  for (const query of ['from=2026-11-20&to=2026-11-19', 'from=2026-13-01&to=2026-13-01', 'from=2026-11-20'])
    expect(codeOf(await hr.call('GET', `/api/reports?${query}`))).toBe('INPUT_INVALID');
  expect(codeOf(await hr.call('GET', '/api/reports?from=2020-01-01&to=2026-11-20'))).toBe('REPORT_TOO_LONG');
});

test('weeks stand side by side up to the last day', async () => {
  const weeks = (await hr.call('GET', `/api/reports/weeks?from=${day}&to=${day}`)).body as ReportWeek[];
  expect([weeks.length, weeks.at(-1)?.week]).toEqual([8, '2026-11-16']);
  expect(weeks.at(-1)?.totals.presentMs).toBe(3_600_000);
});

test.each([
  ['xlsx', 'PK'],
  ['pdf', '%PDF'],
  ['csv', 'date,'],
])('as a file: %s', async (format, begins) => {
  const answer = await hr.call('GET', `/api/reports/file?from=${day}&to=${day}&format=${format}`);
  expect(answer.status).toBe(200);
  expect(String(answer.body).replace('\uFEFF', '')).toMatch(new RegExp(`^${begins}`));
  expect(answer.headers.get('content-disposition')).toContain(`whereabouts-${day}.${format}`);
});

test('a link opens without sign-in until it expires, and says then that it is over', async () => {
  const made = await hr.call('POST', '/api/reports/links', { from: day, to: day, format: 'csv' });
  expect(made.status).toBe(201);
  const { url, expiresAtMs } = made.body as ReportLink;
  const path = new URL(url).pathname;
  expect(String((await server.client().call('GET', path)).body)).toContain('Ana');
  expect(server.logged()).not.toContain(path);
  const before = nowMs;
  nowMs = expiresAtMs;
  expect(codeOf(await server.client().call('GET', path))).toBe('LINK_OVER');
  const page = await server.client().call('GET', path, undefined, { accept: 'text/html' });
  expect([page.status, String(page.body)]).toEqual([410, expect.stringContaining('the link has expired')]);
  nowMs = before;
  expect((await server.client().call('GET', '/r/made-up')).status).toBe(410);
});

test('a day is set right by hand, counts so in the report, and can be taken back', async () => {
  const path = `/api/people/${personId}/days/${day}/corrections`;
  const said = { field: 'presentMs', value: 28_800_000, why: 'worked at the client' };
  expect((await hr.call('POST', path, said)).status).toBe(201);
  expect(await reportOf(hr)).toMatchObject({
    days: [{ presentMs: 28_800_000, automatic: { presentMs: 3_600_000 }, corrections: [{ by: 'The hr' }] }],
    totals: { presentMs: 28_800_000 },
  });
  await hr.call('POST', path, { ...said, value: null });
  expect((await reportOf(hr)).days).toMatchObject([{ presentMs: 3_600_000, automatic: null }]);
  expect((await hr.call('GET', path)).body as DayCorrection[]).toHaveLength(2);
  expect(codeOf(await hr.call('POST', path, { ...said, why: ' ' }))).toBe('INPUT_INVALID');
  const ahead = path.replace(day, '2026-11-25');
  expect(codeOf(await hr.call('POST', ahead, said))).toBe('DAY_TO_COME');
});

test('the daily report goes to HR once, at its time', async () => {
  await owner.call('PATCH', '/api/settings', {
    reportAt: '19:00',
    publicUrl: 'https://presence.example.com',
  });
  const runs = () => withDatabase((db) => db('report_runs').select<{ date: string }[]>('date'));
  const look = async (): Promise<void> => {
    for (const run of [...timers]) run();
    await new Promise((resolve) => setTimeout(resolve, 300));
  };
  await look();
  expect(await runs()).toEqual([]);
  nowMs = Date.UTC(2026, 10, 20, 12, 0, 1);
  await look();
  await look();
  expect(await runs()).toMatchObject([{ date: day }]);
  const sent = await withDatabase((db) =>
    db('messages').where({ template: 'dailyReport' }).select<{ variables: string }[]>('variables'),
  );
  expect(sent.length).toBeLessThanOrEqual(1);
  for (const { variables } of sent) expect(variables).toContain('https://presence.example.com/r/');
});
