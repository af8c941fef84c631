/** Users and their fingers in one upload, as backups are written back: all of it is stored, or nothing. */
import { type Answer, type Ask, no, ok } from './answers.ts';
import type { SimulatedTerminal } from './simulatedTerminal.ts';

type Finger = { uid: number; finger: number; template: Buffer };
const entryBytes = 8;

/** Three lengths, then rows of users with a byte before each, a table of fingers, and their templates. */
export function saveUsersWithFingers({ terminal, talk }: Ask): Answer {
  const bytes = talk.upload;
  if (!bytes || bytes.length !== talk.uploadBytes || bytes.length < 12) return no;
  const tableAt = 12 + bytes.readUInt32LE(0);
  const printsAt = tableAt + bytes.readUInt32LE(4);
  if (printsAt + bytes.readUInt32LE(8) !== bytes.length) return no;
  const users = usersOf(bytes.subarray(12, tableAt), terminal.userBytes);
  const fingers = fingersOf(bytes.subarray(tableAt, printsAt), bytes.subarray(printsAt));
  if (!users || !fingers || !fits(terminal, users, fingers)) return no;
  for (const [uid, row] of users) terminal.users.set(uid, row);
  for (const each of fingers) terminal.addFinger({ ...each, flag: 1 });
  return ok();
}

function usersOf(bytes: Buffer, width: number): Map<number, Buffer> | null {
  if (bytes.length === 0 || bytes.length % (width + 1) !== 0) return null;
  const users = new Map<number, Buffer>();
  for (let at = 0; at < bytes.length; at += width + 1) {
    const row = Buffer.from(bytes.subarray(at + 1, at + 1 + width));
    users.set(row.readUInt16LE(0), row);
  }
  return users;
}

/** An entry says whose finger it is, which, and where its template begins: two bytes of length, then itself. */
function fingersOf(table: Buffer, prints: Buffer): Finger[] | null {
  if (table.length % entryBytes !== 0) return null;
  const fingers: Finger[] = [];
  for (let at = 0; at < table.length; at += entryBytes) {
    const from = table.readUInt32LE(at + 4) + 2;
    const size = from <= prints.length ? prints.readUInt16LE(from - 2) : 0;
    if (size === 0 || from + size > prints.length) return null;
    const template = Buffer.from(prints.subarray(from, from + size));
    fingers.push({ uid: table.readUInt16LE(at + 1), finger: table.readUInt8(at + 3) & 0x0f, template });
  }
  return fingers;
}

function fits(terminal: SimulatedTerminal, users: Map<number, Buffer>, fingers: readonly Finger[]): boolean {
  const newUsers = [...users.keys()].filter((uid) => !terminal.users.has(uid)).length;
  const newFingers = fingers.filter(({ uid, finger }) => !terminal.fingers.has(`${uid}:${finger}`)).length;
  return (
    !users.has(0) &&
    fingers.every(({ uid }) => users.has(uid) || terminal.users.has(uid)) &&
    terminal.users.size + newUsers <= terminal.capacity.users &&
    terminal.fingers.size + newFingers <= terminal.capacity.fingers
  );
}
