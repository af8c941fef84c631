/** The terminals of the demo office among those of the server, and the door for the one that calls. What somebody changed since the first start stays. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import type { By } from '../../access/audit.ts';
import type { Parts } from '../../createApp.ts';
import type { NewDevice } from '../../wire.ts';
import { badgeOnlyName } from './demoPunches.ts';

export const serials = { entrance: 'DEMO4370', upstairs: 'DEMOPUSH' };
/** The comm key of the one that is called. */
export const entranceKey = 2026;
const host = '127.0.0.1';

type Naming = By & { name: string };

/** Before the first start: whoever is to be on the terminals is there then. */
export async function prepareTerminals(parts: Parts): Promise<{ isFirst: boolean }> {
  const isFirst = !(await wasThere(parts, serials.entrance)) && !(await wasThere(parts, serials.upstairs));
  if (isFirst) await addBadgeOnly(parts, byDemo(parts));
  return { isFirst };
}

export async function placeTerminals(
  parts: Parts,
  { isFirst, entrancePort }: { isFirst: boolean; entrancePort: number },
): Promise<void> {
  const by = byDemo(parts);
  await (isFirst ? placeFirst(parts, entrancePort, by) : moveEntrance(parts, entrancePort, by));
  await openDoor(parts, isFirst, by);
  await parts.devices.refresh();
}

const byDemo = ({ now }: Parts): Naming => ({ userId: null, name: 'Demo', nowMs: now() });

/** Also one that somebody removed: it does not come back by itself. */
const wasThere = async ({ db, companyId }: Parts, serial: string): Promise<boolean> =>
  (await db('devices').where({ companyId, serial }).first('id')) !== undefined;

async function placeFirst(parts: Parts, port: number, by: Naming): Promise<void> {
  const { companyId, devices } = parts;
  const common = { transport: 'tcp', timeZone: null, direction: 'asTold', liveSync: true } as const;
  const entrance: NewDevice = {
    ...{ ...common, name: 'Entrance', kind: 'zk', host, port, key: entranceKey, serial: serials.entrance },
    areaId: areaOf(parts, 'Demo site'),
  };
  const upstairs: NewDevice = {
    ...{
      ...common,
      name: 'Upper floor door',
      kind: 'push',
      host: null,
      port: 4370,
      serial: serials.upstairs,
    },
    areaId: areaOf(parts, 'Upper floor'),
  };
  for (const device of [entrance, upstairs]) await devices.store.addDevice(companyId, device, by);
}

const areaOf = ({ directory }: Parts, wanted: string): string | null =>
  [...directory.current().areas.values()].find(({ name }) => name === wanted)?.areaId ?? null;

async function addBadgeOnly(parts: Parts, by: Naming): Promise<void> {
  const { companyId, people, directory } = parts;
  const { people: known, teams } = directory.current();
  if ([...known.values()].some(({ name }) => name === badgeOnlyName)) return;
  const areaId = areaOf(parts, 'Demo site');
  const teamId = [...teams.values()].find(({ name }) => name === 'Front of house')?.teamId ?? null;
  const profile = { name: badgeOnlyName, code: 'E-010', job: 'Cleaner', badgeOnly: true, teamId };
  const areaIds = areaId === null ? [] : [areaId];
  await people.addPerson(companyId, { id: randomUUID(), consent: null, ...profile, areaIds }, by);
  await parts.directoryChanged();
}

/** Where terminals call. */
export function doorUrl({ settings, config: { host } }: Parts): string {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return `http://${name}:${settings.current().pushPort}`;
}

/** It has another port at each start. */
async function moveEntrance({ companyId, devices }: Parts, port: number, by: Naming): Promise<void> {
  const found = devices.devices().find(({ serial }) => serial === serials.entrance);
  if (found?.kind !== 'zk' || found.host !== host || found.port === port) return;
  const { deviceId, name, kind, transport, areaId, timeZone, direction, liveSync } = found;
  const device = { name, kind, host, port, transport, areaId, timeZone, direction, liveSync };
  await devices.store.changeDevice(companyId, { deviceId, approve: false }, device, by);
}

async function openDoor({ settings, config }: Parts, isFirst: boolean, by: Naming): Promise<void> {
  const { pushOn, pushPort } = settings.current();
  if (!isFirst && (!pushOn || (await isFree(config.host, pushPort)))) return;
  const port = await freePort(config.host);
  await settings.change({ pushOn: true, pushPort: port }, by);
}

const freePort = async (on: string): Promise<number> => {
  const port = await tried(on, 0);
  if (port === null) throw new Error(`no port is free on ${on}`);
  return port;
};

const isFree = async (on: string, port: number): Promise<boolean> => (await tried(on, port)) !== null;

/** null: something listens there. */
function tried(on: string, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, on, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
