/** What the server does by itself and could not, for the bell. Pure. */
import type { FailedJob, World } from './noticesAfter.ts';

/** `detail` null: it went well; null: nothing is known. */
type Outcomes = Record<Extract<FailedJob, 'employees'>, { detail: string | null; sinceMs: number } | null>;

export const failedJobs = (outcomes: Outcomes): World['jobs'] =>
  (Object.entries(outcomes) as [keyof Outcomes, Outcomes[keyof Outcomes]][]).flatMap(([job, last]) =>
    last === null || last.detail === null ? [] : { job, detail: last.detail, sinceMs: last.sinceMs },
  );
