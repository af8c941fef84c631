/** A terminal's clock, read and set: what it shows in the zone where it hangs, and how far that is from the time. */
import { DateTime } from 'luxon';
import { commands } from './commands.ts';
import { decodeTime, encodeTime } from './deviceTime.ts';
import { askOk, type Session } from './startSession.ts';
import { incomplete } from './zkError.ts';

export type TerminalTime = {
  /** What it shows, without a zone; null for what is on no calendar. */
  shown: string | null;
  /** Positive when it is ahead; to half a second, for it tells whole ones. */
  driftMs: number | null;
  measuredAtMs: number;
};

export async function readTime(session: Session, zone: string, now: () => number): Promise<TerminalTime> {
  const askedAtMs = now();
  const data = await askOk(session, 'its clock', commands.readTime);
  // The answer was true somewhere between.
  const measuredAtMs = Math.round((askedAtMs + now()) / 2);
  if (data.length < 4) throw incomplete(`its clock gave ${data.length} bytes`);
  const shown = decodeTime(data.readUInt32LE(0));
  return { shown, driftMs: driftOf(shown, zone, measuredAtMs), measuredAtMs };
}

/** To the time it is, or to another that is said. */
export async function writeTime(session: Session, zone: string, now: () => number): Promise<TerminalTime> {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(encodeTime(shownAt(now(), zone)));
  await askOk(session, 'its clock', commands.writeTime, data);
  await askOk(session, 'its clock', commands.refresh);
  const time = await readTime(session, zone, now);
  if (time.shown === null) throw incomplete('its clock shows no date of the calendar');
  return time;
}

/** What a right clock shows there, to the nearest second. */
export const shownAt = (atMs: number, zone: string): string =>
  DateTime.fromMillis(Math.round(atMs / 1000) * 1000, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");

/** A clock that shows whole seconds is on average half of one behind. */
function driftOf(shown: string | null, zone: string, atMs: number): number | null {
  if (shown === null) return null;
  const shownMs = DateTime.fromISO(shown, { zone }).toMillis() + 500;
  return shownMs - atMs;
}
