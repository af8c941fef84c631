/** Terminals that call us: heard while the company has it on, on a port of its own; what they send is taken as that of the others. */
import type { Knex } from 'knex';
import { othersFirst } from '../database/othersFirst.ts';
import { UserFacingError } from '../errors.ts';
import type { Log } from '../http/createLog.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { LoadedSettings } from '../settings/loadSettings.ts';
import type { PushListener } from '../wire.ts';
import type { PushCommand } from './push/commands.ts';
import type { Outgoing } from './push/handOut.ts';
import type { FactsKept, PushDevice } from './push/pushStore.ts';
import type { PushTemplate } from './push/rows.ts';
import { createPush, type PushListening } from './push/startPush.ts';
import type { TakeRows } from './push/takeUpload.ts';
import type { StartedDevices } from './startDevices.ts';
import { takeInParts } from './takeInParts.ts';
import { type LogRow, type TakenLogs, takeLogs } from './takeLogs.ts';

export type PushListenerNeeds = {
  db: Knex;
  companyId: string;
  clock: Clock;
  log: Pick<Log, 'warn' | 'error'>;
  host: string;
  settings: LoadedSettings;
  devices: StartedDevices;
  /** Whose a template is, as far as it may be stored; null: it may not. */
  keptFor?: (device: PushDevice, template: PushTemplate) => string | null;
  /** Whether somebody's template may go out under a number now. */
  mayGet?: (device: PushDevice, of: Outgoing) => boolean;
};
/** What came besides punches, and how commands ended. */
export type PushHearing = {
  usersCame?: (device: PushDevice, userIds: readonly string[]) => void;
  templatesCame?: (device: PushDevice, templates: readonly PushTemplate[]) => void;
  /** It told how many it holds, as an answer or as news. */
  countsCame?: (deviceId: string) => void;
  commandEnded?: CommandEnded;
};
type CommandEnded = (
  device: PushDevice,
  command: PushCommand,
  well: boolean,
  more: { why: string; returned: number | null; notHere?: boolean },
) => void;
export type StartedPush = ReturnType<typeof startPushListener>;

export function startPushListener(needs: PushListenerNeeds) {
  const { db, companyId, clock, settings, devices, host } = needs;
  const hearings: PushHearing[] = [];
  const push = createPush({
    ...{ db, companyId, now: () => clock.now(), takeRows: takeInto(needs) },
    storesTemplates: () => settings.current().storesTemplates,
    zoneOf: devices.zoneOf,
    heard: ({ deviceId }) => devices.heard(deviceId),
    commandsChanged: devices.changed,
    factsKept: keepFacts(devices, (deviceId) => hearings.forEach((each) => each.countsCame?.(deviceId))),
    strangerCame: () => void devices.refresh(),
    usersCame: (device, userIds) => hearings.forEach((each) => each.usersCame?.(device, userIds)),
    templatesCame: (device, all) => hearings.forEach((each) => each.templatesCame?.(device, all)),
    commandEnded: (device, command, well, more) =>
      hearings.forEach((each) => each.commandEnded?.(device, command, well, more)),
    ...(needs.keptFor ? { keptFor: needs.keptFor } : {}),
    ...(needs.mayGet ? { mayGet: needs.mayGet } : {}),
    trouble: createTrouble(needs),
  });
  let isStarted = false;
  let listening: PushListening | null = null;
  let problem: string | null = null;

  /** As the settings say now. */
  async function follow(): Promise<void> {
    const { pushOn, pushPort } = settings.current();
    const wanted = isStarted && pushOn;
    if (listening && (!wanted || listening.port !== pushPort)) {
      await listening.stop();
      listening = null;
    }
    problem = null;
    if (!wanted || listening) return;
    try {
      listening = await push.listen(host, pushPort);
    } catch (error) {
      needs.log.error({ err: error }, 'cannot listen for terminals');
      problem = error instanceof UserFacingError ? error.message : 'It cannot listen; the log says why.';
    }
  }
  let last: Promise<void> = Promise.resolve();
  const followInTurn = (): Promise<void> => (last = last.then(follow).then(devices.changed));
  settings.onChange((after, before) => {
    if (after.pushOn !== before.pushOn || after.pushPort !== before.pushPort) void followInTurn();
  });

  return {
    order: push.order,
    orderMany: push.orderMany,
    commands: push.commands,
    hold: push.hold,
    counts: push.counts,
    /** Returns how to stop hearing. */
    hear(hearing: PushHearing): () => void {
      hearings.push(hearing);
      return () => void hearings.splice(hearings.indexOf(hearing), 1);
    },
    /** Why no terminal can be heard; null: one can. */
    deaf: (): string | null => problem ?? (settings.current().pushOn ? null : isOff),
    state: (): PushListener => {
      const { pushOn: on, pushPort: port } = settings.current();
      return { on, port, problem };
    },
    start(): Promise<void> {
      isStarted = true;
      return followInTurn();
    },
    stop(): Promise<void> {
      isStarted = false;
      return followInTurn();
    },
  };
}

const isOff = 'Terminals may not call this server. Turn it on in the settings, under Terminals.';

/** How much it holds is told to whoever looks. */
const keepFacts =
  (devices: StartedDevices, counted: (deviceId: string) => void): FactsKept =>
  (deviceId, facts, syncedMs, told) => {
    const before = JSON.stringify(devices.get(deviceId)?.facts.counts);
    devices.factsKept(deviceId, facts, syncedMs);
    if (JSON.stringify(facts.counts) !== before) devices.changed();
    if (told.counts) counted(deviceId);
  };

function takeInto({ db, companyId, devices }: PushListenerNeeds): TakeRows {
  return async ({ deviceId, serial, areaId, timeZone }, rows, nowMs) => {
    const direction = devices.get(deviceId)?.direction ?? 'asTold';
    const device = { deviceId, serial, areaId, timeZone, direction };
    const take = async (some: readonly LogRow[]): Promise<TakenLogs> => {
      const logs = { companyId, device, source: 'push', rows: some, nowMs } as const;
      const taken = await takeLogs(devices.logParts, logs);
      devices.count(deviceId, taken);
      if (taken.added > 0) devices.changed();
      return taken;
    };
    const rowsOf = (from: number, to: number) => rows.slice(from, to);
    return takeInParts({ count: rows.length, rowsOf, take, othersFirst: () => othersFirst(db) });
  };
}

/** A disk that is full is told once a minute, and not at each of a hundred requests a second. */
function createTrouble({ clock, log }: PushListenerNeeds) {
  let toldAtMs = -Infinity;
  return (error: unknown, serial: string): void => {
    if (clock.now() - toldAtMs < 60_000) return;
    toldAtMs = clock.now();
    log.error({ err: error, serial }, 'what a terminal sent could not be stored; it sends it again');
  };
}
