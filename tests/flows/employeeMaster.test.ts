/** Goal: two lists decide who works here, and no broken list fires anybody. Method: real folders, files and HTTP servers before a real server. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  EmployeeMaster,
  EmployeePreview,
  EmployeeRole,
  EmployeeRow,
  EmployeeRowPage,
  EmployeeRules,
  EmployeeRun,
  EmployeeSource,
  NoticeView,
  Person,
  ProblemView,
} from '../../server/wire.ts';
import { type HandClock, handClock } from '../helpers/handClock.ts';
import { type Client, codeOf, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const minute = 60_000;
const hour = 60 * minute;

let folder: string;
let clock: HandClock;
let server: TestServer;
let owner: Client;
const servers: Server[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-employees-'));
  for (const name of ['active', 'left']) mkdirSync(join(folder, name));
  // 09:00 in Jakarta.
  clock = handClock(Date.UTC(2026, 10, 20, 2));
  server = await startTestServer({ folder: join(folder, 'server'), overrides: { clock } });
  owner = await server.admin();
});
afterEach(async () => {
  await server.stop();
  for (const each of servers.splice(0)) each.close();
  rmSync(folder, { recursive: true, force: true });
});

let written = 0;
/** Each newer than the one before, whatever the file system's clock can tell apart. */
function write(name: string, text: string | Buffer): void {
  const path = join(folder, name);
  writeFileSync(path, text);
  const atS = 1_760_000_000 + ++written;
  utimesSync(path, atS, atS);
}
const csv = (name: 'active' | 'left', which: 'newest' | 'all' | 'new' = 'newest'): EmployeeSource => ({
  ...{ kind: 'csv', folder: join(folder, name), pattern: '*.csv', which },
});
const plainConfig = { columns: {}, statuses: [], dateOrder: 'dayFirst' as const };
const put = (role: EmployeeRole, source: EmployeeSource, more: object = {}) =>
  owner.call('PUT', `/api/employees/sources/${role}`, { source, ...plainConfig, ...more });
const usual: EmployeeRules = {
  ...{ runAt: '', missing: 'leave', missingDays: 3, inBoth: 'deactivate' },
  ...{ shortPercent: 80, mostPercent: 5, mostPeople: 5 },
};
const master = async (): Promise<EmployeeMaster> =>
  (await owner.call('GET', '/api/employees')).body as EmployeeMaster;
const people = async (): Promise<Person[]> =>
  (await owner.call('GET', '/api/people?deactivated=all')).body as Person[];
const working = async (): Promise<string[]> =>
  (await people()).flatMap(({ code, deactivatedAtMs }) => (deactivatedAtMs === null ? (code ?? '–') : []));

async function ended(answer: { status: number; body: unknown }): Promise<EmployeeRun> {
  expect([answer.status, answer.body]).toMatchObject([202, { outcome: expect.any(String) as string }]);
  const { runId } = answer.body as EmployeeRun;
  let run: EmployeeRun | undefined;
  await eventually(async () => {
    run = (await owner.call('GET', `/api/employees/runs/${runId}`)).body as EmployeeRun;
    expect(run.outcome).not.toBe('running');
  });
  return run as EmployeeRun;
}
const run = async (dryRun = false): Promise<EmployeeRun> =>
  ended(await owner.call('POST', '/api/employees/runs', { dryRun }));
const rowsOf = async ({ runId }: EmployeeRun): Promise<EmployeeRow[]> =>
  ((await owner.call('GET', `/api/employees/runs/${runId}/rows`)).body as EmployeeRowPage).rows;

const names = ['Ana', 'Bo', 'Cy', 'Di', 'Eko', 'Fitri', 'Gus', 'Hadi', 'Ika', 'Joko'];
const listOf = (count: number, from = 0): string =>
  [
    'Code;Name;Team',
    ...names.slice(from, from + count).map((name, at) => `K${from + at + 1};${name};Gate`),
  ].join('\n');

