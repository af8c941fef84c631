/** Users of a terminal: 28 bytes on old firmware, 72 since; in both, what we do not know of a row is kept as it is. */
import { decodeId, type DeviceText, fieldOf, idField } from './deviceText.ts';
import { readRows, type RowLayout } from './rows.ts';
import { ZkError } from './zkError.ts';

export type TerminalUser = {
  /** The terminal's own number of this row, 1 to 65535. */
  uid: number;
  /** What people type and records carry: the key that all terminals share. */
  userId: string;
  name: string;
  /** 0 user, 2 may enrol, 6 administrator, 14 super administrator. */
  privilege: number;
  disabled: boolean;
  password: string;
  card: number;
  /** The row as it was read, for what is written back. */
  row: Buffer;
};

export const userWidths = [28, 72] as const;
export type UserWidth = (typeof userWidths)[number];
/** In 72 bytes a name ends with a NUL. */
export const nameBytesMax = { 28: 8, 72: 23 } as const;
export const userIdMax = { 28: 10, 72: 24 } as const;

/** The dataset of a bulk read, with the count the terminal gave. */
export function decodeUsers(
  dataset: Buffer,
  count: number,
  text: DeviceText,
): { users: TerminalUser[]; width: UserWidth | null } {
  const { bytes, width } = readRows(dataset, count, layout);
  if (width === 0) return { users: [], width: null };
  const users: TerminalUser[] = [];
  for (let at = 0; at < bytes.length; at += width)
    users.push(decodeUser(Buffer.from(bytes.subarray(at, at + width)), text));
  return { users, width: width as UserWidth };
}

/** Of 28 or 72 bytes. */
export function decodeUser(row: Buffer, text: DeviceText): TerminalUser {
  const wide = row.length === 72;
  const flags = row.readUInt8(2);
  const [passwordEnd, nameEnd] = wide ? [11, 35] : [8, 16];
  return {
    uid: row.readUInt16LE(0),
    userId: wide ? decodeId(row.subarray(48, 72)) : String(row.readUInt32LE(24)),
    name: text.decode(row.subarray(passwordEnd, nameEnd)),
    privilege: flags & 0x0e,
    disabled: (flags & 1) === 1,
    password: decodeId(row.subarray(3, passwordEnd)),
    card: row.readUInt32LE(nameEnd),
    row,
  };
}

/** Where there was a row before, what we do not know of it stays. Throws DEVICE_VALUE_UNFIT. */
export function encodeUser(
  user: Omit<TerminalUser, 'row'> & { row?: Buffer },
  width: UserWidth,
  text: DeviceText,
): Buffer {
  const wide = width === 72;
  const known = user.row?.length === width ? user.row : undefined;
  const row = known ? Buffer.from(known) : Buffer.alloc(width);
  // Group 1, as terminals themselves store new users.
  if (!known) row.writeUInt8(1, wide ? 39 : 21);
  const [passwordEnd, nameEnd] = wide ? [11, 35] : [8, 16];
  row.writeUInt16LE(within(user.uid, 1, 0xffff, 'the number of a user'), 0);
  row.writeUInt8((user.privilege & 0x0e) | (user.disabled ? 1 : 0), 2);
  fieldOf(Buffer.from(user.password, 'latin1'), passwordEnd - 3, 'the password').copy(row, 3);
  const name = fieldOf(text.encode(user.name), nameBytesMax[width], user.name);
  row.fill(0, passwordEnd, nameEnd);
  name.copy(row, passwordEnd);
  row.writeUInt32LE(within(user.card, 0, 0xffff_ffff, 'the number of a card'), nameEnd);
  if (wide) idField(user.userId, 24).copy(row, 48);
  else row.writeUInt32LE(numericId(user.userId), 24);
  return row;
}

/** An old terminal keeps ids as numbers. */
function numericId(userId: string): number {
  if (/^[1-9]\d{0,9}$/.test(userId) && Number(userId) <= 0xffff_ffff) return Number(userId);
  throw ZkError.of('DEVICE_VALUE_UNFIT', {
    problem: `the user id "${userId}" is not a number that this terminal can hold`,
  });
}

function within(value: number, min: number, max: number, name: string): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw ZkError.of('DEVICE_VALUE_UNFIT', { problem: `${name} must be from ${min} to ${max}` });
}

const layout: RowLayout = {
  what: 'users',
  widths: userWidths,
  likelihood(bytes, width) {
    const seen = new Set<number>();
    let sane = 0;
    for (let at = 0; at < bytes.length; at += width) {
      const row = bytes.subarray(at, at + width);
      const uid = row.readUInt16LE(0);
      if (uid > 0 && !seen.has(uid) && row.readUInt8(2) < 16 && hasId(row)) sane++;
      seen.add(uid);
    }
    return (sane * width) / bytes.length;
  },
};

const hasId = (row: Buffer): boolean =>
  row.length === 28 ? row.readUInt32LE(24) > 0 : /^[\x20-\x7e]+$/.test(decodeId(row.subarray(48, 72)));
