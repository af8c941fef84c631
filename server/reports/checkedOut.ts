/** When somebody had left by a terminal: nothing is due then. Pure. */
import type { Interval } from '../shifts/intervals.ts';
import { isCheckedOut } from '../shifts/isCheckedOut.ts';
import type { TimedPunch } from '../shifts/pairPunches.ts';
import type { ShiftRules } from '../wire.ts';

/** `punches`: of one day, in order. After the last one it lasts. */
export function checkedOut(punches: readonly TimedPunch[], pairing: ShiftRules['pairing']): Interval[] {
  return punches.flatMap(({ atMs }, index) =>
    isCheckedOut(punches.slice(0, index + 1), pairing)
      ? [{ fromMs: atMs, toMs: punches[index + 1]?.atMs ?? Infinity }]
      : [],
  );
}
