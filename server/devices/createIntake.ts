/** Records of one connected terminal, read and told: a bounded number at a time, and read again when any may be missing. */
import type { DeviceFacts, DeviceLogSource } from '../wire.ts';
import { orderByUser } from './orderByUser.ts';
import { readFacts } from './readFacts.ts';
import type { StoredDevice } from './store.ts';
import { takeInParts } from './takeInParts.ts';
import type { LogRow, TakenLogs } from './takeLogs.ts';
import type { Terminal } from './zk/connectTerminal.ts';
import type { TerminalEvent } from './zk/events.ts';
import type { TerminalLog, TerminalLogs } from './zk/logs.ts';

export type IntakeNeeds = {
  deviceOf: (deviceId: string) => StoredDevice | undefined;
  take: (device: StoredDevice, source: DeviceLogSource, rows: readonly LogRow[]) => Promise<TakenLogs>;
  /** Throws when it is another one's serial number. */
  noteFacts: (deviceId: string, facts: DeviceFacts) => Promise<void>;
  noteSync: (deviceId: string) => Promise<void>;
  /** As many records as it holds, told by its events. */
  holdsLogs: (deviceId: string, logs: number) => void;
  /** Resolves when everybody else who asks the database had their turn. */
  othersFirst: () => Promise<void>;
};
export type Intake = ReturnType<typeof createIntake>;

/** More than a terminal can tell while a disk is slow; its log has them anyway. */
const waitingMost = 2000;

export function createIntake(terminal: Terminal, needs: IntakeNeeds, deviceId: string) {
  let waiting: LogRow[] = [];
  let working: Promise<void> | null = null;
  let reading: Promise<TakenLogs> | null = null;
  /** As many as its log should have; null: it is to be read. */
  let expected: number | null = null;
  let missed = false;
  const { failed, fail } = createFailure();

  async function take(source: DeviceLogSource, rows: readonly LogRow[]): Promise<TakenLogs> {
    const device = needs.deviceOf(deviceId);
    return device ? needs.take(device, source, rows) : { added: 0, known: 0, refused: 0 };
  }

  async function takeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const rows = waiting;
      waiting = [];
      if (expected !== null) needs.holdsLogs(deviceId, expected);
      await take('live', rows);
      await needs.noteSync(deviceId);
    }
    if (!missed) return;
    missed = false;
    await read();
  }

  function work(): void {
    if (working) return;
    working = takeWaiting()
      .catch(fail)
      .finally(() => {
        working = null;
        if (waiting.length > 0) work();
      });
  }

  function hear(event: TerminalEvent): void {
    if (event.kind !== 'log' && event.kind !== 'unknown') return;
    if (event.kind === 'log' && expected !== null) expected++;
    if (event.kind === 'log' && waiting.length < waitingMost) waiting.push(told(event));
    else missed = true;
    work();
  }

  async function readAll(): Promise<TakenLogs> {
    const logs = await terminal.logs();
    const all = await takeInParts({ ...inOrder(logs), ...needs, take: (rows) => take('read', rows) });
    expected = logs.count;
    await needs.noteSync(deviceId);
    return all;
  }

  /** Whoever asks while it is read gets the same answer. */
  function read(): Promise<TakenLogs> {
    reading ??= readAll().finally(() => (reading = null));
    return reading;
  }

  return {
    read,
    listen: () => terminal.listen(hear),
    /** Its facts; and its log, when it holds another number of records than it told of. */
    async check(withLogs: boolean): Promise<void> {
      try {
        const facts = await readFacts(terminal);
        await needs.noteFacts(deviceId, facts);
        if (withLogs && facts.counts?.logs !== expected) await read();
      } catch (error) {
        fail(error);
      }
    },
    /** Something could not be taken: what is lost here is on the terminal still, for the next connection. */
    failed,
    settled: async (): Promise<void> => {
      await working;
      await reading?.catch(() => undefined);
    },
  };
}

function createFailure() {
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  // Nobody may be waiting for it any more.
  failed.catch(() => undefined);
  return { failed, fail };
}

const told = ({ userId, at, status, verify }: Extract<TerminalEvent, { kind: 'log' }>): LogRow => ({
  ...{ userId, at, status, verify },
});

/** Never all of them as rows: they stay the bytes they came in. */
function inOrder(logs: TerminalLogs) {
  const order = orderByUser(logs);
  const rowsOf = (from: number, to: number): LogRow[] =>
    Array.from(order.subarray(from, to), (at) => rowOf(logs.at(at)));
  return { count: logs.count, rowsOf };
}

function rowOf({ userId, at, status, verify, workCode, storedTime, uid }: TerminalLog): LogRow {
  const row = { userId, at, status, verify, workCode };
  return at !== null && userId !== null ? row : { ...row, raw: JSON.stringify({ ...row, storedTime, uid }) };
}
