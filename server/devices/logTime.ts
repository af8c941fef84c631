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
  const at = tidied(shown);
  const wallMs = wallMsOf(at);
  if (wallMs === null) return { problem: 'its time is on no calendar' };
  const shownMs = instantOfWall(zone, wallMs);
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
  const at = tidied(shown);
  return wallMsOf(at) === null ? null : at;
}

const tidied = (shown: string | null): string => shown?.trim().replace(' ', 'T') ?? '';

/** As if the clock showed UTC. By digits: of 200,000 records the ways of Date are a good part of a second. */
function wallMsOf(at: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(at)) return null;
  const two = (from: number): number => at.charCodeAt(from) * 10 + at.charCodeAt(from + 1) - 11 * 48;
  const [month, day, hour, minute, second] = [two(5), two(8), two(11), two(14), two(17)];
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return null;
  const wallMs = Date.UTC(two(0) * 100 + two(2), month - 1, day, hour, minute, second);
  return new Date(wallMs).getUTCDate() === day ? wallMs : null;
}

/** The moment at which a clock there shows this. */
export const instantAt = (zone: string, at: string): number => instantOfWall(zone, Date.parse(`${at}Z`));

function instantOfWall(zone: string, wallMs: number): number {
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
