import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knexOf from 'knex';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrationSource } from '../database/migrations.ts';
import type { IdentifiedSighting } from '../identify/createIdentifier.ts';
import { startPresence } from './startPresence.ts';
import type { PresenceChange } from './startPresence.ts';
import type { PersonLeave } from './duties.ts';
import { presenceStore } from './store.ts';
import type { PresenceStore } from './store.ts';

const companyId = 'acme';
let folder: string;
let knex: Knex;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-presence-'));
  knex = open();
  await knex.migrate.latest({ migrationSource });
  await knex('companies').insert({ id: companyId, name: 'Acme', timeZone: 'UTC', createdAtMs: 0 });
  for (const id of ['ann', 'ben']) await knex('people').insert({ id, companyId, name: id, createdAtMs: 0 });
});
afterEach(async () => {
  await knex.destroy();
  rmSync(folder, { recursive: true });
});

function open(): Knex {
  const created = knexOf({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'test.db') },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate: (
        connection: { pragma(text: string): void },
        done: (error: null, connection: unknown) => void,
      ) => {
        connection.pragma('foreign_keys = ON');
        done(null, connection);
      },
    },
  });
  return created;
}

function named(personId: string): IdentifiedSighting {
  const identity = {
    kind: 'named' as const,
    personId,
    name: personId,
    score: 0.8,
    margin: 0.3,
    faces: 5,
    sinceMs: 0,
  };
  return { trackId: 1, body: { x: 0, y: 0, width: 1, height: 1 }, seen: true, face: null, identity };
}

