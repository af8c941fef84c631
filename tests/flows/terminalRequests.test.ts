/** What a simulated terminal answers to requests as public clients put them on the wire, byte for byte. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Simulator } from '../../server/devices/simulator/startSimulator.ts';
import { createFrameReader } from '../../server/devices/zk/frameReader.ts';
import { decodePacket, encodePacket, type Packet, wrapForTcp } from '../../server/devices/zk/packet.ts';
import { fewUsers, simulatedTerminals } from '../helpers/simulatedTerminals.ts';
import { eventually } from '../helpers/testServer.ts';

const { simulate } = simulatedTerminals();
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const u32 = (value: number): Buffer => hex(value.toString(16).padStart(8, '0')).reverse();
const u16 = (value: number): Buffer => u32(value).subarray(0, 2);
const nothing = Buffer.alloc(0);
const ok = 2000;

const lines: { close: () => void }[] = [];
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});

/** Sends, and gives what comes, one after the other; null once the line is gone. */
type Line = { send: (packet: Buffer) => void; next: () => Promise<Buffer | null>; close: () => void };

function heap(): { come: (message: Buffer | null) => void; next: Line['next'] } {
  const come: (Buffer | null)[] = [];
  const waiting: ((message: Buffer | null) => void)[] = [];
  return {
    come: (message) => {
      const wait = waiting.shift();
      if (wait) wait(message);
      else come.push(message);
    },
    next: () =>
      new Promise((resolve) => {
        if (come.length > 0) resolve(come.shift() ?? null);
        else waiting.push(resolve);
      }),
  };
}

async function tcpLine(port: number): Promise<Line> {
  const { come, next } = heap();
  const reader = createFrameReader();
  const socket = connect(port, '127.0.0.1');
  socket.on('data', (bytes) => reader.push(bytes).forEach(come));
  socket.on('error', () => undefined);
  socket.on('close', () => come(null));
  await once(socket, 'connect');
  return { send: (packet) => void socket.write(wrapForTcp(packet)), next, close: () => socket.destroy() };
}

function udpLine(port: number): Promise<Line> {
  const { come, next } = heap();
  const socket = createSocket('udp4');
  socket.on('message', come);
  return Promise.resolve({
    send: (packet) => socket.send(packet, port, '127.0.0.1'),
    next,
    close: () => socket.close(),
  });
}

/** Signed in, and counting its requests. */
async function client({ port }: Simulator, transport: 'tcp' | 'udp' = 'tcp') {
  const line = await (transport === 'tcp' ? tcpLine(port) : udpLine(port));
  lines.push(line);
  let [session, reply] = [0, 0];
  const send = (command: number, data: Buffer = nothing): void =>
    line.send(encodePacket({ command, session, reply: ++reply, data }));
  const hear = async (): Promise<Packet> => decodePacket((await line.next()) ?? nothing);
  const ask = async (command: number, data?: Buffer): Promise<Packet> => {
    send(command, data);
    return hear();
  };
  ({ session } = await ask(1000));
  return { ask, send, hear, next: line.next, session, reply: () => reply };
}

