/** Whether somebody left by a terminal. Pure. */
import type { ShiftRules } from '../wire.ts';
import { pairPunches, type TimedPunch } from './pairPunches.ts';

/**
 * What the last punch says. One that does not say counts as out where in and out take turns and it closes a pair; else it says nothing:
 * rather one absence found than somebody believed to have left. `punches`: in order.
 */
export function isCheckedOut(punches: readonly TimedPunch[], pairing: ShiftRules['pairing']): boolean {
  const last = punches.at(-1);
  if (!last) return false;
  if (last.direction !== 'unknown') return last.direction === 'out';
  if (pairing === 'alternating') return pairPunches(punches, pairing).at(-1)?.outMs !== null;
  return punches.findLast(({ direction }) => direction !== 'unknown')?.direction === 'out';
}
