import type { Duty } from '../duty.ts';

/** The command line goes before every rule. */
export const withAwayAfter = (duty: Duty, awayAfterMs: number): Duty => ({
  ...duty,
  limitsOf: (personId) => ({ ...duty.limitsOf(personId), awayAfterMs }),
});
