/**
 * Whoever works somewhere is on the terminals there, and nowhere else: looked at again and again, never by what happened. A pass at a
 * time for a terminal, some terminals at once; whatever is interrupted is found by the next look.
 */
import type { Knex } from 'knex';
import { createTurns } from '../../areas/createTurns.ts';
import type { LoadedDirectory } from '../../directory/loadDirectory.ts';
import type { Log } from '../../http/createLog.ts';
import type { Clock } from '../../presence/startPresence.ts';
import type { DevicePersonView } from '../../wire.ts';
import type { Outgoing } from '../push/handOut.ts';
import type { TemplateKind } from '../push/rows.ts';
import type { StartedDevices } from '../startDevices.ts';
import type { StoredDevice } from '../store.ts';
import { eventKinds } from '../zk/commands.ts';
import type { Terminal } from '../zk/connectTerminal.ts';
import { createPushHands, type PushHands } from './createPushHands.ts';
import { createSyncBook } from './createSyncBook.ts';
import { createTemplatePool } from './createTemplatePool.ts';
import { createTurnsOfTerminals, type Due } from './createTurnsOfTerminals.ts';
import { hearPush } from './hearPush.ts';
import {
  areGone,
  heardAtMs,
  type Missing,
  type MissingReceipts,
  missingReceipts,
} from './missingReceipts.ts';
import { mayPass } from './missingTemplates.ts';
import { isOfAnother, ownerOf } from './ownerOf.ts';
import { pushTakes } from './pushTarget.ts';
import { createReceipts, personViewOf } from './receiptsOf.ts';
import { createTemplateStore } from './storedTemplates.ts';
import { createSyncPass, type SyncPassParts } from './syncPass.ts';
import { freshRow } from './syncRow.ts';
import { soonKept } from './soonKept.ts';
import { createSyncStore } from './syncStore.ts';
import { isLost, zkTakes } from './zkTarget.ts';

export type SyncNeeds = {
  db: Knex;
  companyId: string;
  clock: Clock;
  log: Pick<Log, 'error'>;
  directory: LoadedDirectory;
  devices: Pick<StartedDevices, 'devices' | 'get' | 'views' | 'counted'>;
  push: PushHands;
  storesTemplates: () => boolean;
  /** Something is known of somebody on a terminal. */
  changed: () => void;
  times?: Partial<SyncTimes>;
};
export type SyncTimes = {
  /** How often it is looked whether a pass is due. */
  tickMs: number;
  /** How often each terminal is looked at without a reason. */
  checkEveryMs: number;
  /** So long after a terminal said it sent everybody, the last of them may come. */
  querySettleMs: number;
};
export type StartedSync = Awaited<ReturnType<typeof startSync>>;

const usual: SyncTimes = { tickMs: 250, checkEveryMs: 15 * 60_000, querySettleMs: 3_000 };

export async function startSync(needs: SyncNeeds) {
  const { clock, log, directory, devices } = needs;
  const times = { ...usual, ...needs.times };
  const stopping = new AbortController();
  const failed = createFailed(log, stopping.signal);
  const turns = createTurnsOfTerminals(async (deviceId, how) => {
    const device = devices.get(deviceId);
    if (device && device.approvedAtMs !== null) await pass(device, how).catch(failed);
  });
  const letIn = () => devices.devices().filter(({ approvedAtMs }) => approvedAtMs !== null);
  const soonAll = (more: Partial<Due> = {}): void =>
    letIn().forEach(({ deviceId }) => turns.soon(deviceId, more));
  const terminals = new Map<string, Terminal>();
  const around = { terminals, soon: turns.soon, soonAll, signal: stopping.signal };
  const { parts, seen } = await partsOf(needs, around, times.checkEveryMs);
  const pass = createSyncPass(parts);
  const hearing = hearPush(parts, { ...times, clock, deviceOf: devices.get, failed });
  const looking = createLook(parts, needs, turns.begin, failed);
  let shape = '';

  const check = (): void => {
    looking.consentsChanged();
    letIn().forEach(hearing.checked);
    soonAll({ read: true });
  };
  directory.onChange(() => {
    looking.consentsChanged();
    soonAll();
  });
  return {
    ...viewsOf(parts, needs),
    ...{ ...ownersOf(parts), knowsWhoLeft: looking.isRead },
    /** Now, and whatever was refused too. */
    now: (deviceId: string): void => turns.soon(deviceId, { read: true, force: true }),
    /** A terminal that is called is connected: who is on it is read, and changes at it are heard. */
    connected(deviceId: string, terminal: Terminal): void {
      terminals.set(deviceId, terminal);
      void terminal.ended.then(() => {
        if (terminals.get(deviceId) === terminal) terminals.delete(deviceId);
      });
      turns.soon(deviceId, { read: true, templates: true });
      if (devices.get(deviceId)?.liveSync) hearEnrolments(terminal, (more) => turns.soon(deviceId, more));
    },
    /** A terminal was added, let in, hung elsewhere or removed; or only came online. */
    devicesChanged(): void {
      const next = shapeOf(letIn());
      if (next === shape) return;
      shape = next;
      looking.consentsChanged();
      soonAll();
    },
    /** Whether templates may be stored has changed. */
    settingsChanged(): void {
      looking.consentsChanged();
      soonAll({ templates: needs.storesTemplates() });
    },
    start(): void {
      const stops = [
        clock.every(times.tickMs, looking.look),
        clock.every(times.checkEveryMs, check),
        clock.every(onlineForMs, () => void (seen.cameBack() && soonKept(parts))),
        needs.push.hear(hearing),
      ];
      stopping.signal.addEventListener('abort', () => stops.forEach((stop) => stop()));
      letIn().forEach(hearing.started);
      soonAll();
    },
    async stop(): Promise<void> {
      stopping.abort();
      await looking.ended();
      await turns.ended();
      await hearing.settled();
    },
  };
}

