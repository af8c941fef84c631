/** Goal: killed wherever it is, the server brings every terminal to hold exactly whom it should, and loses nothing that was only there. Method: the built program gets SIGKILL at seeded moments. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterEach, expect, test, vi } from 'vitest';
import { madeTemplate } from '../../server/devices/simulator/madePeople.ts';
import type { DevicePersonView, DeviceView } from '../../server/wire.ts';
import {
  callingTerminal,
  freePort,
  type Held,
  heldByCalled,
  heldByCaller,
  seeded,
  sentFace,
  sentFinger,
  sentPhoto,
  templateName,
} from '../helpers/killedTerminals.ts';
import { type RunningProgram, runProgram } from '../helpers/runningProgram.ts';
import { simulatedTerminals } from '../helpers/simulatedTerminals.ts';

const kills = Number(process.env['WHEREABOUTS_SYNC_KILLS'] ?? 4);
const seed = Number(process.env['WHEREABOUTS_SYNC_SEED'] ?? 1);
const fillers = 30;
const { simulate } = simulatedTerminals();
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const finger = (userId: string, number: number): Buffer => madeTemplate(Number(userId), number);
const face = (userId: string): Buffer => madeTemplate(Number(userId), 21);
const photo = (userId: string): Buffer => madeTemplate(Number(userId), 31);
const name = {
  finger: (userId: string, number: number) => templateName('finger', userId, number, finger(userId, number)),
  face: (userId: string) => templateName('bio', userId, 0, face(userId)),
  photo: (userId: string) => templateName('photo', userId, 0, photo(userId)),
};
const names: Record<string, string> = {
  ...{ '1001': 'Ana', '1002': 'Ben', '1003': 'Eva', '1004': 'Mia', '1005': 'Tom', '1006': 'Lia' },
  ...{ '1007': 'Kim' },
};
const filler = (index: number): string => String(2001 + index);

/** Each template is on one terminal alone; strangers are on two. */
async function terminals(url: string) {
  const user = (userId: string, uid: number) => ({ uid, userId, name: names[userId] ?? 'Guest' });
  const called = async (serial: string, ids: string[], fingers: [string, number][]) => {
    const users = ids.map((userId, index) => user(userId, index + 1));
    const made = await simulate({ options: { '~SerialNumber': serial }, users, now: Date.now });
    for (const [userId, number] of fingers)
      made.terminal.addFinger({
        ...{ uid: made.terminal.uidOf(userId), finger: number, flag: 1 },
        template: finger(userId, number),
      });
    return made;
  };
  const calling = (serial: string, ids: string[], templates: ReturnType<typeof sentFace>[]) => {
    const users = ids.map((userId) => ({ userId, name: names[userId] ?? 'Guest' }));
    const made = callingTerminal({ url, serial, users, templates, now: Date.now });
    ends.push(made.stop);
    return made.terminal;
  };
  return {
    hallCalled: await called(
      'KHALL1',
      ['777', '1001', '1004', '1006'],
      [
        ['1001', 1],
        ['1004', 2],
        ['1006', 3],
      ],
    ),
    yardCalled: await called(
      'KYARD1',
      ['1002', '1005'],
      [
        ['1002', 4],
        ['1005', 5],
      ],
    ),
    hallCalling: calling(
      'KHALL2',
      ['1003', '1004', '1005', '888'],
      [
        sentFinger('1003', 6, finger('1003', 6)),
        sentFace('1003', face('1003')),
        sentFace('1004', face('1004')),
        sentFace('1005', face('1005')),
      ],
    ),
    yardCalling: calling(
      'KYARD2',
      ['1003', '1002', '1007'],
      [
        sentPhoto('1003', photo('1003')),
        sentFinger('1002', 7, finger('1002', 7)),
        sentFace('1002', face('1002')),
      ],
    ),
  };
}
type Terminals = Awaited<ReturnType<typeof terminals>>;

const held = (all: Terminals): Record<keyof Terminals, Held> => ({
  hallCalled: heldByCalled(all.hallCalled),
  yardCalled: heldByCalled(all.yardCalled),
  hallCalling: heldByCaller(all.hallCalling),
  yardCalling: heldByCaller(all.yardCalling),
});

/** When everything that was asked for is done: Mia moved to the yard, Tom took his consent back, Lia left. */
function wished(): Record<keyof Terminals, Held> {
  const users = (ids: string[]) => Object.fromEntries(ids.map((id) => [id, names[id] ?? 'Guest']));
  const all = Object.fromEntries(
    Array.from({ length: fillers }, (_, index) => [filler(index), `Who ${index}`]),
  );
  const hallFingers = [name.finger('1001', 1), name.finger('1003', 6)];
  const yardFingers = [
    ...[name.finger('1002', 4), name.finger('1002', 7)],
    ...[name.finger('1003', 6), name.finger('1004', 2)],
  ];
  const eva = [name.face('1003'), name.photo('1003')];
  const of = (ids: string[], templates: string[]): Held => ({
    users: { ...users(ids), ...all },
    templates: templates.sort(),
  });
  return {
    hallCalled: of(['777', '1001', '1003', '1005'], hallFingers),
    yardCalled: of(['1002', '1003', '1004', '1005'], yardFingers),
    hallCalling: of(['888', '1001', '1003', '1005'], [...hallFingers, ...eva]),
    yardCalling: of(
      ['1002', '1003', '1004', '1005', '1007'],
      [...yardFingers, ...eva, name.face('1002'), name.face('1004')],
    ),
  };
}

/** Of those who stay and agreed: never in nobody's hands, not even for a moment. */
const precious = [
  ...[name.finger('1001', 1), name.finger('1002', 4), name.finger('1002', 7), name.finger('1003', 6)],
  ...[name.finger('1004', 2), name.face('1002'), name.face('1003'), name.face('1004'), name.photo('1003')],
];

