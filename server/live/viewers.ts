/** What each open page asked to watch, and what of it it may: asked again whenever cameras or rights change. */
import type { CameraId } from '../../pipeline/messages.ts';
import type { Scope } from '../access/scope.ts';
import type { CameraView } from '../wire.ts';
import type { createAudiences } from './audiences.ts';
import type { LiveSocket } from './openServer.ts';
import type { Shot } from './pictureForPage.ts';
import type { createRooms, Viewer } from './rooms.ts';
import { viewerOf } from './viewerOf.ts';
import { camerasWithin } from './withinScope.ts';

type ViewersNeeds = {
  rooms: ReturnType<typeof createRooms<Shot>>;
  audiences: ReturnType<typeof createAudiences>;
  cameras: (companyId: string) => CameraView[];
  limits: { takenWithinMs: number };
};

const nothing: Scope = { all: false, sees: () => false, watches: () => false, readsTerminals: false };

export function createViewers({ rooms, audiences, cameras, limits }: ViewersNeeds) {
  const viewers = new Map<string, { viewer: Viewer<Shot>; wanted: string[] }>();

  /** Also cameras that are not there yet: after a restart a page is back before the cameras are. */
  function review({ id, data: { companyId } }: LiveSocket): void {
    const open = viewers.get(id);
    if (!open) return;
    const seen = camerasWithin(audiences.of(id)?.scope ?? nothing, cameras(companyId));
    const ids = new Set(seen.map(({ cameraId }) => cameraId));
    rooms.watch(
      open.viewer,
      open.wanted.filter((cameraId) => ids.has(cameraId)).map((cameraId) => cameraId as CameraId),
    );
  }

  return {
    review,
    /** `read` gives the ids of a request, null when it is nonsense. */
    serve(socket: LiveSocket, read: (request: unknown) => string[] | null): void {
      const scope = () => audiences.of(socket.id)?.scope ?? nothing;
      const viewer = viewerOf(socket, (shot) => shot.for(scope()), limits.takenWithinMs);
      const open = { viewer, wanted: [] as string[] };
      viewers.set(socket.id, open);
      socket.on('watch', (request: unknown) => {
        const wanted = read(request);
        if (wanted === null) return;
        open.wanted = wanted;
        review(socket);
      });
      socket.on('disconnect', () => {
        viewers.delete(socket.id);
        rooms.leave(viewer);
      });
    },
  };
}
