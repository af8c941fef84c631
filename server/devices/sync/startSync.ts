/**
 * Whoever works somewhere is on the terminals there, and nowhere else: looked at again and again, never by what happened. A pass at a
 * time for a terminal, some terminals at once; whatever is interrupted is found by the next look.
 */
import type { Knex } from 'knex';
import type { LoadedDirectory } from '../../directory/loadDirectory.ts';
import type { Log } from '../../http/createLog.ts';
import type { Clock } from '../../presence/startPresence.ts';
import type { DevicePersonView } from '../../wire.ts';
import type { StartedDevices } from '../startDevices.ts';
import type { Terminal } from '../zk/connectTerminal.ts';
import { eventKinds } from '../zk/commands.ts';
import { createSyncBook } from './createSyncBook.ts';
import { createTemplatePool } from './createTemplatePool.ts';
import { hearPush } from './hearPush.ts';
import { mayPass } from './missingTemplates.ts';
import { createPushHands, type PushHands } from './createPushHands.ts';
import { pushTakes } from './pushTarget.ts';
import { createReceipts, personViewOf } from './receiptsOf.ts';
import { createTemplateStore } from './storedTemplates.ts';
import { createSyncPass, type SyncPassParts } from './syncPass.ts';
import { createSyncStore } from './syncStore.ts';
import { isLost, zkTakes } from './zkTarget.ts';

