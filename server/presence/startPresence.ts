/** Keeps everybody's presence over time. Whatever is told was stored first, so a crash never takes back what was shown. */
import { randomUUID } from 'node:crypto';
import type { Duty } from '../duty.ts';
import type { IdentifiedSighting } from '../identify/createIdentifier.ts';
import type { PersonView, PresenceState, Summary } from '../wire.ts';
import { createPresenceBook } from './presenceBook.ts';
import type { NamedPerson, PersonLeave, PresenceCamera, PresenceLimits } from './presenceBook.ts';
import type { PresenceStore } from './store.ts';

export type Clock = { now(): number; every(ms: number, run: () => void): () => void };
export type PresenceCounts = Pick<Summary, 'present' | 'away' | 'absent' | 'onLeave' | 'off' | 'total'>;
export type PresenceChange = { people: PersonView[]; removed: string[]; counts: PresenceCounts };

export type PresenceNeeds = {
  companyId: string;
  store: PresenceStore;
  clock: Clock;
  limits: () => PresenceLimits;
  /** Of now and to come. */
  leaves?: () => PersonLeave[];
  /** Left out: everybody is expected whenever, under `limits`. */
  duty?: Duty;
  /** Id of the network whose scores the identities have. */
  recogniser: string;
  people: () => NamedPerson[];
  cameras: () => PresenceCamera[];
  changed: (change: PresenceChange) => void;
  /** Called when writing begins to fail, and with null when it works again. Changes are kept and written again. */
  storeTrouble: (error: Error | null) => void;
};

export type Presence = {
  sighted(cameraId: string, area: string, atMs: number, identified: IdentifiedSighting[]): void;
  health(cameraId: string, seeing: boolean, atMs: number): void;
  /** Somebody was enrolled, renamed or removed: reads `people` again. */
  peopleChanged(): void;
  /** A camera was added, moved or removed: reads `cameras` again. */
  camerasChanged(): void;
  /** The settings changed: reads `limits` again. */
  limitsChanged(): void;
  /** Leave was recorded or taken back: reads `leaves` again. */
  leavesChanged(): void;
  /** How many people would be in each state under other limits. */
  countsUnder(limits: PresenceLimits): PresenceCounts;
  /** A stored sojourn proved to be somebody else's: presence goes back to what the others say, and is stored and told. */
  corrected(personId: string, sojournId: string): Promise<void>;
  /** As stored. */
  views(): PersonView[];
  counts(): PresenceCounts;
  /** Sojourns lost because the store failed for too long. */
  sojournsDropped(): number;
  /** Stores and tells everything now; a failure is told by `storeTrouble`. */
  flush(): Promise<void>;
  /** Resolves when the last write has ended. */
  stop(): Promise<void>;
};

/** Changes are collected for so long and written in one transaction. */
const collectMs = 200;
/** "Last seen" of somebody who stays present is written and told this often. */
const lastSeenEveryMs = 1_000;
/**
 * A longer step from one pass to the next is a clock that was set forward, or a program that stood still (a sleeping machine,
 * a stopped process): in neither did anybody go unseen for so long.
 */
const passMostMs = 5_000;
const retryFirstMs = 500;
const retryMaxMs = 30_000;

