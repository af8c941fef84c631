/** Which people and areas somebody may see. A supervisor: themselves, the people below them, and the areas those work in. Pure. */
import { areasWithin, type Directory, peopleBelow } from '../directory/directory.ts';
import { problem } from '../errors.ts';
import type { Me } from '../wire.ts';
import { may } from './abilities.ts';

export type Scope = {
  /** Everything: no list is needed. */
  all: boolean;
  sees: (personId: string) => boolean;
  /** By the area's name, as cameras and sojourns have it. */
  watches: (area: string) => boolean;
  /** Where terminals are and what they do, as they may read on the terminals' own page. */
  readsTerminals: boolean;
};

export const everything: Scope = { all: true, sees: () => true, watches: () => true, readsTerminals: true };

export function scopeOf(
  { role, personId, areaIds }: Pick<Me, 'role' | 'personId' | 'areaIds'>,
  directory: Directory,
): Scope {
  const readsTerminals = may({ role }, 'read', 'Device');
  if (role !== 'supervisor') return { ...everything, readsTerminals };
  const people = personId === null ? new Set<string>() : peopleBelow(personId, directory).add(personId);
  const work = [...people].flatMap((id) => directory.people.get(id)?.areaIds ?? []);
  const areas = areasWithin([...areaIds, ...work], directory.areas);
  const names = new Set([...areas].map((areaId) => directory.areas.get(areaId)?.name));
  return { all: false, sees: (id) => people.has(id), watches: (area) => names.has(area), readsTerminals };
}

/** Throws NOT_YOURS, for a person who does not exist too: the answer tells nothing. */
export function mustSee(scope: Scope, personId: string): void {
  if (!scope.sees(personId)) throw problem('NOT_YOURS', {});
}

export function mustWatch(scope: Scope, area: string | undefined): void {
  if (!scope.all && (area === undefined || !scope.watches(area))) throw problem('NOT_YOURS', {});
}
