/** Areas and teams nest: by the id of the one above. Pure, and safe against circles. */
import type { AreaView, CameraView, PersonView, TeamView } from '../../server/wire.ts';

type Nested = { id: string; name: string; parentId: string | null };
export type Placed = Nested & { depth: number };

export const areasAsNested = (areas: readonly AreaView[]): Nested[] =>
  areas.map(({ areaId, name, parentId }) => ({ id: areaId, name, parentId }));
export const teamsAsNested = (teams: readonly TeamView[]): Nested[] =>
  teams.map(({ teamId, name, parentId }) => ({ id: teamId, name, parentId }));

/** From the top, what lies in each right below it, by name. What has no known place above stands at the top. */
export function asTree(items: readonly Nested[]): Placed[] {
  const known = new Set(items.map(({ id }) => id));
  const below = new Map<string | null, Nested[]>();
  for (const item of items) {
    const parent = item.parentId !== null && known.has(item.parentId) ? item.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), item]);
  }
  const seen = new Set<string>();
  const walk = (parent: string | null, depth: number): Placed[] =>
    (below.get(parent) ?? [])
      .filter(({ id }) => !seen.has(id))
      .sort((a, b) => a.name.localeCompare(b.name))
      .flatMap((item) => {
        seen.add(item.id);
        return [{ ...item, depth }, ...walk(item.id, depth + 1)];
      });
  return walk(null, 0);
}

/** It and all that lies in it. */
export function withBelow(items: readonly Nested[], id: string): Nested[] {
  const found = new Map<string, Nested>();
  const add = (each: string): void => {
    const item = items.find((one) => one.id === each);
    if (!item || found.has(each)) return;
    found.set(each, item);
    for (const below of items) if (below.parentId === each) add(below.id);
  };
  add(id);
  return [...found.values()];
}

export type FloorCount = Placed & { present: number; blind: number };

/** People present in each area and in what lies in it, and cameras that are blind there. */
export function floorCounts(
  areas: readonly AreaView[],
  people: readonly PersonView[],
  cameras: readonly CameraView[],
): FloorCount[] {
  const nested = areasAsNested(areas);
  const presentIn = tally(people.filter(({ state }) => state === 'present').map(({ area }) => area ?? ''));
  const blindIn = tally(cameras.filter(({ health }) => health.kind === 'blind').map(({ area }) => area));
  return asTree(nested).map((place) => {
    const names = withBelow(nested, place.id).map(({ name }) => name);
    const sum = (counts: Map<string, number>) =>
      names.reduce((all, name) => all + (counts.get(name) ?? 0), 0);
    return { ...place, present: sum(presentIn), blind: sum(blindIn) };
  });
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