describe('from two folders of CSV', () => {
  beforeEach(async () => {
    write('active/monday.csv', listOf(10));
    write('left/monday.csv', 'Code,Last day\nX1,2020-01-01\n');
    await put('active', csv('active'));
    await put('terminated', csv('left'));
    // Who is in both lists goes: as it is set up, nobody would.
    await owner.call('PUT', '/api/employees/rules', usual);
  });

  test('whom somebody reactivates stays, however long the list of who left keeps them', async () => {
    await run();
    clock.advance(24 * hour);
    owner = await server.admin();
    for (const row of ['Code,Last day\nK1,21/11/2026\n', 'Code\nK1\n']) {
      write('left/tuesday.csv', row);
      expect((await run()).counts).toMatchObject({ deactivate: 1 });
      const ana = (await people()).find(({ code }) => code === 'K1');
      clock.advance(hour);
      await owner.call('PATCH', `/api/people/${ana?.personId}`, { deactivated: false });
      for (let night = 0; night < 2; night++) {
        clock.advance(24 * hour);
        owner = await server.admin();
        const next = await run();
        expect(next).toMatchObject({ outcome: 'done', counts: { deactivate: 0 } });
        expect((await rowsOf(next)).map(({ code, reasons }) => [code, reasons[0]?.kind])).toEqual([
          ['K1', 'leftBefore'],
        ]);
      }
      write('left/tuesday.csv', 'Code\nX1\n');
      await run();
    }
  });

  test('few of both lists a day are many within a week', async () => {
    await run();
    for (const [count, outcome] of [
      [3, 'done'],
      [5, 'done'],
      [7, 'alarm'],
    ] as const) {
      clock.advance(24 * hour);
      owner = await server.admin();
      const left = Array.from({ length: count }, (_, at) => `K${at + 1},20/11/2026`);
      write('left/tuesday.csv', ['Code,Last day', ...left].join('\n'));
      expect(await run()).toMatchObject({ outcome });
    }
    expect(await working()).toHaveLength(5);
    clock.advance(8 * 24 * hour);
    owner = await server.admin();
    expect(await run()).toMatchObject({ outcome: 'done', counts: { deactivate: 2 } });
  });

  test('people are added, changed, deactivated with their history kept, and each row says what it became', async () => {
    const first = await run();
    expect(first).toMatchObject({
      outcome: 'done',
      by: 'Ada',
      counts: { add: 10 },
      read: { active: { what: 'monday.csv', rows: 10 } },
    });
    expect(await working()).toHaveLength(10);
    // UTF-16 as Excel writes it, with a mark, tabs and another order of columns.
    const renamed = listOf(10).replace('Bo;', 'Bo Santoso;').replaceAll(';', '\t');
    write('active/tuesday.csv', Buffer.from(`\ufeff${renamed}`, 'utf16le'));
    write('left/tuesday.csv', 'Code,Last day\nK1,20/11/2026\nK3,21/11/2026\n');
    const second = await run();
    expect(second.counts).toMatchObject({ add: 0, change: 1, deactivate: 1, unchanged: 8 });
    expect(
      (await rowsOf(second)).map(({ code, action, reasons }) => [code, action, reasons[0]?.kind]),
    ).toEqual([
      ['K2', 'change', undefined],
      ['K1', 'deactivate', 'left'],
      ['K3', 'ignored', 'notYet'],
    ]);
    expect((await people()).find(({ code }) => code === 'K1')).toMatchObject({
      name: 'Ana',
      deactivatedAtMs: clock.now(),
    });
    const { audits } = (await owner.call('GET', '/api/audits')).body as { audits: { action: string }[] };
    expect(audits.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['person.deactivated', 'employees.ran', 'employees.sourceChanged']),
    );
    clock.advance(24 * hour);
    owner = await server.admin();
    expect((await run()).counts).toMatchObject({ deactivate: 1 });
    expect(await working()).not.toContain('K3');
  });

  test('a dry run says the same and changes nothing', async () => {
    const dry = await run(true);
    expect(dry).toMatchObject({ outcome: 'done', dryRun: true, counts: { add: 10 } });
    expect(await people()).toEqual([]);
    expect((await run()).counts).toEqual(dry.counts);
  });

  test.each([
    ['half of it', () => write('active/tuesday.csv', listOf(5))],
    ['a file without rows', () => write('active/tuesday.csv', 'Code;Name\n')],
    ['a file that lacks the codes', () => write('active/tuesday.csv', 'Name;Team\nAna;Gate\n')],
    [
      'a quotation mark that never ends',
      () => write('active/tuesday.csv', `Code;Name\nK1;"Ana\n${'x'.repeat(99)}`),
    ],
    ['one code for two people', () => write('active/tuesday.csv', `${listOf(10)}\nK1;Somebody Else;Gate`)],
    ['no folder at all', () => rmSync(join(folder, 'active'), { recursive: true })],
    [
      'many who left',
      () =>
        write(
          'left/tuesday.csv',
          `Code\n${names
            .slice(0, 6)
            .map((_, at) => `K${at + 1}`)
            .join('\n')}`,
        ),
    ],
  ])('a suspicious list stops the run, changes nobody, and is told: %s', async (_, spoil) => {
    await run();
    spoil();
    const stopped = await run();
    expect(stopped).toMatchObject({
      outcome: 'alarm',
      alarms: [{ problem: expect.stringMatching(/^Cannot /) as string }],
    });
    expect(await working()).toHaveLength(10);
    const problems = (await owner.call('GET', '/api/problems')).body as ProblemView[];
    expect(problems).toContainEqual(
      expect.objectContaining({ problemId: 'employees', text: stopped.alarms[0]?.problem }),
    );
    clock.advance(1_000);
    await eventually(async () => {
      const { notices } = (await owner.call('GET', '/api/notices?kind=jobFailed')).body as {
        notices: NoticeView[];
      };
      expect(notices).toMatchObject([{ subjectId: 'employees', untilMs: null }]);
    });
  });

  test('a person may let it run in spite of the alarm: the plan they looked at, and no other', async () => {
    await run();
    write(
      'left/tuesday.csv',
      `Code\n${names
        .slice(0, 6)
        .map((_, at) => `K${at + 1}`)
        .join('\n')}`,
    );
    const stopped = await run();
    expect(stopped).toMatchObject({
      alarms: [{ kind: 'many' }],
      canRunInSpite: true,
      counts: { deactivate: 6 },
    });
    const inSpite = (confirm: string, { runId } = stopped) =>
      owner.call('POST', `/api/employees/runs/${runId}/in-spite`, { confirm });
    expect(codeOf(await inSpite('harbour?'))).toBe('EMPLOYEES_NOT_CONFIRMED');
    write(
      'left/wednesday.csv',
      `Code\n${names
        .slice(0, 7)
        .map((_, at) => `K${at + 1}`)
        .join('\n')}`,
    );
    const other = await ended(await inSpite('Harbour'));
    expect(other).toMatchObject({
      outcome: 'alarm',
      problem: expect.stringContaining('changed meanwhile') as string,
    });
    expect(await working()).toHaveLength(10);
    expect(codeOf(await inSpite('Harbour'))).toBe('EMPLOYEES_NO_PLAN');
    const done = await ended(await inSpite('Harbour', other));
    expect(done).toMatchObject({ outcome: 'done', trigger: 'inSpite', by: 'Ada', counts: { deactivate: 7 } });
    expect(await working()).toHaveLength(3);
    expect(
      ((await owner.call('GET', '/api/problems')).body as ProblemView[]).map(({ problemId }) => problemId),
    ).not.toContain('employees');
  });

  test('it runs once a day at its time, makes up for a night off, and tries again later what could not be read', async () => {
    const scheduled = async () => (await master()).runs.filter(({ trigger }) => trigger === 'schedule');
    await owner.call('PUT', '/api/employees/rules', { ...usual, runAt: '03:00' });
    clock.advance(minute);
    await server.app.stop();
    // Three in the morning passes while nothing runs.
    clock.advance(20 * hour);
    server = await startTestServer({ folder: join(folder, 'server'), overrides: { clock } });
    owner = await server.admin();
    clock.advance(minute);
    await eventually(async () =>
      expect(await scheduled()).toMatchObject([{ outcome: 'done', counts: { add: 10 } }]),
    );
    for (let each = 0; each < 5; each++) clock.advance(minute);
    expect(await scheduled()).toHaveLength(1);
    rmSync(join(folder, 'active'), { recursive: true });
    clock.advance(24 * hour);
    owner = await server.admin();
    await eventually(async () => expect((await scheduled())[0]).toMatchObject({ outcome: 'alarm' }));
    mkdirSync(join(folder, 'active'));
    write('active/back.csv', listOf(10));
    clock.advance(30 * minute);
    expect((await scheduled())[0]).toMatchObject({ outcome: 'alarm' });
    clock.advance(31 * minute);
    await eventually(async () => expect((await scheduled())[0]).toMatchObject({ outcome: 'done' }));
    // Both tries of that day are one run.
    expect(await scheduled()).toHaveLength(2);
  });

  test('files of who left are read once, also when they tell of a day to come', async () => {
    await put('terminated', csv('left', 'new'));
    await run();
    write('left/one.csv', 'Code,Last day\nK1,25/11/2026\nK2,20/11/2026\n');
    expect((await run()).counts).toMatchObject({ deactivate: 1 });
    rmSync(join(folder, 'left/one.csv'));
    expect((await run()).read.terminated).toMatchObject({ rows: 0 });
    clock.advance(5 * 24 * hour);
    owner = await server.admin();
    expect((await run()).counts).toMatchObject({ deactivate: 1, conflict: 1 });
    expect(await working()).toHaveLength(8);
  });

  test('who vanished stays, or goes after so many days; who comes back to the list comes back', async () => {
    await owner.call('PUT', '/api/employees/rules', { ...usual, missing: 'deactivate', missingDays: 2 });
    await run();
    write('active/tuesday.csv', listOf(9));
    expect((await run()).counts).toMatchObject({ deactivate: 0, ignored: 1 });
    expect((await run()).counts).toMatchObject({ deactivate: 0 });
    clock.advance(24 * hour);
    owner = await server.admin();
    expect((await run()).counts).toMatchObject({ deactivate: 1 });
    write('active/thursday.csv', listOf(10));
    expect((await run()).counts).toMatchObject({ reactivate: 1 });
    expect(await working()).toHaveLength(10);
  });

  test('the person of an administrator does not go unsaid', async () => {
    await run();
    const [first] = await people();
    await server.signedInAs('admin', { personId: first?.personId ?? null });
    write('left/tuesday.csv', `Code\n${first?.code}\n`);
    const [row] = await rowsOf(await run());
    expect(row).toMatchObject({ action: 'deactivate' });
    expect(row?.reasons).toContainEqual({ kind: 'administrator', detail: 'The admin' });
  });

  test('erasing somebody erases what runs keep of them', async () => {
    await run(true);
    const done = await run();
    const [first] = await people();
    expect(await rowsOf(done)).toHaveLength(10);
    await owner.call('DELETE', `/api/people/${first?.personId}`);
    const left = (await Promise.all((await master()).runs.map(rowsOf))).flat();
    expect(left.map(({ name }) => name)).not.toContain(first?.name);
  });
});

