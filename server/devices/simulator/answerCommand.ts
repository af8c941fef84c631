/** What a simulated terminal answers, command by command, as terminals are seen to do. */
import { DateTime } from 'luxon';
import { answers, bulk, commands } from '../zk/commands.ts';
import { commKey } from '../zk/commKey.ts';
import { decodeId } from '../zk/deviceText.ts';
import { decodeTime, encodeTime } from '../zk/deviceTime.ts';
import { type Answer, type Ask, type Handle, no, nothing, ok, one, u32 } from './answers.ts';
import { counts, dataset, prepareRead, readPart } from './bulkAnswers.ts';
import { deleteFinger, readTemplate, writeTemplate } from './fingerAnswers.ts';
import { saveUsersWithFingers } from './saveUsersWithFingers.ts';
import { upkeep } from './upkeepAnswers.ts';

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

const done: Handle = () => ok();

const known: Record<number, Handle> = {
  ...upkeep,
  [commands.exit]: done,
  [commands.refresh]: done,
  [commands.startVerify]: done,
  [commands.cancelCapture]: done,
  [commands.startEnrol]: ({ terminal, data }) => (terminal.uidOf(enrolled(data).userId) > 0 ? ok() : no),
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
  [commands.saveTemplates]: saveUsersWithFingers,
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

function writeUser({ terminal, data }: Ask): Answer {
  if (data.length !== terminal.userBytes) return no;
  const uid = data.readUInt16LE(0);
  if (uid === 0) return no;
  if (!terminal.users.has(uid) && terminal.users.size >= terminal.capacity.users) return no;
  terminal.users.set(uid, Buffer.from(data));
  return ok();
}

function deleteUser({ terminal, data }: Ask): Answer {
  const uid = data.length >= 2 ? data.readUInt16LE(0) : 0;
  if (!terminal.users.delete(uid)) return no;
  for (const [key, finger] of terminal.fingers) if (finger.uid === uid) terminal.fingers.delete(key);
  return ok();
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