export async function startPresence(needs: PresenceNeeds): Promise<Presence> {
  const { clock, store, companyId, storeTrouble } = needs;
  const book = await openBook(needs);
  const told = new Map<string, { view: PersonView; atMs: number }>();
  const retry = createRetry(storeTrouble);
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;
  const follow = followClock(clock, book.skip);

  const views = () => [...told.values()].map(({ view }) => view);
  const dueAt = (nowMs: number) => book.views().filter((view) => isDue(view, told.get(view.personId), nowMs));
  const states = () => [...told.values()].map(({ view }) => view.state);

  async function write(due: PersonView[]): Promise<void> {
    const batch = book.batchOf(new Set(due.map(({ personId }) => personId)));
    try {
      await store.write(companyId, batch);
    } catch (error) {
      return retry.failed(error, clock.now());
    }
    retry.worked();
    book.stored(batch);
    const here = due.filter(({ personId }) => book.has(personId));
    for (const view of here) told.set(view.personId, { view, atMs: clock.now() });
    if (here.length > 0) needs.changed({ people: here, removed: [], counts: countOf(states()) });
  }

  function startWrite(due: PersonView[]): void {
    if (due.length === 0) return;
    isWriting = true;
    writing = write(due).finally(() => (isWriting = false));
  }

  function pass(): void {
    const nowMs = follow();
    book.tick(nowMs);
    if (!isWriting && retry.mayTry(nowMs)) startWrite(dueAt(nowMs));
  }

  async function flush(): Promise<void> {
    await writing;
    book.tick(follow());
    startWrite(dueAt(Infinity));
    await writing;
  }

  const stopPasses = clock.every(collectMs, pass);
  await flush();
  return {
    // Stamped before a clock was set back it would lie in the future.
    sighted: (cameraId, area, atMs, identified) =>
      book.sighted(cameraId, area, Math.min(atMs, clock.now()), identified),
    health(cameraId, seeing, atMs) {
      follow();
      // As with sightings: stamped before the clock was set back, it must not count an hour as gone.
      book.health(cameraId, seeing, Math.min(atMs, clock.now()));
    },
    peopleChanged() {
      const removed = book.setPeople(needs.people(), clock.now());
      for (const personId of removed) told.delete(personId);
      if (removed.length > 0) needs.changed({ people: [], removed, counts: countOf(states()) });
    },
    async corrected(personId, sojournId) {
      book.correct(personId, sojournId, await store.lately(companyId, personId), follow());
      await flush();
    },
    limitsChanged: () => book.setRules(needs.limits(), follow()),
    leavesChanged: () => book.setLeaves(needs.leaves?.() ?? [], follow()),
    countsUnder: (limits) => countOf(book.statesUnder(limits, follow())),
    camerasChanged: () => book.setCameras(needs.cameras(), follow()),
    counts: () => countOf(states()),
    ...{ views, flush, sojournsDropped: book.sojournsDropped },
    async stop() {
      stopPasses();
      await flush();
    },
  };
}

function isDue(
  view: PersonView,
  told: { view: PersonView; atMs: number } | undefined,
  nowMs: number,
): boolean {
  if (!told) return true;
  const { lastSeenMs, ...rest } = view;
  const { lastSeenMs: toldSeenMs, ...toldRest } = told.view;
  if (
    Object.keys(rest).some((key) =>
      differs(rest[key as keyof typeof rest], toldRest[key as keyof typeof rest]),
    )
  )
    return true;
  const sinceToldMs = nowMs - told.atMs;
  // Negative: the clock was set back.
  return lastSeenMs !== toldSeenMs && (sinceToldMs >= lastSeenEveryMs || sinceToldMs < 0);
}

/** Lists of ids are made anew with each reading of the directory. */
const differs = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.join() !== b.join() : a !== b;

function countOf(states: PresenceState[]): PresenceCounts {
  const count = (state: PresenceState) => states.filter((each) => each === state).length;
  return {
    present: count('present'),
    away: count('away'),
    absent: count('absent'),
    onLeave: count('onLeave'),
    off: count('off'),
    total: states.length,
  };
}

async function openBook(needs: PresenceNeeds) {
  const { store, companyId, people, cameras, recogniser, clock } = needs;
  const stored = await store.load(companyId);
  const now = { people: people(), cameras: cameras(), nowMs: clock.now() };
  const known = { stored, rules: needs.limits(), leaves: needs.leaves?.() ?? [] };
  return createPresenceBook({ ...now, ...known, recogniser, newSojournId: randomUUID });
}

/** Gives the time, after `skip` was told of what was none. */
function followClock(clock: Clock, skip: (ms: number, nowMs: number) => void): () => number {
  let followedMs = clock.now();
  return () => {
    const nowMs = clock.now();
    const skippedMs = nowMs - followedMs - passMostMs;
    if (skippedMs > 0) skip(skippedMs, nowMs);
    followedMs = nowMs;
    return nowMs;
  };
}

/** Doubles the wait after each failure, and tells only when trouble begins and ends. */
function createRetry(storeTrouble: (error: Error | null) => void) {
  let waitMs = 0;
  let tryAtMs = 0;
  return {
    /** Also when the clock was set back and the time to try lies far ahead. */
    mayTry: (nowMs: number) => nowMs >= tryAtMs || tryAtMs - nowMs > retryMaxMs,
    failed(error: unknown, nowMs: number) {
      const isFirst = waitMs === 0;
      waitMs = isFirst ? retryFirstMs : Math.min(waitMs * 2, retryMaxMs);
      tryAtMs = nowMs + waitMs;
      if (isFirst) storeTrouble(error instanceof Error ? error : new Error(String(error)));
    },
    worked() {
      if (waitMs > 0) storeTrouble(null);
      waitMs = 0;
      tryAtMs = 0;
    },
  };
}
