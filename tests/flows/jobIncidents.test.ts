/**
 * Goal: what the server cannot do by itself is an incident: administrators are told once, whatever is tried again or restarted
 * meanwhile, HR if it lasts, and whoever was told learns the end. Method: a real server with a clock of its own, a list that is too
 * short, a folder that is gone, and an administrator's open page.
 */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { firstConfig } from '../../server/hours/hoursConfig.ts';
import type {
  EmployeeRules,
  EmployeeRun,
  HoursView,
  IncidentDetails,
  IncidentView,
  NewPolicy,
  NoticeView,
  PoliciesView,
} from '../../server/wire.ts';
import { type HandClock, handClock } from '../helpers/handClock.ts';
import { openAlertedPage, passMinutes, soonBy } from '../helpers/incidentSteps.ts';
import { type Client, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

let folder: string;
let clock: HandClock;
let server: TestServer;
let owner: Client;
let page: Socket;
let texts: string[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-jobs-'));
  for (const name of ['active', 'payroll']) mkdirSync(join(folder, name));
  // 09:00 in Jakarta.
  clock = handClock(Date.UTC(2026, 10, 20, 2));
  texts = [];
  await start();
});
afterEach(async () => {
  page.disconnect();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  server = await startTestServer({ folder: join(folder, 'server'), overrides: { clock } });
  owner = await server.admin();
  page = await openAlertedPage(server.url, owner, texts);
}
async function restart(): Promise<void> {
  page.disconnect();
  await server.stop();
  await start();
}

const pass = (minutes: number): Promise<void> => passMinutes(clock, minutes, incidents);
const soon = (check: () => unknown): Promise<unknown> => soonBy(clock, check);

const incidents = async (): Promise<IncidentView[]> =>
  ((await owner.call('GET', '/api/incidents')).body as { incidents: IncidentView[] }).incidents;
const told = async (): Promise<string[]> => {
  const [incident] = await incidents();
  const { body } = await owner.call('GET', `/api/incidents/${incident?.incidentId}`);
  return (body as IncidentDetails).alerts.map(
    ({ kind, level, recipient }) => `${kind} ${level} ${recipient}`,
  );
};
const notices = async (): Promise<NoticeView[]> =>
  ((await owner.call('GET', '/api/notices?kind=jobFailed')).body as { notices: NoticeView[] }).notices;

let written = 0;
function list(count: number): void {
  const path = join(folder, 'active', `${++written}.csv`);
  writeFileSync(path, ['Code,Name', ...Array.from({ length: count }, (_, at) => `K${at},N${at}`)].join('\n'));
  utimesSync(path, 1_760_000_000 + written, 1_760_000_000 + written);
}
async function run(): Promise<string> {
  const { runId } = (await owner.call('POST', '/api/employees/runs', { dryRun: false })).body as EmployeeRun;
  let outcome = '';
  await eventually(async () => {
    ({ outcome } = (await owner.call('GET', `/api/employees/runs/${runId}`)).body as EmployeeRun);
    expect(outcome).not.toBe('running');
  });
  return outcome;
}
const rules: EmployeeRules = {
  ...{ runAt: '', missing: 'leave', missingDays: 3, inBoth: 'deactivate' },
  ...{ shortPercent: 80, mostPercent: 5, mostPeople: 5 },
};
async function employees(): Promise<void> {
  const source = { kind: 'csv', folder: join(folder, 'active'), pattern: '*.csv', which: 'newest' };
  const config = { source, columns: {}, statuses: [], dateOrder: 'dayFirst' };
  await owner.call('PUT', '/api/employees/sources/active', config);
  await owner.call('PUT', '/api/employees/rules', rules);
  list(10);
  expect(await run()).toBe('done');
  list(3);
  expect(await run()).toBe('alarm');
}

test('a list that is too short is one incident, however often it is tried; administrators hear of it and of its end, HR if it lasts', async () => {
  await server.signedInAs('hr');
  await employees();
  await soon(async () =>
    expect(await incidents()).toMatchObject([
      { kind: 'jobFailed', subjectId: 'employees', state: 'open', level: 0, endedAtMs: null },
    ]),
  );
  expect((await incidents())[0]?.why).toContain('Cannot believe the list of active people: 3 are in it');
  await pass(6);
  await soon(() => expect(texts).toHaveLength(1));
  expect(texts[0]).toMatch(
    /^Work that the server does by itself fails: the employee master \(told at \d\d:\d\d\)\. .* Look at it on/,
  );
  await restart();
  expect(await run()).toBe('alarm');
  await pass(10);
  expect(await told()).toEqual(['raised 1 Ada']);
  expect([await incidents(), await notices()].map(({ length }) => length)).toEqual([1, 1]);
  await pass(46);
  await soon(async () => expect(await told()).toEqual(['raised 1 Ada', 'raised 2 The hr']));
  expect(texts).toHaveLength(1);
  list(10);
  expect(await run()).toBe('done');
  await soon(async () => expect(await incidents()).toMatchObject([{ state: 'resolved' }]));
  await soon(() => expect(texts).toHaveLength(2));
  expect(texts[1]).toMatch(
    /^Work that the server does by itself goes well again: the employee master, after/,
  );
  await soon(async () => expect((await notices())[0]?.untilMs).not.toBeNull());
  await restart();
  await pass(10);
  expect([(await incidents()).length, texts.length]).toEqual([1, 2]);
}, 120_000);

test('what is closed by hand is not told again for the same cause; another cause is, and so is the next time', async () => {
  await employees();
  await soon(async () => expect(await incidents()).toHaveLength(1));
  const [first] = await incidents();
  await owner.call('POST', `/api/incidents/${first?.incidentId}/close`, { why: 'Half the people moved.' });
  await pass(2);
  expect(await run()).toBe('alarm');
  await restart();
  await pass(10);
  expect(await incidents()).toMatchObject([{ state: 'closed', endedBy: 'Ada' }]);
  expect(texts).toEqual([]);
  rmSync(join(folder, 'active'), { recursive: true });
  expect(await run()).toBe('alarm');
  await soon(async () => expect(await incidents()).toHaveLength(2));
  mkdirSync(join(folder, 'active'));
  list(10);
  expect(await run()).toBe('done');
  await soon(async () => expect((await incidents())[0]).toMatchObject({ state: 'resolved' }));
  await pass(1);
  list(3);
  expect(await run()).toBe('alarm');
  await soon(async () => expect(await incidents()).toHaveLength(3));
}, 120_000);

test('a folder of the hours that is gone is one incident until the file is written again; turned off, it is closed and nobody is told', async () => {
  const payroll = join(folder, 'payroll');
  const hours = async (on = true): Promise<HoursView> =>
    (await owner.call('PUT', '/api/hours-export', { ...firstConfig, on, folder: payroll })).body as HoursView;
  expect((await hours()).config.on).toBe(true);
  await soon(async () => {
    const now = (await owner.call('GET', '/api/hours-export')).body as HoursView;
    expect([now.problem, now.running]).toEqual([null, null]);
  });
  rmSync(payroll, { recursive: true });
  await pass(31);
  await soon(async () =>
    expect(await incidents()).toMatchObject([{ kind: 'jobFailed', subjectId: 'hours', endedAtMs: null }]),
  );
  await pass(6);
  await soon(() => expect(texts).toHaveLength(1));
  expect(texts[0]).toContain('the file of hours');
  await restart();
  await pass(12);
  expect([(await incidents()).length, await told()]).toEqual([1, ['raised 1 Ada']]);
  mkdirSync(payroll);
  await pass(6);
  await soon(() => expect(texts).toHaveLength(2));
  expect(texts[1]).toContain('goes well again: the file of hours');
  expect(await incidents()).toMatchObject([{ state: 'resolved' }]);
  rmSync(payroll, { recursive: true });
  await pass(38);
  await soon(() => expect(texts).toHaveLength(3));
  await hours(false);
  await soon(async () => expect((await incidents())[0]).toMatchObject({ state: 'closed' }));
  await pass(3);
  expect(texts).toHaveLength(3);
}, 120_000);

test('a list that names people twice names nobody in incidents, messages and on the bell: they may be erased', async () => {
  await employees();
  list(10);
  expect(await run()).toBe('done');
  await soon(async () => expect((await incidents()).every(({ endedAtMs }) => endedAtMs !== null)).toBe(true));
  const twice = Array.from({ length: 10 }, (_, at) => `K${at},N${at}`);
  const path = join(folder, 'active', 'twice.csv');
  writeFileSync(path, ['Code,Name', ...twice, 'K1,Zaenab Putri'].join('\n'));
  utimesSync(path, 1_770_000_000, 1_770_000_000);
  expect(await run()).toBe('alarm');
  await soon(async () => expect((await incidents())[0]).toMatchObject({ endedAtMs: null }));
  await pass(6);
  await soon(() => expect(texts.at(-1)).toContain('one code to several people'));
  expect(JSON.stringify([await incidents(), await notices(), texts])).not.toContain('Zaenab');
}, 60_000);

test('an answer on the bell answers for the incident, and HR is not told', async () => {
  await server.signedInAs('hr');
  const { policies, default: delivered } = (await owner.call('GET', '/api/policies')).body as PoliciesView;
  expect(policies).toEqual([]);
  const quick: NewPolicy = { ...delivered, name: 'Quick' };
  quick.deviceLevels = [
    { afterMinutes: 0, to: [{ kind: 'admins' }] },
    { afterMinutes: 2, to: [{ kind: 'hr' }] },
  ];
  expect((await owner.call('POST', '/api/policies', quick)).status).toBe(201);
  await employees();
  await soon(() => expect(texts).toHaveLength(1));
  const [notice] = await notices();
  await owner.call('POST', `/api/notices/${notice?.noticeId}/acknowledge`, { note: 'I look.' });
  await soon(async () =>
    expect(await incidents()).toMatchObject([{ state: 'acknowledged', acknowledged: { by: 'Ada' } }]),
  );
  await pass(5);
  expect(await told()).toEqual(['raised 1 Ada']);
}, 60_000);

test('when the list is read no more, what was wrong with it is over', async () => {
  await employees();
  await soon(async () => expect(await incidents()).toMatchObject([{ kind: 'jobFailed', state: 'open' }]));
  expect(await owner.call('DELETE', '/api/employees/sources/active')).toMatchObject({ status: 204 });
  await soon(async () => expect((await incidents())[0]?.endedAtMs).not.toBeNull());
  await soon(async () => expect((await notices())[0]?.untilMs).not.toBeNull());
  await pass(10);
  expect(texts).toEqual([]);
});
