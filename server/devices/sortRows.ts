/** Which records of a terminal are believed, and of which moment each is. Pure. */
import { calendarTime, logTimeOf } from './logTime.ts';
import type { LogRow, LogsToTake } from './takeLogs.ts';

export type Good = {
  userId: string;
  at: string;
  atMs: number;
  status: number;
  verify: number;
  workCode: string;
};
export type StoredLog = Good & { logId: string };
/** `key`: by which it stays refused when it comes again; null: by the whole row. */
export type Refused = { row: string; key: string | null; problem: string };

/** `batch`: not used before; ids begin with it, in the order of the rows. */
export function sortRows({ device, source, rows, nowMs }: LogsToTake, zone: string, batch: string) {
  const good: StoredLog[] = [];
  const refused: Refused[] = [];
  const { driftMs = null } = device;
  for (const each of rows) {
    const userId = each.userId?.trim() ?? '';
    const time = logTimeOf(each.at, zone, { source, nowMs, driftMs });
    if (userId === '' || userId.length > userIdMost)
      refused.push({ row: rawOf(each), key: null, problem: 'it tells of no user' });
    else if ('problem' in time) {
      const at = calendarTime(each.at) ?? each.at ?? rawOf(each);
      refused.push({ row: rawOf(each), key: keyOf({ userId, at }), ...time });
    } else good.push(storedLog(`${batch}${good.length.toString(36).padStart(3, '0')}`, userId, time, each));
  }
  return { good, refused };
}

const storedLog = (
  logId: string,
  userId: string,
  { at, atMs }: { at: string; atMs: number },
  { status, verify, workCode }: LogRow,
): StoredLog => ({ logId, userId, at, atMs, status, verify, workCode: String(workCode ?? '').slice(0, 64) });

const rawOf = (row: LogRow): string => row.raw ?? JSON.stringify(row);

export const keyOf = ({ userId, at }: Pick<Good, 'userId' | 'at'>): string => `${userId} ${at}`;

/** The longest that a terminal keeps is 24. */
const userIdMost = 64;
