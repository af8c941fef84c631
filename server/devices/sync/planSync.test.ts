/** Whatever terminals hold at first, doing what is planned, in any order of terminals, ends with exactly whom they should hold. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Directory, DirectoryPerson } from '../../directory/directory.ts';
import type { StoredDevice } from '../store.ts';
import { createSyncBook, type SyncBook } from './createSyncBook.ts';
import { planSync } from './planSync.ts';
import type { HeldUser, Step, TerminalNow } from './planTypes.ts';
import { freshRow, type HeldTemplate, placeOf, recordHashOf, type SyncRow } from './syncRow.ts';

type Template = { number: number; algorithm: string; hash: string };
type User = { name: string; privilege: number; fingers: Template[] };
type Terminal = {
  device: StoredDevice;
  algorithm: string;
  capacity: number | null;
  users: Map<string, User>;
};
type World = { people: Map<string, DirectoryPerson>; terminals: Terminal[]; book: SyncBook };

const areas = ['site', 'hall', 'yard'] as const;
const codes = ['1', '2', '03', '4', '5'];
const strangerIds = ['77', '88'];
const nowMs = 1_000;

const personOf = (code: string, areaIds: string[], left: boolean): DirectoryPerson => ({
  ...{
    personId: `p${code}`,
    name: `Name ${code}`,
    code,
    job: null,
    teamId: null,
    supervisorId: null,
    areaIds,
  },
  ...{ badgeOnly: false, deactivatedAtMs: left ? 5 : null },
});
const deviceOf = (index: number, areaId: string | null, liveSync: boolean): StoredDevice => ({
  ...{
    deviceId: `d${index}`,
    name: `D${index}`,
    kind: 'zk',
    host: 'h',
    port: 1,
    transport: 'tcp',
    commKey: 0,
  },
  ...{
    serial: `S${index}`,
    areaId,
    timeZone: null,
    direction: 'asTold',
    liveSync,
    facts: {},
    approvedAtMs: 1,
  },
  ...{ lastSyncMs: null, createdAtMs: 0 },
});

function worldOf(people: DirectoryPerson[], terminals: Terminal[]): World & { directory: Directory } {
  const directory: Directory = {
    people: new Map(people.map((each) => [each.personId, each])),
    teams: new Map(),
    areas: new Map(
      areas.map((areaId) => [
        areaId,
        { areaId, name: areaId, parentId: areaId === 'site' ? null : 'site', timeZone: null },
      ]),
    ),
  };
  const of = new Map(terminals.map((each) => [each.device.deviceId, each]));
  const book = createSyncBook(
    {
      directory: () => directory,
      devices: () => terminals.map(({ device }) => device),
      takesOf: ({ deviceId }) => ({
        takes: { fingerAlgorithm: of.get(deviceId)?.algorithm ?? '', faceAlgorithm: null, bioVersions: null },
        kinds: ['finger'],
      }),
    },
    [],
  );
  return { people: directory.people as Map<string, DirectoryPerson>, terminals, book, directory };
}

const held = (user: User): HeldTemplate[] =>
  user.fingers.map((each) => ({ kind: 'finger', changedAtMs: 0, ...each }));

function nowOf({ device, algorithm, capacity, users }: Terminal): TerminalNow {
  const all = [...users].map(([userId, { name, privilege }]): [string, HeldUser] => [
    userId,
    { userId, name, privilege, card: '' },
  ]);
  return {
    ...{ deviceId: device.deviceId, readAtMs: nowMs, users: new Map(all), kinds: ['finger'] as const },
    takes: { fingerAlgorithm: algorithm, faceAlgorithm: null, bioVersions: null },
    ...{ knowsTemplates: true, hidesFaces: false, cleansBlind: false, numericIds: false, fingers: 0 },
    capacity: { users: capacity, fingers: null },
    fits: (name) => name.slice(0, 6),
    isNamed: (is, wished) => is === wished,
  };
}

/** One look at one terminal, as the engine does it; answers what was planned. */
function pass(world: World, terminal: Terminal): Step[] {
  const { book } = world;
  const { deviceId } = terminal.device;
  for (const [userId, user] of terminal.users) {
    const row = book.row(deviceId, userId) ?? freshRow(deviceId, userId, nowMs);
    const personId = row.personId ?? book.company.whose(userId);
    book.put({ ...row, personId, held: true, templates: held(user) });
  }
  const plan = planSync({
    ...{ now: nowOf(terminal), wishes: book.wishesOf(terminal.device), rows: book.rowsOn(deviceId) },
    ...{ company: book.company, nowMs, force: false },
  });
  for (const row of plan.rows) book.put(row);
  for (const userId of plan.forget) book.drop(deviceId, userId);
  for (const step of plan.steps) act(world, terminal, step);
  return plan.steps;
}

