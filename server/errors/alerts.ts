/** Incidents and their policies. */
import type { ErrorTable } from './errorTable.ts';

export const alertErrors = {
  INCIDENT_OVER: {
    status: 409,
    text: 'Cannot change this incident: it is over. Reload the page to see how it ended.',
  },
  POLICY_TAKEN: {
    status: 409,
    text: 'Cannot save this policy: {name} has another one already. Change that one.',
  },
} as const satisfies ErrorTable;
