/** For those who watch the server itself. */
import { z } from 'zod';
import type { NetworkOrigin } from '../../models/prepareNetworks.ts';
import { may } from '../access/abilities.ts';
import { askedThisMachine } from '../access/createAccess.ts';
import { isLoopback } from '../config.ts';
import { problem } from '../errors.ts';
import type { CameraView, Me } from '../wire.ts';
import { createMetrics, type Measured } from './metrics.ts';
import type { Route } from './route.ts';

const healthAnswer = z.object({
  status: z.literal('ok'),
  version: z.string(),
  cameras: z.object({ seeing: z.number(), blind: z.number(), starting: z.number() }),
  /** What runs, whose it is and under which licence; `own`: the user's in the place of ours. */
  networks: z.array(
    z.object({
      network: z.string(),
      file: z.string(),
      licence: z.string(),
      source: z.string(),
      own: z.boolean(),
    }),
  ),
});

/** Answers what the metrics say, for the diagnostics. */
export function healthRoutes(
  route: Route,
  watched: Measured & { version: string; networks: NetworkOrigin[] },
): () => Promise<string> {
  route(
    {
      method: 'get',
      path: '/api/health',
      summary: 'Whether the server runs, and how many cameras see',
      allow: 'anyone',
      answer: healthAnswer,
    },
    // A blind camera is no reason to restart the server: the status stays "ok".
    () => ({
      status: 'ok' as const,
      version: watched.version,
      cameras: countByHealth(watched.views()),
      networks: watched.networks,
    }),
  );
  const metrics = createMetrics(watched);
  route(
    {
      method: 'get',
      path: '/api/metrics',
      summary: 'Numbers in Prometheus text format, for administrators and programs on this machine',
      allow: 'anyone',
      text: metrics.contentType,
      answer: z.string(),
    },
    ({ user, request }) => {
      if (!isOfThisMachine(request.ip, request.headers.host)) refuseOthers(user);
      return metrics.metrics();
    },
  );
  return () => metrics.metrics();
}

/** By address and by name: what a proxy here passes on for others carries the name they asked for. */
const isOfThisMachine = (ip = '', host = ''): boolean =>
  isLoopback(ip.replace(/^::ffff:/, '')) && askedThisMachine(host);

function refuseOthers(user: Me | null): void {
  if (user === null) throw problem('SIGN_IN_NEEDED', {});
  if (!may(user, 'read', 'Metrics')) throw problem('NOT_ALLOWED', { role: user.role });
}

function countByHealth(views: CameraView[]): z.infer<typeof healthAnswer>['cameras'] {
  const counts = { seeing: 0, blind: 0, starting: 0 };
  for (const { health } of views) counts[health.kind] += 1;
  return counts;
}
