/** Instants as a place's clock shows them, quickly: a report writes hundreds of thousands. Pure but for what it remembers. */
import { IANAZone } from 'luxon';

const quarterMs = 15 * 60_000;
/** Of so many quarters of an hour the offset is remembered; no clock is changed within one. */
const rememberedMax = 200_000;
const zones = new Map<string, { zone: IANAZone; offsets: Map<number, number> }>();

/** What is added to an instant for the clock on the wall. */
export function offsetMs(timeZone: string, atMs: number): number {
  const known = zones.get(timeZone) ?? {
    zone: IANAZone.create(timeZone),
    offsets: new Map<number, number>(),
  };
  zones.set(timeZone, known);
  const quarter = Math.floor(atMs / quarterMs);
  const before = known.offsets.get(quarter);
  if (before !== undefined) return before;
  if (known.offsets.size >= rememberedMax) known.offsets.clear();
  const offset = known.zone.offset(quarter * quarterMs) * 60_000;
  known.offsets.set(quarter, offset);
  return offset;
}

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