const createFailed = (log: SyncNeeds['log'], signal: AbortSignal) => (error: unknown) => {
  if (isLost(error) || signal.aborted) return;
  log.error({ err: error }, 'people on a terminal could not be synchronised; trying again');
};

type Around = Pick<SyncPassParts, 'terminals' | 'soon' | 'soonAll' | 'signal'>;

async function partsOf(needs: SyncNeeds, around: Around, checkEveryMs: number) {
  const { db, companyId, clock, directory, devices, storesTemplates, changed } = needs;
  const store = createSyncStore(db, companyId);
  const readTimes = await store.readTimes();
  const seen = createSeen(needs, readTimes, 2 * checkEveryMs);
  const takesOf = (device: StoredDevice) => (device.kind === 'zk' ? zkTakes(device) : pushTakes(device));
  const push = createPushHands(db, companyId, needs.push, clock.now);
  const isSeen = (device: StoredDevice) => !push.doubts.has(device.deviceId) && seen.isSeen(device);
  const of = { directory: directory.current, devices: devices.devices, takesOf, isSeen };
  const book = createSyncBook(of, await store.rows());
  book.setErased(await store.erased());
  const parts: SyncPassParts = {
    ...{
      companyId,
      ...{ store, readTimes, storesTemplates },
      changed,
      now: clock.now,
      directory: directory.current,
      counted: devices.counted,
      ...around,
    },
    templates: createTemplateStore(db, companyId),
    book,
    planInTurn: createTurns(),
    push,
    pool: createTemplatePool(clock.now),
  };
  return { parts, seen };
}

type At = { deviceId: string };
const ownersOf = (parts: SyncPassParts) => ({
  keptFor: (device: At, template: ToKeep) => keptFor(parts, device, template),
  mayGet: (device: At, of: Outgoing) => mayGet(parts, device, of),
});

type ToKeep = { userId: string; kind: TemplateKind };
/** Whose a template that came from a terminal is; null: it may not be stored. */
function keptFor(parts: SyncPassParts, { deviceId }: At, { userId, kind }: ToKeep): string | null {
  const { company, row } = parts.book;
  const personId = ownerOf(row(deviceId, userId) ?? freshRow(deviceId, userId, 0), company);
  return personId !== null && mayKeep(parts, { personId, kind }) ? personId : null;
}

/** Only of whoever has the number now, and not while somebody else is under it there. */
function mayGet(parts: SyncPassParts, { deviceId }: At, of: Outgoing): boolean {
  const { userId, kind, personId } = of;
  const { company, row } = parts.book;
  if (personId === null || company.whose(userId) !== personId) return false;
  const there = row(deviceId, userId);
  return !(there && isOfAnother(there, company)) && mayKeep(parts, { personId, kind });
}

/** It answers now, and where it can be read it was, lately. Who is online is worked out once a second. */
function createSeen(
  { clock, devices }: SyncNeeds,
  readTimes: ReadonlyMap<string, number>,
  readWithinMs: number,
) {
  let atMs = -Infinity;
  let online: ReadonlySet<string> = new Set();
  let known = online;
  function look(): void {
    atMs = clock.now();
    online = new Set(devices.views().flatMap((each) => (each.state === 'online' ? each.deviceId : [])));
  }
  return {
    isSeen({ deviceId, kind }: StoredDevice): boolean {
      const nowMs = clock.now();
      if (Math.abs(nowMs - atMs) >= onlineForMs) look();
      if (!online.has(deviceId)) return false;
      return kind === 'push' || nowMs - (readTimes.get(deviceId) ?? -Infinity) <= readWithinMs;
    },
    /** One answers that did not a moment ago. */
    cameBack(): boolean {
      const before = known;
      look();
      known = online;
      return [...online].some((deviceId) => !before.has(deviceId));
    },
  };
}
const onlineForMs = 1_000;

/** Of whoever is here, whatever their number is now. */
function mayKeep(
  { book }: SyncPassParts,
  { personId, kind }: { personId: string; kind: TemplateKind },
): boolean {
  const { exists, withdrawnAtMs, hasConsent } = book.company;
  if (!exists(personId) || withdrawnAtMs(personId) !== null) return false;
  return mayPass({ kind }, hasConsent(personId));
}