describe.each(['tcp', 'udp'] as const)('over %s', (transport) => {
  test('what clients expect to be answered with "ok" alone has not a byte more', async () => {
    const simulator = await simulate({ users: fewUsers(3) });
    const { ask, session, reply } = await client(simulator, transport);
    const requests: [string, number, Buffer][] = [
      ['a setting', 12, Buffer.from('SDKBuild=1')],
      ['locked', 1003, nothing],
      ['the door opened for 3 s', 31, hex('1e000000')],
      ['the state of the door', 75, nothing],
      ['a line of its screen', 66, hex('0100 00 20 48656c6c6f')],
      ['its screen cleared', 67, nothing],
      ['a sound', 1017, hex('0a000000')],
      ['the clock', 202, hex('79f06823')],
      ['users read again', 1013, nothing],
      ['settings read again', 1014, nothing],
      ['its dots', 57, hex('01')],
      ['no capture', 62, nothing],
      ['verifying', 60, nothing],
      ['events', 500, hex('ffff0000')],
      ['an upload', 1500, hex('04000000')],
      ['bytes of it', 1501, hex('01020304')],
      ['what was uploaded, forgotten', 1502, nothing],
      ['operations cleared', 33, nothing],
      ['a user deleted', 18, hex('0100')],
      ['the log cleared', 15, nothing],
      ['everything cleared', 14, nothing],
      ['unlocked', 1002, nothing],
      ['left', 1001, nothing],
    ];
    for (const [what, command, data] of requests)
      expect([what, await ask(command, data)]).toMatchObject([
        what,
        { command: ok, session, reply: reply(), data: nothing, sound: true },
      ]);
  });

  test('answers are as short as clients read them: a byte of width, 92 of counts, and a state instead of the session', async () => {
    const users = [
      { uid: 1, userId: '1', name: 'Ani', privilege: 14, password: '12' },
      { uid: 2, userId: '2', name: 'Budi', password: '34' },
      { uid: 3, userId: '3', name: 'Citra', privilege: 2, disabled: true },
    ];
    const { ask } = await client(await simulate({ users, options: { '~PIN2Width': '9' } }), transport);
    expect((await ask(69, Buffer.from(' P'))).data).toEqual(hex('09'));
    const counts = (await ask(50)).data;
    expect(counts).toHaveLength(92);
    expect([16, 48, 52].map((at) => counts.readUInt32LE(at))).toEqual([3, 2, 2]);
    expect(await ask(64)).toMatchObject({ command: ok, session: 0, data: nothing });
    expect(await ask(1503, hex('01 2200 00000000 00000000'))).toMatchObject({ command: 1501, data: u32(0) });
  });

  test('a user whose administrators are cleared stays let in, or not, as before', async () => {
    const users = [
      { uid: 1, userId: '1', name: 'Ani', privilege: 14 },
      { uid: 2, userId: '2', name: 'Budi', privilege: 6, disabled: true },
    ];
    const simulator = await simulate({ users });
    const { ask } = await client(simulator, transport);
    expect(await ask(20)).toMatchObject({ command: ok, data: nothing });
    expect([1, 2].map((uid) => simulator.terminal.users.get(uid)?.readUInt8(2))).toEqual([0, 1]);
  });

  test.each([
    ['restart', 1004],
    ['power off', 1005],
  ])('%s is acknowledged, then everybody is out, and may come again', async (_name, command) => {
    const simulator = await simulate({ users: fewUsers(2) });
    const [one, other] = [await client(simulator, transport), await client(simulator)];
    expect((await one.ask(1003)).command).toBe(ok);
    expect(await one.ask(command)).toMatchObject({ command: ok, data: nothing });
    expect(await other.next()).toBeNull();
    await eventually(() => expect(simulator.clients()).toBe(0));
    expect(simulator.terminal.locked).toBe(false);
    expect((await (await client(simulator, transport)).ask(50)).data.readUInt32LE(16)).toBe(2);
  });

  test('whoever begins an enrolment is told of it without having asked for events, others are not', async () => {
    const simulator = await simulate({ users: fewUsers(2), userBytes: transport === 'tcp' ? 72 : 28 });
    const [one, other] = [await client(simulator, transport), await client(simulator)];
    expect((await one.ask(62)).command).toBe(ok);
    const id = transport === 'tcp' ? Buffer.concat([Buffer.from('1002')], 24) : u32(1002);
    expect(await one.ask(61, Buffer.concat([id, hex(transport === 'tcp' ? '03 01' : '03')]))).toMatchObject({
      command: ok,
      data: nothing,
    });
    const told: [number, string][] = [];
    for (let event = 0; event < 7; event++) {
      const { command, session, reply, data } = await one.hear();
      expect([command, reply]).toEqual([500, 0]);
      told.push([session, data.toString('hex')]);
      one.send(ok);
    }
    // A finger and how good its print was, three times; then no error, the size, whose and which.
    expect(told.slice(0, 6)).toEqual(
      Array.from({ length: 3 }, () => [
        [2, ''],
        [256, '64'],
      ]).flat(),
    );
    expect(told[6]?.[0]).toBe(8);
    expect(told[6]?.[1]).toMatch(/^0000....31303032(00){20}03$/);
    expect((await one.ask(500, u32(0))).command).toBe(ok);
    expect((await other.ask(1001)).command).toBe(ok);
  });
});

