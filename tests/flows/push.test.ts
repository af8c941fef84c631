/** A simulated PUSH terminal and the server, over real HTTP: let in or not, heard, answered, told what to do. */
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { pushServers } from '../helpers/pushServers.ts';

const { serve, terminal } = pushServers();
const users = [
  { userId: '1001', name: 'Ani' },
  { userId: '1002', name: '王小明' },
];
const template = Buffer.from('a template of some length, made up').toString('base64');
const finger = {
  table: 'FP',
  fields: { PIN: '1001', FID: '6', Size: String(template.length), Valid: '1', TMP: template },
};
const face = {
  table: 'BIODATA',
  fields: {
    Pin: '1001',
    No: '0',
    Index: '0',
    Valid: '1',
    Type: '9',
    MajorVer: '58',
    MinorVer: '12',
    Format: '0',
    Tmp: template,
  },
};

test('a serial number that nobody knows is kept waiting: refused, told once, and nothing of it is stored', async () => {
  const strangers: string[] = [];
  const { url, push, db, letIn, logs } = await serve({
    strangerCame: ({ serial }) => void strangers.push(serial),
  });
  for (const dialect of ['att', 'acc'] as const) {
    const stranger = terminal({ url, serial: `STRANGE-${dialect}`, dialect });
    stranger.punch({ userId: '1001' });
    expect(await stranger.connect()).toBe(false);
    expect(await stranger.sendBatch()).toBe(false);
    expect((await stranger.post('registry', '', 'x=1')).status).toBe(406);
    expect((await stranger.get('getrequest')).status).toBe(401);
    expect(stranger.state.pending).toHaveLength(1);
  }
  expect(strangers).toEqual(['STRANGE-att', 'STRANGE-acc']);
  expect(await logs()).toEqual([]);
  expect(await db('device_rows')).toEqual([]);
  expect(push.counts()).toMatchObject({ quarantined: 2, punchesAdded: 0 });

  await letIn('STRANGE-att');
  const known = terminal({ url, serial: 'STRANGE-att' });
  known.punch({ userId: '1001' });
  expect(await known.connect()).toBe(true);
  expect(await known.sendAll()).toBe(true);
  expect(await logs()).toHaveLength(1);
});

test('no more strangers wait than fit, however many numbers are made up', async () => {
  const { url, db, clock } = await serve();
  for (let turn = 0; turn < 60; turn++) {
    clock.nowMs += 10_000;
    const stranger = terminal({ url, serial: `MADEUP${turn}` });
    expect(await stranger.connect()).toBe(false);
    stranger.close();
  }
  expect(await db('devices')).toHaveLength(50);
});

test.each(['att', 'acc'] as const)(
  '%s: punches arrive as the clock showed them, each once',
  async (dialect) => {
    const { url, letIn, logs, push } = await serve();
    await letIn('T1000');
    const device = terminal({ url, serial: 'T1000', dialect, users, zone: 'Asia/Kolkata' });
    expect(await device.connect()).toBe(true);
    device.punch({ userId: '1001', at: '2026-11-20T08:01:02', status: 0, verify: 15 });
    device.punch({ userId: '1002', at: '2026-11-20T17:30:00', status: 1, verify: 4 });
    expect(await device.sendAll()).toBe(true);
    expect(await logs()).toMatchObject([
      { userId: '1001', at: '2026-11-20T08:01:02', status: 0, verify: 15, serial: 'T1000' },
      { userId: '1002', at: '2026-11-20T17:30:00', status: 1, verify: 4 },
    ]);
    expect(push.counts()).toMatchObject({ punchesAdded: 2, rowsKeptRaw: 0, unreadable: 0 });
  },
);

test.each([
  ['att', 'utf-8'],
  ['att', 'gbk'],
  ['acc', 'utf-8'],
] as const)(
  '%s in %s: users and templates are stored; of templates and PINs nothing lies among raw rows',
  async (dialect, codePage) => {
    const { url, letIn, db } = await serve();
    const id = await letIn('T1000');
    const ofAccess = { table: 'templatev10', fields: { pin: '1001', fingerid: '6', valid: '1', template } };
    const templates = dialect === 'acc' ? [ofAccess, face] : [finger, face];
    const device = terminal({ url, serial: 'T1000', dialect, users, templates, codePage });
    await device.connect();
    expect(await device.sendPeople()).toBe(true);
    const known = await db('device_users')
      .where({ deviceId: id })
      .orderBy('userId')
      .select<{ record: string }[]>();
    expect(known.map(({ record }) => (JSON.parse(record) as { name: string }).name)).toEqual([
      'Ani',
      '王小明',
    ]);
    expect(JSON.stringify(known)).not.toContain('4711');
    const kept = await db('device_templates')
      .orderBy('kind')
      .select<{ kind: string; algorithm: string; number: number }[]>();
    expect(kept).toMatchObject([
      { kind: 'bio', algorithm: '9:58.12.0', number: 0 },
      { kind: 'finger', algorithm: '10', number: 6 },
    ]);
    expect(await db('device_rows')).toEqual([]);
  },
);

