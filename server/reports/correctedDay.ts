/** What somebody wrote by hand beside the record of a day. Pure. */
import type { DayCorrection, DayCorrectionField, DayStatus } from '../wire.ts';

export type ByHand = {
  status?: DayStatus;
  firstSeenMs?: number;
  lastSeenMs?: number;
  presentMs?: number;
  note?: string;
};

/** The newest word on each field; one that was taken back says nothing. `corrections`: oldest first. */
export function byHand(corrections: readonly DayCorrection[]): ByHand {
  const newest = new Map<DayCorrectionField, DayCorrection['value']>();
  for (const { field, value } of corrections) newest.set(field, value);
  return Object.fromEntries([...newest].filter(([, value]) => value !== null));
}
