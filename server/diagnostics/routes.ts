import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Audited, By } from '../access/audit.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { Jobs, JobSteps } from '../jobs/createJobs.ts';
import { job } from '../jobs/routes.ts';
import { diagnosticsNamed } from './diagnosticsFolder.ts';
import { diagnosticsParts, type Told } from './diagnosticsParts.ts';
import { type Made, makeDiagnostics } from './makeDiagnostics.ts';

export type DiagnosticsRoutes = Told & {
  jobs: Jobs;
  clock: () => number;
  audit: (by: By, audited: Audited) => Promise<void>;
};

const path = '/api/diagnostics';

export function diagnosticsRoutes(route: Route, parts: DiagnosticsRoutes): void {
  const { jobs, clock, audit } = parts;
  const { dataDir } = parts.config;
  let making: Promise<unknown> = Promise.resolve();

  async function make(userId: string, steps: JobSteps): Promise<Made> {
    steps.signal.throwIfAborted();
    const by = { userId, nowMs: clock() };
    const made = await makeDiagnostics(dataDir, await diagnosticsParts(parts, by.nowMs), by.nowMs, steps);
    await audit(by, { action: 'diagnostics.made', subject: made.name, detail: { bytes: made.bytes } });
    return made;
  }

  route(
    {
      ...{ method: 'post', path },
      summary: 'Put together diagnostics without people or passwords; the answer is work to follow',
      allow: ['read', 'Settings'],
      body: z.object({}),
      answer: job,
    },
    ({ user: { userId } }) =>
      jobs.start(userId, 'diagnostics', (steps) => {
        const made = making.then(() => make(userId, steps));
        making = made.catch(() => undefined);
        return made;
      }),
  );
  route(
    {
      ...{ method: 'get', path: `${path}/:name/file`, summary: 'Download diagnostics, as .tar.gz' },
      allow: ['read', 'Settings'],
      params: z.object({ name: z.string().max(100) }),
      answer: nothing,
    },
    async ({ params: { name }, user: { userId }, response }) => {
      const file = diagnosticsNamed(dataDir, name);
      if (file === undefined) throw problem('NOT_FOUND', { what: 'these diagnostics' });
      await audit({ userId, nowMs: clock() }, { action: 'diagnostics.downloaded', subject: name });
      response
        .attachment(name)
        .type('application/gzip')
        .set('Content-Length', String(statSync(file).size));
      await pipeline(createReadStream(file), response);
      return null;
    },
  );
}
