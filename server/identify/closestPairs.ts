/** Whom each enrolled person is most alike. */
import { distanceAt } from './embedding.ts';
import { distanceToPerson, type GalleryPerson, type ReadyPerson } from './gallery.ts';
import type { Work } from './inSlices.ts';
import type { IdentityRules } from './rules.ts';

/** `distance`: of an ideal picture of one to the other, as recognition measures it; the smaller of both ways. */
export type Pair = { people: readonly [GalleryPerson, GalleryPerson]; distance: number };
export type ClosestPairs = {
  /** Each person with the one most alike, every pair once; the closest first. */
  pairs: Pair[];
  /** People compared with everybody before them. */
  rows: number;
};

/** Everybody with everybody up to 10,000 people; of more, only the newest with all before them. */
export const comparisonsMax = 50_000_000;

export function* closestPairs(people: readonly ReadyPerson[], rules: IdentityRules): Work<ClosestPairs> {
  const size = people[0]?.centre.length ?? 0;
  const centres = new Float32Array(people.length * size);
  people.forEach(({ centre }, row) => centres.set(centre, row * size));
  const distances = new Float32Array(people.length).fill(Infinity);
  const others = new Int32Array(people.length).fill(-1);
  const note = (of: number, other: number, distance: number): void => {
    if (distance >= (distances[of] ?? 0)) return;
    distances[of] = distance;
    others[of] = other;
  };
  let [compared, rows] = [0, 0];
  for (let row = people.length - 1; row >= 0 && compared < comparisonsMax; row -= 1) {
    const { centre } = people[row] as ReadyPerson;
    for (let other = 0; other < row; other += 1) {
      const distance = distanceAt(centre, centres, other * size);
      note(row, other, distance);
      note(other, row, distance);
    }
    compared += row;
    rows += 1;
    yield;
  }
  return { pairs: yield* measure(people, others, rules), rows };
}

/** The means found them; how alike they really are is measured as recognition does. */
function* measure(people: readonly ReadyPerson[], others: Int32Array, rules: IdentityRules): Work<Pair[]> {
  const pairs: Pair[] = [];
  for (const [row, other] of others.entries()) {
    const isTold = other >= 0 && others[other] === row && other < row;
    const [a, b] = [people[row], people[other]];
    if (!a || !b || isTold) continue;
    const distance = Math.min(distanceToPerson(a.centre, b, rules), distanceToPerson(b.centre, a, rules));
    pairs.push({ people: [a.person, b.person], distance });
    yield;
  }
  return pairs.sort((a, b) => a.distance - b.distance);
}
