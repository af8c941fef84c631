/** Times as these terminals write them; without a zone, like all of theirs. */
import { decodeTime } from '../zk/deviceTime.ts';

const written = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{1,2}):(\d{1,2})$/;

/** `2026-11-20 08:01:02` as `2026-11-20T08:01:02`; null for what is on no calendar, or of another century. */
export function timeOf(text: string | undefined): string | null {
  const [, ...parts] = written.exec((text ?? '').trim()) ?? [];
  if (parts.length !== 6) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  if (!same || minute > 59 || second > 59 || year < 2000 || year > 2099) return null;
  return date.toISOString().slice(0, 19);
}

/** As access control stores them: a number of seconds of months of 31 days. */
export function storedTimeOf(text: string | undefined): string | null {
  const told = (text ?? '').trim();
  return /^\d{1,10}$/.test(told) ? decodeTime(Number(told)) : timeOf(told);
}

/** As commands want them. */
export const commandTime = (at: string): string => at.replace('T', ' ');
