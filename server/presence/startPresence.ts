/** Keeps everybody's presence over time. Whatever is told was stored first, so a crash never takes back what was shown. */
import { randomUUID } from 'node:crypto';
import type { Duty } from '../duty.ts';
import type { IdentifiedSighting } from '../identify/createIdentifier.ts';
import type { AbsenceView, PersonView, PresenceState, Summary } from '../wire.ts';
import type { PresenceCamera } from './cameraBook.ts';
import type { PersonLeave } from './duties.ts';
import { createPresenceBook } from './presenceBook.ts';
import { createRetry, followClock } from './followClock.ts';
import type { NamedPerson } from './presenceBook.ts';
import type { PresenceBatch, PresenceStore } from './store.ts';
import type { PresenceLimits } from './timeBook.ts';

export type Clock = { now(): number; every(ms: number, run: () => void): () => void };
export type PresenceCounts = Pick<Summary, 'present' | 'away' | 'absent' | 'onLeave' | 'off' | 'total'>;
export type PresenceChange = {
  people: PersonView[];
  removed: string[];
  counts: PresenceCounts;
  /**
   * Absences that began, and those that ended with `toMs` and `endedWhy`; stored already. One that began and ended between two
   * writes is only told as ended. One that ended by a sighting which was corrected since begins again, with the same id.
   */
  absences: { opened: AbsenceView[]; ended: AbsenceView[] };
};

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
  /** Those that last, as stored. After a restart the same ones go on. */
  absences(): AbsenceView[];
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
export async function startPresence(needs: PresenceNeeds): Promise<Presence> {
  const { clock, store, companyId, storeTrouble } = needs;
  const told = new Map<string, { view: PersonView; atMs: number }>();
  const absences = new Map<string, AbsenceView>();
  const book = await openBook(needs, absences);
  const retry = createRetry(storeTrouble);
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;
  const follow = followClock(clock, book.skip);

  const views = () => [...told.values()].map(({ view }) => view);
  const states = () => [...told.values()].map(({ view }) => view.state);
  function dueAt(nowMs: number): PersonView[] {
    const changed = new Set(book.unstored());
    return book
      .views()
      .filter((view) => changed.has(view.personId) || isDue(view, told.get(view.personId), nowMs));
  }
  const tell = (change: Partial<PresenceChange>): void => {
    const nothing = { people: [], removed: [], absences: { opened: [], ended: [] } };
    needs.changed({ ...nothing, ...change, counts: countOf(states()) });
  };

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
    const changed = noteAbsences(absences, batch);
    if (here.length + batch.absences.length > 0) tell({ people: here, absences: changed });
  }

  function startWrite(due: PersonView[]): void {
    if (due.length === 0 && book.unstored().length === 0) return;
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

  async function correct(personId: string, sojournId: string): Promise<void> {
    const ended = await store.wronglyEnded(companyId, personId);
    const stored = await store.lately(companyId, personId);
    book.correct({ personId, sojournId }, { stored, ended }, follow());
  }

  const stopPasses = clock.every(collectMs, pass);
  needs.duty?.onChange(() => book.dutyChanged(follow()));
  await flush();
  // Corrected while the program ended before it followed.
  for (const { sojournId, absence } of await store.wronglyEnded(companyId))
    await correct(absence.personId, sojournId);
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
      book.dutyChanged(follow());
      if (removed.length > 0) tell({ removed });
    },
    async corrected(personId, sojournId) {
      await correct(personId, sojournId);
      await flush();
    },
    limitsChanged: () => book.setRules(needs.limits(), follow()),
    leavesChanged: () => book.setLeaves(needs.leaves?.() ?? [], follow()),
    countsUnder: (limits) => countOf(book.statesUnder(limits, follow())),
    camerasChanged: () => book.setCameras(needs.cameras(), follow()),
    counts: () => countOf(states()),
    absences: () => [...absences.values()],
    ...{ views, flush, sojournsDropped: book.sojournsDropped },
    async stop() {
      stopPasses();
      await flush();
    },
  };
}

/** What is known to be stored of those that last; answers what is new in it. */
function noteAbsences(known: Map<string, AbsenceView>, batch: PresenceBatch): PresenceChange['absences'] {
  const opened = batch.absences.filter(({ toMs }) => toMs === null);
  const ended = batch.absences.filter(({ toMs }) => toMs !== null);
  for (const absence of opened) known.set(absence.absenceId, absence);
  for (const { absenceId } of ended) known.delete(absenceId);
  return { opened, ended };
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

async function openBook(needs: PresenceNeeds, absences: Map<string, AbsenceView>) {
  const { store, companyId, people, cameras, recogniser, clock, duty } = needs;
  const stored = await store.load(companyId);
  for (const absence of stored.absences) absences.set(absence.absenceId, absence);
  const now = { people: people(), cameras: cameras(), nowMs: clock.now(), ...(duty ? { duty } : {}) };
  const known = { stored, rules: needs.limits(), leaves: needs.leaves?.() ?? [] };
  return createPresenceBook({ ...now, ...known, recogniser, newId: randomUUID });
}
