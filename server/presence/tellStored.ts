/** Writes what changed, and tells it afterwards. */
import type { AbsenceView, PersonView, PresenceState } from '../wire.ts';
import { createRetry } from './followClock.ts';
import type { PresenceBook } from './presenceBook.ts';
import type { PresenceChange, PresenceCounts, PresenceNeeds } from './startPresence.ts';
import type { PresenceBatch } from './store.ts';

/** "Last seen" of somebody who stays present is written and told this often. */
const lastSeenEveryMs = 1_000;

type Needs = Pick<PresenceNeeds, 'clock' | 'store' | 'companyId' | 'storeTrouble' | 'changed'>;
/** `absences`: stored ones that last. `follow`: the time, after the book was told of what was none. */
type From = { book: PresenceBook; follow: () => number; absences: AbsenceView[] };
type Told = { view: PersonView; atMs: number };

export function tellStored(needs: Needs, { book, follow, absences: open }: From) {
  const { clock, store, companyId } = needs;
  const told = new Map<string, Told>();
  const absences = new Map(open.map((absence) => [absence.absenceId, absence]));
  const retry = createRetry(needs.storeTrouble);
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;

  const counts = (): PresenceCounts => countOf([...told.values()].map(({ view }) => view.state));
  const tell = (change: Partial<PresenceChange>): void => {
    const nothing = { people: [], removed: [], absences: { opened: [], ended: [] } };
    needs.changed({ ...nothing, ...change, counts: counts() });
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

  function startWrite(nowMs: number): void {
    const due = dueAt(book, told, nowMs);
    if (due.length === 0 && book.unstored().length === 0) return;
    isWriting = true;
    writing = write(due).finally(() => (isWriting = false));
  }

  return {
    counts,
    views: () => [...told.values()].map(({ view }) => view),
    absences: () => [...absences.values()],
    forget(removed: string[]): void {
      for (const personId of removed) told.delete(personId);
      if (removed.length > 0) tell({ removed });
    },
    pass(): void {
      const nowMs = follow();
      book.tick(nowMs);
      if (!isWriting && retry.mayTry(nowMs)) startWrite(nowMs);
    },
    async flush(): Promise<void> {
      await writing;
      book.tick(follow());
      startWrite(Infinity);
      await writing;
    },
  };
}

function dueAt(book: PresenceBook, told: ReadonlyMap<string, Told>, nowMs: number): PersonView[] {
  const changed = new Set(book.unstored());
  return book
    .views()
    .filter((view) => changed.has(view.personId) || isDue(view, told.get(view.personId), nowMs));
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

export function countOf(states: PresenceState[]): PresenceCounts {
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