describe.each([72, 28] as const)('users with their fingers in one upload, %i bytes a user', (width) => {
  const row = (uid: number): Buffer => {
    const bytes = Buffer.alloc(width);
    bytes.writeUInt16LE(uid, 0);
    bytes.write(`P${uid}`, width === 72 ? 11 : 8);
    if (width === 72) bytes.write(String(9000 + uid), 48);
    else bytes.writeUInt32LE(9000 + uid, 24);
    return bytes;
  };
  const print = (uid: number, finger: number): Buffer =>
    Buffer.alloc(300 + uid + finger, 10 * uid + finger + 1);
  type Of = { uid: number; finger: number };
  const upload = (uids: readonly number[], fingers: readonly Of[]): Buffer => {
    const users = Buffer.concat(uids.map((uid) => Buffer.concat([hex('02'), row(uid)])));
    const prints = fingers.map(({ uid, finger }) => print(uid, finger));
    const at = (index: number): number =>
      prints.slice(0, index).reduce((sum, each) => sum + each.length + 2, 0);
    const table = Buffer.concat(
      fingers.map(({ uid, finger }, index) =>
        Buffer.concat([hex('02'), u16(uid), Buffer.from([0x10 + finger]), u32(at(index))]),
      ),
    );
    const sized = Buffer.concat(prints.map((each) => Buffer.concat([u16(each.length), each])));
    const lengths = [users, table, sized].map((each) => u32(each.length));
    return Buffer.concat([...lengths, users, table, sized]);
  };
  async function save({ ask }: Awaited<ReturnType<typeof client>>, bytes: Buffer): Promise<number> {
    expect((await ask(1502)).command).toBe(ok);
    expect((await ask(1500, u32(bytes.length))).command).toBe(ok);
    for (let at = 0; at < bytes.length; at += 1024)
      expect((await ask(1501, bytes.subarray(at, at + 1024))).command).toBe(ok);
    return (await ask(110, hex('0c000000 0000 0800'))).command;
  }
  const fingers = [
    { uid: 7, finger: 0 },
    { uid: 9, finger: 3 },
    { uid: 9, finger: 9 },
  ];

  function pointingOutside(): Buffer {
    const bytes = upload([7, 9], fingers);
    bytes.writeUInt32LE(5000, 12 + 2 * (width + 1) + 4);
    return bytes;
  }

  test('each finger is of the user whose number stands beside it', async () => {
    const simulator = await simulate({ users: fewUsers(1), userBytes: width });
    const talk = await client(simulator);
    expect(await save(talk, upload([7, 8, 9], fingers))).toBe(ok);
    expect([...simulator.terminal.users.keys()]).toEqual([1, 7, 8, 9]);
    expect([7, 8, 9].map((uid) => simulator.terminal.user(uid)?.userId)).toEqual(['9007', '9008', '9009']);
    for (const { uid, finger } of fingers)
      expect(await talk.ask(88, Buffer.concat([u16(uid), Buffer.from([finger])]))).toMatchObject({
        command: 1501,
        data: Buffer.concat([print(uid, finger), hex('01')]),
      });
  });

  test.each([
    ['a finger of nobody', upload([7], [...fingers])],
    ['more users than fit', upload([6, 7, 8, 9], [])],
    ['more fingers than fit', upload([7, 9], [...fingers, { uid: 7, finger: 1 }])],
    ['a template that is nowhere', pointingOutside()],
    ['a length that is not theirs', Buffer.concat([upload([7, 9], fingers), hex('00')])],
    ['no users', upload([], [])],
  ])('%s is refused, and nothing of it stored', async (_name, bytes) => {
    const simulator = await simulate({ users: [], userBytes: width, capacity: { users: 3, fingers: 3 } });
    expect(await save(await client(simulator), bytes)).toBe(2001);
    expect([simulator.terminal.users.size, simulator.terminal.fingers.size]).toEqual([0, 0]);
  });
});
