/** Newly read records among those that are shown. Pure. */
import type { DeviceLogView } from '../../../server/wire.ts';

export type Merged = {
  /** Newest first. */
  rows: DeviceLogView[];
  /** How many of them were not shown before. */
  added: number;
  /** None of those shown is among the newest any more: what lies between is not known, so it begins anew. */
  anew: boolean;
};

/** `newest`: the first page as it is now; `isAll`: there is no other page. */
export function mergeLogs(
  shown: readonly DeviceLogView[],
  newest: readonly DeviceLogView[],
  isAll: boolean,
): Merged {
  const known = new Set(shown.map(({ logId }) => logId));
  const added = newest.filter(({ logId }) => !known.has(logId)).length;
  if (isAll || added === newest.length) return { rows: [...newest], added, anew: true };
  const now = new Map(newest.map((row) => [row.logId, row]));
  const last = newest.at(-1);
  // What should be among the newest and is not does not fit the filters any more.
  const kept = shown.filter((row) => !now.has(row.logId) && last && isBefore(last, row));
  return { rows: [...newest, ...kept], added, anew: false };
}

function isBefore(a: DeviceLogView, b: DeviceLogView): boolean {
  return a.atMs > b.atMs || (a.atMs === b.atMs && a.logId > b.logId);
}