test('killed amid a run nothing of it was done, and the next one does all of it', async () => {
  write('active/monday.csv', listOf(10));
  await put('active', csv('active'));
  const db = join(server.config.dataDir, 'whereabouts.sqlite');
  await server.stop();
  // As it lies there after the program was killed between the beginning and the one transaction of the end.
  const file = new Sqlite(db);
  const { id } = file.prepare('SELECT id FROM companies').get() as { id: string };
  file
    .prepare(
      "INSERT INTO employee_runs (id, companyId, trigger, dryRun, startedAtMs, outcome) VALUES ('r1', ?, 'hand', 0, 1, 'running')",
    )
    .run(id);
  file.close();
  server = await startTestServer({ folder: join(folder, 'server'), overrides: { clock } });
  owner = await server.admin();
  expect((await master()).runs).toMatchObject([{ runId: 'r1', outcome: 'stopped' }]);
  expect(await people()).toEqual([]);
  expect(await run()).toMatchObject({ outcome: 'done', counts: { add: 10 } });
});

async function serve(answer: RequestListener): Promise<string> {
  const http = createServer(answer);
  servers.push(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}
const json = (url: string, more: object = {}): EmployeeSource => ({
  ...{
    kind: 'http',
    url: `${url}/employees`,
    header: 'Authorization',
    rows: 'data.items',
    next: 'data.next',
    certificate: '',
  },
  ...more,
});

describe('over HTTP', () => {
  test('pages are followed, nested fields are columns, and the secret goes out and never comes back', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      asked.push(request.headers.authorization);
      const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page') ?? 0);
      const items = names
        .slice(page * 5, page * 5 + 5)
        .map((name, at) => ({ id: `K${page * 5 + at + 1}`, person: { name }, active: true }));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: { items, next: page === 0 ? '/employees?page=1' : null } }));
    });
    const columns = { name: 'person.name', code: 'id', status: 'active' };
    const body = {
      source: json(url),
      ...plainConfig,
      columns,
      statuses: ['yes'],
      secret: 'Bearer very-secret',
    };
    const preview = (await owner.call('POST', '/api/employees/sources/active/preview', body))
      .body as EmployeePreview;
    expect(preview).toMatchObject({
      total: 10,
      missing: [],
      columns: [{ name: 'id', field: 'code' }, { name: 'person.name', field: 'name' }, { field: 'status' }],
    });
    expect((await master()).sources.active).toBeNull();
    const kept = await owner.call('PUT', '/api/employees/sources/active', body);
    expect((kept.body as EmployeeMaster).sources.active).toMatchObject({ secretSet: true });
    expect(await run()).toMatchObject({ outcome: 'done', counts: { add: 10 } });
    expect(asked).toHaveLength(4);
    expect(new Set(asked)).toEqual(new Set(['Bearer very-secret']));
    const everything = [await master(), (await owner.call('GET', '/api/audits')).body, server.logged()];
    expect(JSON.stringify(everything)).not.toContain('very-secret');
    // Kept for its own server, whatever is changed there.
    const renamed = await put('active', json(`${url}/v2`));
    expect((renamed.body as EmployeeMaster).sources.active).toMatchObject({ secretSet: true });
  });

  const refuses: [string, RequestListener, RegExp][] = [
    ['a sign-in that is refused', (_, response) => response.writeHead(401).end(), /refuses the sign-in/],
    [
      'another site',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.2/' }).end(),
      /another site/,
    ],
    [
      'pages in a circle',
      (_, response) => response.end('{"data":{"items":[{"code":"K1"}],"next":"/employees"}}'),
      /circle/,
    ],
    [
      'a next page elsewhere',
      (_, response) => response.end('{"data":{"items":[],"next":"http://127.0.0.2/x"}}'),
      /another site/,
    ],
    ['something that is not JSON', (_, response) => response.end('<html>'), /not JSON/],
    ['no list', (_, response) => response.end('{"data":{}}'), /not a list/],
    [
      'an answer that breaks off',
      (_, response) =>
        void response.writeHead(200, { 'content-length': 99 }).write('{', () => response.destroy()),
      /broke off|cannot be reached/,
    ],
    [
      'more than it may',
      (_, response) => response.end(`{"data":"${'x'.repeat(21 * 1024 * 1024)}"}`),
      /larger than 20 MB/,
    ],
  ];
  test.each(refuses)('%s is refused with a reason', async (_, answer, why) => {
    const url = await serve(answer);
    const shown = await owner.call('POST', '/api/employees/sources/active/preview', {
      source: json(url),
      ...plainConfig,
      secret: 's',
    });
    expect([shown.status, codeOf(shown)]).toEqual([422, 'EMPLOYEES_UNREADABLE']);
    expect((shown.body as { error: { message: string } }).error.message).toMatch(why);
  });

  test('a redirect on the same site is followed', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/employees') response.writeHead(307, { location: '/v2' }).end();
      else response.end('{"data":{"items":[{"code":"K1","name":"Ana"}]}}');
    });
    const shown = await owner.call('POST', '/api/employees/sources/active/preview', {
      source: json(url),
      ...plainConfig,
    });
    expect(shown.body).toMatchObject({ total: 1 });
  });
});

