/** Keeps everybody's presence over time. Whatever is told was stored first, so a crash never takes back what was shown. */
import { randomUUID } from 'node:crypto';
import type { Duty } from '../duty.ts';
import type { IdentifiedSighting } from '../identify/createIdentifier.ts';
import type { AbsenceView, PersonView, Summary, Why } from '../wire.ts';
import type { PresenceCamera } from './cameraBook.ts';
import type { PersonLeave } from './duties.ts';
import { createPresenceBook } from './presenceBook.ts';
import { followClock } from './followClock.ts';
import type { NamedPerson } from './presenceBook.ts';
import type { PunchSeen } from './punches.ts';
import type { PresenceStore, StoredPresence } from './store.ts';
import { countOf, tellStored } from './tellStored.ts';
import type { PresenceLimits } from './personRules.ts';
import { whyOf } from './whyOf.ts';

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
  /** Whether one of two areas lies in the other; left out: none does. */
  nested?: (area: string, other: string) => boolean;
  /** IANA, of the site where somebody works; left out: UTC. */
  zoneOf?: (personId: string) => string;
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
  /** Somebody punched: seen now where the terminal is, or gone. It is stored already, and `duty` knows of it. */
  punched(punch: PunchSeen): void;
  /** What is believed of somebody rests on this; stored before it is told. undefined: there is nobody of that id. */
  why(personId: string): Promise<Why | undefined>;
  /** How many people would be in each state under other limits. */
  countsUnder(limits: PresenceLimits): PresenceCounts;
  /** A stored sojourn proved to be somebody else's: presence goes back to what the others say, and is stored and told. */
  corrected(personId: string, sojournId: string): Promise<void>;
  /** The camera they were last believed to be before, as of now; null: none yet. */
  cameraOf(personId: string): string | null;
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

export async function startPresence(needs: PresenceNeeds): Promise<Presence> {
  const { clock, store, companyId } = needs;
  const stored = await store.load(companyId, clock.now());
  const book = openBook(needs, stored);
  const follow = followClock(clock, book.skip);
  const told = tellStored(needs, { book, follow, absences: stored.absences });

  async function correct(personId: string, sojournId: string): Promise<void> {
    const ended = await store.wronglyEnded(companyId, personId);
    const lately = await store.lately(companyId, personId);
    book.correct({ personId, sojournId }, { stored: lately, ended }, follow());
  }

  const stopPasses = clock.every(collectMs, told.pass);
  needs.duty?.onChange(() => book.dutyChanged(follow()));
  await told.flush();
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
      book.dutyChanged(follow());
      told.forget(removed);
    },
    async corrected(personId, sojournId) {
      await correct(personId, sojournId);
      await told.flush();
    },
    limitsChanged: () => book.setRules(needs.limits(), follow()),
    leavesChanged: () => book.setLeaves(needs.leaves?.() ?? [], follow()),
    camerasChanged: () => book.setCameras(needs.cameras(), follow()),
    punched: (punch) => book.punched(punch, follow()),
    async why(personId) {
      await told.flush();
      const input = book.whyInput(personId, clock.now());
      return input && whyOf(input);
    },
    countsUnder: (limits) => countOf(book.statesUnder(limits, follow())),
    cameraOf: book.cameraOf,
    counts: told.counts,
    ...{ views: told.views, absences: told.absences, flush: told.flush },
    sojournsDropped: book.sojournsDropped,
    async stop() {
      stopPasses();
      await told.flush();
    },
  };
}

function openBook(needs: PresenceNeeds, stored: StoredPresence) {
  const { people, cameras, recogniser, clock, duty, nested, zoneOf } = needs;
  const now = { people: people(), cameras: cameras(), nowMs: clock.now(), ...(duty ? { duty } : {}) };
  const places = { ...(nested ? { nested } : {}), ...(zoneOf ? { zoneOf } : {}) };
  const known = { stored, rules: needs.limits(), leaves: needs.leaves?.() ?? [] };
  return createPresenceBook({ ...now, ...known, ...places, recogniser, newId: randomUUID });
}
