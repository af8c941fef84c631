/** What presence asks about the working day of a person. Types only; `startDuty.ts` answers. */
import type { DutyNow } from './wire.ts';

export type PersonLimits = {
  /** Unseen for this much covered time and a person is away. */
  awayAfterMs: number;
  /** Unseen for this much covered time and a person is absent. */
  absentAfterMs: number;
};

export type Duty = {
  /** Whether somebody has to be there: from shifts, holidays, leave, check-out by a terminal, pauses. */
  dutyOf: (personId: string, nowMs: number) => DutyNow;
  /** The nearest rule: person, team, area, company. */
  limitsOf: (personId: string) => PersonLimits;
  /** Names of the areas where they work, with all that lie in them; empty: nobody said where. */
  workAreasOf: (personId: string) => ReadonlySet<string>;
  /** Runs after any of these may answer differently; time alone may change `dutyOf` too. */
  onChange: (listener: () => void) => void;
};
