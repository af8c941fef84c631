/** What corrections mean for recognition. Pure. */
import type { Stricter } from '../identify/gallery.ts';
import { identityRules, type IdentityRules } from '../identify/rules.ts';

/** One correction in numbers. `lead`: how much nearer than `actualId` the wrong name was. */
export type Negative = { personId: string; actualId: string | null; distance: number; lead: number | null };

type CorrectionRules = Pick<IdentityRules, 'correctionStep' | 'strictestLimit'>;

/**
 * Null: nobody corrected this person. Where it is known who it really was, and cameras recognise that one, the two must be
 * told apart more clearly, whichever of them it is; else the person alone gets a stricter limit, down to `strictestLimit`.
 */
export function stricterOf(
  personId: string,
  negatives: readonly Negative[],
  isRecognised: (personId: string) => boolean,
  { correctionStep: step, strictestLimit }: CorrectionRules = identityRules,
): Stricter | null {
  let limit: number | null = null;
  const leads = new Map<string, number>();
  for (const { personId: wrong, actualId, distance, lead } of negatives) {
    if (wrong !== personId && actualId !== personId) continue;
    const other = wrong === personId ? actualId : wrong;
    if (other !== null && lead !== null && isRecognised(other) && isRecognised(personId))
      leads.set(other, Math.max(leads.get(other) ?? 0, lead + step));
    else if (wrong === personId)
      limit = Math.min(limit ?? Infinity, Math.max(distance - step, strictestLimit));
  }
  if (limit === null && leads.size === 0) return null;
  return { limit, rivals: [...leads].map(([rival, lead]) => ({ personId: rival, lead })) };
}
