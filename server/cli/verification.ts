/** How well distances tell same from different people: the measures of Labeled Faces in the Wild (Huang et al., 2007). Pure. */

/** `distance` null: a face was not found in one of the two pictures. */
export type JudgedPair = { fold: string; same: boolean; distance: number | null };

export type Verification = {
  pairs: number;
  /** Pairs without an answer because a face was not found; they count as wrong. */
  missed: number;
  /** Mean over folds; each fold is judged with the threshold that is best on the others. */
  accuracy: number;
  accuracyStd: number;
  /** Area under the ROC curve. */
  auc: number;
  /** Share of same pairs accepted when at most this share of different pairs is. */
  tarAtFar: { '0.01': number; '0.001': number };
  /** Distance below which two faces are called the same: the best over all folds. */
  threshold: number;
};

export function verification(pairs: JudgedPair[]): Verification {
  const folds = [...new Set(pairs.map((pair) => pair.fold))];
  const accuracies = folds.map((fold) => {
    const others = pairs.filter((pair) => pair.fold !== fold);
    const own = pairs.filter((pair) => pair.fold === fold);
    return accuracyAt(own, bestThreshold(others.length > 0 ? others : own));
  });
  return {
    pairs: pairs.length,
    missed: pairs.filter((pair) => pair.distance === null).length,
    accuracy: mean(accuracies),
    accuracyStd: Math.sqrt(mean(accuracies.map((value) => (value - mean(accuracies)) ** 2))),
    auc: areaUnderCurve(pairs),
    tarAtFar: { '0.01': tarAtFar(pairs, 0.01), '0.001': tarAtFar(pairs, 0.001) },
    threshold: bestThreshold(pairs),
  };
}

export function accuracyAt(pairs: JudgedPair[], threshold: number): number {
  const right = pairs.filter(({ distance, same }) => distance !== null && distance < threshold === same);
  return pairs.length === 0 ? 0 : right.length / pairs.length;
}

/** One sweep over the sorted distances; halfway between neighbours. */
export function bestThreshold(pairs: JudgedPair[]): number {
  const sorted = answered(pairs);
  let right = sorted.filter((pair) => !pair.same).length;
  let best = { right, threshold: sorted[0] ? sorted[0].distance - 1e-6 : 0 };
  sorted.forEach((pair, i) => {
    right += pair.same ? 1 : -1;
    const next = sorted[i + 1]?.distance ?? pair.distance + 1e-6;
    if (right > best.right) best = { right, threshold: (pair.distance + next) / 2 };
  });
  return best.threshold;
}

function tarAtFar(pairs: JudgedPair[], far: number): number {
  const different = distancesOf(pairs, false);
  // The largest threshold that lets at most `far` of the different pairs below it.
  const limit = different[Math.floor(far * different.length)] ?? Infinity;
  const same = pairs.filter((pair) => pair.same);
  return same.length === 0
    ? 0
    : same.filter(({ distance }) => distance !== null && distance < limit).length / same.length;
}

/** Chance that a same pair is nearer than a different one (Mann–Whitney). */
function areaUnderCurve(pairs: JudgedPair[]): number {
  const same = distancesOf(pairs, true);
  const different = distancesOf(pairs, false);
  let below = 0;
  let wins = 0;
  for (const distance of different) {
    while ((same[below] ?? Infinity) < distance) below++;
    let ties = below;
    while (same[ties] === distance) ties++;
    wins += below + (ties - below) / 2;
  }
  return same.length * different.length === 0 ? 0 : wins / (same.length * different.length);
}

const answered = (pairs: JudgedPair[]): { same: boolean; distance: number }[] =>
  pairs
    .flatMap(({ same, distance }) => (distance === null ? [] : [{ same, distance }]))
    .sort((a, b) => a.distance - b.distance);

const distancesOf = (pairs: JudgedPair[], same: boolean): number[] =>
  answered(pairs).flatMap((pair) => (pair.same === same ? [pair.distance] : []));

const mean = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
