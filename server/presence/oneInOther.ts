import { type Directory, liesWithin } from '../directory/directory.ts';

/** Whether one of two areas, by their names, lies in the other. */
export function oneInOther(area: string, other: string, areas: Directory['areas']): boolean {
  const idOf = (name: string) => [...areas.values()].find((each) => each.name === name)?.areaId;
  const [a, b] = [idOf(area), idOf(other)];
  if (a === undefined || b === undefined) return false;
  const parentOf = (id: string) => areas.get(id)?.parentId;
  return liesWithin(a, b, parentOf) || liesWithin(b, a, parentOf);
}
