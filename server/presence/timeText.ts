/** Times and lengths in sentences of the server. */
import { DateTime } from 'luxon';

/** `10:41` of the same local day, else with the date. */
export function timeText(atMs: number, nowMs: number, zone: string): string {
  const at = DateTime.fromMillis(atMs, { zone });
  const isToday = at.hasSame(DateTime.fromMillis(nowMs, { zone }), 'day');
  return at.toFormat(isToday ? 'HH:mm' : 'yyyy-MM-dd HH:mm');
}

/** `40 s`, `5 min`, `2 h 5 min`. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
