/** A camera's picture to keep, and the record of whose way was followed. */
import { z } from 'zod';
import type { CameraId, SnapshotWish, TrackId } from '../../pipeline/messages.ts';
import type { Snapshot } from '../../pipeline/startCamera.ts';
import type { Audited, By } from '../access/audit.ts';
import { mustSee, mustWatch } from '../access/scope.ts';
import { cameraId as cameraIdShape } from '../cameras/cameraFile.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { CameraView, PersonView } from '../wire.ts';

export type LiveRouteParts = {
  cameras: {
    views: () => CameraView[];
    snapshot: (cameraId: string, clear: SnapshotWish) => Promise<Snapshot | null>;
  };
  /** Tracks with a name. */
  named: { of: (cameraId: CameraId) => { trackId: TrackId; personId: string }[] };
  presence: { views: () => PersonView[] };
  audit: (by: By, audited: Audited) => Promise<void>;
  clock: () => number;
};

export function liveRoutes(route: Route, { cameras, presence, named, audit, clock }: LiveRouteParts): void {
  route(
    {
      method: 'get',
      path: '/api/cameras/:cameraId/snapshot',
      summary:
        'The picture of now, with privacy zones painted over and, where the setting says so, unknown faces hidden and those of people whom you may not see',
      allow: ['read', 'Camera'],
      params: z.object({ cameraId: cameraIdShape }),
      answer: z.instanceof(Uint8Array),
      binary: 'image/jpeg',
    },
    async ({ params: { cameraId }, user, scope }) => {
      const camera = cameras.views().find((view) => view.cameraId === cameraId);
      mustWatch(scope, camera?.area);
      if (!camera) throw problem('NOT_FOUND', { what: 'this camera' });
      const clear = scope.all
        ? null
        : named
            .of(camera.cameraId as CameraId)
            .filter(({ personId }) => scope.sees(personId))
            .map(({ trackId }) => trackId);
      const taken = camera.health.kind === 'seeing' ? await cameras.snapshot(cameraId, clear) : null;
      if (!taken) throw problem('CAMERA_BLIND', { camera: camera.name });
      const by = { userId: user.userId, nowMs: clock() };
      const detail = { name: camera.name, atMs: taken.atMs };
      // First: no picture leaves that cannot be written down.
      await audit(by, { action: 'camera.snapshot', subject: cameraId, detail });
      return Buffer.from(taken.jpeg);
    },
  );
  route(
    {
      method: 'post',
      path: '/api/people/:personId/track',
      summary: 'Record that the way of this person is followed on the live page',
      allow: ['read', 'Presence'],
      params: z.object({ personId: z.string() }),
      body: z.object({}),
      answer: nothing,
    },
    async ({ params: { personId }, user, scope }) => {
      mustSee(scope, personId);
      const person = presence.views().find((view) => view.personId === personId);
      if (!person) throw problem('NOT_FOUND', { what: 'this person' });
      const by = { userId: user.userId, nowMs: clock() };
      await audit(by, {
        action: 'person.tracked',
        subject: personId,
        detail: person.cameraId === null ? {} : { cameraId: person.cameraId },
      });
      return null;
    },
  );
}
