/** What a simulated terminal answers, command by command, as terminals are seen to do. */
import { answers, bulk, commands } from '../zk/commands.ts';
import { commKey } from '../zk/commKey.ts';
import { decodeId } from '../zk/deviceText.ts';
import { decodeTime } from '../zk/deviceTime.ts';
import { encodeTime } from '../zk/deviceTime.ts';
import { DateTime } from 'luxon';
import type { Faults } from './faults.ts';
import type { SimulatedTerminal } from './simulatedTerminal.ts';

/** One client's conversation. */
export type Talk = {
  session: number;
  signedIn: boolean;
  eventMask: number;
  dataset: Buffer | null;
  partsRead: number;
  upload: Buffer | null;
  uploadBytes: number;
};

export type Answer =
  | { kind: 'one'; command: number; data: Buffer }
  /** Announced, sent in pieces and closed with "ok"; `part` when it is one of a dataset. */
  | { kind: 'stream'; data: Buffer; part: boolean }
  | { kind: 'none' };
export type Ask = {
  command: number;
  data: Buffer;
  talk: Talk;
  terminal: SimulatedTerminal;
  key: number;
  faults: Faults;
};

const nothing = Buffer.alloc(0);
const one = (command: number, data: Buffer = nothing): Answer => ({ kind: 'one', command, data });
const ok = (data?: Buffer): Answer => one(answers.ok, data);
const no: Answer = one(answers.error);
/** What goes into one message with its head, as terminals and their clients expect. */
const oneMessageMax = 1000;

export function answerCommand(ask: Ask): Answer {
  const { command, talk, key, faults, data } = ask;
  if (faults.silentOn?.includes(command)) return { kind: 'none' };
  if (faults.unknown?.includes(command)) return one(answers.unknown);
  if (command === commands.connect) {
    talk.signedIn = key === 0;
    return one(talk.signedIn ? answers.ok : answers.unauthorised);
  }
  if (command === commands.authenticate) {
    talk.signedIn ||= data.length >= 4 && commKey(key, talk.session, data[2]).equals(data.subarray(0, 4));
    return one(talk.signedIn ? answers.ok : answers.unauthorised);
  }
  if (!talk.signedIn) return one(answers.unauthorised);
  return known[command]?.(ask) ?? one(answers.unknown);
}

type Handle = (ask: Ask) => Answer;
const done: Handle = () => ok();

const known: Record<number, Handle> = {
  [commands.exit]: done,
  [commands.restart]: done,
  [commands.refresh]: done,
  [commands.startVerify]: done,
  [commands.cancelCapture]: done,
  [commands.startEnrol]: ({ terminal, data }) => (terminal.uidOf(enrolled(data).userId) > 0 ? ok() : no),
  // Its door, and its screen.
  31: done,
  66: done,
  67: done,
  [commands.enable]: ({ terminal }) => ((terminal.locked = false), ok()),
  [commands.disable]: ({ terminal }) => ((terminal.locked = true), ok()),
  [commands.voice]: ({ terminal, data }) => {
    if (data.length < 4) return no;
    terminal.sounds.push(data.readUInt32LE(0));
    return ok();
  },
  [commands.version]: ({ terminal }) => ok(Buffer.from(`${terminal.firmware}\0`)),
  [commands.readPinWidth]: ({ terminal }) =>
    ok(Buffer.from([Number(terminal.options.get('~PIN2Width') ?? 9)])),
  [commands.readOption]: ({ terminal, data }) => {
    const name = decodeId(data);
    const value = terminal.options.get(name);
    return value === undefined ? no : ok(Buffer.from(`${name}=${value}\0`));
  },
  [commands.writeOption]: ({ terminal, data }) => {
    const [name = '', value = ''] = decodeId(data).split('=', 2);
    terminal.options.set(name, value);
    return ok();
  },
  [commands.readTime]: ({ terminal }) => ok(u32(encodeTime(terminal.shown()))),
  [commands.writeTime]: writeTime,
  [commands.readCounts]: ({ terminal, faults }) => ok(counts(terminal, faults)),
  [commands.events]: ({ talk, data }) => {
    talk.eventMask = data.length >= 4 ? data.readUInt32LE(0) : 0;
    return ok();
  },
  [commands.prepareRead]: prepareRead,
  [commands.readChunk]: readPart,
  [commands.freeData]: ({ talk }) => ((talk.dataset = null), (talk.upload = null), ok()),
  [commands.readLogs]: (ask) => ({ kind: 'stream', data: dataset(ask, bulk.logs.command), part: false }),
  [commands.readUsers]: (ask) =>
    ask.data.length === 3
      ? readTemplate(ask)
      : { kind: 'stream', data: dataset(ask, bulk.users.command), part: false },
  [commands.writeUser]: writeUser,
  [commands.deleteUser]: deleteUser,
  [commands.readTemplate]: readTemplate,
  [commands.prepareData]: ({ talk, data }) => {
    if (data.length < 4) return no;
    talk.upload = nothing;
    talk.uploadBytes = data.readUInt32LE(0);
    return ok();
  },
  [commands.data]: ({ talk, data }) => {
    if (!talk.upload || talk.upload.length + data.length > talk.uploadBytes) return no;
    talk.upload = Buffer.concat([talk.upload, data]);
    return ok();
  },
  [commands.checksumBuffer]: ({ talk }) =>
    ok(u32((talk.upload ?? nothing).reduce((sum, byte) => sum + byte, 0))),
  [commands.writeTemplate]: writeTemplate,
  [commands.saveTemplates]: saveTemplates,
  [commands.deleteTemplate]: ({ terminal, data }) =>
    data.length < 25
      ? no
      : deleteFinger(terminal, terminal.uidOf(decodeId(data.subarray(0, 24))), data.readUInt8(24)),
  [commands.deleteTemplateOfUid]: ({ terminal, data }) =>
    data.length < 3 ? no : deleteFinger(terminal, data.readUInt16LE(0), data.readUInt8(2)),
  [commands.clearLogs]: ({ terminal }) => (terminal.logs.clear(), ok()),
  [commands.clearData]: clearData,
};

