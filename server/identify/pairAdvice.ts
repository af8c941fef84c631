import type { AlikePair } from '../wire.ts';
import type { Pair } from './closestPairs.ts';
import type { IdentityRules } from './rules.ts';

type Named = { personId: string; name: string };

/**
 * With a look-alike at 0.35 recognition named 53 of 60 people and none wrongly, without one 56; at 0.30 it named 43 and
 * one wrongly, at 0.20 only 21 (LFW, two photos enrolled, three shown).
 */
const tooAlikeDistance = 0.3;

/** A pair in words: what may happen, and what to do. */
export function pairOf({ people: [a, b], distance }: Pair, rules: IdentityRules): AlikePair {
  const verdict = verdictOf(distance, rules);
  return { people: [named(a), named(b)], distance, verdict, advice: adviceOf(verdict, a, b) };
}

function verdictOf(distance: number, rules: IdentityRules): AlikePair['verdict'] {
  if (distance < tooAlikeDistance) return 'tooAlike';
  return distance < rules.manyFacesDistance ? 'mayBeConfused' : 'apart';
}

function adviceOf(verdict: AlikePair['verdict'], a: Named, b: Named): string {
  switch (verdict) {
    case 'tooAlike':
      return `They are often left unknown, and one may be taken for the other. Check whether they are one person enrolled twice, or a photo of ${a.name} is under ${b.name} or the other way round.`;
    case 'mayBeConfused':
      return 'They are left unknown now and then, because a name needs a clear lead. Add photos of both, from several sides and another day.';
    case 'apart':
      return 'Nothing to do.';
    default:
      return verdict satisfies never;
  }
}

const named = ({ personId, name }: Named): Named => ({ personId, name });
