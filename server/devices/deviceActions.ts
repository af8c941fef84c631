/** What can be done at terminals from here, each of it written down. */
import { z } from 'zod';
import { problem, UserFacingError } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { Jobs } from '../jobs/createJobs.ts';
import { job } from '../jobs/routes.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { DeviceClear, DeviceFacts, DeviceTest, DeviceTimeSet, ScannedDevice } from '../wire.ts';
import { byOf, deviceParams, devicePath, type DeviceParts, devicesPath, found } from './deviceRoutes.ts';
import { keyMustStay } from './keyMustStay.ts';
import { orderClear, orderLogs, orderTime } from './pushActions.ts';
import { readFacts } from './readFacts.ts';
import { scanSubnet } from './scanSubnet.ts';
import { deviceClear, deviceFacts, deviceScan, deviceTest, logsRead, timeSet } from './shapes.ts';
import type { StoredDevice } from './store.ts';
import { addressesOf } from './subnet.ts';
import { connectTerminal } from './zk/connectTerminal.ts';

export type ActionParts = DeviceParts & {
  jobs: Jobs;
  terminalClock: Clock;
  /** Who is on it has changed. */
  cleared: (deviceId: string) => void;
};

export function deviceActions(route: Route, parts: ActionParts): void {
  findingRoutes(route, parts);
  const { companyId, devices } = parts;
  const allow: ['update', 'Device'] = ['update', 'Device'];
  const spec = { method: 'post' as const, params: deviceParams, allow };
  route(
    { ...spec, path: `${devicePath}/beep`, answer: nothing, summary: 'Let a terminal beep, to find it' },
    async ({ params: { deviceId }, user }) => {
      const device = found(deviceId, parts);
      await devices.lifeOf(device).terminal().beep();
      await note({ action: 'device.beeped' }, device, user, parts);
      return null;
    },
  );
  route(
    {
      ...{ ...spec, path: `${devicePath}/logs/refresh`, answer: logsRead },
      summary: 'Read everything a terminal has recorded; each record counts once',
    },
    async ({ params: { deviceId } }) => {
      const device = found(deviceId, parts);
      if (device.kind === 'push') return orderLogs(device, parts);
      const life = devices.lifeOf(device);
      const read = await life.readLogs();
      await life.readFacts();
      return read;
    },
  );
  route(
    {
      ...{ ...spec, path: `${devicePath}/clear`, body: deviceClear, answer: nothing },
      summary: 'Empty a terminal, after its records were read; its name or serial number confirms it',
    },
    async ({ params: { deviceId }, body, user }) => {
      const device = found(deviceId, parts);
      mustBeConfirmed(device, body);
      await (device.kind === 'push' ? orderClear(device, body.what, parts) : clear(device, body.what, parts));
      parts.cleared(deviceId);
      const { name, serial } = device;
      const detail = { name, serial: serial ?? '', what: body.what };
      const audited = { action: 'device.cleared', subject: deviceId, detail };
      await devices.store.noteDone(companyId, byOf(user, parts), audited);
      return null;
    },
  );
  timeRoutes(route, parts);
}

function timeRoutes(route: Route, parts: ActionParts): void {
  const { companyId, devices } = parts;
  const allow: ['update', 'Device'] = ['update', 'Device'];
  route(
    {
      ...{ method: 'post', path: `${devicePath}/time`, params: deviceParams, answer: timeSet, allow },
      summary:
        'Set the clock of one terminal; answers how far it is off then. One that calls is told at its next call',
    },
    async ({ params: { deviceId }, user }) => {
      const device = found(deviceId, parts);
      const set = await setTime(device, parts);
      await note({ action: 'device.clockSet' }, device, user, parts);
      return set;
    },
  );
  route(
    {
      ...{ method: 'post', path: `${devicesPath}/time`, answer: z.array(timeSet), allow },
      summary:
        'Set the clock of every terminal; answers how far each is off then, or why not. One that calls is told at its next call',
    },
    async ({ user }) => {
      const letIn = devices.devices().filter((each) => each.approvedAtMs !== null);
      const set = await Promise.all(letIn.map((device) => setTimeOrSay(device, parts)));
      const detail = { count: set.filter((each) => each.problem === null).length };
      const audited = { action: 'device.timeSet', subject: companyId, detail };
      await devices.store.noteDone(companyId, byOf(user, parts), audited);
      return set;
    },
  );
}