/** The part under test with a clock that moves only when told. */
async function office(
  store: PresenceStore = presenceStore(knex),
  startMs = 0,
  heard: (change: PresenceChange) => void = () => {},
) {
  let nowMs = startMs;
  let pass = () => {};
  let people = ['ann', 'ben'];
  let limits = { awayAfterMs: 30_000, absentAfterMs: 300_000 };
  let leaves: PersonLeave[] = [];
  const changes: PresenceChange[] = [];
  const troubles: (string | null)[] = [];
  const presence = await startPresence({
    recogniser: 'sface',
    companyId,
    store,
    limits: () => limits,
    leaves: () => leaves,
    clock: {
      now: () => nowMs,
      every: (_ms, run) => {
        pass = run;
        return () => (pass = () => {});
      },
    },
    people: () => people.map((personId) => ({ personId, name: personId.toUpperCase() })),
    cameras: () => [{ cameraId: 'gate', name: 'Gate', area: 'Entrance', seeing: true }],
    changed(change) {
      changes.push(change);
      heard(change);
    },
    storeTrouble: (error) => troubles.push(error?.message ?? null),
  });
  /** Lets time pass in steps of 200 ms, as the clock's timer does, and each write end. */
  async function pause(ms: number, each = () => {}) {
    for (const endMs = nowMs + ms; nowMs < endMs;) {
      nowMs += 200;
      each();
      pass();
      for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const see = (personId: string) => presence.sighted('gate', 'Entrance', nowMs, [named(personId)]);
  const told = (personId: string) => presence.views().find((view) => view.personId === personId);
  const remove = (personId: string) => {
    people = people.filter((each) => each !== personId);
    presence.peopleChanged();
  };
  const setClock = (byMs: number) => (nowMs += byMs);
  const setLimits = (now: typeof limits) => {
    limits = now;
    presence.limitsChanged();
  };
  const setLeaves = (now: PersonLeave[]) => {
    leaves = now;
    presence.leavesChanged();
  };
  const heardOf = { told, changes, troubles, now: () => nowMs };
  return { presence, pause, see, remove, setClock, setLimits, setLeaves, ...heardOf };
}

/** A store that can be broken, as a full disk breaks it. */
function fragile() {
  const store = presenceStore(knex);
  const state = { broken: false, writes: 0 };
  const write: PresenceStore['write'] = (company, batch) => {
    state.writes++;
    return state.broken ? Promise.reject(new Error('disk full')) : store.write(company, batch);
  };
  return { state, store: { ...store, write } };
}

describe('startPresence()', () => {
  it('stores before it tells', async () => {
    const { state, store } = fragile();
    const { pause, see, changes, told } = await office(store);
    state.broken = true;
    see('ann');
    await pause(400);
    expect(told('ann')?.state).toBe('expected');
    state.broken = false;
    await pause(2_000);
    expect(told('ann')).toMatchObject({ state: 'present', cameraName: 'Gate', area: 'Entrance' });
    expect(changes.at(-1)?.counts).toEqual({ present: 1, away: 0, absent: 0, onLeave: 0, off: 0, total: 2 });
    expect(await knex('presences').where({ personId: 'ann' }).first()).toMatchObject({ state: 'present' });
  });

  it('tells only what is stored: after the commit, and never while one is under way', async () => {
    const order: string[] = [];
    const stored = presenceStore(knex);
    const store: PresenceStore = {
      ...stored,
      async write(company, batch) {
        order.push('write');
        await stored.write(company, batch);
        const rows = await knex('presences').select('personId', 'state');
        order.push(`stored ${rows.map(({ personId, state }) => `${personId} ${state}`).join(', ')}`);
      },
    };
    const { pause, see } = await office(store, 0, (change) =>
      order.push(`told ${change.people.map(({ personId, state }) => `${personId} ${state}`).join(', ')}`),
    );
    see('ann');
    await pause(200);
    expect(order).toEqual([
      ...['write', 'stored ann expected, ben expected', 'told ann expected, ben expected'],
      ...['write', 'stored ann present, ben expected', 'told ann present'],
    ]);
  });

  it('writes changes of a moment in one transaction and tells them at once', async () => {
    const { state, store } = fragile();
    const { pause, see, changes } = await office(store);
    const [writes, told] = [state.writes, changes.length];
    see('ann');
    see('ben');
    await pause(200);
    expect(state.writes - writes).toBe(1);
    expect(changes.slice(told).map(({ people }) => people.map((view) => view.personId))).toEqual([
      ['ann', 'ben'],
    ]);
  });

  it('writes a company of thousands at once', async () => {
    const ids = Array.from({ length: 2_500 }, (_, at) => `person${at}`);
    for (let at = 0; at < ids.length; at += 100)
      await knex('people').insert(
        ids.slice(at, at + 100).map((id) => ({ id, companyId, name: id, createdAtMs: 0 })),
      );
    const evidence = { score: 0.8, margin: 0.3, faces: 5, trackId: 1 };
    const place = { cameraId: 'gate', area: 'Entrance' };
    await presenceStore(knex).write(companyId, {
      presences: ids.map((personId) => ({
        ...{ personId, state: 'present', sinceMs: 0, lastSeenMs: 5, ...place },
      })),
      sojourns: ids.map((personId) => ({
        ...{ sojournId: `s ${personId}`, personId, fromMs: 0, toMs: 5, evidence, ...place },
      })),
      absences: [],
      doubles: [],
    });
    expect(await knex('presences').count({ n: '*' })).toEqual([{ n: 2_500 }]);
    expect(await knex('sojourns').count({ n: '*' })).toEqual([{ n: 2_500 }]);
  });

  it('tells "last seen" of a present person once a second at most', async () => {
    const { presence, pause, see, changes, now } = await office();
    see('ann');
    await pause(200);
    const told = changes.length;
    await pause(10_000, () => see('ann'));
    expect(changes.length - told).toBe(10);
    await presence.flush();
    expect(presence.views()[0]?.lastSeenMs).toBe(now());
    expect(await knex('sojourns')).toHaveLength(1);
    expect(await knex('sojourns').first()).toMatchObject({ fromMs: 0, toMs: now(), area: 'Entrance' });
  });

  it('loses nothing and doubles nothing while the store fails, and tells when that begins and ends', async () => {
    const { state, store } = fragile();
    const { presence, pause, see, troubles, told } = await office(store);
    state.broken = true;
    see('ann');
    await pause(40_000);
    see('ann');
    await pause(60_000);
    expect(troubles).toEqual(['disk full']);
    expect(state.writes).toBeLessThan(15);
    state.broken = false;
    await presence.flush();
    expect(troubles).toEqual(['disk full', null]);
    expect(told('ann')).toMatchObject({ state: 'away', lastSeenMs: 40_000 });
    const stays = await knex('sojourns').orderBy('fromMs').select('fromMs', 'toMs');
    expect(stays).toEqual([
      { fromMs: 0, toMs: 0 },
      { fromMs: 40_000, toMs: 40_000 },
    ]);
  });

  it('goes on from what was stored when it is killed and the file is opened again', async () => {
    const first = await office();
    first.see('ann');
    await first.pause(5_000, () => first.see('ann'));
    await knex.destroy();
    knex = open();
    const second = await office(presenceStore(knex), 1_000_000);
    expect(second.told('ann')).toMatchObject({ state: 'blind', area: 'Entrance' });
    const lastStored = second.told('ann')?.lastSeenMs ?? 0;
    expect(lastStored).toBeGreaterThanOrEqual(4_000);
    await second.pause(31_000);
    expect(second.told('ann')).toMatchObject({ state: 'away', sinceMs: lastStored });
    expect(await knex('sojourns')).toHaveLength(1);
  });

  it('goes on with the same stay after a quick restart', async () => {
    const first = await office();
    first.see('ann');
    await first.presence.stop();
    const second = await office(presenceStore(knex), 8_000);
    second.see('ann');
    await second.presence.flush();
    expect(await knex('sojourns').select('fromMs', 'toMs')).toEqual([{ fromMs: 0, toMs: 8_000 }]);
    expect(second.told('ann')).toMatchObject({ state: 'present', sinceMs: 0 });
  });

  it('follows the settings and the leave that is recorded, without a restart', async () => {
    const { presence, pause, see, told, setLimits, setLeaves, changes, now } = await office();
    see('ann');
    await pause(45_000);
    expect(told('ann')?.state).toBe('away');
    expect(presence.countsUnder({ awayAfterMs: 60_000, absentAfterMs: 300_000 })).toMatchObject({ away: 0 });
    expect(presence.countsUnder({ awayAfterMs: 30_000, absentAfterMs: 40_000 })).toMatchObject({ absent: 1 });
    setLimits({ awayAfterMs: 30_000, absentAfterMs: 60_000 });
    await pause(20_000);
    expect(told('ann')).toMatchObject({ state: 'absent', sinceMs: 0, lastSeenMs: 0 });
    expect(await knex('presences').where({ personId: 'ann' }).first()).toMatchObject({ state: 'absent' });
    setLeaves([{ personId: 'ben', fromMs: now(), toMs: now() + 10_000 }]);
    await pause(200);
    expect(told('ben')?.state).toBe('onLeave');
    expect(changes.at(-1)?.counts).toEqual({ present: 0, away: 0, absent: 1, onLeave: 1, off: 0, total: 2 });
    await pause(10_000);
    expect(told('ben')?.state).toBe('expected');
  });

  it('tells who was removed, and writes nothing of them although the database forgot them first', async () => {
    const { pause, see, remove, changes, troubles, presence } = await office();
    see('ann');
    await knex('people').where({ id: 'ann' }).delete();
    await pause(400);
    remove('ann');
    see('ann');
    await presence.stop();
    expect(changes.at(-1)).toMatchObject({ people: [], removed: ['ann'], counts: { total: 1 } });
    expect(await knex('presences').pluck('personId')).toEqual(['ben']);
    expect(await knex('sojourns')).toEqual([]);
    expect(troubles).toEqual([]);
  });
});

describe('startPresence() when the clock is set', () => {
  const hourMs = 3_600_000;
  const sojourns = () => knex('sojourns').orderBy('rowid').select<{ fromMs: number; toMs: number }[]>('*');

  it.each([
    ['a minute forward', 60_000],
    ['an hour forward', hourMs],
    ['a minute back', -60_000],
    ['an hour back', -hourMs],
    ['a day back', -24 * hourMs],
  ])('%s keeps who is here present and who is away away, and every length true', async (_, byMs) => {
    const startMs = 100 * hourMs;
    const office = await officeAt(startMs);
    office.see('ben');
    await office.pause(40_000, () => office.see('ann'));
    expect([office.told('ann')?.state, office.told('ben')?.state]).toEqual(['present', 'away']);
    const told = office.changes.length;
    office.setClock(byMs);
    await office.pause(10_000, () => office.see('ann'));
    const states = office.changes.slice(told).flatMap(({ people }) => people);
    expect(new Set(states.map(({ personId, state }) => `${personId} ${state}`))).toContain('ann present');
    for (const { personId, state } of states) expect(state).toBe(personId === 'ann' ? 'present' : 'away');
    for (const { sinceMs, lastSeenMs } of office.presence.views()) {
      expect(sinceMs).toBeLessThanOrEqual(office.now());
      expect(lastSeenMs).toBeLessThanOrEqual(office.now());
    }
    expect(office.told('ann')?.lastSeenMs).toBeGreaterThan(office.now() - 1_500);
    await office.presence.flush();
    const rows = await sojourns();
    for (const { fromMs, toMs } of rows) expect(toMs).toBeGreaterThanOrEqual(fromMs);
    const lengthMs = rows.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    expect(lengthMs).toBeGreaterThan(49_000);
    expect(lengthMs).toBeLessThanOrEqual(50_000);
    // The absence clock goes on by the time that really passes.
    await office.pause(29_000);
    expect(office.told('ann')?.state).toBe('present');
    await office.pause(2_000);
    expect(office.told('ann')?.state).toBe('away');
  });

  it('back while the program was off, a stored "last seen" of tomorrow does not hide who comes today', async () => {
    const before = await officeAt(48 * hourMs);
    await before.pause(2_000, () => before.see('ann'));
    await before.presence.stop();
    const after = await officeAt(24 * hourMs);
    await after.pause(2_000, () => after.see('ann'));
    expect(after.told('ann')?.state).toBe('present');
    expect(after.told('ann')?.lastSeenMs).toBeGreaterThan(after.now() - 1_500);
    expect(await sojourns()).toHaveLength(2);
  });

  it('forward in the same moment as a camera fails, sends nobody away', async () => {
    const office = await officeAt(0);
    await office.pause(1_000, () => office.see('ann'));
    office.setClock(hourMs);
    office.presence.health('gate', false, office.now());
    await office.pause(1_000);
    expect(office.told('ann')?.state).toBe('blind');
  });

  const officeAt = (startMs: number) => office(presenceStore(knex), startMs);
});
