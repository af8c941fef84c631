/** Who is on which terminal, and synchronising one now. */
import { z } from 'zod';
import { problem } from '../../errors.ts';
import { nothing, type Route } from '../../http/route.ts';
import type { DevicePersonView } from '../../wire.ts';
import { deviceParams, devicePath, type DeviceParts, found } from '../deviceRoutes.ts';
import type { StartedSync } from './startSync.ts';

export type SyncRouteParts = Pick<DeviceParts, 'devices'> & {
  sync: Pick<StartedSync, 'on' | 'of' | 'now'>;
  hasPerson: (personId: string) => boolean;
};

const view = z.object({
  ...{ deviceId: z.string(), device: z.string(), userId: z.string() },
  ...{ personId: z.string().nullable(), person: z.string().nullable() },
  wanted: z.enum(['there', 'gone']).nullable(),
  state: z.enum(['done', 'waiting', 'failed', 'stranger']),
  problem: z.string().nullable(),
  confirmedAtMs: z.number().nullable(),
  ...{ fingers: z.number(), faces: z.number(), hasPhoto: z.boolean() },
}) satisfies z.ZodType<DevicePersonView>;
const personParams = z.object({ personId: z.string().max(100) });

export function syncRoutes(route: Route, { devices, sync, hasPerson }: SyncRouteParts): void {
  const answer = z.array(view);
  route(
    {
      ...{
        method: 'get',
        path: `${devicePath}/people`,
        params: deviceParams,
        answer,
        allow: ['read', 'Device'],
      },
      summary: 'Everybody on a terminal and everybody who should be, with how far that is so',
    },
    ({ params: { deviceId } }) => sync.on(found(deviceId, { devices }).deviceId),
  );
  route(
    {
      ...{ method: 'post', path: `${devicePath}/sync`, params: deviceParams, answer: nothing },
      ...{ allow: ['update', 'Device'], summary: 'Look at a terminal now, and try again what it refused' },
    },
    ({ params: { deviceId } }) => {
      sync.now(found(deviceId, { devices }).deviceId);
      return null;
    },
  );
  route(
    {
      ...{ method: 'get', path: '/api/people/:personId/terminals', params: personParams, answer },
      ...{ allow: ['read', 'Device'], summary: 'The terminals a person is on, or should be' },
    },
    ({ params: { personId } }) => {
      if (!hasPerson(personId)) throw problem('NOT_FOUND', { what: 'this person' });
      return sync.of(personId);
    },
  );
}
