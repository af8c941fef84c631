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
