/** Everybody's presence in memory, and what of it the store does not hold yet. No I/O, no clock. */
import type { PersonView, PresenceState } from '../wire.ts';
import type { IdentifiedSighting } from '../identify/createIdentifier.ts';
import { correctPerson } from './correctPerson.ts';
import { coverage } from './coverage.ts';
import {
  enrolledPerson,
  keepCameraMs,
  restoredPerson,
  sightPerson,
  skipTime,
  tickPerson,
} from './presence.ts';
import type { PersonPresence, PresenceRules } from './presence.ts';
import type { Sojourn } from './sojourns.ts';
import type { PresenceBatch, PresenceRow } from './store.ts';
import { unbrokenCoverage } from './unbrokenCoverage.ts';
import { unstoredSojourns } from './unstoredSojourns.ts';

/** `record`: what the page shows of them besides where they are. */
export type NamedPerson = { personId: string; name: string; record?: PersonRecord };
export type PersonRecord = Pick<PersonView, 'code' | 'job' | 'teamId' | 'areaIds' | 'badgeOnly'>;
const noRecord: PersonRecord = { code: null, job: null, teamId: null, areaIds: [], badgeOnly: false };
export type PresenceCamera = { cameraId: string; name: string; area: string; seeing: boolean };

/** What the settings say. */
export type PresenceLimits = Omit<PresenceRules, 'keepCameraMs'>;
/** Days off, `toMs` not included. */
export type PersonLeave = { personId: string; fromMs: number; toMs: number };

export type PresenceBook = ReturnType<typeof createPresenceBook>;

export type BookStart = {
  stored: PresenceBatch;
  people: NamedPerson[];
  cameras: PresenceCamera[];
  rules: PresenceLimits;
  leaves?: PersonLeave[];
  /** Whose scores the identities have; kept in the evidence. */
  recogniser: string;
  nowMs: number;
  newSojournId: () => string;
};

export function createPresenceBook(from: BookStart) {
  const names = new Map<string, NamedPerson>();
  const people = restoredPeople(from.stored, from.nowMs, { ...from.rules, keepCameraMs });
  const cameras = new Map<string, PresenceCamera>();
  const { tick, skip, rules, coveredSince, ...changing } = timeBook(people, cameras, from);
  const watch = cameraBook(cameras, tick);
  const unstored = unstoredSojourns();
  const spots = createSpots();

  /** Sure names only: a guess is an unknown track here. */
  function sighted(cameraId: string, area: string, atMs: number, tracks: IdentifiedSighting[]): void {
    for (const { identity, trackId, seen: visible, spot } of tracks) {
      if (identity.kind !== 'named') continue;
      const { personId, score, margin, faces } = identity;
      const before = people.get(personId);
      const evidence = { score, margin, faces, trackId, recogniser: from.recogniser };
      const at = { cameraId, area, atMs, visible, evidence };
      const after = before && sightPerson(before, at, from.newSojournId, rules());
      if (!after) continue;
      people.set(after.personId, after);
      if (visible && after.cameraId === cameraId) spots.set(personId, cameraId, spot ?? null);
      if (after.sojourn && after.sojourn !== before.sojourn) unstored.keep(after.sojourn);
    }
  }

  /** Takes newcomers in, renames, and answers who is gone. */
  function setPeople(now: NamedPerson[], nowMs: number): string[] {
    names.clear();
    for (const named of now) {
      names.set(named.personId, named);
      if (!people.has(named.personId)) people.set(named.personId, enrolledPerson(named.personId, nowMs));
    }
    const gone = [...people.keys()].filter((personId) => !names.has(personId));
    gone.forEach((personId) => people.delete(personId));
    gone.forEach(unstored.forgetPerson);
    gone.forEach(spots.forget);
    return gone;
  }

  /** `stored`: the person's sojourns that still count. */
  function correct(personId: string, sojournId: string, stored: Sojourn[], nowMs: number): void {
    const person = people.get(personId);
    if (!person) return;
    unstored.forget(sojournId);
    // Memory knows how far the newest have grown.
    const open = person.sojourn ? [person.sojourn] : [];
    const known = [...stored, ...unstored.of(new Set([personId])), ...open];
    people.set(personId, correctPerson(person, sojournId, known, nowMs, coveredSince, rules()));
    tick(nowMs);
  }

  setPeople(from.people, from.nowMs);
  watch.set(from.cameras);
  tick(from.nowMs);

  return {
    ...{ tick, skip, sighted, setPeople, correct },
    ...changing,
    health: watch.health,
    setCameras: watch.change,
    has: (personId: string) => people.has(personId),
    views: (): PersonView[] =>
      [...people.values()].map((person) => viewOf(person, names, cameras, spots.of(person))),
    /** What the store needs to hold these people as they are now. */
    batchOf: (personIds: ReadonlySet<string>): PresenceBatch => ({
      presences: [...personIds].flatMap((personId) => rowOf(people.get(personId))),
      sojourns: unstored.of(personIds),
    }),
    stored: (batch: PresenceBatch) => unstored.stored(batch.sojourns),
    sojournsDropped: unstored.dropped,
  };
}

