/** Attendance terminals, and what can be done at them. */
import type {
  DeviceChange,
  DeviceClear,
  DeviceCommandView,
  DeviceFacts,
  DeviceLogsRead,
  DevicePersonView,
  DeviceScan,
  DeviceTest,
  DeviceTimeSet,
  DeviceView,
  DeviceWidgets,
  JobView,
  NewDevice,
  PushListener,
} from '../../../server/wire.ts';
import { call, list, listIn, part } from '../api.ts';

const at = (deviceId: string, what = '') => `devices/${part(deviceId)}${what}`;

export const devicesApi = {
  devices: () => list<DeviceView>('devices'),
  device: (deviceId: string) => call<DeviceView>('GET', at(deviceId)),
  widgets: () => call<DeviceWidgets>('GET', 'devices/widgets'),
  add: (device: NewDevice) => call<DeviceView>('POST', 'devices', device),
  change: (deviceId: string, change: DeviceChange) => call<DeviceView>('PATCH', at(deviceId), change),
  letIn: (deviceId: string, change: DeviceChange) =>
    call<DeviceView>('POST', at(deviceId, '/approve'), change),
  remove: (deviceId: string) => call<null>('DELETE', at(deviceId)),
  push: () => call<PushListener>('GET', 'devices/push'),
  test: (where: DeviceTest, signal: AbortSignal) => call<DeviceFacts>('POST', 'devices/test', where, signal),
  scan: (where: DeviceScan) => call<JobView>('POST', 'devices/scan', where),
  beep: (deviceId: string) => call<null>('POST', at(deviceId, '/beep'), {}),
  readLogs: (deviceId: string) => call<DeviceLogsRead>('POST', at(deviceId, '/logs/refresh'), {}),
  setTime: (deviceId: string) => call<DeviceTimeSet>('POST', at(deviceId, '/time'), {}),
  setTimes: async () => listIn<DeviceTimeSet>(await call('POST', 'devices/time', {})),
  commands: (deviceId: string) => list<DeviceCommandView>(at(deviceId, '/commands')),
  liveSync: async (on: boolean) => listIn<DeviceView>(await call('POST', 'devices/live-sync', { on })),
  people: (deviceId: string) => list<DevicePersonView>(at(deviceId, '/people')),
  sync: (deviceId: string) => call<null>('POST', at(deviceId, '/sync'), {}),
  clear: (deviceId: string, clear: DeviceClear) => call<null>('POST', at(deviceId, '/clear'), clear),
};
