/** The picture behind a link in an answer: opens without sign-in while the link holds, for what its writer may see then. */
import { z } from 'zod';
import type { SnapshotWish } from '../../../pipeline/messages.ts';
import type { Audited, By } from '../../access/audit.ts';
import { mustWatch } from '../../access/scope.ts';
import { problem } from '../../errors.ts';
import type { Route } from '../../http/route.ts';
import type { Writer } from './answerCommand.ts';
import type { SnapshotLinks } from './snapshotLinks.ts';

export type SnapshotRouteParts = {
  links: SnapshotLinks;
  clock: () => number;
  writer: (recipientId: string) => Promise<Writer | null>;
  clearFor: (cameraId: string, writer: Writer) => SnapshotWish;
  /** Throws when there is no picture. */
  take: (
    cameraId: string,
    clear: SnapshotWish,
  ) => Promise<{ jpeg: Uint8Array; atMs: number; camera: { name: string; area: string } }>;
  audit: (by: By, audited: Audited) => Promise<void>;
};

export const snapshotPath = '/api/snapshots';

export function snapshotRoute(route: Route, parts: SnapshotRouteParts): void {
  route(
    {
      ...{ method: 'get', path: `${snapshotPath}/:token`, allow: 'anyone' },
      summary: 'The picture of now behind a link sent by message; it holds for a few minutes',
      params: z.object({ token: z.string().max(1_000) }),
      ...{ answer: z.instanceof(Uint8Array), binary: 'image/jpeg' },
    },
    async ({ params: { token } }) => {
      const link = parts.links.read(token, parts.clock());
      const writer = link && (await parts.writer(link.recipientId));
      if (!link || !writer?.looks) throw problem('NOT_FOUND', { what: 'this picture' });
      const taken = await parts.take(link.cameraId, parts.clearFor(link.cameraId, writer));
      // As it is now: a camera may have moved, and somebody's place too.
      mustWatch(writer.scope, taken.camera.area);
      const detail = { name: taken.camera.name, atMs: taken.atMs };
      const by = { userId: writer.userId, nowMs: parts.clock() };
      await parts.audit(by, { action: 'camera.snapshot', subject: link.cameraId, detail });
      return Buffer.from(taken.jpeg);
    },
  );
}