test('what does not fit is refused: a query that writes, a folder without a root, each file once for who works here', async () => {
  const sqlite = (query: string, file = join(folder, 'hr.sqlite')): EmployeeSource => ({
    kind: 'sqlite',
    file,
    query,
  });
  const preview = async (source: EmployeeSource) =>
    owner.call('POST', '/api/employees/sources/active/preview', { source, ...plainConfig });
  expect(codeOf(await preview(sqlite('DELETE FROM staff')))).toBe('EMPLOYEES_UNREADABLE');
  expect(codeOf(await preview(sqlite('SELECT 1; DROP TABLE staff')))).toBe('EMPLOYEES_UNREADABLE');
  const own = await preview(sqlite('SELECT * FROM users', join(server.config.dataDir, 'whereabouts.sqlite')));
  expect((own.body as { error: { message: string } }).error.message).toContain('data folder of this server');
  expect(codeOf(await preview({ ...csv('active'), folder: 'active' } as EmployeeSource))).toBe(
    'EMPLOYEES_UNREADABLE',
  );
  expect(codeOf(await put('active', csv('active', 'new')))).toBe('INPUT_INVALID');
  expect(codeOf(await put('active', { ...csv('active'), pattern: '*' } as EmployeeSource))).toBe(
    'INPUT_INVALID',
  );
  expect(codeOf(await owner.call('POST', '/api/employees/runs', { dryRun: true }))).toBe(
    'EMPLOYEES_NO_SOURCE',
  );
});