/** At which desk everybody is, or was last, in the picture of the camera that has them. Not stored: the next sighting tells. */
function createSpots() {
  const spots = new Map<string, { cameraId: string; spot: string }>();
  return {
    set(personId: string, cameraId: string, spot: string | null): void {
      if (spot === null) spots.delete(personId);
      else spots.set(personId, { cameraId, spot });
    },
    forget: (personId: string) => void spots.delete(personId),
    of({ personId, cameraId }: PersonPresence): string | null {
      const at = spots.get(personId);
      return at && at.cameraId === cameraId ? at.spot : null;
    },
  };
}

/** How time passes for everybody, under the rules, the leave and the coverage of the moment. */
function timeBook(
  people: Map<string, PersonPresence>,
  cameras: ReadonlyMap<string, PresenceCamera>,
  from: Pick<BookStart, 'rules' | 'leaves'>,
) {
  let rules: PresenceRules = { ...from.rules, keepCameraMs };
  let leaves = from.leaves ?? [];
  const unbroken = unbrokenCoverage();

  function tick(nowMs: number): void {
    const covered = coverage(cameras.values());
    unbroken.tick(cameras.values(), covered, nowMs);
    const off = onLeaveAt(leaves, nowMs);
    for (const [personId, person] of people)
      people.set(personId, tickPerson(person, nowMs, covered, rules, off.has(personId)));
  }

  return {
    tick,
    /** Of the time up to `nowMs` so much did not pass, or nobody looked. */
    skip(ms: number, nowMs: number): void {
      unbroken.forget();
      for (const [personId, person] of people) people.set(personId, skipTime(person, ms, nowMs));
    },
    rules: () => rules,
    coveredSince: unbroken.sinceMs,
    setRules(limits: PresenceLimits, nowMs: number): void {
      tick(nowMs);
      rules = { ...limits, keepCameraMs };
      tick(nowMs);
    },
    setLeaves(now: PersonLeave[], nowMs: number): void {
      leaves = now;
      tick(nowMs);
    },
    /** What everybody's state would be under other limits, were they set now. */
    statesUnder(limits: PresenceLimits, nowMs: number): PresenceState[] {
      const [covered, off] = [coverage(cameras.values()), onLeaveAt(leaves, nowMs)];
      const other = { ...limits, keepCameraMs };
      return [...people.values()].map(
        (person) => tickPerson(person, nowMs, covered, other, off.has(person.personId)).state,
      );
    },
  };
}

/** The cameras as they are now. Each change of them first counts the time under what they saw before. */
function cameraBook(cameras: Map<string, PresenceCamera>, tick: (nowMs: number) => void) {
  function recover(nowMs: number, change: () => void): void {
    tick(nowMs);
    change();
    tick(nowMs);
  }

  function set(now: PresenceCamera[]): void {
    cameras.clear();
    for (const camera of now) cameras.set(camera.cameraId, { ...camera });
  }

  return {
    set,
    change: (now: PresenceCamera[], nowMs: number) => recover(nowMs, () => set(now)),
    health(cameraId: string, seeing: boolean, atMs: number): void {
      const camera = cameras.get(cameraId);
      if (camera && camera.seeing !== seeing)
        recover(atMs, () => cameras.set(cameraId, { ...camera, seeing }));
    },
  };
}

function restoredPeople(
  { presences, sojourns }: PresenceBatch,
  nowMs: number,
  rules: PresenceRules,
): Map<string, PersonPresence> {
  const sojournOf = new Map(sojourns.map((sojourn) => [sojourn.personId, sojourn]));
  return new Map(
    presences.map((row) => [
      row.personId,
      restoredPerson(row, sojournOf.get(row.personId) ?? null, nowMs, rules),
    ]),
  );
}

const onLeaveAt = (leaves: readonly PersonLeave[], nowMs: number): Set<string> =>
  new Set(leaves.flatMap(({ personId, fromMs, toMs }) => (fromMs <= nowMs && nowMs < toMs ? personId : [])));

function viewOf(
  { personId, state, cameraId, area, sinceMs, lastSeenMs }: PersonPresence,
  names: ReadonlyMap<string, NamedPerson>,
  cameras: ReadonlyMap<string, PresenceCamera>,
  spot: string | null,
): PersonView {
  const { name = '', record = noRecord } = names.get(personId) ?? {};
  const cameraName = cameraId === null ? null : (cameras.get(cameraId)?.name ?? null);
  return { personId, name, state, cameraId, cameraName, area, spot, sinceMs, lastSeenMs, ...record };
}

function rowOf(person: PersonPresence | undefined): PresenceRow[] {
  if (!person) return [];
  const { personId, state, sinceMs, lastSeenMs, cameraId, area } = person;
  return [{ personId, state, sinceMs, lastSeenMs, cameraId, area }];
}
