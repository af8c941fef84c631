/** Long work of who is signed in. */
import type { JobView } from '../../../server/wire.ts';
import { call, part } from '../api.ts';

export const jobsApi = {
  job: (jobId: string) => call<JobView>('GET', `jobs/${part(jobId)}`),
  cancel: (jobId: string) => call<null>('DELETE', `jobs/${part(jobId)}`),
};
