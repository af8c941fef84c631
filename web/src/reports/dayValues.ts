/** What counts of a day by hand, and what the record says beside it. Pure. */
import type { DayCorrection, DayCorrectionField, PersonDay } from '../../../server/wire.ts';

/** The newest of the field, unless it was taken back. */
export function correctionOf(
  { corrections }: Pick<PersonDay, 'corrections'>,
  field: DayCorrectionField,
): DayCorrection | null {
  const newest = corrections
    .filter((each) => each.field === field)
    .reduce<DayCorrection | null>((best, each) => (best && best.atMs > each.atMs ? best : each), null);
  return newest && newest.value !== null ? newest : null;
}

export const isCorrected = (day: PersonDay): boolean =>
  (['status', 'firstSeenMs', 'lastSeenMs', 'presentMs', 'note'] as const).some(
    (field) => correctionOf(day, field) !== null,
  );
