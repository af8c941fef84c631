/** A terminal as the page sees it; its key stays here. Pure. */
import type { DeviceFacts, DeviceView } from '../wire.ts';
import type { LifeState } from './startLife.ts';
import type { StoredDevice } from './store.ts';

const noFacts: DeviceFacts = {
  ...{ serial: null, mac: null, address: null, firmware: null, platform: null, model: null },
  ...{ fingerAlgorithm: null, faceAlgorithm: null, counts: null, capacities: null, driftMs: null },
};

export function viewOf(
  device: StoredDevice,
  { logs, area, life }: { logs: number; area: string | null; life: LifeState },
): DeviceView {
  const { deviceId, name, kind, host, port, transport, timeZone, direction, liveSync } = device;
  // Its place may have been removed since.
  const areaId = area === null ? null : device.areaId;
  return {
    ...noFacts,
    ...device.facts,
    serial: device.serial,
    ...{ deviceId, name, kind, host, port, transport, areaId, area, timeZone, direction, liveSync },
    hasKey: device.commKey !== 0,
    ...life,
    lastSyncMs: device.lastSyncMs,
    logs,
  };
}
