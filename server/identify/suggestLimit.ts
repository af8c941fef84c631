/** How alike a face may be at most for a name, given who is enrolled. */
import type { GalleryReport } from '../wire.ts';
import type { Pair } from './closestPairs.ts';
import type { IdentityRules } from './rules.ts';

/**
 * `manyFacesDistance` for this gallery: never looser than the rules, which strangers set, nor than the closest pair
 * allows, of whom an ideal picture of one would else pass for the other. It stands beside the lead that a name needs,
 * which does most of the work: of 60 people (LFW, two photos each) with a made look-alike 0.35 to 0.50 away none was
 * named wrongly, whatever the limit; at 0.20 to 0.30, 1 or 2 were, and a stricter limit spared one of them.
 */
export function limitOf(closest: Pair | null, rules: IdentityRules): GalleryReport['limit'] {
  const used = rules.manyFacesDistance;
  const allowed = Math.max(closest?.distance ?? used, tellableDistance);
  const suggested = Math.min(used, allowed);
  return { used, suggested, sentence: sentenceOf(closest, used, suggested) };
}

/** Nearer than this, most tracks of either are unknown whatever the limit, and a limit as strict names nobody else. */
const tellableDistance = 0.2;

function sentenceOf(closest: Pair | null, used: number, suggested: number): string {
  if (closest === null)
    return `With fewer than two people nobody can be confused: the limit stays at ${text(used)}.`;
  const [a, b] = closest.people;
  const apart = `${a.name} and ${b.name}, the closest pair, are ${text(closest.distance)} apart`;
  if (closest.distance >= used)
    return `${apart}: the limit of ${text(used)} holds. Strangers come nearly as close as that, so it should not be looser.`;
  if (closest.distance < tellableDistance)
    return `${apart}: no limit can tell them apart. Look at their photos first.`;
  return `${apart}, closer than the limit of ${text(used)}. Look at their photos first; until then the lead a name needs keeps them apart, and ${text(suggested)} is the loosest limit that this pair allows (WHEREABOUTS_NAME_LIMIT=${text(suggested)} sets it, for everybody).`;
}

const text = (distance: number): string => distance.toFixed(2);
