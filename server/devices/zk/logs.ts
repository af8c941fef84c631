/** Records of a terminal, decoded one by one as they are asked for: 200,000 of them stay the few bytes they came in. */
import { decodeId } from './deviceText.ts';
import { decodeTime } from './deviceTime.ts';
import { readRows, type RowLayout } from './rows.ts';

export type TerminalLog = {
  /** Null where the terminal told only its number of a user whom it no longer has. */
  userId: string | null;
  /** The terminal's own number of the user, where the record carries it. */
  uid: number | null;
  /** What the terminal's clock showed; null for what is on no calendar. */
  at: string | null;
  /** The time as stored, kept for what `at` cannot say. */
  storedTime: number;
  /** 1 finger, 2 id, 3 password, 4 card, 15 face … */
  verify: number;
  /** 0 in, 1 out, 2 and 3 a break, 4 and 5 overtime, 255 not said. */
  status: number;
  workCode: number | null;
};

export type TerminalLogs = Iterable<TerminalLog> & {
  count: number;
  /** Bytes a record; 0 without records. */
  width: number;
  at: (index: number) => TerminalLog;
  /** As `at` tells it, for whoever wants no more. */
  userIdAt: (index: number) => string | null;
};

export const logWidths = [8, 16, 40, 49] as const;
export type LogWidth = (typeof logWidths)[number];

/** The dataset of a bulk read, with the count the terminal gave; `userIdOf` finds the id behind a terminal's number. */
export function decodeLogs(
  dataset: Buffer,
  count: number,
  userIdOf: (uid: number) => string | null,
): TerminalLogs {
  const { bytes, width } = readRows(dataset, count, layout);
  const rowAt = (index: number): Buffer => {
    if (!Number.isInteger(index) || index < 0 || index >= count) throw new RangeError(`no record ${index}`);
    return bytes.subarray(index * width, (index + 1) * width);
  };
  const at = (index: number): TerminalLog => decodeLog(rowAt(index), userIdOf);
  return {
    count,
    width,
    at,
    userIdAt: (index) => userIdIn(rowAt(index), userIdOf),
    *[Symbol.iterator]() {
      for (let index = 0; index < count; index++) yield at(index);
    },
  };
}

/** Of 8, 16, 40 or 49 bytes. What the last nine of 49 mean is not known. */
export function decodeLog(row: Buffer, userIdOf: (uid: number) => string | null): TerminalLog {
  const storedTime = row.readUInt32LE(timeAt(row.length));
  const when = { at: decodeTime(storedTime), storedTime };
  const userId = userIdIn(row, userIdOf);
  switch (row.length as LogWidth) {
    case 8: {
      const uid = row.readUInt16LE(0);
      const how = { verify: row.readUInt8(2), status: row.readUInt8(7), workCode: null };
      return { userId, uid, ...when, ...how };
    }
    case 16: {
      const how = { verify: row.readUInt8(8), status: row.readUInt8(9), workCode: row.readUInt32LE(12) };
      return { userId, uid: null, ...when, ...how };
    }
    case 40:
    case 49: {
      const how = { verify: row.readUInt8(26), status: row.readUInt8(31), workCode: null };
      return { userId, uid: row.readUInt16LE(0), ...when, ...how };
    }
  }
}

function userIdIn(row: Buffer, userIdOf: (uid: number) => string | null): string | null {
  if (row.length === 8) return userIdOf(row.readUInt16LE(0));
  return row.length === 16 ? String(row.readUInt32LE(0)) : decodeId(row.subarray(2, 26));
}

const timeAt = (width: number): number => (width === 8 ? 3 : width === 16 ? 4 : 27);

/** The beginning of 2005, as terminals store it. */
const earliest = 5 * 372 * 86_400;

const layout: RowLayout = {
  what: 'records',
  widths: logWidths,
  /** A log is written in the order of time, of people who have a number; zeros and parts of other numbers are early times. */
  likelihood(bytes, width) {
    let sane = 0;
    let before = earliest;
    for (let at = 0; at < bytes.length; at += width) {
      const stored = bytes.readUInt32LE(at + timeAt(width));
      if (stored >= before && isNamed(bytes, at, width) && decodeTime(stored) !== null) sane++;
      before = Math.max(earliest, stored);
    }
    return (sane * width) / bytes.length;
  },
};

function isNamed(bytes: Buffer, at: number, width: number): boolean {
  if (width >= 40) return (bytes[at + 2] ?? 0) > 0x20;
  return (width === 8 ? bytes.readUInt16LE(at) : bytes.readUInt32LE(at)) > 0;
}
