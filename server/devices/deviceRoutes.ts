/** Terminals: which there are, adding, changing, letting in and removing them. */
import { z } from 'zod';
import type { By } from '../access/audit.ts';
import type { createTurns } from '../areas/createTurns.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import { InputError } from '../http/answerProblem.ts';
import type { DeviceChange, DeviceCommandView, DeviceView, Me, NewDevice } from '../wire.ts';
import {
  deviceChange,
  deviceCommand,
  deviceView,
  liveSyncForAll,
  mustBeFindable,
  newDevice,
  pushListener,
} from './shapes.ts';
import { keyMustStay } from './keyMustStay.ts';
import type { StartedPush } from './startPushListener.ts';
import { devicesMost, type StartedDevices } from './startDevices.ts';
import type { StoredDevice } from './store.ts';

export type DeviceParts = {
  companyId: string;
  clock: () => number;
  devices: StartedDevices;
  push: StartedPush;
  hasArea: (areaId: string) => boolean;
  /** What is checked must still be so when it is written. */
  inTurn: ReturnType<typeof createTurns>;
};

export const devicesPath = '/api/devices';
export const devicePath = `${devicesPath}/:deviceId`;
export const deviceParams = z.object({ deviceId: z.string().max(100) });

export function deviceRoutes(route: Route, parts: DeviceParts): void {
  const { companyId, devices, inTurn } = parts;
  const [path, params, answer] = [devicesPath, deviceParams, deviceView];
  route(
    {
      ...{ method: 'get', path, answer: z.array(deviceView), allow: ['read', 'Device'] },
      summary: 'Every terminal, with those that called and wait to be let in',
    },
    () => devices.views(),
  );
  // Before those of one: its path would be a terminal's.
  callingRoutes(route, parts);
  route(
    {
      ...{ method: 'get', path: devicePath, params, answer, allow: ['read', 'Device'] },
      summary: 'One terminal with what it says of itself',
    },
    ({ params: { deviceId } }) => viewOf(deviceId, parts),
  );
  route(
    {
      ...{ method: 'post', path, body: newDevice, answer, status: 201, allow: ['create', 'Device'] },
      summary: 'Add a terminal that is called at its address, or one that calls with its serial number',
    },
    ({ body, user }) =>
      inTurn(async () => {
        const count = devices.devices().filter(({ approvedAtMs }) => approvedAtMs !== null).length;
        if (count >= devicesMost) throw problem('TERMINALS_FULL', { count });
        const device = withoutUndefined(body);
        mustFit(device, null, parts);
        const deviceId = await devices.store.addDevice(companyId, device, byOf(user, parts));
        await devices.refresh();
        return viewOf(deviceId, parts);
      }),
  );
  changeRoutes(route, parts);
  route(
    {
      ...{ method: 'delete', path: devicePath, params, answer: nothing, allow: ['delete', 'Device'] },
      summary: 'Remove a terminal; its records stay',
    },
    ({ params: { deviceId }, user }) =>
      inTurn(async () => {
        await devices.store.removeDevice(companyId, found(deviceId, parts), byOf(user, parts));
        await devices.refresh();
        return null;
      }),
  );
}

function changeRoutes(route: Route, parts: DeviceParts): void {
  const spec = { params: deviceParams, body: deviceChange, answer: deviceView };
  route(
    {
      ...{ ...spec, method: 'patch', path: devicePath, allow: ['update', 'Device'] },
      summary: 'Change a terminal: its name, address, key, area, direction, or whether it is followed live',
    },
    ({ params: { deviceId }, body, user }) => change({ deviceId, approve: false }, body, user, parts),
  );
  route(
    {
      ...{ ...spec, method: 'post', path: `${devicePath}/approve`, allow: ['create', 'Device'] },
      summary: 'Let in a terminal that called; what it sends counts from now on',
    },
    ({ params: { deviceId }, body, user }) => change({ deviceId, approve: true }, body, user, parts),
  );
}

