/** How full a simulated terminal is, and its datasets, announced and read in parts. */
import { answers, bulk, commands } from '../zk/commands.ts';
import { type Answer, type Ask, no, ok, one, oneMessageMax, u32 } from './answers.ts';
import type { Faults } from './faults.ts';
import type { SimulatedTerminal, StoredFinger } from './simulatedTerminal.ts';

export function counts(terminal: SimulatedTerminal, { countsOff = {} }: Faults): Buffer {
  const data = Buffer.alloc(92);
  const put = (at: number, value: number): number => data.writeUInt32LE(Math.max(0, value), at);
  const users = [...terminal.users.keys()].map((uid) => terminal.user(uid));
  put(16, terminal.users.size + (countsOff.users ?? 0));
  put(24, terminal.fingers.size + (countsOff.fingers ?? 0));
  put(32, terminal.logs.count() + (countsOff.logs ?? 0));
  put(40, terminal.operations);
  put(48, users.filter((user) => user && user.privilege > 0).length);
  put(52, users.filter((user) => user?.password).length);
  put(56, terminal.capacity.fingers);
  put(60, terminal.capacity.users);
  put(64, 200_000);
  put(68, terminal.capacity.fingers - terminal.fingers.size);
  put(72, terminal.capacity.users - terminal.users.size);
  put(76, 200_000 - terminal.logs.count());
  put(80, terminal.faces);
  put(88, terminal.options.get('FaceFunOn') === '1' ? 1500 : 0);
  return data;
}

/** What was done at its keys: nothing of it is known but how often. */
const operations = { command: 34, rowBytes: 16 };
const readable = [...Object.values(bulk), operations].map(({ command }) => command);

export function dataset({ terminal, faults }: Ask, command: number): Buffer {
  if (command === operations.command) return sized(Buffer.alloc(operations.rowBytes * terminal.operations));
  const rows =
    command === bulk.logs.command
      ? faults.logBytes
        ? Buffer.alloc(faults.logBytes * terminal.logs.count(), 1)
        : terminal.logs.bytes()
      : command === bulk.users.command
        ? Buffer.concat([...terminal.users.values()])
        : Buffer.concat([...terminal.fingers.values()].map(templateEntry));
  return sized(rows);
}

const sized = (rows: Buffer): Buffer => Buffer.concat([u32(rows.length), rows]);

const templateEntry = ({ uid, finger, flag, template }: StoredFinger): Buffer => {
  const head = Buffer.alloc(6);
  head.writeUInt16LE(template.length + 6, 0);
  head.writeUInt16LE(uid, 2);
  head.writeUInt8(finger, 4);
  head.writeUInt8(flag, 5);
  return Buffer.concat([head, template]);
};

export function prepareRead(ask: Ask): Answer {
  const { talk, data, faults } = ask;
  const command = data.length >= 3 ? data.readUInt16LE(1) : 0;
  if (command === bulk.logs.command && faults.accessMode) return one(answers.accessMode);
  if (!readable.includes(command)) return no;
  const bytes = dataset(ask, command);
  if (bytes.length <= oneMessageMax) return one(commands.data, bytes);
  talk.dataset = bytes;
  talk.partsRead = 0;
  return ok(Buffer.concat([Buffer.from([0]), u32(bytes.length), u32(bytes.length), u32(0)]));
}

export function readPart({ talk, data, faults }: Ask): Answer {
  if (!talk.dataset || data.length < 8) return no;
  const [start, size] = [data.readUInt32LE(0), data.readUInt32LE(4)];
  if (start + size > talk.dataset.length) return no;
  const end = start + Math.max(0, size - (faults.shortBytes ?? 0));
  return { kind: 'stream', data: talk.dataset.subarray(start, end), part: true };
}