test('where templates may not be stored they go from terminal to terminal in memory, to those of their algorithm', async () => {
  const came: number[] = [];
  const { url, letIn, db, push, clock } = await serve({
    storesTemplates: () => false,
    templatesCame: (_device, templates) => void came.push(templates.length),
  });
  await letIn('FROM1');
  const toId = await letIn('TO11');
  const from = terminal({ url, serial: 'FROM1', templates: [face] });
  await from.connect();
  await from.sendPeople();
  expect(came).toEqual([1]);
  expect(await db('device_templates')).toEqual([]);
  const to = terminal({ url, serial: 'TO11', users: [{ userId: '1001', name: 'Ana' }] });
  await to.connect();
  const of = { userId: '1001', of: 'bio', number: 0, algorithm: '9:58.12.0' } as const;
  await push.order(toId, { kind: 'updateTemplate', ...of });
  await push.order(toId, { kind: 'updateTemplate', ...of, number: 100 });
  await to.poll();
  expect(to.state.templates).toHaveLength(1);
  expect(to.state.templates[0]?.fields['tmp']).toBe(template);
  clock.nowMs += 1_000;
  const list = await push.commands(toId);
  expect(list.map(({ state }) => state)).toEqual(['failed', 'done']);
  expect(JSON.stringify(await db('device_commands'))).not.toContain(template);
});

test('a template that waits goes out only while the number is of the person whose it is', async () => {
  let owner = 'ana';
  const ended: boolean[] = [];
  const { url, letIn, push } = await serve({
    mayGet: (_device, { personId }) => personId === owner,
    commandEnded: (_device, _command, well, { notHere }) => void ended.push(well, notHere ?? false),
  });
  const id = await letIn('TO11');
  const to = terminal({ url, serial: 'TO11', users: [{ userId: '1001', name: 'Ana' }] });
  await to.connect();
  const of = { userId: '1001', number: 6, algorithm: '10' } as const;
  push.hold({ ...of, kind: 'finger', template: Buffer.from('a finger of Ana') }, 'ana');
  await push.order(id, { kind: 'updateTemplate', of: 'finger', ...of });
  owner = 'ben';
  await to.poll();
  expect(to.state.templates).toEqual([]);
  expect(ended).toEqual([false, true]);
  owner = 'ana';
  await push.order(id, { kind: 'updateTemplate', of: 'finger', ...of });
  await to.poll();
  expect(to.state.templates).toHaveLength(1);
});

test.each(['att', 'acc'] as const)(
  '%s: commands arrive in order, are done, and their results are known',
  async (dialect) => {
    const { url, letIn, push } = await serve();
    const id = await letIn('T1000', { timeZone: 'Asia/Kolkata' });
    const device = terminal({ url, serial: 'T1000', dialect, users: users.slice(0, 1) });
    await device.connect();
    await device.poll();
    await push.order(id, {
      kind: 'updateUser',
      userId: '7',
      name: 'Süß',
      privilege: 0,
      card: '99',
      group: '1',
    });
    await push.order(id, { kind: 'deleteUser', userId: '1001' });
    await push.order(id, { kind: 'deleteUser', userId: 'nobody' });
    await push.order(id, { kind: 'setTime' });
    await push.order(id, { kind: 'tellInfo' });
    expect(await device.poll()).toBe(5);
    expect([...device.state.users.values()]).toEqual([
      { userId: '7', name: 'Süß', card: '99', privilege: 0 },
    ]);
    // 13:30 in India, as a number of seconds of months of 31 days.
    expect(device.state.options['set.datetime']).toBe(
      String((26 * 372 + 10 * 31 + 19) * 86_400 + 13.5 * 3_600),
    );
    const states = (await push.commands(id)).slice(0, 5).map(({ state, answer }) => [state, answer]);
    const done = ['done', null];
    expect(states).toEqual([done, done, ['failed', 'it has no such user'], done, done]);
    expect((await push.store.bySerial('T1000'))?.facts).toMatchObject({
      model: 'Simulated PUSH terminal',
      dialect,
    });
    expect(device.state.dangerous).toEqual([]);
  },
);

