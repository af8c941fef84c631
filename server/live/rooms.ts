/**
 * Who watches which camera, and which picture each may have. One picture is on its way to a viewer at most; when it was
 * taken the newest follows. Nothing queues: a camera has one slot, and what a slow viewer misses is counted.
 */
import type { CameraId } from '../../pipeline/messages.ts';
import type { Picture } from '../wire.ts';

export type Viewer = { send: (picture: Picture, taken: () => void) => void };

type Room = {
  viewers: Set<Viewer>;
  latest: { picture: Picture; number: number; shownAtMs: number } | null;
  closing: NodeJS.Timeout | undefined;
};
/** `sentNumber`: of the last picture sent, or the newest when the viewer came. */
type Place = { cameraId: CameraId; sentNumber: number };

type RoomNeeds = {
  cameraWatched: (cameraId: CameraId, watched: boolean) => void;
  now: () => number;
  limits: { lingerMs: number; freshMs: number };
};

export function createRooms(from: RoomNeeds) {
  const rooms = new Map<CameraId, Room>();
  const places = new Map<Viewer, Place>();
  /** Viewers with a picture on its way, whichever camera it is of. */
  const busy = new Set<Viewer>();
  const counts = { sent: 0, skipped: 0 };

  function offer(viewer: Viewer): void {
    const place = places.get(viewer);
    const latest = place && rooms.get(place.cameraId)?.latest;
    if (!place || !latest || busy.has(viewer) || latest.number <= place.sentNumber) return;
    counts.sent++;
    counts.skipped += latest.number - place.sentNumber - 1;
    place.sentNumber = latest.number;
    busy.add(viewer);
    viewer.send(latest.picture, () => {
      busy.delete(viewer);
      offer(viewer);
    });
  }

  function openRoom(cameraId: CameraId): Room {
    const open = rooms.get(cameraId);
    if (open) {
      clearTimeout(open.closing);
      return open;
    }
    const room: Room = { viewers: new Set(), latest: null, closing: undefined };
    rooms.set(cameraId, room);
    from.cameraWatched(cameraId, true);
    return room;
  }

  function closeRoom(cameraId: CameraId): void {
    rooms.delete(cameraId);
    from.cameraWatched(cameraId, false);
  }

  function leave(viewer: Viewer): void {
    const cameraId = places.get(viewer)?.cameraId;
    const room = cameraId && rooms.get(cameraId);
    places.delete(viewer);
    if (!room || !room.viewers.delete(viewer) || room.viewers.size > 0) return;
    room.closing = setTimeout(() => closeRoom(cameraId), from.limits.lingerMs);
  }

  return {
    join(viewer: Viewer, cameraId: CameraId): void {
      if (places.get(viewer)?.cameraId === cameraId) return;
      leave(viewer);
      const { viewers, latest } = openRoom(cameraId);
      viewers.add(viewer);
      const freshFromMs = from.now() - from.limits.freshMs;
      places.set(viewer, { cameraId, sentNumber: numberBefore(latest, freshFromMs) });
      offer(viewer);
    },
    leave,
    show(cameraId: CameraId, picture: Picture): void {
      const room = rooms.get(cameraId);
      if (!room) return;
      room.latest = { picture, number: (room.latest?.number ?? 0) + 1, shownAtMs: from.now() };
      for (const viewer of room.viewers) offer(viewer);
    },
    viewers: (cameraId: CameraId): number => rooms.get(cameraId)?.viewers.size ?? 0,
    /** True from the first viewer until a moment after the last. */
    isOpen: (cameraId: CameraId): boolean => rooms.has(cameraId),
    counts: () => ({ ...counts }),
    stop(): void {
      for (const viewer of [...places.keys()]) leave(viewer);
      for (const [cameraId, { closing }] of rooms) {
        clearTimeout(closing);
        closeRoom(cameraId);
      }
    },
  };
}

/** The newcomer's count starts before a fresh picture, so that it is sent, and after an old one, so that it is not. */
function numberBefore(latest: Room['latest'], freshFromMs: number): number {
  if (!latest) return 0;
  return latest.shownAtMs > freshFromMs ? latest.number - 1 : latest.number;
}
