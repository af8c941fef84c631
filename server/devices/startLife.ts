/**
 * One terminal's life: connected for as long as it is wanted, and connected again whenever that ends. Its events are taken as they
 * come; after each connection its log is read, so that what was punched meanwhile is here too.
 */
import { setTimeout as later } from 'node:timers/promises';
import { problem } from '../errors.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { DeviceState } from '../wire.ts';
import { createIntake, type Intake, type IntakeNeeds } from './createIntake.ts';
import { readFacts } from './readFacts.ts';
import type { StoredDevice } from './store.ts';
import type { TakenLogs } from './takeLogs.ts';
import { connectTerminal, type Terminal } from './zk/connectTerminal.ts';

export type LifeNeeds = Pick<IntakeNeeds, 'take' | 'noteFacts' | 'noteSync' | 'holdsLogs' | 'othersFirst'> & {
  clock: Clock;
  /** As it is now: its name, place and direction change while it is connected. */
  deviceOf: (deviceId: string) => StoredDevice | undefined;
  zoneOf: (device: StoredDevice) => string;
  /** A sentence for what went wrong with it. */
  sentenceOf: (error: unknown) => string;
  changed: () => void;
  /** It is connected, and its log is read. */
  connected?: (deviceId: string, terminal: Terminal) => void;
  times?: Partial<LifeTimes>;
};
export type LifeTimes = {
  /** From the first to the longest pause before the next try. */
  retryMs: number;
  retryMostMs: number;
  /** How often its counts and its clock are looked at. */
  checkEveryMs: number;
  connectTimeoutMs: number;
  replyTimeoutMs: number;
};
export type LifeState = { state: DeviceState; sinceMs: number; problem: string | null };

export type Life = {
  state: () => LifeState;
  /** Throws TERMINAL_OFFLINE. */
  terminal: () => Terminal;
  /** Everything it holds, each once; answers what was new. */
  readLogs: () => Promise<TakenLogs>;
  readFacts: () => Promise<void>;
  connections: () => number;
  stop: () => Promise<void>;
};

const usual: LifeTimes = {
  ...{ retryMs: 1000, retryMostMs: 60_000, checkEveryMs: 5 * 60_000 },
  ...{ connectTimeoutMs: 5000, replyTimeoutMs: 10_000 },
};
type Connected = { terminal: Terminal; intake: Intake };

export function startLife(needs: LifeNeeds, deviceId: string): Life {
  const times = { ...usual, ...needs.times };
  const stopping = new AbortController();
  let now: LifeState = { state: 'connecting', sinceMs: needs.clock.now(), problem: null };
  let open: Connected | null = null;
  let connections = 0;

  function tell(state: DeviceState, why: string | null): void {
    if (state === now.state && why === now.problem) return;
    const sinceMs = state === now.state ? now.sinceMs : needs.clock.now();
    now = { state, sinceMs, problem: why };
    needs.changed();
  }

  async function live(): Promise<void> {
    let failures = 0;
    const online = (connected: Connected): void => {
      open = connected;
      connections++;
      failures = 0;
      tell('online', null);
      needs.connected?.(deviceId, connected.terminal);
    };
    while (!stopping.signal.aborted) {
      const why = await connectedUntil(needs, { deviceId, times, online, signal: stopping.signal });
      open = null;
      if (stopping.signal.aborted) return;
      tell('offline', needs.sentenceOf(why));
      const pauseMs = Math.min(times.retryMostMs, times.retryMs * 2 ** failures);
      failures = Math.min(failures + 1, 30);
      await later(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const over = live();
  function connected(): Connected {
    if (open) return open;
    const name = needs.deviceOf(deviceId)?.name ?? '';
    throw problem('TERMINAL_OFFLINE', { name, problem: now.problem ?? notYet });
  }
  return {
    state: () => now,
    terminal: () => connected().terminal,
    readLogs: async () => connected().intake.read(),
    readFacts: async () => needs.noteFacts(deviceId, await readFacts(connected().terminal)),
    connections: () => connections,
    async stop() {
      stopping.abort();
      await over;
    },
  };
}

type Connection = {
  deviceId: string;
  times: LifeTimes;
  /** It has told who it is, and its log is read. */
  online: (connected: Connected) => void;
  signal: AbortSignal;
};

/** Answers why the connection is over, or could not be made. Its records up to then are taken. */
async function connectedUntil(needs: LifeNeeds, { deviceId, times, online, signal }: Connection) {
  const device = needs.deviceOf(deviceId);
  if (!device) return new Error('the terminal was removed');
  const ends: (() => unknown)[] = [];
  const timeouts = { connectTimeoutMs: times.connectTimeoutMs, replyTimeoutMs: times.replyTimeoutMs };
  try {
    const terminal = await connectTerminal({ ...placeOf(needs, device), ...timeouts }, needs.clock);
    const intake = createIntake(terminal, needs, deviceId);
    ends.push(intake.settled, () => terminal.close(closeWithinMs));
    const stop = (): void => void terminal.close(closeWithinMs);
    signal.addEventListener('abort', stop);
    ends.push(() => signal.removeEventListener('abort', stop));
    signal.throwIfAborted();
    await needs.noteFacts(deviceId, await readFacts(terminal));
    if (device.liveSync) {
      // Events first: between the last record read and the first event told nobody slips through.
      await intake.listen();
      await intake.read();
    }
    ends.push(needs.clock.every(times.checkEveryMs, () => void intake.check(device.liveSync)));
    online({ terminal, intake });
    return await Promise.race([terminal.ended, intake.failed]);
  } catch (error) {
    return error;
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

function placeOf({ zoneOf }: LifeNeeds, device: StoredDevice) {
  const { host, port, transport, commKey } = device;
  return { host: host ?? '', port, transport, key: commKey, zone: zoneOf(device) };
}

const closeWithinMs = 1000;
const notYet = 'It is being connected; try again in a moment.';
