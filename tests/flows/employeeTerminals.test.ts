/** Goal: whoever left by the list is gone from every terminal, and the run has the receipts. Method: a real server, a CSV folder, simulated terminals of both kinds. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createPushTerminal, type PushTerminal } from '../../server/devices/simulator/push/pushTerminal.ts';
import type { DeviceView, EmployeeReceipts, EmployeeRun } from '../../server/wire.ts';
import { simulatedTerminals } from '../helpers/simulatedTerminals.ts';
import { eventually, startTestServer } from '../helpers/testServer.ts';

const { simulate } = simulatedTerminals();
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
const now = () => Date.now();

test(
  'terminated in a file: inactive, gone from a terminal that is called and one that calls, and confirmed by both',
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'whereabouts-employees-'));
    ends.push(() => rmSync(folder, { recursive: true, force: true }));
    const quick = { retryMs: 100, retryMostMs: 200, connectTimeoutMs: 800, replyTimeoutMs: 600 };
    const syncTimes = { tickMs: 20, checkEveryMs: 600, querySettleMs: 60 };
    const server = await startTestServer({ overrides: { terminalTimes: quick, syncTimes } });
    ends.push(() => server.remove());
    const owner = await server.admin();
    async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const answer = await owner.call(method, path, body);
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
      return answer.body as T;
    }
    const list = (name: string, text: string) => writeFileSync(join(folder, name, 'list.csv'), text);
    for (const name of ['active', 'left']) mkdirSync(join(folder, name));
    for (const [role, name] of [
      ['active', 'active'],
      ['terminated', 'left'],
    ] as const)
      await call('PUT', `/api/employees/sources/${role}`, {
        source: { kind: 'csv', folder: join(folder, name), pattern: '*.csv', which: 'newest' },
        ...{ columns: {}, statuses: [], dateOrder: 'dayFirst' },
      });
    async function run(): Promise<EmployeeRun> {
      const { runId } = await call<EmployeeRun>('POST', '/api/employees/runs', { dryRun: false });
      await eventually(async () =>
        expect((await call<EmployeeRun>('GET', `/api/employees/runs/${runId}`)).outcome).toBe('done'),
      );
      return call<EmployeeRun>('GET', `/api/employees/runs/${runId}`);
    }

    // Ana works in the hall. The other terminal hangs nowhere, nobody decides who is on it, and it has her.
    const hall = await call<{ areaId: string }>('POST', '/api/areas', { name: 'Hall' });
    list('active', 'Code;Name;Areas\n1001;Ana;Hall\n1002;Ben;Hall\n');
    list('left', 'Code\nX1\n');
    expect((await run()).counts).toMatchObject({ add: 2 });
    const a = await simulate({ options: { '~SerialNumber': 'A1' }, now });
    const place = { host: '127.0.0.1', timeZone: 'UTC' };
    await call<DeviceView>('POST', '/api/devices', {
      name: 'Gate',
      ...place,
      port: a.port,
      areaId: hall.areaId,
    });
    const pushPort = 20_000 + Math.floor(Math.random() * 20_000);
    await call('PATCH', '/api/settings', { pushOn: true, pushPort });
    const pushed = { name: 'Back door', kind: 'push', serial: 'P1', areaId: null, timeZone: 'UTC' };
    await call<DeviceView>('POST', '/api/devices', pushed);
    const p = createPushTerminal({
      ...{ url: `http://127.0.0.1:${pushPort}`, serial: 'P1', now },
      users: [{ userId: '1001', name: 'Ana' }],
    });
    keepCalling(p);

    const onA = () => [...a.terminal.users.keys()].map((uid) => a.terminal.user(uid)?.userId).sort();
    const onP = () => [...p.state.users.values()].map(({ userId }) => userId).sort();
    await eventually(() => expect(onA()).toEqual(['1001', '1002']));
    await eventually(() => expect(onP()).toEqual(['1001']));

    list('active', 'Code;Name;Areas\n1002;Ben;Hall\n');
    list('left', 'Code;Last day\n1001;2026-01-31\n');
    // One of two is half a company: a person says yes.
    const rules = { runAt: '', missing: 'leave', missingDays: 3, inBoth: 'deactivate', shortPercent: 40 };
    await call('PUT', '/api/employees/rules', { ...rules, mostPercent: 5, mostPeople: 5 });
    const { runId, counts } = await run();
    expect(counts).toMatchObject({ deactivate: 1 });
    await eventually(() => expect([onA(), onP()]).toEqual([['1002'], []]));
    await eventually(async () => {
      const receipts = await call<EmployeeReceipts[]>('GET', `/api/employees/runs/${runId}/receipts`);
      expect(receipts).toMatchObject([{ name: 'Ana', code: '1001' }]);
      const told = receipts[0]?.terminals.map((each) => [
        each.device,
        each.wanted,
        each.state,
        each.confirmedAtMs !== null,
      ]);
      expect(told?.sort()).toEqual([
        ['Back door', 'gone', 'done', true],
        ['Gate', 'gone', 'done', true],
      ]);
    });
  },
);

/** Let in, and asking for work until the test is over. */
function keepCalling(terminal: PushTerminal): void {
  let isOver = false;
  const work = async (): Promise<void> => {
    while (!isOver && !(await terminal.connect().catch(() => false))) await sleep(30);
    if (!isOver) await terminal.sendPeople();
    while (!isOver) {
      await terminal.poll().catch(() => 0);
      await sleep(25);
    }
  };
  const done = work().catch(() => undefined);
  ends.push(async () => {
    isOver = true;
    await done;
    terminal.close();
  });
}
