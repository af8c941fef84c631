/**
 * Times of a terminal: what its clock shows, without a zone, as `2026-11-20T08:01:02`. Which moment that is, only the zone where
 * it hangs says. A broken clock may say "31 February": such a time is null, and its number is kept beside it.
 */

const daySeconds = 86_400;

/** Null for what is on no calendar. */
export function decodeTime(stored: number): string | null {
  const seconds = stored % daySeconds;
  const days = Math.floor(stored / daySeconds);
  const [year, month, day] = [Math.floor(days / 372), (Math.floor(days / 31) % 12) + 1, (days % 31) + 1];
  return naive([year, month, day, Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]);
}

/** Years 2000 to 2099; the text is one of ours. */
export function encodeTime(at: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = at.split(/[-T:]/).map(Number);
  return (
    ((year % 100) * 372 + (month - 1) * 31 + (day - 1)) * daySeconds + hour * 3600 + minute * 60 + second
  );
}

/** Year, month, day, hour, minute and second, a byte each, as events carry them. */
export function decodeTimeBytes(bytes: Buffer): string | null {
  return naive([...bytes.subarray(0, 6)]);
}

export function encodeTimeBytes(at: string): Buffer {
  const [year = 0, ...rest] = at.slice(0, 19).split(/[-T:]/).map(Number);
  return Buffer.from([year % 100, ...rest]);
}

function naive(parts: number[]): string | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const known = year <= 99 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!known || hour > 23 || minute > 59 || second > 59) return null;
  return `20${two(year)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** From 2000 to 2099 every fourth year has a day more. */
const daysIn = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 ? 29 : (monthDays[month - 1] ?? 0);

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));
