/** Shifts, assignments, holidays and punches. */
import type { ErrorTable } from './errorTable.ts';

export const shiftErrors = {
  DAY_OVER: {
    status: 422,
    text: 'Cannot change {what} from {date} on: days that are over keep what they were judged by. Choose {earliest} or a later day.',
  },
  SHIFT_CLASH: {
    status: 409,
    text: 'Cannot assign this shift: on {date} it would meet "{other}", which {name} works already. End that assignment first, or choose other days.',
  },
  SHIFT_IN_USE: {
    status: 409,
    text: 'Cannot archive the shift "{name}": {count} assignments of it still hold. End them first.',
  },
  CALENDAR_IN_USE: {
    status: 409,
    text: 'Cannot delete the calendar "{name}": the shift "{shift}" follows it. Choose another one there first.',
  },
  PERSON_INACTIVE: {
    status: 409,
    text: 'Cannot assign a shift to {name}: they are deactivated. Activate them first.',
  },
  PUNCH_KNOWN: {
    status: 409,
    text: 'Cannot add this punch: {name} has the same one already. Reload the page to see it.',
  },
} as const satisfies ErrorTable;
