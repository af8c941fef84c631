/** Hours by punches. Pure. */
import { punchedHours } from '../shifts/pairPunches.ts';
import type { PersonDay, ShiftRules } from '../wire.ts';

/** null: nobody came and left by punches. */
export const punchedMs = (punches: PersonDay['punches'], rules: ShiftRules | null): number | null =>
  punchedHours(punches, rules ?? { pairing: 'alternating', hours: 'firstToLast' }).workedMs;
