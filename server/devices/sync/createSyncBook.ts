/** What is known of everybody on every terminal, in memory as it is stored; and the company as plans see it. */
import type { Directory } from '../../directory/directory.ts';
import { type TakesTemplates, templatesFor } from '../push/matching.ts';
import type { TemplateKind } from '../push/rows.ts';
import type { StoredDevice } from '../store.ts';
import { whoHasCode } from '../whoHasCode.ts';
import { mayPass } from './missingTemplates.ts';
import type { CompanyNow, Copy, HeldUser } from './planTypes.ts';
import type { HeldTemplate, SyncRow } from './syncRow.ts';
import { wantedOn, type Wishes } from './wantedOf.ts';

export type BookNeeds = {
  directory: () => Directory;
  devices: () => readonly StoredDevice[];
  /** What a terminal can take. */
  takesOf: (device: StoredDevice) => { takes: TakesTemplates; kinds: readonly TemplateKind[] };
};
export type Consents = { given: ReadonlySet<string>; withdrawn: ReadonlyMap<string, number> };
export type StoredTemplate = HeldTemplate & { userId: string };
export type SyncBook = ReturnType<typeof createSyncBook>;

export function createSyncBook(needs: BookNeeds, rows: readonly SyncRow[]) {
  const byDevice = new Map<string, Map<string, SyncRow>>();
  const byPerson = new Map<string, Set<string>>();
  const users = new Map<string, ReadonlyMap<string, HeldUser>>();
  let consents: Consents = { given: new Set(), withdrawn: new Map() };
  let stored: readonly StoredTemplate[] = [];
  let storedBy: { directory: Directory; copies: Map<string, Copy[]> } | null = null;
  const wishes = createWishes(needs.directory);

  function put(row: SyncRow): void {
    const of = byDevice.get(row.deviceId) ?? new Map<string, SyncRow>();
    byDevice.set(row.deviceId, of.set(row.userId, row));
    if (row.personId === null) return;
    const where = byPerson.get(row.personId) ?? new Set();
    byPerson.set(row.personId, where.add(keyOf(row)));
  }
  for (const row of rows) put(row);

  const rowsOf = (personId: string): SyncRow[] =>
    [...(byPerson.get(personId) ?? [])].flatMap((key) => {
      const [deviceId = '', userId = ''] = JSON.parse(key) as string[];
      const row = byDevice.get(deviceId)?.get(userId);
      return row?.personId === personId ? row : [];
    });
  const letIn = (): Map<string, StoredDevice> =>
    new Map(
      needs
        .devices()
        .flatMap((device) => (device.approvedAtMs === null ? [] : [[device.deviceId, device] as const])),
    );
  const isThere = (device: StoredDevice, personId: string): boolean =>
    wishes.of(device).get(personId)?.want === 'there';

  function copies(personId: string, except: SyncRow | null): Copy[] {
    const devices = letIn();
    const held = rowsOf(personId).flatMap((row): Copy[] => {
      const device = devices.get(row.deviceId);
      if (!row.held || !device || (except && keyOf(row) === keyOf(except))) return [];
      // Beside another number of the same person, on the same terminal, it stays only with the one that is theirs.
      const safe = isThere(device, personId) && whoHasCode(row.userId, needs.directory()) === personId;
      return row.templates.map((each) => ({ ...each, deviceId: row.deviceId, safe }));
    });
    return [...held, ...(storedCopies().get(personId) ?? [])];
  }

  function storedCopies(): Map<string, Copy[]> {
    const directory = needs.directory();
    if (storedBy?.directory === directory) return storedBy.copies;
    const all = new Map<string, Copy[]>();
    for (const { userId, ...each } of stored) {
      const personId = whoHasCode(userId, directory);
      if (personId === null) continue;
      all.set(personId, [...(all.get(personId) ?? []), { ...each, deviceId: null, safe: true }]);
    }
    storedBy = { directory, copies: all };
    return all;
  }

  const company: CompanyNow = {
    whose: (userId) => whoHasCode(userId, needs.directory()),
    exists: (personId) => needs.directory().people.has(personId),
    hasConsent: (personId) => consents.given.has(personId),
    withdrawnAtMs: (personId) => consents.withdrawn.get(personId) ?? null,
    copies,
    othersTake: (personId, template, except) =>
      mayPass(template, consents.given.has(personId)) &&
      !consents.withdrawn.has(personId) &&
      [...letIn().values()].some((device) => {
        if (device.deviceId === except.deviceId || !isThere(device, personId)) return false;
        const { takes, kinds } = needs.takesOf(device);
        const each = { ...template, userId: except.userId };
        return kinds.includes(template.kind) && templatesFor(takes, [each]).commands.length > 0;
      }),
    cardOf: (personId) =>
      rowsOf(personId)
        .map(({ deviceId, userId }) => users.get(deviceId)?.get(userId)?.card ?? '')
        .find((card) => card !== '' && card !== '0') ?? '',
  };

  return {
    company,
    put,
    wishesOf: (device: StoredDevice): Wishes => wishes.of(device),
    rowsOn: (deviceId: string): ReadonlyMap<string, SyncRow> =>
      byDevice.get(deviceId) ?? new Map<string, SyncRow>(),
    row: (deviceId: string, userId: string): SyncRow | undefined => byDevice.get(deviceId)?.get(userId),
    rowsOf,
    drop: (deviceId: string, userId: string): void => void byDevice.get(deviceId)?.delete(userId),
    dropDevice: (deviceId: string): void => {
      byDevice.delete(deviceId);
      users.delete(deviceId);
    },
    deviceIds: (): string[] => [...byDevice.keys()],
    usersOn: (deviceId: string): ReadonlyMap<string, HeldUser> | undefined => users.get(deviceId),
    setUsers: (deviceId: string, held: ReadonlyMap<string, HeldUser>): void => void users.set(deviceId, held),
    consents: (): Consents => consents,
    setConsents: (next: Consents): void => void (consents = next),
    setStored(next: readonly StoredTemplate[]): void {
      stored = next;
      storedBy = null;
    },
    stored: (): readonly StoredTemplate[] => stored,
    counts(): { waiting: number; failed: number } {
      const all = { waiting: 0, failed: 0 };
      for (const of of byDevice.values())
        for (const { state } of of.values()) if (state === 'waiting' || state === 'failed') all[state]++;
      return all;
    },
  };
}

const keyOf = ({ deviceId, userId }: SyncRow): string => JSON.stringify([deviceId, userId]);

/** Worked out once for each reading of the directory, which never changes, and each place a terminal hangs. */
function createWishes(current: () => Directory) {
  let of: Directory | null = null;
  const known = new Map<string, Wishes>();
  return {
    of(device: StoredDevice): Wishes {
      const directory = current();
      if (directory !== of) known.clear();
      of = directory;
      const { areaId, liveSync, approvedAtMs } = device;
      const key = JSON.stringify([areaId, liveSync, approvedAtMs !== null]);
      const before = known.get(key);
      if (before) return before;
      const wishes = wantedOn(device, directory);
      known.set(key, wishes);
      return wishes;
    },
  };
}
