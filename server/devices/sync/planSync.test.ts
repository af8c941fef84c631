/** Whatever terminals hold at first, doing what is planned, in any order of terminals, ends with exactly whom they should hold. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Directory, DirectoryPerson } from '../../directory/directory.ts';
import type { StoredDevice } from '../store.ts';
import { createSyncBook, type SyncBook } from './createSyncBook.ts';
import { ownerOf } from './ownerOf.ts';
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
type World = { directory: Directory; terminals: Terminal[]; book: SyncBook; away: Set<string> };

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

function worldOf(people: DirectoryPerson[], terminals: Terminal[]): World {
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
  const devices = terminals.map(({ device }) => device);
  const book = createSyncBook(
    {
      directory: () => world.directory,
      devices: () => devices,
      isSeen: ({ deviceId }) => !world.away.has(deviceId),
      takesOf: ({ deviceId }) => ({
        takes: { fingerAlgorithm: of.get(deviceId)?.algorithm ?? '', faceAlgorithm: null, bioVersions: null },
        kinds: ['finger'],
      }),
    },
    [],
  );
  const world: World = { directory, terminals, book, away: new Set() };
  return world;
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
    const personId = ownerOf(row, book.company);
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

function check(world: World, terminal: Terminal, before: Map<string, User>): void {
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
function fingersAreKept(world: World, before: Map<string, User>[]): void {
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

describe('a number that changes hands', () => {
  const fingerOf = (hash: string) => ({ number: 1, algorithm: '10', hash });
  const userOf = (name: string, fingers: Template[]): User => ({ name, privilege: 0, fingers });
  const terminalOf = (index: number, users: Record<string, User>): Terminal => ({
    ...{ device: deviceOf(index, 'hall', true), algorithm: '10', capacity: null },
    users: new Map(Object.entries(users)),
  });
  const who = (personId: string, code: string | null): DirectoryPerson => ({
    ...personOf(code ?? '', ['hall'], false),
    ...{ personId, name: personId, code },
  });
  function renumber(world: World, people: DirectoryPerson[]): void {
    world.directory = { ...world.directory, people: new Map(people.map((each) => [each.personId, each])) };
  }
  function settle(world: World): void {
    for (let round = 0; world.terminals.flatMap((each) => pass(world, each)).length > 0; round++)
      expect(round).toBeLessThan(8);
  }
  const hashes = ({ users }: Terminal, userId: string) => users.get(userId)?.fingers.map(({ hash }) => hash);

  test('brings what was enrolled to the new number first, and never gives it to whoever has the old one', () => {
    const first = terminalOf(0, { '100': userOf('Ana', [fingerOf('ana')]) });
    const second = terminalOf(1, {});
    const world = worldOf([who('Ana', '100')], [first, second]);
    pass(world, first);
    renumber(world, [who('Ana', '200'), who('Bo', '100')]);
    settle(world);
    for (const terminal of [first, second]) {
      expect(terminal.users.get('100')).toEqual(userOf('Bo', []));
      expect(terminal.users.get('200')).toEqual(userOf('Ana', [fingerOf('ana')]));
    }
  });

  test('where nobody has the old number any more, what was enrolled under it stays theirs, also when somebody gets it later', () => {
    const terminal = terminalOf(0, { '100': userOf('Ana', [fingerOf('ana')]) });
    const world = worldOf([who('Ana', '100')], [terminal]);
    pass(world, terminal);
    renumber(world, [who('Ana', null)]);
    settle(world);
    expect(hashes(terminal, '100')).toEqual(['ana']);
    renumber(world, [who('Ana', null), who('Bo', '100')]);
    settle(world);
    expect(terminal.users.get('100')).toEqual(userOf('Ana', [fingerOf('ana')]));
    expect(world.book.row('d0', '100')).toMatchObject({
      ...{ personId: 'Ana', state: 'failed', problem: expect.stringContaining('another number') as string },
    });
    renumber(world, [who('Ana', '300'), who('Bo', '100')]);
    settle(world);
    expect(terminal.users.get('300')).toEqual(userOf('Ana', [fingerOf('ana')]));
    expect(terminal.users.get('100')).toEqual(userOf('Bo', []));
  });

  test('two who swap numbers keep their own, which is told', () => {
    const terminal = terminalOf(0, {
      '100': userOf('Ana', [fingerOf('ana')]),
      '200': userOf('Bo', [fingerOf('bo')]),
    });
    const world = worldOf([who('Ana', '100'), who('Bo', '200')], [terminal]);
    pass(world, terminal);
    renumber(world, [who('Ana', '200'), who('Bo', '100')]);
    settle(world);
    expect(terminal.users.get('100')).toEqual(userOf('Ana', [fingerOf('ana')]));
    expect(terminal.users.get('200')).toEqual(userOf('Bo', [fingerOf('bo')]));
    for (const userId of ['100', '200'])
      expect(world.book.row('d0', userId)).toMatchObject({ state: 'failed' });
    // Stored, each goes to the new number.
    const stored = { kind: 'finger', ...{ number: 1, algorithm: '10', changedAtMs: 0 } } as const;
    world.book.setStored([
      { ...stored, hash: 'ana', personId: 'Ana' },
      { ...stored, hash: 'bo', personId: 'Bo' },
    ]);
    settle(world);
    expect(terminal.users.get('100')).toEqual(userOf('Bo', [fingerOf('bo')]));
    expect(terminal.users.get('200')).toEqual(userOf('Ana', [fingerOf('ana')]));
  });

  test('in any order of people and terminals nobody ever holds what is of somebody else, and nothing is lost', () => {
    const names = ['Ana', 'Bo', 'Cy'];
    fc.assert(
      fc.property(
        fc.array(fc.shuffledSubarray(['100', '200', '300', '400'], { minLength: 3, maxLength: 3 }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.array(fc.subarray(names), { minLength: 2, maxLength: 2 }),
        (turns, held) => {
          const start = names.map((name, index) => who(name, `${index + 1}00`));
          const users = held.map((some) =>
            Object.fromEntries(
              some.map((name) => [`${names.indexOf(name) + 1}00`, userOf(name, [fingerOf(name)])]),
            ),
          );
          const world = worldOf(
            start,
            users.map((each, index) => terminalOf(index, each)),
          );
          for (const terminal of world.terminals) pass(world, terminal);
          for (const codesNow of turns) {
            renumber(
              world,
              names.map((name, index) => who(name, codesNow[index] ?? '')),
            );
            settle(world);
            for (const { users: now } of world.terminals)
              for (const [, { name, fingers }] of now)
                for (const { hash } of fingers) expect(hash).toBe(name);
            for (const name of new Set(held.flat()))
              expect(
                world.terminals.some(({ users: now }) =>
                  [...now.values()].some((each) => each.name === name && each.fingers.length > 0),
                ),
              ).toBe(true);
          }
        },
      ),
      { numRuns: 300, seed: 11 },
    );
  });
});

test('planSync() believes a copy only of a terminal that was seen lately, before it deletes the other', () => {
  const user = (): User => ({
    ...{ name: 'Name 1', privilege: 0 },
    fingers: [{ number: 1, algorithm: '10', hash: 'x' }],
  });
  const [from, to] = ['hall', 'yard'].map((areaId, index): Terminal => ({
    ...{ device: deviceOf(index, areaId, true), algorithm: '10', capacity: null },
    users: new Map([['1', user()]]),
  })) as [Terminal, Terminal];
  const world = worldOf([personOf('1', ['hall', 'yard'], false)], [from, to]);
  expect([...pass(world, from), ...pass(world, to)]).toEqual([]);
  world.directory = { ...world.directory, people: new Map([['p1', personOf('1', ['yard'], false)]]) };
  world.away.add('d1');
  expect(pass(world, from)).toEqual([]);
  expect(world.book.row('d0', '1')).toMatchObject({ wanted: 'gone', state: 'waiting' });
  world.away.clear();
  expect(pass(world, from)).toMatchObject([{ kind: 'delete', why: 'elsewhere' }]);
});
