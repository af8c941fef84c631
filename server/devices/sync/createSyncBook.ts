/** What is known of everybody on every terminal, in memory as it is stored; and the company as plans see it. */
import type { Directory } from '../../directory/directory.ts';
import { type TakesTemplates, templatesFor } from '../push/matching.ts';
import type { TemplateKind } from '../push/rows.ts';
import type { StoredDevice } from '../store.ts';
import { whoHasCode } from '../whoHasCode.ts';
import { createWatches } from './createWatches.ts';
import { mayPass } from './missingTemplates.ts';
import type { CompanyNow, Copy, HeldUser } from './planTypes.ts';
import type { HeldTemplate, SyncRow } from './syncRow.ts';
import type { ErasedRow } from './syncStore.ts';
import { wantedOn, type Wishes } from './wantedOf.ts';

export type BookNeeds = {
  directory: () => Directory;
  devices: () => readonly StoredDevice[];
  /** What a terminal can take. */
  takesOf: (device: StoredDevice) => { takes: TakesTemplates; kinds: readonly TemplateKind[] };
  /** It is there, and holds what is known of it: it was looked at lately. Left out: all are. */
  isSeen?: (device: StoredDevice) => boolean;
};
export type Consents = { given: ReadonlySet<string>; withdrawn: ReadonlyMap<string, number> };
export type StoredTemplate = HeldTemplate & { personId: string };
export type SyncBook = ReturnType<typeof createSyncBook>;

export function createSyncBook(needs: BookNeeds, rows: readonly SyncRow[]) {
  const watches = createWatches();
  const kept = createRows(rows, watches);
  const users = new Map<string, ReadonlyMap<string, HeldUser>>();
  const stored = createStored(watches);
  const wishesOf = createWishes(needs.directory);
  const state: { consents: Consents } = { consents: { given: new Set(), withdrawn: new Map() } };
  let erasedAtMs: ReadonlyMap<string, number> = new Map();
  const company = companyOf(needs, { ...kept, users, storedOf: stored.storedOf, wishesOf, state });
  return {
    ...kept,
    ...stored,
    watch: watches.watch,
    company,
    wishesOf,
    /** Those that are let in, with whom they are to hold. */
    terminals: () =>
      needs
        .devices()
        .flatMap((device) =>
          device.approvedAtMs === null
            ? []
            : { deviceId: device.deviceId, kind: device.kind, wishes: wishesOf(device) },
        ),
    usersOn: (deviceId: string): ReadonlyMap<string, HeldUser> | undefined => users.get(deviceId),
    setUsers(deviceId: string, held: ReadonlyMap<string, HeldUser>): void {
      const before = users.get(deviceId);
      users.set(deviceId, held);
      if (before) watches.touchUsers(deviceId, before, held, company.whose);
      else watches.turn(deviceId);
    },
    setConsents(next: Consents): void {
      state.consents = next;
      watches.turn(null);
    },
    /** Whoever was erased left rows to the terminals that must lose them. */
    setErased(erased: readonly ErasedRow[]): void {
      for (const { row } of erased) if (!kept.row(row.deviceId, row.userId)) kept.put(row);
      const since = new Map<string, number>();
      for (const { row, leftAtMs } of erased)
        if (row.personId !== null && leftAtMs !== null) since.set(row.personId, leftAtMs);
      // A row that was written while they were erased does not say it.
      for (const { row } of erased)
        if (row.personId !== null && !since.has(row.personId)) since.set(row.personId, row.changedAtMs);
      erasedAtMs = since;
    },
    /** By their id, since when; nobody else knows it. */
    erasedAtMs: (): ReadonlyMap<string, number> => erasedAtMs,
    dropDevice(deviceId: string): void {
      kept.dropDevice(deviceId);
      watches.turn(null);
      users.delete(deviceId);
    },
  };
}

type Watches = ReturnType<typeof createWatches>;

/** By terminal and by person. */
function createRows(rows: readonly SyncRow[], watches: Watches) {
  const byDevice = new Map<string, Map<string, SyncRow>>();
  const byPerson = new Map<string, Map<string, { deviceId: string; userId: string }>>();
  function put(row: SyncRow): void {
    const { deviceId, userId, personId } = row;
    const of = byDevice.get(deviceId) ?? new Map<string, SyncRow>();
    const before = of.get(userId);
    if (before && before.personId !== personId) watches.touch(before);
    watches.touch(row);
    byDevice.set(deviceId, of.set(userId, row));
    if (personId === null) return;
    const where = byPerson.get(personId) ?? new Map<string, { deviceId: string; userId: string }>();
    byPerson.set(personId, where.set(`${deviceId} ${userId}`, { deviceId, userId }));
  }
  for (const row of rows) put(row);
  const none: ReadonlyMap<string, SyncRow> = new Map<string, SyncRow>();
  return {
    put,
    rowsOn: (deviceId: string): ReadonlyMap<string, SyncRow> => byDevice.get(deviceId) ?? none,
    row: (deviceId: string, userId: string): SyncRow | undefined => byDevice.get(deviceId)?.get(userId),
    rowsOf: (personId: string): SyncRow[] =>
      [...(byPerson.get(personId)?.values() ?? [])].flatMap(({ deviceId, userId }) => {
        const row = byDevice.get(deviceId)?.get(userId);
        return row?.personId === personId ? row : [];
      }),
    drop(deviceId: string, userId: string): void {
      const before = byDevice.get(deviceId)?.get(userId);
      if (before) watches.touch(before);
      byDevice.get(deviceId)?.delete(userId);
    },
    dropDevice: (deviceId: string): void => void byDevice.delete(deviceId),
    deviceIds: (): string[] => [...byDevice.keys()],
    counts(): { waiting: number; failed: number } {
      const all = { waiting: 0, failed: 0 };
      for (const of of byDevice.values())
        for (const { state } of of.values()) if (state === 'waiting' || state === 'failed') all[state]++;
      return all;
    },
  };
}

