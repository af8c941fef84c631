/** How full a terminal is. Pure. */
import type { DeviceFacts } from '../../../server/wire.ts';

export type Held = 'users' | 'fingers' | 'faces' | 'logs';
/** `capacity`: null where the terminal does not say; `share`: from 0 to 1. */
export type Fullness = {
  what: Held;
  count: number;
  capacity: number | null;
  share: number;
  isNearlyFull: boolean;
};

const order: readonly Held[] = ['users', 'fingers', 'faces', 'logs'];
/** What is nearly full is to be emptied before people are turned away. */
const nearlyFrom = 0.9;

/** What it can hold, or holds; nothing of what it says nothing about. */
export function fullnessOf({ counts, capacities }: Pick<DeviceFacts, 'counts' | 'capacities'>): Fullness[] {
  if (!counts) return [];
  return order.flatMap((what): Fullness[] => {
    const count = counts[what];
    const most = capacities?.[what] ?? 0;
    if (most <= 0) return count > 0 ? [{ what, count, capacity: null, share: 0, isNearlyFull: false }] : [];
    const share = Math.min(1, count / most);
    return [{ what, count, capacity: most, share, isNearlyFull: share >= nearlyFrom }];
  });
}
