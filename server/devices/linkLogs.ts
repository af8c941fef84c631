/** What records become, where somebody has the number. Pure. */
import type { Directory } from '../directory/directory.ts';
import type { DeviceDirection, Punch, PunchDirection } from '../wire.ts';
import type { StoredLog } from './sortRows.ts';
import type { LogDevice } from './takeLogs.ts';
import { whoHasCode } from './whoHasCode.ts';

export type LinkedLog = { log: StoredLog; personId: string | null; punch: Punch | null };
export type LinkedDevice = Pick<LogDevice, 'deviceId' | 'areaId' | 'direction'>;

export function linkLogs(
  directory: Directory,
  { deviceId, areaId, direction }: LinkedDevice,
  { logs, nowMs }: { logs: readonly StoredLog[]; nowMs: number },
): LinkedLog[] {
  const area = areaId === null ? null : (directory.areas.get(areaId)?.name ?? null);
  const atMsOf = notAhead(logs, nowMs);
  const punchOf = (log: StoredLog, personId: string): Punch => ({
    // Each has one at most, and finds it by this.
    punchId: log.logId,
    personId,
    direction: directionOf(log.status, direction),
    atMs: atMsOf(log),
    source: 'terminal',
    deviceId,
    area,
    by: null,
    note: '',
  });
  return logs.map((log) => {
    const personId = whoHasCode(log.userId, directory);
    return { log, personId, punch: personId === null ? null : punchOf(log, personId) };
  });
}

/** A clock that is a little ahead must not tell of what is to come. Two that it would are two still, in their order. */
function notAhead(logs: readonly StoredLog[], nowMs: number): (log: StoredLog) => number {
  const ahead = logs.filter(({ atMs }) => atMs > nowMs).sort((a, b) => a.atMs - b.atMs);
  const places = new Map(ahead.map((log, at) => [log.logId, nowMs - (ahead.length - 1 - at)]));
  return ({ logId, atMs }) => places.get(logId) ?? atMs;
}

/** As its keys say: in, out, out to a break, back from it, overtime in and out. */
const told: Record<number, PunchDirection> = { 0: 'in', 1: 'out', 2: 'out', 3: 'in', 4: 'in', 5: 'out' };
export const directionOf = (status: number, direction: DeviceDirection): PunchDirection =>
  direction === 'asTold' ? (told[status] ?? 'unknown') : direction;
