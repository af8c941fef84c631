/** For those who watch the server itself. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { z } from 'zod';
import { may } from '../access/abilities.ts';
import type { CameraStats } from '../../pipeline/messages.ts';
import { isLoopback } from '../config.ts';
import { problem } from '../errors.ts';
import type { CameraView } from '../wire.ts';
import { type Route } from './route.ts';

export type Watched = {
  version: string;
  views: () => CameraView[];
  /** The last numbers of each camera that has told any. */
  stats: () => { cameraId: string; stats: CameraStats }[];
};

const healthAnswer = z.object({
  status: z.literal('ok'),
  version: z.string(),
  cameras: z.object({ seeing: z.number(), blind: z.number(), starting: z.number() }),
});

export function healthRoutes(route: Route, watched: Watched): void {
  route(
    {
      method: 'get',
      path: '/api/health',
      summary: 'Whether the server runs, and how many cameras see',
      allow: 'anyone',
      answer: healthAnswer,
    },
    () => ({ status: 'ok' as const, version: watched.version, cameras: countByHealth(watched.views()) }),
  );
  const metrics = createMetrics(watched);
  route(
    {
      method: 'get',
      path: '/api/metrics',
      summary: 'Numbers in Prometheus text format, for administrators and programs on this machine',
      allow: 'anyone',
      answer: z.null(),
    },
    async ({ user, request, response }) => {
      if (!isLoopback((request.ip ?? '').replace(/^::ffff:/, ''))) {
        if (user === null) throw problem('SIGN_IN_NEEDED', {});
        if (!may(user, 'read', 'Metrics')) throw problem('NOT_ALLOWED', { role: user.role });
      }
      response.type(metrics.contentType).send(await metrics.metrics());
      return null;
    },
  );
}

function countByHealth(views: CameraView[]): z.infer<typeof healthAnswer>['cameras'] {
  const counts = { seeing: 0, blind: 0, starting: 0 };
  for (const { health } of views) counts[health.kind] += 1;
  return counts;
}

function createMetrics(watched: Watched): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const total = (name: string, help: string, read: (stats: CameraStats) => number) =>
    new Counter({
      name,
      help,
      labelNames: ['camera'],
      registers: [registry],
      collect() {
        // The workers count; here their newest counts are only passed on.
        this.reset();
        for (const { cameraId, stats } of watched.stats()) this.inc({ camera: cameraId }, read(stats));
      },
    });
  total('whereabouts_camera_frames_total', 'Frames decoded', (stats) => stats.framesDecoded);
  total('whereabouts_camera_analyses_total', 'Frames analysed', (stats) => stats.framesAnalysed);
  total('whereabouts_camera_drops_total', 'Frames replaced by a newer one', (stats) => stats.framesDropped);
  new Gauge({
    name: 'whereabouts_camera_blind',
    help: '1 while the camera does not see',
    labelNames: ['camera'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { cameraId, health } of watched.views())
        this.set({ camera: cameraId }, health.kind === 'blind' ? 1 : 0);
    },
  });
  return registry;
}
