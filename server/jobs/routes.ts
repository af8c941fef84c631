import { z } from 'zod';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { JobView } from '../wire.ts';
import type { Jobs } from './createJobs.ts';

export const job = z.object({
  jobId: z.string(),
  kind: z.enum(['enrol', 'import', 'backup', 'restore', 'diagnostics', 'discovery', 'deviceScan']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.number(),
  total: z.number().nullable(),
  startedAtMs: z.number(),
  result: z.unknown(),
  problem: z.string().nullable(),
}) satisfies z.ZodType<JobView>;

const params = z.object({ jobId: z.string() });
const path = '/api/jobs';
const gone = () => problem('NOT_FOUND', { what: 'this work' });

/** Everybody sees and cancels their own. */
export function jobRoutes(route: Route, { jobs }: { jobs: Jobs }): void {
  route(
    { method: 'get', path, summary: 'Long work of who asks', allow: 'signedIn', answer: z.array(job) },
    ({ user }) => jobs.of(user.userId),
  );
  route(
    {
      method: 'get',
      path: `${path}/:jobId`,
      summary: 'How far it is',
      allow: 'signedIn',
      params,
      answer: job,
    },
    ({ params: { jobId }, user }) => {
      const view = jobs.get(user.userId, jobId);
      if (!view) throw gone();
      return view;
    },
  );
  route(
    {
      method: 'delete',
      path: `${path}/:jobId`,
      summary: 'Cancel it',
      allow: 'signedIn',
      params,
      answer: nothing,
    },
    ({ params: { jobId }, user }) => {
      if (!jobs.cancel(user.userId, jobId)) throw gone();
      return null;
    },
  );
}