/** Those that call us. */
function callingRoutes(route: Route, parts: DeviceParts): void {
  const { push } = parts;
  route(
    {
      ...{ method: 'get', path: `${devicesPath}/push`, answer: pushListener, allow: ['read', 'Device'] },
      summary: 'Whether terminals may call this server, and on which port',
    },
    () => push.state(),
  );
  route(
    {
      ...{ method: 'get', path: `${devicePath}/commands`, params: deviceParams, allow: ['read', 'Device'] },
      ...{ answer: z.array(deviceCommand), summary: 'What a terminal that calls is to do, newest first' },
    },
    async ({ params: { deviceId } }) =>
      (await push.commands(found(deviceId, parts).deviceId)).map(commandView),
  );
  route(
    {
      ...{
        method: 'post',
        path: `${devicesPath}/live-sync`,
        body: liveSyncForAll,
        allow: ['update', 'Device'],
      },
      ...{ answer: z.array(deviceView), summary: 'Follow every terminal live, or none' },
    },
    async ({ body: { on }, user }) => {
      const others = parts.devices
        .devices()
        .filter((each) => each.liveSync !== on && each.approvedAtMs !== null);
      for (const { deviceId } of others)
        await change({ deviceId, approve: false }, { liveSync: on }, user, parts);
      return parts.devices.views();
    },
  );
}

function commandView(row: Awaited<ReturnType<StartedPush['commands']>>[number]): DeviceCommandView {
  const { id, command, state, tries, answer } = row;
  return {
    ...{ commandId: id, kind: command?.kind ?? '', state, tries, answer },
    userId: command && 'userId' in command ? command.userId : null,
    createdAtMs: Number(row.createdAtMs),
    endedAtMs: row.endedAtMs === null ? null : Number(row.endedAtMs),
  };
}

function change(
  { deviceId, approve }: { deviceId: string; approve: boolean },
  body: DeviceChange,
  user: Me,
  parts: DeviceParts,
): Promise<DeviceView> {
  const { companyId, devices, inTurn } = parts;
  return inTurn(async () => {
    const before = found(deviceId, parts);
    const isNew = approve && before.approvedAtMs === null;
    const after: NewDevice = { ...fieldsOf(before, parts), ...withoutUndefined(body) };
    mustFit(after, deviceId, parts);
    keyMustStay(before, after);
    await devices.store.changeDevice(companyId, { deviceId, approve: isNew }, after, byOf(user, parts));
    await devices.refresh();
    // What it sends by itself is told when it introduces itself.
    if (after.kind === 'push' && after.liveSync !== before.liveSync)
      await parts.push.order(deviceId, { kind: 'reloadOptions' });
    return viewOf(deviceId, parts);
  });
}

function fieldsOf(device: StoredDevice, { hasArea }: DeviceParts): NewDevice {
  const { name, kind, host, port, transport, timeZone, direction, liveSync } = device;
  // Its place may have been removed since.
  const areaId = device.areaId !== null && hasArea(device.areaId) ? device.areaId : null;
  return { name, kind, host, port, transport, areaId, timeZone, direction, liveSync };
}

/** Throws when another is the same, or its place is not there. */
function mustFit(device: NewDevice, deviceId: string | null, { devices, hasArea }: DeviceParts): void {
  const others = devices.devices().filter((each) => each.deviceId !== deviceId);
  const { name, kind, host, port, serial = null, areaId } = device;
  const checked = z
    .any()
    .superRefine((_, context) => {
      const known = serial ?? devices.get(deviceId ?? '')?.serial ?? null;
      mustBeFindable({ kind, host, serial: known }, context);
    })
    .safeParse(null);
  if (!checked.success) throw new InputError(checked.error);
  if (others.some((each) => each.name.toLowerCase() === name.toLowerCase()))
    throw problem('NAME_TAKEN', { name }, { fields: { name: 'another terminal has this name' } });
  if (areaId !== null && !hasArea(areaId)) throw problem('NOT_FOUND', { what: 'this area' });
  const same = others.find(
    (each) =>
      (serial !== null && each.serial === serial) ||
      (kind === 'zk' && each.kind === 'zk' && each.host === host && each.port === port),
  );
  if (same)
    throw problem('TERMINAL_KNOWN', { name: same.name, serial: same.serial ?? serial ?? 'not known' });
}

/** Zod says `undefined` where nothing was given. */
function withoutUndefined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]: Exclude<T[K], undefined> };
}

export function found(deviceId: string, { devices }: Pick<DeviceParts, 'devices'>): StoredDevice {
  const device = devices.get(deviceId);
  if (!device) throw problem('NOT_FOUND', { what: 'this terminal' });
  return device;
}

function viewOf(deviceId: string, { devices }: DeviceParts): DeviceView {
  const view = devices.views().find((each) => each.deviceId === deviceId);
  if (!view) throw problem('NOT_FOUND', { what: 'this terminal' });
  return view;
}

export const byOf = (user: Me, { clock }: Pick<DeviceParts, 'clock'>): By => ({
  ...{ userId: user.userId, nowMs: clock() },
});