/** The id and the finger, in the words of new terminals or of old ones. */
export function enrolled(data: Buffer): { userId: string; finger: number } {
  if (data.length >= 25) return { userId: decodeId(data.subarray(0, 24)), finger: data.readUInt8(24) };
  if (data.length >= 5) return { userId: String(data.readUInt32LE(0)), finger: data.readUInt8(4) };
  return { userId: '', finger: 0 };
}

function writeTime({ terminal, data }: Ask): Answer {
  const shown = data.length >= 4 ? decodeTime(data.readUInt32LE(0)) : null;
  if (shown === null) return no;
  const wanted = DateTime.fromISO(shown, { zone: terminal.zone }).toMillis();
  terminal.setDrift(wanted - Math.floor(terminal.now() / 1000) * 1000);
  return ok();
}

function counts(terminal: SimulatedTerminal, { countsOff = {} }: Faults): Buffer {
  const data = Buffer.alloc(92);
  const put = (at: number, value: number): number => data.writeUInt32LE(Math.max(0, value), at);
  const admins = [...terminal.users.keys()].filter((uid) => (terminal.user(uid)?.privilege ?? 0) > 0).length;
  put(16, terminal.users.size + (countsOff.users ?? 0));
  put(24, terminal.fingers.size + (countsOff.fingers ?? 0));
  put(32, terminal.logs.count() + (countsOff.logs ?? 0));
  put(40, terminal.operations);
  put(48, admins);
  put(56, 3000);
  put(60, 10_000);
  put(64, 200_000);
  put(68, 3000 - terminal.fingers.size);
  put(72, 10_000 - terminal.users.size);
  put(76, 200_000 - terminal.logs.count());
  put(80, terminal.faces);
  put(88, terminal.options.get('FaceFunOn') === '1' ? 1500 : 0);
  return data;
}

function dataset({ terminal, faults }: Ask, command: number): Buffer {
  const rows =
    command === bulk.logs.command
      ? faults.logBytes
        ? Buffer.alloc(faults.logBytes * terminal.logs.count(), 1)
        : terminal.logs.bytes()
      : command === bulk.users.command
        ? Buffer.concat([...terminal.users.values()])
        : Buffer.concat([...terminal.fingers.values()].map(templateEntry));
  return Buffer.concat([u32(rows.length), rows]);
}

const templateEntry = ({
  uid,
  finger,
  flag,
  template,
}: {
  uid: number;
  finger: number;
  flag: number;
  template: Buffer;
}) => {
  const head = Buffer.alloc(6);
  head.writeUInt16LE(template.length + 6, 0);
  head.writeUInt16LE(uid, 2);
  head.writeUInt8(finger, 4);
  head.writeUInt8(flag, 5);
  return Buffer.concat([head, template]);
};

