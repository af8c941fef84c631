/** Hours by punches. Pure. */
import type { PersonDay, ShiftRules } from '../wire.ts';

/** null: nobody came and left by punches. */
export function punchedMs(punches: PersonDay['punches'], rules: ShiftRules | null): number | null {
  const pairs = pairsOf(punches, rules?.pairing ?? 'alternating');
  const first = pairs[0];
  const last = pairs.at(-1);
  if (!first || !last) return null;
  if (rules?.hours !== 'everyPair') return last.toMs - first.fromMs;
  return pairs.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}

function pairsOf(punches: PersonDay['punches'], pairing: ShiftRules['pairing']) {
  const pairs: { fromMs: number; toMs: number }[] = [];
  let inMs: number | null = null;
  for (const { atMs, direction } of punches) {
    const isIn: boolean = pairing === 'alternating' ? inMs === null : direction === 'in';
    if (isIn) inMs ??= atMs;
    else if (inMs !== null) {
      pairs.push({ fromMs: inMs, toMs: atMs });
      inMs = null;
    }
  }
  return pairs;
}
