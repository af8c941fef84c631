/** Of which people who left a terminal has not confirmed that they are gone from it, and since when they should be. Pure. */
import type { Directory } from '../../directory/directory.ts';
import type { StoredDevice } from '../store.ts';
import { whoHasCode } from '../whoHasCode.ts';
import { ownerOf } from './ownerOf.ts';
import type { SyncRow } from './syncRow.ts';

export type MissingReceipts = {
  people: number;
  /** Of them, how many were on it when it was last known who is; the others may be. */
  known: number;
  /** Of whom it is missing for the longest. */
  sinceMs: number;
  /** By their id; of whom it is missing for the longest, first. */
  who: ReadonlyMap<string, Missing>;
};
export type Missing = {
  sinceMs: number;
  leftAtMs: number;
  held: boolean;
  /** Why it was refused; null: it was not, or is not known any more. */
  problem: string | null;
};

export type SeenOnTerminal = {
  device: Pick<StoredDevice, 'approvedAtMs'>;
  /** By user id. */
  rows: ReadonlyMap<string, SyncRow>;
  /** When it was last known who is on it, everybody; undefined: never. */
  readAtMs: number | undefined;
};
export type WhoLeft = {
  directory: Directory;
  /** By the id of whoever was erased, since when they should be gone. */
  erasedAtMs: ReadonlyMap<string, number>;
  nowMs: number;
};

/** null: of nobody. */
export function missingReceipts(seen: SeenOnTerminal, who: WhoLeft): MissingReceipts | null {
  const { withRow, missing } = byRows(seen, who);
  const letInMs = seen.device.approvedAtMs ?? who.nowMs;
  for (const { personId, leftAtMs } of leaversIn(who.directory)) {
    // Whoever left before it was read, and was not on it then, is gone.
    if (seen.readAtMs !== undefined && leftAtMs <= seen.readAtMs) break;
    if (!withRow.has(personId))
      missing.set(personId, { sinceMs: Math.max(leftAtMs, letInMs), leftAtMs, held: false, problem: null });
  }
  const all = [...missing].sort(([, a], [, b]) => a.sinceMs - b.sinceMs);
  const [first] = all;
  if (!first) return null;
  const known = all.filter(([, { held }]) => held).length;
  return { people: all.length, known, sinceMs: first[1].sinceMs, who: new Map(all) };
}

/** Of these people, who are missing no more: whether the terminal said so, or was read after they left. Else nobody asks any more. */
export function areGone(
  { rows, readAtMs = -Infinity }: Omit<SeenOnTerminal, 'device'>,
  who: ReadonlyMap<string, Pick<Missing, 'leftAtMs'>>,
  { people }: Pick<Directory, 'people'>,
): boolean {
  const all = [...rows.values()];
  return [...who].every(([personId, { leftAtMs }]) => {
    if (people.get(personId)?.deactivatedAtMs === null) return false;
    const own = all.filter((row) => row.personId === personId);
    if (own.some(({ held }) => held)) return false;
    return readAtMs >= leftAtMs || own.some((row) => isConfirmed(row, leftAtMs));
  });
}

/** When it was last told by a terminal that somebody is gone, or all that are on it; null: never. */
export function heardAtMs({ rows, readAtMs }: Omit<SeenOnTerminal, 'device'>): number | null {
  let lastMs = readAtMs ?? null;
  for (const { wanted, confirmedAtMs } of rows.values())
    if (wanted === 'gone' && confirmedAtMs !== null)
      lastMs = Math.max(lastMs ?? confirmedAtMs, confirmedAtMs);
  return lastMs;
}

/** Those of whom something is known on it. */
function byRows({ device, rows }: SeenOnTerminal, who: WhoLeft) {
  const { people } = who.directory;
  const company = {
    whose: (userId: string) => whoHasCode(userId, who.directory),
    exists: (personId: string) => people.has(personId),
  };
  const withRow = new Set<string>();
  const missing = new Map<string, Missing>();
  for (const row of rows.values()) {
    const personId = ownerOf(row, company);
    const leftAtMs = personId === null ? null : leftAt(personId, who);
    // Whoever is under a number that nobody has is left alone, and shown as a stranger.
    if (personId === null || leftAtMs === null || row.state === 'stranger') continue;
    withRow.add(personId);
    if (isConfirmed(row, leftAtMs)) continue;
    // They were gone, and came back: since then nobody knows.
    const goneMs = row.wanted === 'gone' && row.held ? (row.confirmedAtMs ?? 0) : 0;
    const sinceMs = Math.max(leftAtMs, device.approvedAtMs ?? 0, goneMs);
    const before = missing.get(personId);
    missing.set(personId, {
      leftAtMs,
      sinceMs: Math.min(sinceMs, before?.sinceMs ?? sinceMs),
      held: row.held || before?.held === true,
      problem: before?.problem ?? refusalOf(row),
    });
  }
  return { withRow, missing };
}

/** It was read from the terminal, or told by it, after they left. */
const isConfirmed = ({ wanted, state, held, confirmedAtMs }: SyncRow, leftAtMs: number): boolean =>
  wanted === 'gone' && state === 'done' && !held && (confirmedAtMs ?? -Infinity) >= leftAtMs;

/** null: they work here. Of somebody who was erased just now it is read in a moment. */
function leftAt(personId: string, { directory, erasedAtMs, nowMs }: WhoLeft): number | null {
  const person = directory.people.get(personId);
  return person ? person.deactivatedAtMs : (erasedAtMs.get(personId) ?? nowMs);
}

/** A number of theirs is told to nobody: what is told outlives them. */
const refusalOf = ({ state, problem, userId }: SyncRow): string | null =>
  state === 'failed' && problem !== null && !says(problem, userId) ? problem : null;

/** As a word or a number of its own: code 1002 is not user 1. */
function says(text: string, userId: string): boolean {
  const isPart = (at: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(at));
  for (let at = text.indexOf(userId); at !== -1; at = text.indexOf(userId, at + 1))
    if (!isPart(at - 1) && !isPart(at + userId.length)) return true;
  return false;
}

type Leaver = { personId: string; leftAtMs: number };
const known = new WeakMap<Directory, Leaver[]>();

/** Those with a number, the last one first. A directory never changes: they are sorted once. */
function leaversIn(directory: Directory): Leaver[] {
  const before = known.get(directory);
  if (before) return before;
  const leavers = [...directory.people.values()]
    .flatMap(({ personId, code, deactivatedAtMs }): Leaver[] =>
      deactivatedAtMs !== null && code !== null && whoHasCode(code.trim(), directory) === personId
        ? [{ personId, leftAtMs: deactivatedAtMs }]
        : [],
    )
    .sort((a, b) => b.leftAtMs - a.leftAtMs);
  known.set(directory, leavers);
  return leavers;
}
