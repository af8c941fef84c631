/** Fingers of a simulated terminal, read, written and deleted in every way that terminals know. */
import { commands } from '../zk/commands.ts';
import { type Answer, type Ask, no, ok, one, oneMessageMax } from './answers.ts';
import type { SimulatedTerminal } from './simulatedTerminal.ts';

/** A byte follows it, as on terminals. */
export function readTemplate({ terminal, data }: Ask): Answer {
  if (data.length < 3) return no;
  const found = terminal.fingers.get(`${data.readUInt16LE(0)}:${data.readUInt8(2)}`);
  if (!found) return no;
  const bytes = Buffer.concat([found.template, Buffer.from([1])]);
  return bytes.length <= oneMessageMax
    ? one(commands.data, bytes)
    : { kind: 'stream', data: bytes, part: false };
}

export function writeTemplate({ terminal, talk, data }: Ask): Answer {
  if (data.length < 6 || !talk.upload) return no;
  const [uid, size] = [data.readUInt16LE(0), data.readUInt16LE(4)];
  if (!terminal.users.has(uid) || talk.upload.length !== size || size !== talk.uploadBytes) return no;
  const finger = data.readUInt8(2);
  if (!terminal.fingers.has(`${uid}:${finger}`) && terminal.fingers.size >= terminal.capacity.fingers)
    return no;
  terminal.addFinger({ uid, finger, flag: data.readUInt8(3), template: talk.upload });
  return ok();
}

/** Three lengths, then a user, a table of fingers and their templates. */
export function saveTemplates({ terminal, talk }: Ask): Answer {
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

export function deleteFinger(terminal: SimulatedTerminal, uid: number, finger: number): Answer {
  return terminal.fingers.delete(`${uid}:${finger}`) ? ok() : no;
}
