/** Every terminal of the company: a life for each that is called, and what is known of those that call. Follows the store at once. */
import type { Knex } from 'knex';
import { othersFirst } from '../database/othersFirst.ts';
import type { LoadedDirectory } from '../directory/loadDirectory.ts';
import { problem, UserFacingError } from '../errors.ts';
import type { Log } from '../http/createLog.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { DeviceView, Punch } from '../wire.ts';
import { createCallers } from './createCallers.ts';
import { type DeviceBook, type DeviceCounts, loadDeviceBook } from './deviceBook.ts';
import { viewOf } from './deviceView.ts';
import { followLives } from './followLives.ts';
import { zoneOfDevice } from './logTime.ts';
import { disownErased, matchLogs } from './matchLogs.ts';
import type { Life, LifeNeeds, LifeTimes } from './startLife.ts';
import { createDeviceStore, type StoredDevice } from './store.ts';
import { takeLogs, type TakeLogsParts } from './takeLogs.ts';

export type DevicesNeeds = {
  db: Knex;
  companyId: string;
  clock: Clock;
  log: Pick<Log, 'error'>;
  directory: LoadedDirectory;
  timeZone: () => string;
  /** Duty and presence are told of these; they are stored. */
  punched: (punches: readonly Punch[]) => void;
  /** A terminal is online, offline, new or gone, or something came from one. */
  changed: () => void;
  /** Why none that calls can be heard; null: they can. */
  deaf: () => string | null;
  /** A terminal that is called is connected. */
  connected?: LifeNeeds['connected'];
  times?: Partial<LifeTimes>;
};
export type StartedDevices = Awaited<ReturnType<typeof startDevices>>;

/** So many conversations at once; a company with more has several sites, and a server at each. */
export const devicesMost = 200;

export async function startDevices(needs: DevicesNeeds) {
  const { db, companyId, clock, directory, log } = needs;
  const store = createDeviceStore(db);
  const book = await loadDeviceBook(store, companyId, clock.now);
  const callers = createCallers(clock.now, needs.deaf);
  const logParts: TakeLogsParts = { db, directory, timeZone: needs.timeZone, punched: needs.punched };
  const zoneOf = (device: Pick<StoredDevice, 'timeZone' | 'areaId'>): string =>
    zoneOfDevice(device, directory.current(), needs.timeZone());
  const lives = followLives(book, lifeNeeds(needs, { book, logParts, zoneOf }));
  let isOn = false;
  const follow = async (): Promise<void> => {
    if (isOn) await lives.follow();
  };
  const inTurn = createTurns((error) =>
    log.error({ err: error }, 'terminals could not be followed; trying again with the next change'),
  );
  const directoryChanged = (): Promise<void> =>
    inTurn(async () => {
      if ((await matchLogs(logParts, companyId, clock.now())) > 0) needs.changed();
      await follow();
    });
  directory.onChange(() => void directoryChanged().catch(() => undefined));

  const views = (): DeviceView[] =>
    book.devices().map((each) => viewIn(each, needs, { book, lives, callers }));
  return {
    ...{ store, logParts, zoneOf, ...book },
    views,
    lifeOf: (device: StoredDevice): Life => lives.of(device.deviceId) ?? noLife(device),
    changed: needs.changed,
    /** It was counted while it was looked at for another reason. */
    async counted(deviceId: string, counts: DeviceCounts): Promise<void> {
      if (await book.counted(deviceId, counts)) needs.changed();
    },
    /** A terminal that calls us did. */
    heard(deviceId: string): void {
      if (callers.heard(deviceId)) needs.changed();
    },
    /** The store was changed. Resolves when the lives follow it. */
    refresh: (): Promise<void> =>
      inTurn(async () => {
        await book.reload();
        await follow();
        needs.changed();
      }),
    /** Those that hang in this area. */
    of: (areaId: string) =>
      book
        .devices()
        .flatMap(({ deviceId, name, approvedAtMs, ...device }) =>
          device.areaId === areaId && approvedAtMs !== null ? { terminalId: deviceId, name } : [],
        ),
    unknown: () => book.devices().flatMap(strangerOf),
    /** For whoever watches the server. */
    counts: () => ({
      ...{ logs: book.taken(), connections: lives.connections() },
      states: views().map(({ state }) => state),
    }),
    async start(): Promise<void> {
      isOn = true;
      await disownErased(db, companyId);
      await directoryChanged();
    },
    async stop(): Promise<void> {
      isOn = false;
      await inTurn(lives.stop);
    },
  };
}

function lifeNeeds(
  { db, companyId, clock, changed, connected, log, times }: DevicesNeeds,
  { book, logParts, zoneOf }: { book: DeviceBook; logParts: TakeLogsParts; zoneOf: LifeNeeds['zoneOf'] },
): LifeNeeds {
  return {
    ...{ clock, zoneOf, changed, ...(times ? { times } : {}), ...(connected ? { connected } : {}) },
    deviceOf: book.get,
    othersFirst: () => othersFirst(db),
    async take(device, source, rows) {
      const { deviceId, serial, areaId, timeZone, direction, facts } = device;
      const place = { areaId, timeZone, direction, driftMs: facts.driftMs ?? null };
      const of = { deviceId, serial: serial ?? deviceId, ...place };
      const taken = await takeLogs(logParts, { companyId, device: of, source, rows, nowMs: clock.now() });
      book.count(deviceId, taken);
      if (taken.added > 0) changed();
      return taken;
    },
    async noteFacts(deviceId, facts) {
      await book.noteFacts(deviceId, facts);
      changed();
    },
    holdsLogs: book.holdsLogs,
    noteSync: book.noteSync,
    sentenceOf(error) {
      if (error instanceof UserFacingError) return error.message;
      log.error({ err: error }, 'a terminal could not be followed; trying again');
      return 'What it sent could not be stored. It is tried again by itself; the log has the details.';
    },
  };
}

type Views = {
  book: DeviceBook;
  lives: ReturnType<typeof followLives>;
  callers: ReturnType<typeof createCallers>;
};

function viewIn(device: StoredDevice, { directory }: DevicesNeeds, { book, lives, callers }: Views) {
  const { deviceId, areaId } = device;
  const area = areaId === null ? undefined : directory.current().areas.get(areaId);
  const life = lives.of(deviceId)?.state() ?? callers.stateOf(device);
  return viewOf(device, { logs: book.logsOf(deviceId), area: area?.name ?? null, life });
}

/** Who called and is not let in, for the bell and for incidents. */
function strangerOf({ approvedAtMs, deviceId, name, serial, facts, createdAtMs }: StoredDevice) {
  if (approvedAtMs !== null) return [];
  const detail = `It calls from ${facts.address ?? 'an address that is not known'} with the serial number ${serial ?? ''}, and nobody has let it in.`;
  return [{ terminalId: deviceId, name, detail, sinceMs: createdAtMs }];
}

function noLife({ kind, name }: StoredDevice): never {
  if (kind === 'push') throw problem('TERMINAL_CALLS', { name });
  throw problem('TERMINAL_OFFLINE', { name, problem: 'It is not let in, or is being connected.' });
}

/** One after the other: a life ends before another of the same terminal begins. */
function createTurns(failed: (error: unknown) => void) {
  let last: Promise<unknown> = Promise.resolve();
  return (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(failed);
    return done;
  };
}
