/** Who is to be on which terminal, by where they work and where it hangs. Pure. */
import { areasWithin, type Directory, type DirectoryPerson, liesWithin } from '../../directory/directory.ts';
import type { StoredDevice } from '../store.ts';

export type SyncedDevice = Pick<StoredDevice, 'deviceId' | 'areaId' | 'liveSync' | 'approvedAtMs'>;
export type Wish = {
  personId: string;
  /** Their user id, where it is not on the terminal in another writing. */
  code: string;
  name: string;
  /** null: not decided here, they are left as they are. */
  want: 'there' | 'gone' | null;
  why: 'area' | 'elsewhere' | 'deactivated' | null;
  leftAtMs: number | null;
};
/** By the person's id. */
export type Wishes = ReadonlyMap<string, Wish>;

export const wantedOf = (
  directory: Directory,
  devices: readonly SyncedDevice[],
): ReadonlyMap<string, Wishes> =>
  new Map(
    devices
      .filter(({ approvedAtMs }) => approvedAtMs !== null)
      .map((device) => [device.deviceId, wantedOn(device, directory)]),
  );

/** Of everybody with a code. A terminal is governed when it hangs somewhere and is followed; whoever left is gone from all of them. */
export function wantedOn(device: SyncedDevice, directory: Directory): Wishes {
  const wishes = new Map<string, Wish>();
  if (device.approvedAtMs === null) return wishes;
  const near = isGoverned(device, directory) ? areasNear(device.areaId ?? '', directory) : null;
  for (const person of directory.people.values()) {
    const code = person.code?.trim() ?? '';
    if (code === '') continue;
    const { personId, name } = person;
    wishes.set(personId, {
      personId,
      code,
      name,
      leftAtMs: person.deactivatedAtMs,
      ...wishOf(person, near, directory),
    });
  }
  return wishes;
}

/** Its place may have been removed since. */
export const isGoverned = ({ areaId, liveSync, approvedAtMs }: SyncedDevice, { areas }: Directory): boolean =>
  approvedAtMs !== null && liveSync && areaId !== null && areas.has(areaId);

function wishOf(
  { deactivatedAtMs, areaIds }: DirectoryPerson,
  near: ReadonlySet<string> | null,
  { areas }: Directory,
): Pick<Wish, 'want' | 'why'> {
  if (deactivatedAtMs !== null) return { want: 'gone', why: 'deactivated' };
  const known = areaIds.filter((areaId) => areas.has(areaId));
  if (near === null || known.length === 0) return { want: null, why: null };
  return known.some((areaId) => near.has(areaId))
    ? { want: 'there', why: 'area' }
    : { want: 'gone', why: 'elsewhere' };
}

/** What lies in it, and in what it lies: who works in a building uses the terminal at its gate and those of its floors. */
function areasNear(areaId: string, { areas }: Directory): ReadonlySet<string> {
  const parentOf = (id: string) => areas.get(id)?.parentId;
  const near = areasWithin([areaId], areas);
  for (const id of areas.keys()) if (liesWithin(id, areaId, parentOf)) near.add(id);
  return near;
}
