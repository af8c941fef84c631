/**
 * The fault matrix on which public clients invent or lose rows, against ours: what comes is right to the row, or it is refused by a code.
 * Rows as in docs/devices.md; everything over TCP and, where it can happen there, over UDP.
 */
import { describe, expect, test } from 'vitest';
import type { TerminalEvent } from '../../server/devices/zk/events.ts';
import { commands } from '../../server/devices/zk/commands.ts';
import { fewLogs, fewUsers, simulatedTerminals } from '../helpers/simulatedTerminals.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

const { simulate, connect } = simulatedTerminals();
const code = (name: string): object => expect.objectContaining({ code: name }) as object;
/** The remedy names the port that was asked. */
const unreachableAt = (port: number): object =>
  expect.objectContaining({
    code: 'DEVICE_UNREACHABLE',
    message: expect.stringContaining(`that port ${port} is open`) as string,
  }) as object;
const users = fewUsers(40);

describe.each(['tcp', 'udp'] as const)('over %s', (transport) => {
  const way = { transport };

  test('1 a comm key: the right one signs in, a wrong or none is told as such', async () => {
    const terminal = await simulate({ key: 1234, users });
    await expect(connect(terminal, { ...way, key: 4321 })).rejects.toThrow(code('DEVICE_KEY_WRONG'));
    await expect(connect(terminal, way)).rejects.toThrow(code('DEVICE_KEY_WRONG'));
    expect(await (await connect(terminal, { ...way, key: 1234 })).users()).toMatchObject(users);
  });

  test('3 3,000 records in parts: 3,000, four times', async () => {
    const made = fewLogs(3000, users);
    const terminal = await connect(await simulate({ users, logs: made }), way);
    for (let turn = 0; turn < 4; turn++) expect([...(await terminal.logs())]).toMatchObject(made);
  });

  test('4 it stalls after the first part: DEVICE_SILENT, and no row', async () => {
    const simulator = await simulate({ users, logs: fewLogs(5000, users), faults: { stallAfterParts: 1 } });
    const terminal = await connect(simulator, way);
    await expect(terminal.logs()).rejects.toThrow(code('DEVICE_SILENT'));
  });

  test('5 users in parts, then events: all of them, each acknowledged', async () => {
    const simulator = await simulate({ users, logs: fewLogs(50, users) });
    const terminal = await connect(simulator, way);
    const told: TerminalEvent[] = [];
    await terminal.listen((event) => told.push(event));
    expect(await terminal.users()).toHaveLength(40);
    expect((await terminal.logs()).count).toBe(50);
    for (const userId of ['1001', '1002', '1003']) expect(simulator.punch({ userId, verify: 4 })).toBe(true);
    await waitUntil('three events are told', () => told.length === 3, 3000);
    expect(told).toMatchObject([{ userId: '1001', verify: 4 }, { userId: '1002' }, { userId: '1003' }]);
    await waitUntil('each is acknowledged', () => simulator.eventsAcknowledged() === 3, 3000);
    expect(simulator.eventsSent()).toBe(3);
  });

  test.each([8, 16, 40, 49] as const)(
    '6 7 8 records of %i bytes, 10 sent: 10 right ones',
    async (logBytes) => {
      const made = fewLogs(10, users);
      const terminal = await connect(await simulate({ users, logs: made, logBytes }), way);
      const logs = await terminal.logs();
      expect(logs.width).toBe(logBytes);
      expect([...logs]).toMatchObject(made);
    },
  );

  test('9 users of 28 bytes, 18 sent: 18 right ones', async () => {
    const old = fewUsers(18).map((user) => ({ ...user, name: user.name.slice(0, 8) }));
    const terminal = await connect(await simulate({ users: old, userBytes: 28 }), way);
    expect(await terminal.users()).toMatchObject(old);
  });

  test('10 11 ids of up to 24 letters and names in UTF-8 arrive whole', async () => {
    const named = [
      { uid: 1, userId: 'EMP20260001', name: 'Ünal Ağaoğlu' },
      { uid: 2, userId: 'EMP20260001ABCDEFGHIJKLM', name: '李小龙' },
    ];
    const logs = fewLogs(2, named);
    const terminal = await connect(await simulate({ users: named, logs }), way);
    expect(await terminal.users()).toMatchObject(named);
    expect([...(await terminal.logs())]).toMatchObject(logs);
  });

  test('12 silent when the log is read: DEVICE_SILENT', async () => {
    const simulator = await simulate({ users, faults: { silentOn: [commands.prepareRead] } });
    const terminal = await connect(simulator, way);
    await expect(terminal.logs()).rejects.toThrow(code('DEVICE_SILENT'));
  });

  test.each([
    ['records', { logs: -100 }],
    ['records', { logs: 1 }],
    ['records', { logs: 1200 }],
    ['records', { logs: -300 }],
    ['users', { users: 3 }],
    ['users', { users: -40 }],
  ])('a wrong count of %s (%o) is refused', async (what, countsOff) => {
    const simulator = await simulate({ users, logs: fewLogs(300, users), faults: { countsOff } });
    const terminal = await connect(simulator, way);
    const read = what === 'users' ? terminal.users() : terminal.logs();
    await expect(read).rejects.toThrow(
      expect.objectContaining({
        code: expect.stringMatching(/^DEVICE_(INCOMPLETE|LAYOUT_UNKNOWN)$/) as string,
      }) as Error,
    );
  });

  test('parts that are too short, records of an unknown width and access control mode are refused', async () => {
    const simulator = await simulate({ users, logs: fewLogs(300, users), faults: { shortBytes: 40 } });
    const terminal = await connect(simulator, way);
    await expect(terminal.logs()).rejects.toThrow(code('DEVICE_INCOMPLETE'));
    simulator.faults = { logBytes: 44 };
    const again = await connect(simulator, way);
    await expect(again.logs()).rejects.toThrow(code('DEVICE_LAYOUT_UNKNOWN'));
    simulator.faults = { accessMode: true };
    await expect(again.logs()).rejects.toThrow(code('DEVICE_ACCESS_MODE'));
    // Whatever went wrong, its keys work again.
    expect(simulator.heard.at(-1)).toBe(commands.enable);
    expect(simulator.terminal.locked).toBe(false);
    expect(await again.users()).toHaveLength(40);
  });
});

