/** Presence with a database of its own and a clock, duties and cameras that move only when told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { openDatabase } from '../../server/database/openDatabase.ts';
import type { IdentifiedSighting } from '../../server/identify/createIdentifier.ts';
import type { PersonLeave } from '../../server/presence/duties.ts';
import {
  type Presence,
  type PresenceChange,
  type PresenceNeeds,
  startPresence,
} from '../../server/presence/startPresence.ts';
import { presenceStore } from '../../server/presence/store.ts';
import type { DutyNow } from '../../server/wire.ts';

export const companyId = 'acme';
export const limits = { awayAfterMs: 30_000, absentAfterMs: 300_000 };
const start = [
  { cameraId: 'gate', name: 'Gate', area: 'Entrance', seeing: true },
  { cameraId: 'lobby-1', name: 'Lobby 1', area: 'Lobby', seeing: true },
  { cameraId: 'lobby-2', name: 'Lobby 2', area: 'Lobby', seeing: true },
];
/** Real writes of SQLite end within a few turns. */
const turns = 20;

export type Office = Awaited<ReturnType<typeof presenceOffice>>;
type Options = {
  dutyOf?: (personId: string, atMs: number) => DutyNow;
  workAreas?: Record<string, string[]>;
  people?: string[];
  badgeOnly?: string[];
};

export async function presenceOffice(options: Options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-office-'));
  const everybody = options.people ?? ['ann', 'ben'];
  let db = await openOffice(folder, everybody);
  let [nowMs, people, dutyOf] = [0, everybody, options.dutyOf];
  let leaves: PersonLeave[] = [];
  let pass = (): void => undefined;
  let dutyChanged = (): void => undefined;
  const cameras = start.map((camera) => ({ ...camera }));
  const changes: PresenceChange[] = [];
  const troubles: (string | null)[] = [];
  const needs = (): PresenceNeeds => ({
    companyId,
    recogniser: 'sface',
    store: presenceStore(db),
    limits: () => limits,
    leaves: () => leaves,
    clock: { now: () => nowMs, every: (_, run) => ((pass = run), () => (pass = () => undefined)) },
    people: () => people.map((personId) => named(personId, options.badgeOnly?.includes(personId) ?? false)),
    cameras: () => cameras,
    duty: {
      dutyOf: (personId, atMs) => dutyOf?.(personId, atMs) ?? { kind: 'always' },
      limitsOf: () => limits,
      workAreasOf: (personId) => new Set(options.workAreas?.[personId] ?? []),
      onChange: (listener) => (dutyChanged = listener),
    },
    changed: (change) => changes.push(change),
    storeTrouble: (error) => troubles.push(error?.message ?? null),
  });
  let presence: Presence = await startPresence(needs());

  return {
    changes,
    troubles,
    presence: () => presence,
    db: (): Knex => db,
    now: () => nowMs,
    /** Lets time pass in steps of 200 ms, as the clock's timer does, and each write end. */
    async pause(ms: number, each = (): void => undefined) {
      for (const endMs = nowMs + ms; nowMs < endMs;) {
        nowMs += Math.min(200, endMs - nowMs);
        each();
        pass();
        for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      }
    },
    setClock: (byMs: number) => (nowMs += byMs),
    see: (personId: string, cameraId = 'gate', score = 0.8, trackId = 1) =>
      presence.sighted(cameraId, areaOf(cameraId), nowMs, [track(personId, score, trackId)]),
    health(cameraId: string, seeing: boolean) {
      for (const camera of cameras) if (camera.cameraId === cameraId) camera.seeing = seeing;
      presence.health(cameraId, seeing, nowMs);
    },
    told: (personId: string) => presence.views().find((view) => view.personId === personId),
    setLeaves(now: PersonLeave[]) {
      leaves = now;
      presence.leavesChanged();
    },
    setDuty(now: typeof dutyOf) {
      dutyOf = now;
      dutyChanged();
    },
    setPeople(now: string[]) {
      people = now;
      presence.peopleChanged();
    },
    /** As kill -9 and a start after `downMs`: nothing is written at the end. */
    async kill(downMs = 0) {
      pass = () => undefined;
      await db.destroy();
      nowMs += downMs;
      db = await openOffice(folder, []);
      presence = await startPresence(needs());
    },
    async close() {
      await presence.stop();
      await db.destroy();
      rmSync(folder, { recursive: true });
    },
  };
}

async function openOffice(folder: string, people: string[]): Promise<Knex> {
  const db = await openDatabase(folder);
  if (people.length === 0) return db;
  await db('companies').insert({ id: companyId, name: 'Acme', timeZone: 'UTC', createdAtMs: 0 });
  await db('people').insert(people.map((id) => ({ id, companyId, name: id, createdAtMs: 0 })));
  return db;
}

const areaOf = (cameraId: string): string => start.find((camera) => camera.cameraId === cameraId)?.area ?? '';

const named = (personId: string, badgeOnly: boolean) => ({
  ...{ personId, name: personId.toUpperCase() },
  record: { code: null, job: null, teamId: null, areaIds: [], badgeOnly },
});

function track(personId: string, score: number, trackId: number): IdentifiedSighting {
  const identity = { kind: 'named' as const, personId, name: personId, score, margin: 0.3, faces: 5 };
  const body = { x: 0, y: 0, width: 1, height: 1 };
  return { trackId, body, seen: true, face: null, identity: { ...identity, sinceMs: 0 } };
}