function findingRoutes(route: Route, parts: ActionParts): void {
  const { devices, jobs } = parts;
  const allow = ['create', 'Device'] as const;
  route(
    {
      ...{ method: 'post', path: `${devicesPath}/test`, allow: [...allow] },
      ...{ body: deviceTest, answer: deviceFacts },
      summary: 'Speak with a terminal before it is saved: what it is, or why not',
    },
    ({ body }) => test(body, parts),
  );
  route(
    {
      ...{ method: 'post', path: `${devicesPath}/scan`, allow: [...allow] },
      ...{ body: deviceScan, answer: job, status: 202 },
      summary:
        'Look for terminals in a network of at most 256 addresses; the job ends with those that answered',
    },
    ({ body: { subnet, key = 0, ...place }, user }) => {
      const addresses = addressesOf(subnet);
      if (jobs.of(user.userId).some(({ kind, state }) => kind === 'deviceScan' && state === 'running'))
        throw problem('TERMINAL_SCAN_BUSY', {});
      const deviceIdOf = (serial: string): string | null =>
        devices.devices().find((each) => each.serial === serial)?.deviceId ?? null;
      return jobs.start(user.userId, 'deviceScan', (steps) =>
        scanSubnet(addresses, { ...place, key }, steps, {
          ...{ clock: parts.terminalClock, deviceIdOf },
          known: (address, port) => knownAt(address, port, parts),
        }),
      );
    },
  );
}

/** One that is connected is not called a second time: many speak with one at a time. */
function knownAt(address: string, port: number, { devices }: ActionParts): ScannedDevice | null {
  const device = devices
    .views()
    .find((each) => each.host === address && each.port === port && each.state === 'online');
  if (!device) return null;
  return { address, port, facts: device, problem: null, deviceId: device.deviceId };
}

async function test(body: DeviceTest, parts: ActionParts): Promise<DeviceFacts> {
  const { deviceId, host, port, transport } = body;
  const device = deviceId === undefined ? undefined : found(deviceId, parts);
  if (device) keyMustStay(device, body);
  const key = body.key ?? device?.commKey ?? 0;
  const same =
    device?.host === host && device.port === port && device.transport === transport && device.commKey === key;
  if (same && knownAt(host, port, parts)) return readFacts(parts.devices.lifeOf(device).terminal());
  const zone = parts.devices.zoneOf({ timeZone: device?.timeZone ?? null, areaId: device?.areaId ?? null });
  const settings = { host, port, transport, key, zone, connectTimeoutMs: 4000, replyTimeoutMs: 4000 };
  const terminal = await connectTerminal(settings, parts.terminalClock);
  try {
    return await readFacts(terminal);
  } finally {
    await terminal.close(500);
  }
}

async function setTime(device: StoredDevice, parts: ActionParts): Promise<DeviceTimeSet> {
  const { deviceId, name } = device;
  if (device.kind === 'push') {
    await orderTime(device, parts);
    return { deviceId, name, driftMs: null, problem: null, ordered: true };
  }
  const life = parts.devices.lifeOf(device);
  const { driftMs } = await life.terminal().setTime();
  await life.readFacts();
  return { deviceId, name, driftMs, problem: null };
}

/** One that cannot be set does not keep the others from it. */
async function setTimeOrSay(device: StoredDevice, parts: ActionParts): Promise<DeviceTimeSet> {
  try {
    return await setTime(device, parts);
  } catch (error) {
    if (!(error instanceof UserFacingError)) throw error;
    const { deviceId, name } = device;
    return { deviceId, name, driftMs: null, problem: error.message };
  }
}

function mustBeConfirmed({ name, serial }: StoredDevice, { confirm }: DeviceClear): void {
  if (![name, serial].includes(confirm.trim())) throw problem('TERMINAL_NOT_CONFIRMED', { name });
}

/** What it recorded up to the last moment is read first, until it holds no more than was read. */
async function clear(device: StoredDevice, what: DeviceClear['what'], { devices }: ActionParts) {
  const { name } = device;
  const life = devices.lifeOf(device);
  const terminal = life.terminal();
  if (what === 'logs' || what === 'everything') {
    const readAndClear = async (): Promise<boolean> => {
      const { added, known, refused } = await life.readLogs();
      return terminal.clear(what, added + known + refused);
    };
    let isClear = false;
    for (let tries = 0; !isClear && tries < readsMost; tries++) isClear = await readAndClear();
    if (!isClear) throw problem('TERMINAL_IN_USE', { name });
  } else await terminal.clear(what);
  await life.readLogs();
  await life.readFacts();
}

const readsMost = 4;

async function note(
  { action }: { action: string },
  { deviceId, name }: StoredDevice,
  user: Parameters<typeof byOf>[0],
  parts: DeviceParts,
): Promise<void> {
  const audited = { action, subject: deviceId, detail: { name } };
  await parts.devices.store.noteDone(parts.companyId, byOf(user, parts), audited);
}