function prepareRead(ask: Ask): Answer {
  const { talk, data, faults } = ask;
  const command = data.length >= 3 ? data.readUInt16LE(1) : 0;
  if (command === bulk.logs.command && faults.accessMode) return one(answers.accessMode);
  if (!Object.values(bulk).some((each) => each.command === command)) return no;
  const bytes = dataset(ask, command);
  if (bytes.length <= oneMessageMax) return one(commands.data, bytes);
  talk.dataset = bytes;
  talk.partsRead = 0;
  return ok(Buffer.concat([Buffer.from([0]), u32(bytes.length), u32(bytes.length), u32(0)]));
}

function readPart({ talk, data, faults }: Ask): Answer {
  if (!talk.dataset || data.length < 8) return no;
  const [start, size] = [data.readUInt32LE(0), data.readUInt32LE(4)];
  if (start + size > talk.dataset.length) return no;
  const end = start + Math.max(0, size - (faults.shortBytes ?? 0));
  return { kind: 'stream', data: talk.dataset.subarray(start, end), part: true };
}

function writeUser({ terminal, data }: Ask): Answer {
  if (data.length !== terminal.userBytes) return no;
  const uid = data.readUInt16LE(0);
  if (uid === 0) return no;
  terminal.users.set(uid, Buffer.from(data));
  return ok();
}

function deleteUser({ terminal, data }: Ask): Answer {
  const uid = data.length >= 2 ? data.readUInt16LE(0) : 0;
  if (!terminal.users.delete(uid)) return no;
  for (const [key, finger] of terminal.fingers) if (finger.uid === uid) terminal.fingers.delete(key);
  return ok();
}

/** A byte follows it, as on terminals. */
function readTemplate({ terminal, data }: Ask): Answer {
  if (data.length < 3) return no;
  const found = terminal.fingers.get(`${data.readUInt16LE(0)}:${data.readUInt8(2)}`);
  if (!found) return no;
  const bytes = Buffer.concat([found.template, Buffer.from([1])]);
  return bytes.length <= oneMessageMax
    ? one(commands.data, bytes)
    : { kind: 'stream', data: bytes, part: false };
}

function writeTemplate({ terminal, talk, data }: Ask): Answer {
  if (data.length < 6 || !talk.upload) return no;
  const [uid, size] = [data.readUInt16LE(0), data.readUInt16LE(4)];
  if (!terminal.users.has(uid) || talk.upload.length !== size || size !== talk.uploadBytes) return no;
  terminal.addFinger({ uid, finger: data.readUInt8(2), flag: data.readUInt8(3), template: talk.upload });
  return ok();
}

/** Three lengths, then a user, a table of fingers and their templates. */
function saveTemplates({ terminal, talk }: Ask): Answer {
  const bytes = talk.upload;
  if (!bytes || bytes.length !== talk.uploadBytes || bytes.length < 12) return no;
  const [userBytes, tableBytes, printBytes] = [0, 4, 8].map((at) => bytes.readUInt32LE(at)) as [
    number,
    number,
    number,
  ];
  if (12 + userBytes + tableBytes + printBytes !== bytes.length || userBytes !== terminal.userBytes + 1)
    return no;
  const user = bytes.subarray(13, 12 + userBytes);
  const table = bytes.subarray(12 + userBytes, 12 + userBytes + tableBytes);
  const prints = bytes.subarray(12 + userBytes + tableBytes);
  const uid = user.readUInt16LE(0);
  terminal.users.set(uid, Buffer.from(user));
  for (let at = 0; at + 8 <= table.length; at += 8) {
    const from = table.readUInt32LE(at + 4);
    if (from + 2 > prints.length) return no;
    const template = Buffer.from(prints.subarray(from + 2, from + 2 + prints.readUInt16LE(from)));
    terminal.addFinger({ uid, finger: table.readUInt8(at + 3) & 0x0f, flag: 1, template });
  }
  return ok();
}

function deleteFinger(terminal: SimulatedTerminal, uid: number, finger: number): Answer {
  return terminal.fingers.delete(`${uid}:${finger}`) ? ok() : no;
}

/** 1 records, 2 fingers, 4 operations, 5 users; without a number everything. */
function clearData({ terminal, data }: Ask): Answer {
  const what = data.length > 0 ? data.readUInt8(0) : 0;
  if (what === 0 || what === 1) terminal.logs.clear();
  if (what === 0 || what === 2 || what === 5) terminal.fingers.clear();
  if (what === 0 || what === 5) terminal.users.clear();
  if (what === 0 || what === 4) terminal.operations = 0;
  return ok();
}

function u32(value: number): Buffer {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(value >>> 0);
  return data;
}
