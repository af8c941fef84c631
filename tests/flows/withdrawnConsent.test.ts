/** Goal: who took their consent back loses their fingers on every terminal, however late it comes. Method: a real server, a simulated terminal, years. */
import { afterEach, expect, test } from 'vitest';
import { madeTemplate } from '../../server/devices/simulator/madePeople.ts';
import { startSimulator } from '../../server/devices/simulator/startSimulator.ts';
import { systemClock } from '../../server/systemClock.ts';
import type { AuditPage, DevicePersonView, DeviceView } from '../../server/wire.ts';
import { simulatedTerminals } from '../helpers/simulatedTerminals.ts';
import { type Client, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const { simulate } = simulatedTerminals();
const yearMs = 365 * 24 * 3_600_000;
let server: TestServer | undefined;
let admin: Client;
afterEach(() => server?.remove());

/** The same data, so much later. */
async function begin(laterMs = 0, folder?: string): Promise<void> {
  const clock = { ...systemClock, now: () => Date.now() + laterMs };
  const overrides = {
    ...{ clock, syncTimes: { tickMs: 20, checkEveryMs: 600, querySettleMs: 60 } },
    terminalTimes: { retryMs: 100, retryMostMs: 200, connectTimeoutMs: 800, replyTimeoutMs: 600 },
  };
  server = await startTestServer({ overrides, ...(folder ? { folder } : {}) });
  admin = await server.admin();
}
async function beginAgain(laterMs: number): Promise<void> {
  const folder = server?.config.dataDir.replace(/\/data$/, '');
  await server?.stop();
  await begin(laterMs, folder);
}
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await admin.call(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body as T;
}
const withdrawals = async () =>
  (await call<AuditPage>('GET', '/api/audits?action=person.consentWithdrawn')).audits.length;
const finger = madeTemplate(1, 4);

/** Ana with a finger at a terminal of her area, and what is known of her there. */
async function withAna() {
  const { areaId } = await call<{ areaId: string }>('POST', '/api/areas', { name: 'Hall' });
  const ana = { name: 'Ana', code: '1001' };
  const { personId } = await call<{ personId: string }>('POST', '/api/people', ana);
  await call('PATCH', `/api/people/${personId}`, { areaIds: [areaId] });
  await call('POST', `/api/people/${personId}/consent`, { statement: 'I agree.' });
  const users = [{ uid: 1, userId: '1001', name: 'Ana' }];
  const simulator = await simulate({ users, now: () => Date.now() });
  const { terminal, port } = simulator;
  terminal.addFinger({ uid: 1, finger: 4, flag: 1, template: finger });
  const device = { name: 'Gate', host: '127.0.0.1', port, timeZone: 'UTC', areaId };
  const { deviceId } = await call<DeviceView>('POST', '/api/devices', device);
  const seen = async () => (await call<DevicePersonView[]>('GET', `/api/devices/${deviceId}/people`))[0];
  await eventually(async () => expect(await seen()).toMatchObject({ fingers: 1, state: 'done' }));
  return { personId, simulator, seen };
}

test('a terminal that was away for longer than the audit log is kept loses them when it is back', async () => {
  await begin();
  const { personId, simulator, seen } = await withAna();
  const { terminal, port } = simulator;
  await simulator.stop();
  await call('DELETE', `/api/people/${personId}/consent`);
  expect(await withdrawals()).toBe(1);
  await beginAgain(3 * yearMs);
  await eventually(async () => expect(await withdrawals()).toBe(0));
  expect(terminal.fingers.size).toBe(1);
  const back = await startSimulator({ terminal, port });
  try {
    await eventually(() => expect(terminal.fingers.size).toBe(0));
    // She stays there with her name, for her card and PIN.
    expect(terminal.user(terminal.uidOf('1001'))).toMatchObject({ name: 'Ana' });
    await eventually(async () => expect(await seen()).toMatchObject({ fingers: 0, state: 'done' }));
  } finally {
    await back.stop();
  }
});

test('whoever gave it again keeps them, also when the log knows of neither any more', async () => {
  await begin();
  const { personId, simulator, seen } = await withAna();
  const { terminal, port } = simulator;
  await simulator.stop();
  await call('DELETE', `/api/people/${personId}/consent`);
  await call('POST', `/api/people/${personId}/consent`, { statement: 'I agree again.' });
  await beginAgain(3 * yearMs);
  await eventually(async () => expect(await withdrawals()).toBe(0));
  const back = await startSimulator({ terminal, port });
  try {
    // Looked at since.
    await eventually(async () =>
      expect((await seen())?.confirmedAtMs).toBeGreaterThan(Date.now() + 2 * yearMs),
    );
    expect(await seen()).toMatchObject({ fingers: 1, state: 'done' });
    expect(terminal.fingers.size).toBe(1);
  } finally {
    await back.stop();
  }
});