async function call<T>(program: RunningProgram, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await program.send(method, path, body === undefined ? undefined : JSON.stringify(body));
  return (answer.status === 204 ? null : await answer.json()) as T;
}

/** People, their places and consents, and the terminals, as an administrator enters them. */
async function office(program: RunningProgram, all: Terminals) {
  const area = async (called: string): Promise<string> =>
    (await call<{ areaId: string }>(program, 'POST', '/api/areas', { name: called })).areaId;
  const [hall, yard] = [await area('Hall'), await area('Yard')];
  const ids: Record<string, string> = {};
  const person = async (code: string, called: string, areaIds: string[]): Promise<void> => {
    const made = { name: called, code };
    const { personId } = await call<{ personId: string }>(program, 'POST', '/api/people', made);
    await call(program, 'PATCH', `/api/people/${personId}`, { areaIds });
    ids[code] = personId;
  };
  const where = {
    '1001': [hall],
    '1002': [yard],
    '1003': [hall, yard],
    '1004': [hall],
    '1005': [hall, yard],
  };
  for (const [code, areaIds] of Object.entries({ ...where, '1006': [hall], '1007': [] }))
    await person(code, names[code] ?? '', areaIds);
  for (let index = 0; index < fillers; index++) await person(filler(index), `Who ${index}`, [hall, yard]);
  for (const code of ['1002', '1003', '1004', '1005'])
    await call(program, 'POST', `/api/people/${ids[code]}/consent`, { statement: 'I agree.' });
  const devices: string[] = [];
  const add = async (device: object): Promise<void> => {
    devices.push(
      (await call<DeviceView>(program, 'POST', '/api/devices', { timeZone: 'UTC', ...device })).deviceId,
    );
  };
  await add({ name: 'A', host: '127.0.0.1', port: all.hallCalled.port, areaId: hall });
  await add({ name: 'B', host: '127.0.0.1', port: all.yardCalled.port, areaId: yard });
  await add({ name: 'C', kind: 'push', serial: 'KHALL2', areaId: hall });
  await add({ name: 'D', kind: 'push', serial: 'KYARD2', areaId: yard });
  return { yard, ids, devices };
}

/** Bytes of templates in the database, by whose they are. */
function stored(folder: string): string[] {
  const db = new Sqlite(join(folder, 'data/whereabouts.sqlite'));
  try {
    return db
      .prepare('SELECT kind, "userId", number, template FROM device_templates')
      .all()
      .map((row) => {
        const of = row as { kind: string; userId: string; number: number; template: Buffer };
        return templateName(of.kind, of.userId, of.kind === 'finger' ? of.number : 0, of.template);
      });
  } finally {
    db.close();
  }
}

test.each([false, true])(
  `killed ${kills} times while people and templates are brought (stored: %s), every terminal ends as it should`,
  async (storesTemplates) => {
    const random = seeded(seed);
    const program = await runProgram();
    ends.push(program.remove);
    const pushPort = await freePort();
    const all = await terminals(`http://127.0.0.1:${pushPort}`);
    const { yard, ids, devices } = await office(program, all);
    await call(program, 'PATCH', '/api/settings', { pushOn: true, pushPort, storesTemplates });
    const changes = [
      () => call(program, 'PATCH', `/api/people/${ids['1004']}`, { areaIds: [yard] }),
      () => call(program, 'DELETE', `/api/people/${ids['1005']}/consent`),
      () => call(program, 'PATCH', `/api/people/${ids['1006']}`, { deactivated: true }),
    ];
    let awayMs = 0;
    for (let turn = 0; turn < Math.max(kills, changes.length + 1); turn++) {
      await sleep(random() * 2_500);
      // The first lives are for what is there from the beginning.
      if (turn > 0) await changes[turn - 1]?.();
      await sleep(random() * 1_500);
      await program.kill();
      const now = Object.values(held(all)).flatMap(({ templates }) => templates);
      // What is stored may leave a terminal before the next one has it.
      if (storesTemplates) now.push(...stored(program.folder));
      for (const each of precious) expect(now, 'lost').toContain(each);
      // Now and then it is away for longer than a terminal may take to answer.
      if (turn % 2 === 1) program.setClock((awayMs += 11 * 60_000));
      await program.start();
    }
    const last = performance.now();
    let moved = false;
    await vi.waitFor(
      () => {
        // What a terminal was told when the server was killed is told again after ten minutes.
        if (!moved && performance.now() - last > 12_000) {
          moved = true;
          program.setClock((awayMs += 11 * 60_000));
        }
        expect(held(all)).toEqual(wished());
        for (const { terminal } of [all.hallCalled, all.yardCalled]) expect(terminal.locked).toBe(false);
      },
      { timeout: 240_000, interval: 200 },
    );
    for (const deviceId of devices) {
      const people = await call<DevicePersonView[]>(program, 'GET', `/api/devices/${deviceId}/people`);
      expect(people.filter(({ state }) => state === 'failed')).toEqual([]);
    }
    const kept = stored(program.folder);
    expect(kept.filter((each) => each.includes(' 1005 '))).toEqual([]);
    if (storesTemplates) expect(kept).toEqual(expect.arrayContaining(precious));
    else expect(kept).toEqual([]);
    await program.kill();
    // Not even where it was: neither as bytes nor as text.
    const bytes = readFileSync(join(program.folder, 'data/whereabouts.sqlite'));
    for (const each of [finger('1005', 5), face('1005'), ...(storesTemplates ? [] : [face('1003')])]) {
      const piece = each.subarray(30, 90);
      expect(bytes.includes(piece)).toBe(false);
      expect(bytes.includes(piece.toString('base64'))).toBe(false);
    }
  },
  480_000,
);