test('a command is tried three times when the terminal is busy or silent, and nothing else is sent meanwhile', async () => {
  const { url, letIn, push, clock } = await serve();
  const id = await letIn('T1000');
  const busy = terminal({ url, serial: 'T1000', faults: { busyEvery: 1 } });
  await push.order(id, { kind: 'restart' });
  for (let turn = 0; turn < 5; turn++) await busy.poll();
  expect(busy.state.commands).toEqual(['REBOOT', 'REBOOT', 'REBOOT']);
  expect((await push.commands(id))[0]).toMatchObject({ state: 'failed', returned: -1005, tries: 3 });

  const mute = terminal({ url, serial: 'T1000', faults: { mute: true } });
  await push.order(id, { kind: 'tellInfo' });
  await mute.poll();
  await push.order(id, { kind: 'restart' });
  expect(await mute.poll()).toBe(0);
  for (let turn = 0; turn < 3; turn++) {
    clock.nowMs += 11 * 60_000;
    await mute.poll();
  }
  expect(mute.state.commands.filter((text) => text === 'INFO')).toHaveLength(3);
  expect((await push.commands(id)).find(({ command }) => command?.kind === 'tellInfo')).toMatchObject({
    state: 'failed',
  });
});

test('VERIFY SUM finds what was lost on the way, and it is sent again', async () => {
  const { url, letIn, push, logs } = await serve();
  const id = await letIn('T1000');
  const device = terminal({ url, serial: 'T1000' });
  await device.connect();
  for (let day = 1; day <= 9; day++) device.punch({ userId: '1001', at: `2026-11-0${day}T08:00:00` });
  await device.sendAll();
  // Another server had these, and acknowledged them.
  for (let day = 1; day <= 4; day++) device.punch({ userId: '1002', at: `2026-11-0${day}T09:00:00` });
  device.state.pending.length = 0;
  await device.connect();
  for (let turn = 0; turn < 4; turn++) await device.poll();
  expect(await logs()).toHaveLength(13);
  expect(push.counts()).toMatchObject({ sumsApart: 1, sumsRight: 1 });
  expect((await push.commands(id))[0]).toMatchObject({ state: 'done', answer: 'it has 13, here are 13' });
});

test('of one that was emptied, what was lost since is found: by us, and by somebody at its keys', async () => {
  const { url, letIn, push, logs, clock } = await serve();
  const id = await letIn('T1000');
  const device = terminal({ url, serial: 'T1000' });
  await device.connect();
  for (let day = 1; day <= 9; day++) device.punch({ userId: '1001', at: `2026-11-0${day}T08:00:00` });
  await device.sendAll();
  const all = { from: '2000-01-01T00:00:00', to: '2099-12-31T23:59:59' };
  await push.order(id, { kind: 'queryLogs', ...all });
  await push.order(id, { kind: 'verifySum', ...all, round: 0, then: 'clearLogs' });
  for (let turn = 0; turn < 3; turn++) await device.poll();
  expect(device.state.logs).toEqual([]);

  async function loseOne(at: string): Promise<void> {
    device.punch({ userId: '1002', at });
    device.state.pending.length = 0;
    clock.nowMs += 2 * 86_400_000;
    await device.connect();
    for (let turn = 0; turn < 4; turn++) await device.poll();
  }
  await loseOne('2026-11-20T18:00:00');
  expect(await logs()).toHaveLength(10);
  const sum = device.state.commands.filter((text) => text.startsWith('VERIFY SUM')).at(-1);
  expect(sum).toContain('StartTime=2026-11-20 08:10:00');

  for (const hour of [10, 11]) device.punch({ userId: '1001', at: `2026-11-21T${hour}:00:00` });
  await device.sendAll();
  device.state.logs.length = 0;
  await loseOne('2026-11-22T12:00:00');
  expect(await logs()).toHaveLength(13);
  // Asked for once: what it has is here, and it calls again and again.
  const asked = () => device.state.commands.filter((text) => text.startsWith('DATA QUERY ATTLOG')).length;
  const before = asked();
  await device.connect();
  for (let turn = 0; turn < 4; turn++) await device.poll();
  expect(asked()).toBe(before);
});

