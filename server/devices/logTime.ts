/** Which moment a terminal's clock meant, and when it is not to be believed. Pure. */
import type { Directory } from '../directory/directory.ts';
import { offsetMs } from '../shifts/localTime.ts';
import type { DeviceLogSource } from '../wire.ts';

export type LogTime = { at: string; atMs: number } | { problem: string };

/** A clock this far ahead is one that drifts; further, and nobody can say when it was. */
const aheadMostMs = 5 * 60_000;
/** What is told as it happens happens now. */
const liveOffMostMs = 24 * 3600_000;
/** Clocks are never quite right; a smaller drift changes nothing about who was where. */
const driftLeastMs = 60_000;
/** A battery that was empty begins again in 2000; no terminal of this kind has records of before. */
const earliestMs = Date.UTC(2010, 0, 1);

/**
 * Of what its clock showed, `2026-11-20T08:01:02` or with a blank between. `driftMs`: its clock ahead of ours, as last measured. What is
 * told as it happens, or cannot have happened yet, is of a clock that is off so much; how far it was off years ago nobody knows.
 */
export function logTimeOf(
  shown: string | null,
  zone: string,
  { source, nowMs, driftMs = null }: { source: DeviceLogSource; nowMs: number; driftMs?: number | null },
): LogTime {
  const at = calendarTime(shown);
  if (at === null) return { problem: 'its time is on no calendar' };
  const shownMs = instantAt(zone, at);
  const isOff = driftMs !== null && Math.abs(driftMs) > driftLeastMs;
  const isOfNow = source === 'live' || shownMs > nowMs + aheadMostMs;
  const atMs = isOff && isOfNow ? shownMs - driftMs : shownMs;
  if (atMs > nowMs + aheadMostMs) return { problem: 'its time is in the future' };
  if (atMs < earliestMs) return { problem: 'its time is years off' };
  if (source === 'live' && nowMs - atMs > liveOffMostMs)
    return { problem: 'it was told as it happened, and its time is days off' };
  return { at, atMs };
}

/** null for what is on no calendar, as 31 February. */
export function calendarTime(shown: string | null): string | null {
  const at = shown?.trim().replace(' ', 'T') ?? '';
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(at)) return null;
  const wallMs = Date.parse(`${at}Z`);
  return Number.isNaN(wallMs) || new Date(wallMs).toISOString().slice(0, 19) !== at ? null : at;
}

/** The moment at which a clock there shows this. */
export function instantAt(zone: string, at: string): number {
  const wallMs = Date.parse(`${at}Z`);
  const guessMs = wallMs - offsetMs(zone, wallMs);
  return wallMs - offsetMs(zone, guessMs);
}

/** Its own, or that of the nearest place around it which has one, or the company's. */
export function zoneOfDevice(
  { timeZone, areaId }: { timeZone: string | null; areaId: string | null },
  { areas }: Pick<Directory, 'areas'>,
  companyZone: string,
): string {
  if (timeZone !== null) return timeZone;
  const climbed = new Set<string>();
  for (let at = areaId; at !== null && !climbed.has(at);) {
    climbed.add(at);
    const area = areas.get(at);
    if (area?.timeZone) return area.timeZone;
    at = area?.parentId ?? null;
  }
  return companyZone;
}
