/** Made-up users, records and fingers of a simulated terminal, the same each time. */
import { DateTime } from 'luxon';
import type { SimulatedLog, SimulatedUser, StoredFinger } from './simulatedTerminal.ts';

const given = ['Adi', 'Budi', 'Citra', 'Dewi', 'Eka', 'Fajar', 'Gita', 'Hadi', 'Indah', 'Joko'];
const family = ['Santoso', 'Wijaya', 'Lestari', 'Putri', 'Halim', 'Saputra', 'Utami'];

/** Of every fifty one is an administrator. */
export const madeUsers = (count: number): SimulatedUser[] =>
  Array.from({ length: count }, (_, index) => ({
    uid: index + 1,
    userId: String(1001 + index),
    // Short enough for a terminal of 28 bytes a user, where only the given name fits.
    name:
      given[index % given.length] + (count <= 10_000 ? ` ${family[index % family.length]}`.slice(0, 18) : ''),
    privilege: index % 50 === 0 ? 14 : 0,
    card: index % 3 === 0 ? 1_000_000 + index : 0,
  }));

/** The last at `until`, in the terminal's own time; before it one every ninety seconds. */
export function madeLogs(count: number, users: readonly SimulatedUser[], until: string): SimulatedLog[] {
  const lastMs = DateTime.fromISO(until, { zone: 'UTC' }).toMillis();
  return Array.from({ length: users.length > 0 ? count : 0 }, (_, index) => ({
    userId: users[index % users.length]?.userId ?? '',
    at: new Date(lastMs - (count - 1 - index) * 90_000).toISOString().slice(0, 19),
    verify: index % 4 === 3 ? 4 : 1,
    status: Math.floor(index / users.length) % 2,
  }));
}

export const madeFingers = (count: number, users: readonly SimulatedUser[]): StoredFinger[] =>
  Array.from({ length: Math.min(count, users.length * 10) }, (_, index) => {
    const uid = users[index % users.length]?.uid ?? 1;
    const finger = Math.floor(index / users.length);
    return { uid, finger, flag: 1, template: madeTemplate(uid, finger) };
  });

/** Bytes that look like nothing, and end with something. */
export function madeTemplate(uid: number, finger: number): Buffer {
  const bytes = Buffer.alloc(500 + ((uid * 37 + finger * 101) % 480));
  let state = (uid * 2_654_435_761 + finger * 40_503) >>> 0;
  for (let at = 0; at < bytes.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = (state >>> 24) | 1;
  }
  return bytes;
}
