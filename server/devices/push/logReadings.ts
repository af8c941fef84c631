/** What terminals sent since they were asked for their records: how many different ones came, of the span that was asked for. */
import type { PushPunch, Upload } from './rows.ts';

export type LogSpan = { from: string; to: string };
export type LogReadings = ReturnType<typeof createLogReadings>;

/** More than any of them keeps. */
const rowsMost = 1_000_000;
/** What came longer ago may have been deleted there since. */
const openMs = 60 * 60_000;

type Reading = LogSpan & { sinceMs: number; rows: Set<string> };

export function createLogReadings() {
  const open = new Map<string, Reading>();
  const askedFor = new Map<string, string>();
  const textOf = ({ from, to }: LogSpan): string => `${from} ${to}`;

  return {
    /** Asked again for the same: what comes late counts too. */
    begin(deviceId: string, { from, to }: LogSpan, nowMs: number): void {
      const known = open.get(deviceId);
      const goesOn = known && textOf(known) === textOf({ from, to }) && nowMs - known.sinceMs < openMs;
      if (!goesOn) open.set(deviceId, { from, to, sinceMs: nowMs, rows: new Set() });
    },

    /** These are stored; those that nobody can read are, too, and count there as well. */
    came(deviceId: string, { punches, raw }: Pick<Upload, 'punches' | 'raw'>): void {
      const reading = open.get(deviceId);
      if (!reading) return;
      const add = (row: string): void => void (reading.rows.size < rowsMost && reading.rows.add(row));
      for (const punch of punches) if (reading.from <= punch.at && punch.at <= reading.to) add(rowOf(punch));
      for (const { table, row } of raw) if (table === 'ATTLOG') add(row);
    },

    /** null: it was not asked for these, or too long ago. */
    count(deviceId: string, span: LogSpan, nowMs: number): number | null {
      const reading = open.get(deviceId);
      const fits = reading && textOf(reading) === textOf(span) && nowMs - reading.sinceMs < openMs;
      return fits ? reading.rows.size : null;
    },

    end: (deviceId: string): void => void open.delete(deviceId),

    /** Whether it is the first time that this terminal is asked for this. */
    isNew(deviceId: string, span: LogSpan): boolean {
      const before = askedFor.get(deviceId);
      askedFor.set(deviceId, textOf(span));
      return before !== textOf(span);
    },
  };
}

const rowOf = ({ userId, at, status, verify, workCode }: PushPunch): string =>
  `${userId}\t${at}\t${status}\t${verify}\t${workCode}`;
