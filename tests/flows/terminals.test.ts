/** What can be asked of a terminal, against a simulated one: done, confirmed by reading it again, and nothing left locked. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { madeFingers, madeTemplate } from '../../server/devices/simulator/madePeople.ts';
import { commands, eventKinds } from '../../server/devices/zk/commands.ts';
import type { TerminalEvent } from '../../server/devices/zk/events.ts';
import { handClock } from '../helpers/handClock.ts';
import { fewLogs, fewUsers, simulatedTerminals } from '../helpers/simulatedTerminals.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

const { simulate, connect } = simulatedTerminals();
const code = (name: string): object => expect.objectContaining({ code: name }) as object;
const users = fewUsers(40);

test('identity(), capabilities() and counts() say what the terminal says', async () => {
  const settings = {
    users,
    logs: fewLogs(30, users),
    faces: 12,
    logBytes: 16 as const,
    options: { FaceFunOn: '1' },
  };
  const terminal = await connect(await simulate(settings));
  await terminal.logs();
  await terminal.users();
  expect(await terminal.identity()).toMatchObject({
    serial: 'SIM4370000001',
    mac: '00:17:61:00:43:70',
    ip: '127.0.0.1',
  });
  expect(await terminal.counts()).toMatchObject({ users: 40, logs: 30, fingers: 0, faces: 12 });
  const can = { fingers: true, fingerVersion: '10', faces: true, faceVersion: '7', userIdWidth: 24 };
  expect(await terminal.capabilities()).toMatchObject({ ...can, userBytes: 72, logBytes: 16, photos: false });
});

test('a terminal without faces has none, whatever its name', async () => {
  const terminal = await connect(
    await simulate({ options: { '~DeviceName': 'FaceMaster 9', FaceFunOn: '0' } }),
  );
  expect(await terminal.capabilities()).toMatchObject({ faces: false, faceTemplates: false });
});

describe.each([
  ['tcp', 72],
  ['tcp', 28],
  ['udp', 72],
] as const)('over %s with users of %i bytes', (transport, userBytes) => {
  test('writeUsers() adds and changes by user id, confirms, and keeps what it was not told', async () => {
    const before = [{ uid: 7, userId: '4711', name: 'Ani', privilege: 14, card: 99, password: '12' }];
    const simulator = await simulate({ users: before, userBytes });
    const terminal = await connect(simulator, { transport });
    const receipts = await terminal.writeUsers([
      { userId: '4711', name: 'Anita' },
      { userId: '4712', name: 'Budi', card: 5 },
      { userId: '4713', name: 'a name far too long for any terminal' },
    ]);
    expect(receipts).toMatchObject([
      { userId: '4711', uid: 7, confirmed: true, problem: null },
      { userId: '4712', uid: 1, confirmed: true, problem: null },
      { userId: '4713', uid: null, confirmed: false, problem: { code: 'DEVICE_VALUE_UNFIT' } },
    ]);
    expect((await terminal.users()).sort((a, b) => a.uid - b.uid)).toMatchObject([
      { uid: 1, userId: '4712', name: 'Budi', card: 5, privilege: 0 },
      { uid: 7, userId: '4711', name: 'Anita', card: 99, privilege: 14, password: '12' },
    ]);
    expect(simulator.terminal.locked).toBe(false);
  });

  test('deleteUsers() confirms who is gone, also who never was', async () => {
    const terminal = await connect(await simulate({ users, userBytes }), { transport });
    const receipts = await terminal.deleteUsers(['1001', '1040', '9999']);
    expect(receipts.map(({ uid, confirmed }) => [uid, confirmed])).toEqual([
      [1, true],
      [40, true],
      [null, true],
    ]);
    expect((await terminal.users()).map(({ userId }) => userId)).toEqual(
      users.slice(1, 39).map(({ userId }) => userId),
    );
  });

  test('an empty terminal takes its first user', async () => {
    const terminal = await connect(await simulate({ userBytes }), { transport });
    expect(await terminal.writeUsers([{ userId: '1', name: 'First' }])).toMatchObject([
      { uid: 1, confirmed: true },
    ]);
    expect(await terminal.users()).toMatchObject([{ userId: '1', name: 'First' }]);
  });

  test('templates are read, written and deleted, and are byte for byte what they were', async () => {
    const simulator = await simulate({ users, userBytes });
    for (const finger of madeFingers(60, users)) simulator.terminal.addFinger(finger);
    const terminal = await connect(simulator, { transport });
    expect(await terminal.templates()).toEqual(madeFingers(60, users));
    expect(await terminal.template('1003', 0)).toEqual(madeTemplate(3, 0));
    expect(await terminal.template('1003', 9)).toBeNull();
    const template = Buffer.concat([madeTemplate(77, 7), madeTemplate(78, 7)]);
    await terminal.writeTemplate('1003', { finger: 9, flag: 1, template });
    expect(await terminal.template('1003', 9)).toEqual(template);
    expect(await terminal.deleteTemplate('1003', 9)).toBe(true);
    expect(await terminal.template('1003', 9)).toBeNull();
    expect(await terminal.templates()).toHaveLength(60);
    await expect(terminal.template('nobody', 1)).rejects.toThrow(code('DEVICE_NOT_THERE'));
  });

  test('a terminal that writes fingers only with their user gets them so', async () => {
    const unknown = [commands.writeTemplate, commands.deleteTemplate];
    const terminal = await connect(await simulate({ users, userBytes, faults: { unknown } }), { transport });
    const template = madeTemplate(5, 5);
    await terminal.writeTemplate('1005', { finger: 5, flag: 1, template });
    expect(await terminal.template('1005', 5)).toEqual(template);
    expect(await terminal.deleteTemplate('1005', 5)).toBe(true);
  });
});

test('time() tells how far the clock is off in its own zone, and setTime() sets it right', async () => {
  const clock = handClock(Date.UTC(2026, 10, 20, 1, 2, 3, 500));
  const zone = 'Asia/Jakarta';
  const simulator = await simulate({ zone, driftMs: 95_000, now: clock.now });
  const terminal = await connect(simulator, { zone }, clock);
  const off = await terminal.time();
  expect(off.shown).toBe('2026-11-20T08:03:38');
  expect(off.driftMs).toBe(95_000);
  const right = await terminal.setTime();
  expect(right.shown).toMatch(/^2026-11-20T08:02:0[34]$/);
  expect(Math.abs(right.driftMs ?? 9999)).toBeLessThanOrEqual(1000);
  expect(Math.abs(simulator.terminal.driftMs())).toBeLessThanOrEqual(1000);
});

test('beep() sounds, and a firmware that does not know it says so', async () => {
  const simulator = await simulate();
  const terminal = await connect(simulator);
  await terminal.beep();
  expect(simulator.terminal.sounds).toEqual([10]);
  simulator.faults = { unknown: [commands.voice] };
  await expect(terminal.beep()).rejects.toThrow(code('DEVICE_UNABLE'));
});

test('enrol() tells when the finger is there; who does not exist is refused', async () => {
  const simulator = await simulate({ users });
  const terminal = await connect(simulator);
  expect(await terminal.enrol({ userId: '1002', finger: 6 })).toMatchObject({ kind: 'enrolled' });
  expect(await terminal.template('1002', 6)).toEqual(madeTemplate(2, 6));
  await expect(terminal.enrol({ userId: '7', finger: 6 })).rejects.toThrow(code('DEVICE_REFUSED'));
  await expect(terminal.enrol({ userId: '1002', finger: 11 })).rejects.toThrow(code('DEVICE_VALUE_UNFIT'));
});

test('clear() empties what it was asked to, and nothing else', async () => {
  const simulator = await simulate({ users, logs: fewLogs(30, users) });
  for (const finger of madeFingers(5, users)) simulator.terminal.addFinger(finger);
  const terminal = await connect(simulator);
  await terminal.clear('logs');
  expect(await terminal.counts()).toMatchObject({ users: 40, logs: 0, fingers: 5 });
  await terminal.clear('templates');
  expect(await terminal.counts()).toMatchObject({ users: 40, fingers: 0 });
  await terminal.clear('everything');
  expect(await terminal.counts()).toMatchObject({ users: 0 });
});

test.each([10, 12, 14, 32, 36, 37, 52] as const)(
  'events of %i bytes are told while a long log is read',
  async (eventBytes) => {
    const simulator = await simulate({ users, logs: fewLogs(6000, users), eventBytes });
    const terminal = await connect(simulator);
    const told: TerminalEvent[] = [];
    const stop = await terminal.listen((event) => told.push(event), eventKinds.log);
    const reading = terminal.logs();
    await waitUntil('parts are on their way', () => simulator.heard.includes(commands.readChunk), 3000);
    // Whoever stood before it when it was locked is told of all the same.
    simulator.terminal.locked = false;
    simulator.punch({ userId: '1002', status: 1 });
    expect((await reading).count).toBe(6000);
    await waitUntil('the event is told', () => told.length === 1, 3000);
    expect(told).toMatchObject([{ kind: 'log', userId: '1002', status: 1 }]);
    await stop();
    simulator.punch({ userId: '1003' });
    await terminal.counts();
    expect(told).toHaveLength(1);
  },
);

test('what is asked at once is done one after the other, and more than may wait is refused', async () => {
  const terminal = await connect(await simulate({ users, logs: fewLogs(3000, users) }), { queueMost: 4 });
  const asked = [terminal.logs(), terminal.users(), terminal.counts(), terminal.time(), terminal.beep()];
  const done = await Promise.allSettled(asked);
  expect(done.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
  ]);
  expect(done[4]).toMatchObject({ reason: { code: 'DEVICE_QUEUE_FULL' } });
  expect((await terminal.counts()).logs).toBe(3000);
});

test.each(['tcp', 'udp'] as const)(
  'over %s a terminal that went silent while idle is noticed',
  async (transport) => {
    const clock = handClock();
    const simulator = await simulate({ users });
    const terminal = await connect(simulator, { transport }, clock);
    await terminal.listen(() => undefined);
    clock.advance(25_000);
    expect((await terminal.counts()).users).toBe(40);
    simulator.faults = { silentOn: [commands.readTime] };
    clock.advance(25_000);
    expect(await terminal.ended).toMatchObject({ code: 'DEVICE_SILENT' });
  },
);

test('close() does not wait for a terminal that never answers', async () => {
  const simulator = await simulate({ users, faults: { silentOn: [commands.readCounts] } });
  const terminal = await connect(simulator, { replyTimeoutMs: 30_000 });
  const read = terminal.counts();
  const begunMs = performance.now();
  await Promise.all([terminal.close(100), expect(read).rejects.toThrow(code('DEVICE_LOST'))]);
  expect(performance.now() - begunMs).toBeLessThan(2000);
});

test('a listener that throws ends its connection, and not the program', async () => {
  const simulator = await simulate({ users });
  const terminal = await connect(simulator);
  await terminal.listen(() => {
    throw new Error('a mistake');
  });
  simulator.punch({ userId: '1001' });
  expect(await terminal.ended).toMatchObject({ code: 'DEVICE_LOST' });
});

test('names in the code page of an old terminal are read and written', async () => {
  const chinese = [{ uid: 1, userId: '1', name: '李小龙' }];
  const simulator = await simulate({ users: chinese, codePage: 'gbk' });
  const terminal = await connect(simulator, { codePage: 'gbk' });
  expect(await terminal.users()).toMatchObject(chinese);
  expect(await terminal.writeUsers([{ userId: '2', name: '陈大文' }])).toMatchObject([{ confirmed: true }]);
  expect(simulator.terminal.user(2)?.name).toBe('陈大文');
  expect(await terminal.writeUsers([{ userId: '3', name: 'Zoë 😀' }])).toMatchObject([
    { confirmed: false, problem: { code: 'DEVICE_VALUE_UNFIT' } },
  ]);
});

test('a listener is told why the connection is over', async () => {
  const simulator = await simulate({ users });
  const terminal = await connect(simulator);
  await terminal.listen(() => undefined);
  await sleep(20);
  simulator.cut();
  expect(await terminal.ended).toMatchObject({ code: 'DEVICE_LOST' });
});