/** Every so often: first who agreed to what, then the terminals that are due. */
function createLook(
  parts: SyncPassParts,
  { devices }: SyncNeeds,
  begin: () => void,
  failed: (error: unknown) => void,
) {
  let isDue = true;
  // Read once before anything begins.
  let isRead = true;
  let notBeforeMs = -Infinity;
  let looking: Promise<void> | null = null;
  async function look(): Promise<void> {
    if (isDue && parts.now() < notBeforeMs) return;
    if (isDue) {
      isDue = false;
      await readConsents(parts).catch((error: unknown) => {
        isDue = true;
        // A database that another program holds makes everybody wait at each try.
        notBeforeMs = parts.now() + failedPauseMs;
        throw error;
      });
      isRead = !isDue;
      await forgetRemoved(parts, devices);
    }
    parts.pool.forgetOld();
    if (!parts.signal.aborted) begin();
  }
  return {
    consentsChanged(): void {
      isDue = true;
      isRead = false;
    },
    /** Else whoever was erased just now is not among those who left any more, and not yet among those who were erased. */
    isRead: () => isRead,
    look: (): void =>
      void (looking ??= look()
        .catch(failed)
        .finally(() => (looking = null))),
    ended: async (): Promise<void> => void (await looking),
  };
}

const failedPauseMs = 5_000;

/** What may not be stored any more is deleted. */
async function readConsents(parts: SyncPassParts): Promise<void> {
  const { book, store, templates, storesTemplates, now } = parts;
  book.setErased(await store.erased());
  book.setConsents({ given: await store.consented(), withdrawn: await store.withdrawn() });
  if (!storesTemplates()) await templates.deleteAll(now());
  book.setStored(await templates.list());
  const unwanted = book.stored().filter((each) => !mayKeep(parts, each));
  if (unwanted.length === 0) return;
  await templates.delete(unwanted);
  book.setStored(await templates.list());
}

/** Of terminals that were removed nothing is kept. */
async function forgetRemoved({ book, store }: SyncPassParts, devices: SyncNeeds['devices']): Promise<void> {
  for (const deviceId of book.deviceIds()) {
    if (devices.get(deviceId)) continue;
    await store.forgetDevice(deviceId);
    book.dropDevice(deviceId);
  }
}

/** Without these events it is found at the next look. */
function hearEnrolments(terminal: Terminal, soon: (more: Partial<Due>) => void): void {
  const heard = ({ kind }: { kind: string }): void => {
    if (kind === 'userEnrolled') soon({ read: true });
    if (kind === 'fingerEnrolled') soon({ read: true, templates: true });
  };
  const mask = eventKinds.userEnrolled | eventKinds.fingerEnrolled;
  terminal.listen(heard, mask).catch(() => undefined);
}

/** What decides who is on which. */
const shapeOf = (devices: readonly StoredDevice[]): string =>
  JSON.stringify(
    devices.map(({ deviceId, areaId, liveSync, facts }) => [
      ...[deviceId, areaId, liveSync, facts.fingerAlgorithm, facts.faceAlgorithm],
    ]),
  );

function viewsOf({ book, readTimes }: SyncPassParts, { db, directory, devices, clock }: SyncNeeds) {
  const seenOn = ({ deviceId }: StoredDevice) => ({
    rows: book.rowsOn(deviceId),
    readAtMs: readTimes.get(deviceId),
  });
  return {
    receiptsOf: createReceipts({ db, directory: directory.current, devices: devices.devices }),
    counts: book.counts,
    /** Of whom this terminal has not confirmed that they are gone; null: of nobody. */
    missingOn: (device: StoredDevice): MissingReceipts | null =>
      missingReceipts(
        { device, ...seenOn(device) },
        { directory: directory.current(), erasedAtMs: book.erasedAtMs(), nowMs: clock.now() },
      ),
    /** Those of whom it has not confirmed it before, and has now. */
    areGone: (device: StoredDevice, who: ReadonlyMap<string, Pick<Missing, 'leftAtMs'>>): boolean =>
      areGone(seenOn(device), who, directory.current()),
    heardAtMs: (device: StoredDevice): number | null => heardAtMs(seenOn(device)),
    /** Everybody on a terminal, and everybody who should be. */
    on(deviceId: string): DevicePersonView[] {
      const device = devices.get(deviceId);
      if (!device) return [];
      return [...book.rowsOn(deviceId).values()]
        .filter(({ held, wanted, state }) => held || wanted !== 'gone' || state !== 'done')
        .map((row) => personViewOf(row, device, directory.current()));
    },
    of: (personId: string): DevicePersonView[] =>
      book.rowsOf(personId).flatMap((row) => {
        const device = devices.get(row.deviceId);
        return device && (row.held || row.wanted === 'there' || row.state !== 'done')
          ? personViewOf(row, device, directory.current())
          : [];
      }),
  };
}
