/** What is done at terminals that call us: stored as commands, which they fetch at their next call and answer. */
import type { DeviceClear, DeviceLogsRead } from '../wire.ts';
import { problem } from '../errors.ts';
import type { DeviceParts } from './deviceRoutes.ts';
import type { PushCommand } from './push/commands.ts';
import type { StoredDevice } from './store.ts';

type Ordering = Pick<DeviceParts, 'companyId' | 'devices' | 'push'>;

/** Everything a clock can show; of a terminal whose battery was empty too. */
const ever = { from: '2000-01-01T00:00:00', to: '2099-12-31T23:59:59' };

export async function orderLogs(device: StoredDevice, parts: Ordering): Promise<DeviceLogsRead> {
  await order(device, parts, [
    { kind: 'queryLogs', ...ever },
    { kind: 'verifySum', ...ever, round: 0 },
  ]);
  return { added: 0, known: 0, refused: 0, ordered: true };
}

export const orderTime = (device: StoredDevice, parts: Ordering): Promise<void> =>
  order(device, parts, [{ kind: 'setTime' }]);

/** Its records only when it is sure that all of them are here: it sends all it has, counts them, and as many must have come. */
export async function orderClear(
  device: StoredDevice,
  what: DeviceClear['what'],
  parts: Ordering,
): Promise<void> {
  switch (what) {
    case 'logs':
      return order(device, parts, thenClear('clearLogs'));
    case 'everything':
      return order(device, parts, thenClear('clearAll'));
    case 'users':
      return order(
        device,
        parts,
        (await userIdsOf(device, parts)).map((userId) => ({ kind: 'deleteUser', userId })),
      );
    case 'templates':
      return order(
        device,
        parts,
        (await userIdsOf(device, parts)).flatMap((userId) =>
          templateKinds.map((of): PushCommand => ({ kind: 'deleteTemplates', userId, of })),
        ),
      );
    default:
      return what satisfies never;
  }
}

const thenClear = (then: 'clearLogs' | 'clearAll'): PushCommand[] => [
  { kind: 'queryLogs', ...ever },
  { kind: 'verifySum', ...ever, round: 0, then },
];

const templateKinds = ['finger', 'face', 'bio', 'photo'] as const;

const userIdsOf = ({ deviceId }: StoredDevice, { companyId, devices }: Ordering): Promise<string[]> =>
  devices.store.userIdsOn(companyId, deviceId);

async function order(
  { deviceId, name, approvedAtMs }: StoredDevice,
  { push }: Ordering,
  commands: readonly PushCommand[],
): Promise<void> {
  if (approvedAtMs === null) throw problem('TERMINAL_OFFLINE', { name, problem: 'It is not let in.' });
  if ((await push.orderMany(deviceId, commands)) === null)
    throw problem('TERMINAL_OFFLINE', { name, problem: 'Too many commands wait for it already.' });
}
