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
  /** Why it was refused, of whom that is known for the longest; null: it was not. */
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
      missing.set(personId, { sinceMs: Math.max(leftAtMs, letInMs), held: false, problem: null });
  }
  if (missing.size === 0) return null;
  const all = [...missing.values()].sort((a, b) => a.sinceMs - b.sinceMs);
  return {
    ...{ people: all.length, known: all.filter(({ held }) => held).length },
    sinceMs: all[0]?.sinceMs ?? who.nowMs,
    problem: all.find(({ problem }) => problem !== null)?.problem ?? null,
  };
}

type Missing = { sinceMs: number; held: boolean; problem: string | null };

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
  state === 'failed' && problem !== null && !problem.includes(userId) ? problem : null;

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