describe('over tcp', () => {
  test.each([1, 3, 7, 9, 17])(
    '2 every message in pieces of %i bytes: nothing is missed',
    async (splitBytes) => {
      const made = fewLogs(60, users);
      const terminal = await connect(await simulate({ key: 7, users, logs: made, faults: { splitBytes } }), {
        key: 7,
      });
      expect((await terminal.identity()).serial).toBe('SIM4370000001');
      expect([...(await terminal.logs())]).toMatchObject(made);
    },
  );

  test('bytes between the messages are skipped', async () => {
    const made = fewLogs(60, users);
    const terminal = await connect(await simulate({ users, logs: made, faults: { garbageBytes: 9 } }));
    expect([...(await terminal.logs())]).toMatchObject(made);
  });

  test('reset amid a part, or closed after one: DEVICE_LOST, no row, and nothing else works but connecting again', async () => {
    for (const faults of [{ resetAfterParts: 1 }, { dropAfterParts: 1 }]) {
      const simulator = await simulate({ users, logs: fewLogs(5000, users), faults });
      const terminal = await connect(simulator);
      await expect(terminal.logs()).rejects.toThrow(code('DEVICE_LOST'));
      await expect(terminal.counts()).rejects.toThrow(code('DEVICE_LOST'));
      expect(await terminal.ended).toMatchObject({ code: 'DEVICE_LOST' });
      expect(simulator.terminal.locked).toBe(true);
      simulator.faults = {};
      const again = await connect(simulator);
      expect(simulator.terminal.locked).toBe(false);
      expect((await again.logs()).count).toBe(5000);
    }
  });

  test('a wrong checksum, another client and nobody at all are told apart', async () => {
    const corrupt = await simulate({ users, faults: { corruptEvery: 6 } });
    await expect(connect(corrupt).then((terminal) => terminal.users())).rejects.toThrow(
      code('DEVICE_GARBLED'),
    );
    for (const otherClient of ['silent', 'closes'] as const)
      await expect(connect(await simulate({ faults: { otherClient } }))).rejects.toThrow(code('DEVICE_BUSY'));
    const gone = await simulate();
    await gone.stop();
    await expect(connect(gone)).rejects.toThrow(unreachableAt(gone.port));
  });

  test('what has checksums that were never right is read all the same', async () => {
    const terminal = await connect(await simulate({ users, faults: { corruptEvery: 1 } }));
    expect(await terminal.users()).toMatchObject(users);
  });
});

describe('over udp', () => {
  test('lost and doubled datagrams: every record once', async () => {
    const made = fewLogs(2000, users);
    const simulator = await simulate({ users, logs: made, faults: { loseEvery: 11, repeatEvery: 7 } });
    const terminal = await connect(simulator, { transport: 'udp', replyTimeoutMs: 240 });
    expect([...(await terminal.logs())]).toMatchObject(made);
  });

  test('nobody there: DEVICE_UNREACHABLE', async () => {
    const gone = await simulate();
    await gone.stop();
    await expect(connect(gone, { transport: 'udp' })).rejects.toThrow(unreachableAt(gone.port));
  });
});
