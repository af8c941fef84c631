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

export function deleteFinger(terminal: SimulatedTerminal, uid: number, finger: number): Answer {
  return terminal.fingers.delete(`${uid}:${finger}`) ? ok() : no;
}