export type SyncNeeds = {
  db: Knex;
  companyId: string;
  clock: Clock;
  log: Pick<Log, 'error'>;
  directory: LoadedDirectory;
  devices: Pick<StartedDevices, 'devices' | 'get'>;
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
/** Terminals at once; each conversation is its own, and this machine has other work. */
const passesAtOnce = 4;

type Due = { read: boolean; templates: boolean; force: boolean };

export async function startSync(needs: SyncNeeds) {
  const { db, companyId, clock, log, directory, devices } = needs;
  const times = { ...usual, ...needs.times };
  const store = createSyncStore(db, companyId);
  const templates = createTemplateStore(db, companyId);
  const takesOf: Parameters<typeof createSyncBook>[0]['takesOf'] = (device) =>
    device.kind === 'zk' ? zkTakes(device) : pushTakes(device);
  const bookNeeds = { directory: directory.current, devices: devices.devices, takesOf };
  const book = createSyncBook(bookNeeds, await store.rows());
  const readTimes = await store.readTimes();
  const terminals = new Map<string, Terminal>();
  const due = new Map<string, Due>();
  const running = new Map<string, Promise<void>>();
  let isOn = false;
  let consentsDue = true;
  let shape = '';
  const stops: (() => void)[] = [];
  let settled: () => Promise<void> = () => Promise.resolve();
  const failed = (error: unknown): void =>
    log.error({ err: error }, 'what a terminal told of its people could not be noted; it is looked at again');

  function soon(deviceId: string, more: Partial<Due> = {}): void {
    const before = due.get(deviceId) ?? { read: false, templates: false, force: false };
    const { read, templates: bytes, force } = { ...before, ...truthy(more) };
    due.set(deviceId, { read, templates: bytes, force });
  }
  const letIn = () => devices.devices().filter(({ approvedAtMs }) => approvedAtMs !== null);
  const soonAll = (more: Partial<Due> = {}): void => letIn().forEach(({ deviceId }) => soon(deviceId, more));

  const parts: SyncPassParts = {
    ...{
      companyId,
      store,
      templates,
      book,
      readTimes,
      terminals,
      push: createPushHands(db, companyId, needs.push),
    },
    ...{ pool: createTemplatePool(clock.now), storesTemplates: needs.storesTemplates },
    ...{ now: clock.now, directory: directory.current, soon, soonAll, changed: needs.changed },
  };
  const pass = createSyncPass(parts);

  /** Who agreed to what; what may not be stored any more is deleted. */
  async function readConsents(): Promise<void> {
    book.setConsents({ given: await store.consented(), withdrawn: await store.withdrawn() });
    if (!needs.storesTemplates()) await templates.deleteAll(clock.now());
    book.setStored(await templates.list());
    const unwanted = book.stored().filter((each) => !mayKeep(each));
    await templates.delete(unwanted);
    if (unwanted.length > 0) book.setStored(await templates.list());
  }

  function mayKeep({
    userId,
    kind,
  }: {
    userId: string;
    kind: Parameters<typeof mayPass>[0]['kind'];
  }): boolean {
    const personId = book.company.whose(userId);
    if (personId === null || book.company.withdrawnAtMs(personId) !== null) return false;
    return mayPass({ kind }, book.company.hasConsent(personId));
  }

  async function tick(): Promise<void> {
    if (!isOn) return;
    if (consentsDue) {
      consentsDue = false;
      await readConsents();
      await forgetRemoved();
    }
    parts.pool.forgetOld();
    for (const [deviceId, how] of due) {
      if (running.size >= passesAtOnce) return;
      const device = devices.get(deviceId);
      if (running.has(deviceId)) continue;
      due.delete(deviceId);
      if (!device || device.approvedAtMs === null) continue;
      const done = pass(device, how)
        .catch((error: unknown) => {
          if (!isLost(error))
            log.error({ err: error, deviceId }, 'a terminal could not be synchronised; trying again');
        })
        .finally(() => running.delete(deviceId));
      running.set(deviceId, done);
    }
  }
  let ticking: Promise<void> | null = null;
  const tickInTurn = (): void => {
    ticking ??= tick()
      .catch((error: unknown) => {
        consentsDue = true;
        log.error({ err: error }, 'terminals could not be synchronised; trying again');
      })
      .finally(() => (ticking = null));
  };

  /** Of terminals that were removed nothing is kept. */
  async function forgetRemoved(): Promise<void> {
    for (const deviceId of book.deviceIds()) {
      if (devices.get(deviceId)) continue;
      await store.forgetDevice(deviceId);
      book.dropDevice(deviceId);
    }
  }

  directory.onChange(() => {
    consentsDue = true;
    soonAll();
  });

  return {
    receiptsOf: createReceipts({ db, directory: directory.current, devices: devices.devices }),
    /** Everybody on a terminal, and everybody who should be. */
    on(deviceId: string): DevicePersonView[] {
      const device = devices.get(deviceId);
      if (!device) return [];
      return [...book.rowsOn(deviceId).values()]
        .filter(({ held, wanted }) => held || wanted !== 'gone')
        .map((row) => personViewOf(row, device, directory.current()));
    },
    of: (personId: string): DevicePersonView[] =>
      book.rowsOf(personId).flatMap((row) => {
        const device = devices.get(row.deviceId);
        return device && (row.held || row.wanted === 'there' || row.state !== 'done')
          ? personViewOf(row, device, directory.current())
          : [];
      }),
    /** Now, and whatever was refused too. */
    now: (deviceId: string): void => soon(deviceId, { read: true, force: true }),
    counts: book.counts,
    mayKeep,
    /** A terminal that is called is connected: who is on it is read, and changes at it are heard. */
    connected(deviceId: string, terminal: Terminal): void {
      terminals.set(deviceId, terminal);
      void terminal.ended.then(() => {
        if (terminals.get(deviceId) === terminal) terminals.delete(deviceId);
      });
      soon(deviceId, { read: true, templates: true });
      if (!devices.get(deviceId)?.liveSync) return;
      const heard = ({ kind }: { kind: string }): void => {
        if (kind === 'userEnrolled') soon(deviceId, { read: true });
        if (kind === 'fingerEnrolled') soon(deviceId, { read: true, templates: true });
      };
      // Without these events it is found at the next look.
      terminal.listen(heard, eventKinds.userEnrolled | eventKinds.fingerEnrolled).catch(() => undefined);
    },
    /** A terminal was added, let in, hung elsewhere, removed; or only came online. */
    devicesChanged(): void {
      const next = JSON.stringify(
        letIn().map(({ deviceId, areaId, liveSync, facts }) => [
          ...[deviceId, areaId, liveSync, facts.fingerAlgorithm, facts.faceAlgorithm],
        ]),
      );
      if (next === shape) return;
      shape = next;
      consentsDue = true;
      soonAll();
    },
    /** Whether templates may be stored has changed. */
    settingsChanged(): void {
      consentsDue = true;
      soonAll({ templates: needs.storesTemplates() });
    },
    start(): void {
      isOn = true;
      const heard = hearPush(parts, { ...times, clock, deviceOf: devices.get, failed });
      settled = heard.settled;
      stops.push(clock.every(times.tickMs, tickInTurn));
      stops.push(clock.every(times.checkEveryMs, () => soonAll({ read: true })));
      stops.push(needs.push.hear(heard));
      soonAll();
    },
    async stop(): Promise<void> {
      isOn = false;
      for (const stop of stops.splice(0)) stop();
      await ticking;
      await Promise.all(running.values());
      await settled();
    },
  };
}

const truthy = (more: Partial<Due>): Partial<Due> =>
  Object.fromEntries(Object.entries(more).filter(([, value]) => value));
