/** Instants as a place's clock shows them, quickly: a report writes hundreds of thousands. Pure. */
import { offsetMs } from '../shifts/localTime.ts';

/** The wall's clock as if it were UTC. */
export const wallMs = (timeZone: string, atMs: number): number => atMs + offsetMs(timeZone, atMs);

/** `08:01`. */
export const clockText = (timeZone: string, atMs: number): string =>
  new Date(wallMs(timeZone, atMs)).toISOString().slice(11, 16);

/** `2026-11-20T08:01:02+07:00`. */
export function isoText(timeZone: string, atMs: number): string {
  const offset = offsetMs(timeZone, atMs);
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number): string => String(value).padStart(2, '0');
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return new Date(atMs + offset).toISOString().slice(0, 19) + zone;
}

/** `7:05`: hours and minutes, the hours without end. */
export function lengthText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** From and to, in ms of the wall's clock since midnight of the date. */
export type Stretch = [fromMs: number, toMs: number];

/**
 * What of a day the wall's clock shows from when to when. Where it is changed in between it is two stretches: an hour is left out, or
 * shown twice.
 */
export function wallStretches(
  timeZone: string,
  date: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): (from: number, to: number) => Stretch[] {
  const midnightMs = Date.parse(date);
  const before = offsetMs(timeZone, fromMs) - midnightMs;
  const after = offsetMs(timeZone, toMs) - midnightMs;
  if (before === after) return (from, to) => [[from + before, to + before]];
  const changeMs = changeBetween(timeZone, fromMs, toMs);
  return (from, to) =>
    (
      [
        [from + before, Math.min(to, changeMs) + before],
        [Math.max(from, changeMs) + after, to + after],
      ] satisfies Stretch[]
    ).filter(([start, end]) => end > start);
}

/** Clocks are changed at full minutes. */
function changeBetween(timeZone: string, fromMs: number, toMs: number): number {
  const later = offsetMs(timeZone, toMs);
  let [low, high] = [Math.floor(fromMs / minuteMs), Math.ceil(toMs / minuteMs)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(timeZone, middle * minuteMs) === later) high = middle;
    else low = middle;
  }
  return high * minuteMs;
}

const minuteMs = 60_000;
