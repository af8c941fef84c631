/** What somebody asks for and waits for: long work, and cameras that are tried before they are added. */
import { createCameraTests } from './cameras/createCameraTests.ts';
import { createJobs } from './jobs/createJobs.ts';
import type { Live } from './live/startLive.ts';
import type { Base } from './startBase.ts';
import type { Started } from './started.ts';

export function startOnDemand({ now, log }: Pick<Base, 'now' | 'log'>, live: Live, started: Started) {
  const jobs = createJobs({
    clock: now,
    changed: (userId, job) => live.jobChanged(userId, job),
    failed: (error) => log.error({ err: error }, 'a job failed'),
  });
  started.push(jobs.stop);
  const cameraTests = createCameraTests();
  started.push(cameraTests.stop);
  return { jobs, cameraTests };
}
