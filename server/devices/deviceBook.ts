/** The terminals in memory, as the store has them, with how many records are kept of each. */
import { problem } from '../errors.ts';
import type { DeviceFacts } from '../wire.ts';
import type { DeviceStore, StoredDevice } from './store.ts';
import type { TakenLogs } from './takeLogs.ts';

export type DeviceCounts = Pick<DeviceFacts, 'counts' | 'capacities'>;
export type DeviceBook = Awaited<ReturnType<typeof loadDeviceBook>>;

export async function loadDeviceBook(store: DeviceStore, companyId: string, now: () => number) {
  let devices = await store.devices(companyId);
  let logs = await store.logsOfEach(companyId);
  const taken: TakenLogs = { added: 0, known: 0, refused: 0 };

  function remember(deviceId: string, change: Partial<StoredDevice>): void {
    devices = devices.map((each) => (each.deviceId === deviceId ? { ...each, ...change } : each));
  }

  return {
    /** Also those that wait to be let in. */
    devices: (): readonly StoredDevice[] => devices,
    get: (deviceId: string): StoredDevice | undefined => devices.find((each) => each.deviceId === deviceId),
    logsOf: (deviceId: string): number => logs.get(deviceId) ?? 0,
    /** Since the start. */
    taken: (): TakenLogs => ({ ...taken }),
    count(deviceId: string, more: TakenLogs): void {
      for (const key of ['added', 'known', 'refused'] as const) taken[key] += more[key];
      logs.set(deviceId, (logs.get(deviceId) ?? 0) + more.added);
    },
    /** Throws TERMINAL_KNOWN when that is another one's serial number. */
    async noteFacts(deviceId: string, facts: Partial<DeviceFacts>): Promise<void> {
      const { serial } = facts;
      const same = devices.find((each) => each.serial === serial && each.deviceId !== deviceId);
      if (serial && same) throw problem('TERMINAL_KNOWN', { name: same.name, serial });
      await store.noteFacts(companyId, deviceId, facts);
      remember(deviceId, { facts, ...(serial ? { serial } : {}) });
    },
    /** Whether it is another count than the one known. */
    async counted(deviceId: string, counts: DeviceCounts): Promise<boolean> {
      const facts = devices.find((each) => each.deviceId === deviceId)?.facts;
      if (!facts || JSON.stringify(counts) === JSON.stringify(countsOf(facts))) return false;
      await store.noteFacts(companyId, deviceId, { ...facts, ...counts });
      remember(deviceId, { facts: { ...facts, ...counts } });
      return true;
    },
    /** It told a record, and holds so many now: in memory, as the next count is stored anyway. */
    holdsLogs(deviceId: string, logs: number): void {
      const facts = devices.find((each) => each.deviceId === deviceId)?.facts;
      if (facts?.counts) remember(deviceId, { facts: { ...facts, counts: { ...facts.counts, logs } } });
    },
    /** They are stored already. */
    factsKept(deviceId: string, facts: Partial<DeviceFacts>, syncedMs: number | null): void {
      remember(deviceId, { facts, ...(syncedMs === null ? {} : { lastSyncMs: syncedMs }) });
    },
    async noteSync(deviceId: string): Promise<void> {
      await store.noteSync(companyId, deviceId, now());
      remember(deviceId, { lastSyncMs: now() });
    },
    /** The store was changed. */
    async reload(): Promise<void> {
      devices = await store.devices(companyId);
      logs = await store.logsOfEach(companyId);
    },
  };
}

const countsOf = ({ counts = null, capacities = null }: Partial<DeviceFacts>): DeviceCounts => ({
  ...{ counts, capacities },
});