function act({ book }: World, { device, users, algorithm }: Terminal, step: Step): void {
  const row = book.row(device.deviceId, step.userId) ?? freshRow(device.deviceId, step.userId, nowMs);
  const user = users.get(step.userId);
  const put = (change: Partial<SyncRow>): void => book.put({ ...row, ...change });
  if (step.kind === 'delete') {
    users.delete(step.userId);
    put({ held: false, templates: [], state: 'done' });
  } else if (step.kind === 'write') {
    expect(user === undefined).toBe(step.isNew);
    users.set(step.userId, { privilege: 0, fingers: [], ...user, name: step.name });
    const record = { name: step.name, privilege: user?.privilege ?? 0, card: '' };
    put({ held: true, added: row.added || step.isNew, recordHash: recordHashOf(record) });
  } else if (step.kind === 'template') {
    expect(step.template.algorithm).toBe(algorithm);
    const { number, hash } = step.template;
    const others = user?.fingers.filter((each) => each.number !== number) ?? [];
    if (user) user.fingers = [...others, { number, algorithm, hash }];
    put({ held: true, templates: user ? held(user) : [] });
  }
}

const terminalArb = fc.record({
  areaId: fc.constantFrom(...areas, null),
  liveSync: fc.boolean(),
  algorithm: fc.constantFrom('10', '12'),
  users: fc.dictionary(
    fc.constantFrom(...codes, '3', ...strangerIds),
    fc.record({
      name: fc.constantFrom('Name 1', 'Old', ''),
      privilege: fc.constantFrom(0, 0, 0, 14),
      fingers: fc.uniqueArray(fc.nat(2), { maxLength: 2 }),
    }),
    { maxKeys: 6 },
  ),
});
const worldArb = fc.record({
  people: fc.array(fc.record({ areaIds: fc.subarray([...areas]), left: fc.boolean() }), {
    minLength: codes.length,
    maxLength: codes.length,
  }),
  terminals: fc.array(terminalArb, { minLength: 1, maxLength: 4 }),
  order: fc.array(fc.nat(3), { maxLength: 12 }),
});

function made({ people, terminals }: { people: { areaIds: string[]; left: boolean }[]; terminals: Made[] }) {
  return worldOf(
    people.map(({ areaIds, left }, index) => personOf(codes[index] ?? '', areaIds, left)),
    terminals.map(({ areaId, liveSync, algorithm, users }, index) => ({
      ...{ device: deviceOf(index, areaId, liveSync), algorithm, capacity: null },
      users: new Map(
        Object.entries(users).map(([userId, { fingers, ...user }]) => [
          userId,
          {
            ...user,
            fingers: fingers.map((number) => ({ number, algorithm, hash: `${userId} ${number} ${index}` })),
          },
        ]),
      ),
    })),
  );
}
type Made = {
  areaId: string | null;
  liveSync: boolean;
  algorithm: string;
  users: Record<string, { name: string; privilege: number; fingers: number[] }>;
};

test('planSync() ends, with everybody exactly where they belong, strangers as they were, and no finger lost', () => {
  fc.assert(
    fc.property(worldArb, (given) => {
      const world = made(given);
      const before = structuredClone(world.terminals.map(({ users }) => users));
      for (const index of given.order) {
        const terminal = world.terminals[index % world.terminals.length];
        if (terminal) pass(world, terminal);
      }
      let rounds = 0;
      while (world.terminals.map((each) => pass(world, each).length).some((count) => count > 0))
        expect(rounds++).toBeLessThan(6);
      world.terminals.forEach((terminal, index) =>
        check(world, terminal, before[index] ?? new Map<string, User>()),
      );
      fingersAreKept(world, before);
    }),
    { numRuns: 400, seed: 7 },
  );
});

