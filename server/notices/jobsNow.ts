/** How the work stands that the server does by itself every so often, for those who are told. Pure. */
import type { JobName, JobNow } from './noticesAfter.ts';

/** null: nothing is known. */
type Outcomes = Record<JobName, Omit<JobNow, 'job'> | null>;

export const jobsNow = (outcomes: Outcomes): JobNow[] =>
  (Object.entries(outcomes) as [JobName, Outcomes[JobName]][]).flatMap(([job, now]) =>
    now === null ? [] : { ...now, job },
  );