/** What is stored here, by whose it is. */
function createStored(watches: Watches) {
  let all: readonly StoredTemplate[] = [];
  let sorted = new Map<string, Copy[]>();
  return {
    stored: (): readonly StoredTemplate[] => all,
    /** `of`: only theirs are others. */
    setStored(next: readonly StoredTemplate[], of?: Iterable<string>): void {
      if (of) watches.touchPeople(of);
      else watches.turn(null);
      all = next;
      sorted = new Map();
      for (const { personId, ...each } of all)
        sorted.set(personId, [...(sorted.get(personId) ?? []), { ...each, deviceId: null, safe: true }]);
    },
    storedOf: (personId: string): readonly Copy[] => sorted.get(personId) ?? [],
  };
}

type Known = Pick<ReturnType<typeof createRows>, 'rowsOf'> & {
  users: ReadonlyMap<string, ReadonlyMap<string, HeldUser>>;
  storedOf: (personId: string) => readonly Copy[];
  wishesOf: (device: StoredDevice) => Wishes;
  state: { consents: Consents };
};

function companyOf(needs: BookNeeds, { rowsOf, users, storedOf, wishesOf, state }: Known): CompanyNow {
  const whose = (userId: string): string | null => whoHasCode(userId, needs.directory());
  const letIn = createLetIn(needs, wishesOf);
  const { isSeen = () => true } = needs;
  return {
    whose,
    exists: (personId) => needs.directory().people.has(personId),
    hasLeft: (personId) => (needs.directory().people.get(personId)?.deactivatedAtMs ?? null) !== null,
    hasConsent: (personId) => state.consents.given.has(personId),
    withdrawnAtMs: (personId) => state.consents.withdrawn.get(personId) ?? null,
    copies(personId, except) {
      const terminals = letIn();
      const held = rowsOf(personId).flatMap((row): Copy[] => {
        if (!row.held || (except?.deviceId === row.deviceId && except.userId === row.userId)) return [];
        const terminal = row.templates.length === 0 ? undefined : terminals.get(row.deviceId);
        if (!terminal) return [];
        const isThere = terminal.wishes.get(personId)?.want === 'there';
        // Of two numbers on the same terminal it stays only with the one that is theirs; a terminal that is away may be gone for ever.
        const safe = isThere && whose(row.userId) === personId && isSeen(terminal.device);
        const { deviceId } = row;
        // Written out: of 5,000 people on 30 terminals these are 150,000, and spreading takes several times as long.
        return row.templates.map(({ kind, number, algorithm, hash, changedAtMs }) => ({
          kind,
          number,
          algorithm,
          hash,
          changedAtMs,
          deviceId,
          safe,
        }));
      });
      return [...held, ...storedOf(personId)];
    },
    othersTake: (personId, template, except) =>
      mayPass(template, state.consents.given.has(personId)) &&
      !state.consents.withdrawn.has(personId) &&
      [...letIn().values()].some(({ device, wishes }) => {
        if (device.deviceId === except.deviceId || wishes.get(personId)?.want !== 'there') return false;
        const { takes, kinds } = needs.takesOf(device);
        const each = { ...template, userId: except.userId };
        return kinds.includes(template.kind) && templatesFor(takes, [each]).commands.length > 0;
      }),
    cardOf: (personId) =>
      rowsOf(personId)
        .map(({ deviceId, userId }) => users.get(deviceId)?.get(userId)?.card ?? '')
        .find((card) => card !== '' && card !== '0') ?? '',
  };
}

/** Each with whom it is to hold; neither list ever changes, a new one takes its place. */
function createLetIn({ devices, directory }: BookNeeds, wishesOf: (device: StoredDevice) => Wishes) {
  let of: readonly unknown[] = [];
  let known = new Map<string, { device: StoredDevice; wishes: Wishes }>();
  return (): ReadonlyMap<string, { device: StoredDevice; wishes: Wishes }> => {
    const now = [devices(), directory()];
    if (now.every((each, index) => each === of[index])) return known;
    of = now;
    known = new Map(
      devices().flatMap((device) =>
        device.approvedAtMs === null ? [] : [[device.deviceId, { device, wishes: wishesOf(device) }]],
      ),
    );
    return known;
  };
}

/** Worked out once for each reading of the directory, which never changes, and each place a terminal hangs. */
function createWishes(current: () => Directory): (device: StoredDevice) => Wishes {
  let of: Directory | null = null;
  const known = new Map<string, Wishes>();
  return (device) => {
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
  };
}