function check(world: World & { directory: Directory }, terminal: Terminal, before: Map<string, User>): void {
  const { device, users } = terminal;
  const rows = world.book.rowsOn(device.deviceId);
  for (const id of strangerIds) {
    expect(users.get(id)).toEqual(before.get(id));
    if (users.has(id)) expect(rows.get(id)?.state).toBe('stranger');
  }
  for (const { personId, want, code, name } of world.book.wishesOf(device).values()) {
    const ids = [...users.keys()].filter((userId) => world.book.company.whose(userId) === personId);
    const was = [...before.keys()].filter((userId) => world.book.company.whose(userId) === personId);
    if (want === null) expect(ids).toEqual(was);
    // Nobody is added who is there already, in whichever writing.
    if (want === 'there') {
      expect(ids.length).toBe(Math.max(1, was.length));
      const main = ids.includes(code) ? code : (ids[0] ?? '');
      expect(users.get(main)?.name).toBe(name.slice(0, 6));
    }
    if (want !== 'gone') continue;
    if (world.directory.people.get(personId)?.deactivatedAtMs !== null) expect(ids).toEqual([]);
    // Who stays although they work elsewhere does so for a reason that is told.
    else
      for (const id of ids)
        expect(rows.get(id)).toMatchObject({ state: 'waiting', problem: expect.any(String) as string });
  }
}

/** Of everybody who is still here: each finger that was somewhere is somewhere. */
function fingersAreKept(world: World & { directory: Directory }, before: Map<string, User>[]): void {
  const places = (all: Map<string, User>[]) =>
    new Set(
      all.flatMap((users) =>
        [...users].flatMap(([userId, user]) => {
          const personId = world.book.company.whose(userId);
          const left = personId !== null && world.directory.people.get(personId)?.deactivatedAtMs !== null;
          return left ? [] : held(user).map((each) => `${personId ?? userId} ${placeOf(each)}`);
        }),
      ),
    );
  const now = places(world.terminals.map(({ users }) => users));
  for (const each of places(before)) expect(now).toContain(each);
}

test('planSync() of a full terminal writes as many as fit and tells the others why not', () => {
  const people = codes.map((code) => personOf(code, ['hall'], false));
  const terminal: Terminal = {
    device: deviceOf(0, 'hall', true),
    algorithm: '10',
    capacity: 3,
    users: new Map(),
  };
  const world = worldOf(people, [terminal]);
  expect(pass(world, terminal)).toHaveLength(3);
  expect(pass(world, terminal)).toEqual([]);
  const states = [...world.book.rowsOn('d0').values()].map(({ state }) => state).sort();
  expect(states).toEqual(['done', 'done', 'done', 'failed', 'failed']);
});

test('planSync() deletes whoever was erased, also when somebody else has their number now, and then writes them anew', () => {
  const user: User = { name: 'Eve', privilege: 14, fingers: [{ number: 1, algorithm: '10', hash: 'x' }] };
  const terminal: Terminal = {
    ...{ device: deviceOf(0, 'hall', true), algorithm: '10', capacity: null },
    users: new Map([['1', user]]),
  };
  const world = worldOf([personOf('1', ['hall'], false)], [terminal]);
  world.book.put({ ...freshRow('d0', '1', 0), personId: 'erased', held: true });
  expect(pass(world, terminal)).toMatchObject([{ kind: 'delete', why: 'erased', lastAdministrator: true }]);
  world.book.put({ ...freshRow('d0', '1', 0), personId: 'p1' });
  expect(pass(world, terminal)).toMatchObject([{ kind: 'write', isNew: true }]);
  expect(terminal.users.get('1')).toMatchObject({ name: 'Name 1', privilege: 0, fingers: [] });
});
