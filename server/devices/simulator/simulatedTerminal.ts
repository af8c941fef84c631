/** What a simulated terminal holds and shows: users, records, fingers, settings and a clock; nothing of sockets. */
import { type CodePage, createDeviceText, cutToFit, type DeviceText, idField } from '../zk/deviceText.ts';
import { encodeTime, encodeTimeBytes } from '../zk/deviceTime.ts';
import type { LogWidth } from '../zk/logs.ts';
import { decodeUser, encodeUser, nameBytesMax, type TerminalUser, type UserWidth } from '../zk/users.ts';
import { shownAt } from '../zk/terminalTime.ts';

export type SimulatedUser = Pick<TerminalUser, 'uid' | 'userId' | 'name'> &
  Partial<Pick<TerminalUser, 'privilege' | 'disabled' | 'password' | 'card'>>;
export type SimulatedLog = {
  userId: string;
  /** What its clock showed, or the stored number of a broken one. */
  at: string | number;
  verify?: number;
  status?: number;
  workCode?: number;
};
export type EventWidth = 10 | 12 | 14 | 32 | 36 | 37 | 52;

export type SimulatedTerminalSettings = {
  userBytes?: UserWidth;
  logBytes?: LogWidth;
  eventBytes?: EventWidth;
  codePage?: CodePage;
  zone?: string;
  /** How far its clock is ahead. */
  driftMs?: number;
  users?: readonly SimulatedUser[];
  logs?: readonly SimulatedLog[];
  options?: Record<string, string>;
  firmware?: string;
  faces?: number;
  /** So many users, and so many fingers, and no more. */
  capacity?: { users?: number; fingers?: number };
};

export type StoredFinger = { uid: number; finger: number; flag: number; template: Buffer };

export type SimulatedTerminal = ReturnType<typeof createSimulatedTerminal>;

const usualOptions = {
  '~SerialNumber': 'SIM4370000001',
  MAC: '00:17:61:00:43:70',
  '~Platform': 'ZMM220_TFT',
  '~DeviceName': 'Simulated terminal',
  '~OS': '1',
  '~ZKFPVersion': '10',
  ZKFaceVersion: '7',
  FaceFunOn: '0',
  FingerFunOn: '1',
  '~PIN2Width': '24',
  '~OEMVendor': 'Whereabouts',
  '~ProductTime': '2026-01-01 00:00:00',
  IPAddress: '127.0.0.1',
  NetMask: '255.0.0.0',
  GATEIPAddress: '127.0.0.1',
  WorkCode: '1',
  '~ExtendFmt': '1',
  '~UserExtFmt': '1',
  CompatOldFirmware: '0',
};

export function createSimulatedTerminal(settings: SimulatedTerminalSettings, now: () => number) {
  const { userBytes = 72, logBytes = 40, eventBytes = 36, zone = 'UTC', faces = 0 } = settings;
  const text = createDeviceText(settings.codePage);
  const users = new Map<number, Buffer>();
  const fingers = new Map<string, StoredFinger>();
  const logs = createRows(logBytes);
  let driftMs = settings.driftMs ?? 0;

  const user = (uid: number): TerminalUser | null => {
    const row = users.get(uid);
    return row ? decodeUser(row, text) : null;
  };
  const uidOf = (userId: string): number => {
    for (const uid of users.keys()) if (user(uid)?.userId === userId) return uid;
    return 0;
  };
  const addUser = (each: SimulatedUser): void => void users.set(each.uid, rowOf(each, userBytes, text));
  for (const each of settings.users ?? []) addUser(each);
  const numbers = new Map((settings.users ?? []).map(({ userId, uid }) => [userId, uid]));
  const addLog = (log: SimulatedLog): void =>
    logs.add(encodeLog(log, numbers.get(log.userId) ?? uidOf(log.userId), logBytes));
  for (const each of settings.logs ?? []) addLog(each);

  return {
    userBytes,
    logBytes,
    eventBytes,
    firmware: settings.firmware ?? 'Ver 6.60 Simulated',
    capacity: { users: 10_000, fingers: 3_000, ...settings.capacity },
    faces,
    options: new Map(Object.entries({ ...usualOptions, ...settings.options })),
    /** Rows by the terminal's own number. */
    users,
    fingers,
    logs,
    /** Indexes of the sounds it made. */
    sounds: [] as number[],
    /** Nobody can use its keys. */
    locked: false,
    operations: 0,
    user,
    uidOf,
    addUser,
    addLog,
    addFinger: (each: StoredFinger): void => void fingers.set(`${each.uid}:${each.finger}`, each),
    /** What its clock shows. */
    shown: (): string => shownAt(Math.floor((now() + driftMs) / 1000) * 1000, zone),
    setDrift: (ms: number): void => void (driftMs = ms),
    driftMs: (): number => driftMs,
    zone,
    now,
  };
}

export function encodeLog(log: SimulatedLog, uid: number, width: LogWidth): Buffer {
  const { userId, at, verify = 1, status = 0, workCode = 0 } = log;
  const row = Buffer.alloc(width);
  const time = typeof at === 'number' ? at : encodeTime(at);
  switch (width) {
    case 8:
      row.writeUInt16LE(uid, 0);
      row.writeUInt8(verify, 2);
      row.writeUInt32LE(time, 3);
      row.writeUInt8(status, 7);
      return row;
    case 16:
      row.writeUInt32LE(Number(userId) >>> 0, 0);
      row.writeUInt32LE(time, 4);
      row.writeUInt8(verify, 8);
      row.writeUInt8(status, 9);
      row.writeUInt32LE(workCode, 12);
      return row;
    case 40:
    case 49:
      row.writeUInt16LE(uid, 0);
      idField(userId, 24).copy(row, 2);
      row.writeUInt8(verify, 26);
      row.writeUInt32LE(time, 27);
      row.writeUInt8(status, 31);
      return row;
  }
}

/** The user's id in as many bytes as the event has for it, then how, which, and when. */
export function encodeLogEvent(log: SimulatedLog & { at: string }, width: EventWidth): Buffer {
  const event = Buffer.alloc(width);
  const idBytes = width >= 32 ? 24 : width === 12 ? 4 : 2;
  if (idBytes === 24) idField(log.userId, 24).copy(event);
  else event.writeUIntLE(Number(log.userId) % 2 ** (8 * idBytes), 0, idBytes);
  event.writeUInt8(log.verify ?? 1, idBytes);
  event.writeUInt8(log.status ?? 0, idBytes + 1);
  encodeTimeBytes(log.at).copy(event, idBytes + 2);
  return event;
}

function rowOf(user: SimulatedUser, width: UserWidth, text: DeviceText): Buffer {
  const name = cutToFit(user.name, nameBytesMax[width], text);
  return encodeUser({ privilege: 0, disabled: false, password: '', card: 0, ...user, name }, width, text);
}

/** Rows of one width in one buffer: hundreds of thousands take no more than their bytes. */
function createRows(width: number) {
  let bytes = Buffer.alloc(width * 256);
  let count = 0;
  return {
    count: () => count,
    bytes: () => bytes.subarray(0, count * width),
    add(row: Buffer): void {
      if ((count + 1) * width > bytes.length) bytes = Buffer.concat([bytes], bytes.length * 2);
      row.copy(bytes, count * width);
      count++;
    },
    clear: (): void => void (count = 0),
    dropOldest(many: number): void {
      bytes.copyWithin(0, many * width, count * width);
      count -= many;
    },
  };
}
