import { setImmediate as settled, setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { problem } from '../errors.ts';
import type { JobView } from '../wire.ts';
import { createJobs } from './createJobs.ts';

function made() {
  const told: JobView[] = [];
  const failures: unknown[] = [];
  const jobs = createJobs({
    clock: () => 7,
    changed: (_, view) => told.push(view),
    failed: (error) => failures.push(error),
  });
  return { jobs, told, failures, last: () => told.at(-1) };
}

test('createJobs() tells how far work is and what came out, to its user alone', async () => {
  const { jobs, told, last } = made();
  const { jobId } = jobs.start('ada', 'import', ({ progress }) => {
    progress(1, 2);
    return Promise.resolve({ people: 3 });
  });
  await settled();
  expect(jobs.get('bo', jobId)).toBeUndefined();
  expect(jobs.cancel('bo', jobId)).toBe(false);
  await jobs.stop();
  expect(told[0]).toMatchObject({ state: 'running', done: 1, total: 2, startedAtMs: 7 });
  expect(last()).toMatchObject({ state: 'done', result: { people: 3 } });
  expect(jobs.of('ada').map((view) => view.jobId)).toEqual([jobId]);
});

test('createJobs() cancels at the next step', async () => {
  const { jobs, last, failures } = made();
  const { jobId } = jobs.start('ada', 'enrol', async ({ progress }) => {
    for (let done = 0; ; done++) {
      progress(done, null);
      await sleep(1);
    }
  });
  expect(jobs.cancel('ada', jobId)).toBe(true);
  await jobs.stop();
  expect([last()?.state, failures]).toEqual(['cancelled', []]);
});

test('createJobs() tells a failure in words, and only what is a bug to the log', async () => {
  const { jobs, told, failures } = made();
  jobs.start('ada', 'backup', () => Promise.reject(problem('STORE_FULL', {})));
  jobs.start('ada', 'backup', () => Promise.reject(new Error('oh')));
  await settled();
  expect(told.map(({ state, problem: words }) => [state, words?.slice(0, 11)])).toEqual([
    ['failed', 'Cannot save'],
    ['failed', 'oh'],
  ]);
  expect(failures).toHaveLength(1);
});