test('what cannot be read is kept and acknowledged; unknown tables too; nothing of it is a punch', async () => {
  const { url, letIn, db, logs } = await serve();
  await letIn('T1000');
  const device = terminal({ url, serial: 'T1000' });
  const body = '1001\t2026-02-31 08:00:00\t0\t1\n\t\t\nrubbish\r\n1002\t2026-11-20 08:00:00\t0\t1\t0\t0  ';
  expect(await device.post('cdata', '&table=ATTLOG&Stamp=9', body)).toEqual({ status: 200, text: 'OK: 3' });
  await device.post('cdata', '&table=ATTLOG&Stamp=9', body);
  expect(await device.post('cdata', '&table=NEWTABLE', 'a=1\tPasswd=4711\tTmp=c2VjcmV0')).toMatchObject({
    status: 200,
  });
  expect(await device.post('cdata', '&table=tabledata&tablename=errorlog&count=1', 'errcode=5')).toEqual({
    ...{ status: 200, text: 'errorlog=1' },
  });
  expect(await logs()).toMatchObject([{ userId: '1002' }]);
  const raw = await db('device_rows').select<{ table: string; row: string }[]>('table', 'row');
  expect(raw.map(({ table }) => table).sort()).toEqual([
    'ATTLOG',
    'ATTLOG',
    'NEWTABLE',
    'tabledata errorlog',
  ]);
  expect(JSON.stringify(raw)).not.toMatch(/4711|c2VjcmV0/);
});

test('the handshake tells a zone of half hours in minutes, and sets the clock beside it', async () => {
  const { url, letIn, push } = await serve();
  const id = await letIn('T1000', { timeZone: 'Asia/Kolkata', liveSync: false });
  const device = terminal({ url, serial: 'T1000' });
  await device.connect();
  const lines = device.state.told.split('\n');
  expect(lines[0]).toBe('GET OPTION FROM: T1000');
  expect(lines).toEqual(
    expect.arrayContaining(['TimeZone=330', 'ATTLOGStamp=0', 'Encrypt=None', 'PushProtVer=2.4.1']),
  );
  // Only records and users: its templates stay where they are.
  expect(lines).toContain('TransFlag=110010100000');
  expect((await push.commands(id)).map(({ command }) => command?.kind)).toEqual(['setTime']);
  expect((await device.get('rtdata', '&type=time')).text).toMatch(/^DateTime=\d+,ServerTZ=\+0530$/);
});

test('it is remembered how far it came with tables there are, and with none that it makes up', async () => {
  const { url, letIn, push } = await serve();
  await letIn('T1000');
  const device = terminal({ url, serial: 'T1000' });
  for (const table of ['ATTLOG', 'OPERLOG', 'MADEUP1', 'MADEUP2', 'MADEUP3'])
    expect((await device.post('cdata', `&table=${table}&Stamp=7`, 'x=1')).status).toBe(200);
  const stamps = (await push.store.bySerial('T1000'))?.facts.stamps;
  expect(stamps).toEqual({ ATTLOG: '7', OPERLOG: '7' });
});

test('too large a body, too many calls and addresses that are none change nothing', async () => {
  const { url, letIn, push, logs } = await serve({ bodyMost: 10_000 });
  await letIn('T1000');
  const device = terminal({ url, serial: 'T1000' });
  const large = '1001\t2026-11-20 08:00:00\t0\t1\n'.repeat(500);
  expect((await device.post('cdata', '&table=ATTLOG', large).catch(() => ({ status: 413 }))).status).toBe(
    413,
  );
  expect((await device.get('shell')).status).toBe(404);
  expect((await terminal({ url, serial: "x'%20OR%201=1" }).get('cdata')).status).toBe(400);
  expect((await terminal({ url: `${url}/elsewhere`, serial: 'T1000' }).get('cdata')).status).toBe(404);
  const statuses = new Set<number>();
  for (let turn = 0; turn < 150; turn++) statuses.add((await device.ping()).status);
  expect([...statuses]).toEqual([200, 429]);
  expect(push.counts()).toMatchObject({ tooLarge: 1, unreadable: 1 });
  expect(await logs()).toEqual([]);
});

test('a line that ends in the middle of a body stores nothing of it', async () => {
  const { push, letIn, logs, url } = await serve();
  await letIn('T1000');
  await new Promise<void>((resolve) => {
    const headers = { 'content-length': '1000' };
    const asked = request(`${url}/iclock/cdata?SN=T1000&table=ATTLOG`, { method: 'POST', headers });
    asked.on('error', () => resolve());
    asked.write('1001\t2026-11-20 08:00:00\t0\t1\n', () =>
      setTimeout(() => asked.destroy(new Error('gone')), 50),
    );
  });
  await expect.poll(() => push.counts().unreadable).toBe(1);
  expect(await logs()).toEqual([]);
});
