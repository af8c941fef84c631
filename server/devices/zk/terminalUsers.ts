/** Users read, written and deleted; what was written is read again, and only what is really there is confirmed. */
import { commands } from './commands.ts';
import { decodeCounts, type TerminalCounts } from './counts.ts';
import type { DeviceText } from './deviceText.ts';
import { readBulk } from './readBulk.ts';
import { askOk, type Session } from './startSession.ts';
import { decodeUsers, encodeUser, type TerminalUser, type UserWidth } from './users.ts';
import { ZkError } from './zkError.ts';

/** What is left out stays as the terminal has it. */
export type UserToWrite = {
  userId: string;
  name: string;
  privilege?: number;
  disabled?: boolean;
  password?: string;
  card?: number;
};
export type Receipt = {
  userId: string;
  /** The terminal's own number of them; null where there is none. */
  uid: number | null;
  /** Read again from the terminal, and found to be as it was meant. */
  confirmed: boolean;
  problem: ZkError | null;
};
export type UsersRead = { users: TerminalUser[]; width: UserWidth | null };

export async function readCounts(session: Session): Promise<TerminalCounts> {
  return decodeCounts(await askOk(session, 'reading this', commands.readCounts));
}

/** A count that does not fit is asked for once more: somebody may just have been added at the terminal. */
export async function readAgainOnce<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ZkError) || !['DEVICE_INCOMPLETE', 'DEVICE_LAYOUT_UNKNOWN'].includes(error.code))
      throw error;
    return read();
  }
}

export const readUsers = (session: Session, text: DeviceText): Promise<UsersRead> =>
  readAgainOnce(async () => {
    const { users } = await readCounts(session);
    return decodeUsers(await readBulk(session, 'users'), users, text);
  });

export async function writeUsers(
  session: Session,
  wanted: readonly UserToWrite[],
  text: DeviceText,
): Promise<Receipt[]> {
  const before = await readUsers(session, text);
  const known = new Map(before.users.map((user) => [user.userId, user]));
  const free = freeNumbers(before.users);
  let width = before.width ?? 72;
  const receipts: Receipt[] = [];
  for (const user of wanted) {
    const old = known.get(user.userId);
    const uid = old?.uid ?? free();
    const whole = { ...blank, ...old, ...user, uid };
    const write = (bytes: UserWidth) =>
      askOk(session, 'the change of a user', commands.writeUser, encodeUser(whole, bytes, text));
    const problem = await problemOf(async () => {
      // Without a user to look at, only the terminal knows how long its rows are.
      if (before.width !== null) return void (await write(width));
      await write(width).catch((error: unknown) => {
        if (width === 28 || !(error instanceof ZkError) || error.code !== 'DEVICE_REFUSED') throw error;
        return write((width = 28));
      });
    });
    receipts.push({ userId: user.userId, uid, confirmed: false, problem });
  }
  await askOk(session, 'the change of a user', commands.refresh);
  const after = new Map((await readUsers(session, text)).users.map((user) => [user.userId, user]));
  return receipts.map((receipt, index) => {
    const [now, meant] = [after.get(receipt.userId), wanted[index]];
    const confirmed =
      receipt.problem === null && now !== undefined && meant !== undefined && isAsMeant(now, meant);
    return { ...receipt, uid: now?.uid ?? null, confirmed };
  });
}

/** Whoever is not there afterwards is confirmed, also when they never were. */
export async function deleteUsers(
  session: Session,
  userIds: readonly string[],
  text: DeviceText,
): Promise<Receipt[]> {
  const before = new Map((await readUsers(session, text)).users.map((user) => [user.userId, user]));
  const receipts: Receipt[] = [];
  for (const userId of userIds) {
    const uid = before.get(userId)?.uid ?? null;
    const request = Buffer.alloc(2);
    request.writeUInt16LE(uid ?? 0);
    const gone = () => askOk(session, 'the deletion of a user', commands.deleteUser, request);
    receipts.push({ userId, uid, confirmed: false, problem: uid === null ? null : await problemOf(gone) });
  }
  await askOk(session, 'the deletion of a user', commands.refresh);
  const left = new Set((await readUsers(session, text)).users.map(({ userId }) => userId));
  return receipts.map((receipt) => ({ ...receipt, confirmed: !left.has(receipt.userId) }));
}

const blank = { privilege: 0, disabled: false, password: '', card: 0 };

const isAsMeant = (now: TerminalUser, meant: UserToWrite): boolean =>
  (['name', 'privilege', 'disabled', 'password', 'card'] as const).every(
    (field) => meant[field] === undefined || meant[field] === now[field],
  );

/** The lowest number nobody has, then the next. */
function freeNumbers(users: readonly TerminalUser[]): () => number {
  const taken = new Set(users.map(({ uid }) => uid));
  let next = 1;
  return () => {
    while (taken.has(next)) next++;
    if (next > 0xffff)
      throw ZkError.of('DEVICE_VALUE_UNFIT', { problem: 'it has no place for another user' });
    taken.add(next);
    return next;
  };
}

/** What concerns one of many must not stop the others; a lost terminal does. */
async function problemOf(work: () => Promise<unknown>): Promise<ZkError | null> {
  try {
    await work();
    return null;
  } catch (error) {
    const ofOne = ['DEVICE_REFUSED', 'DEVICE_UNABLE', 'DEVICE_VALUE_UNFIT'];
    if (error instanceof ZkError && ofOne.includes(error.code)) return error;
    throw error;
  }
}
