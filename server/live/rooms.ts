/**
 * Who watches which cameras, and which picture each may have. Of a camera one picture is on its way to a viewer at most, of all
 * of them as many as the viewer's pace allows; when one was taken, the camera whose turn it is follows with its newest. Nothing
 * queues: a camera has one slot, and what a slow viewer misses is counted.
 */
import type { CameraId } from '../../pipeline/messages.ts';
import { createPace, type Pace } from './pace.ts';

export type Viewer<P> = { send: (picture: P, taken: (how: 'drawn' | 'lost') => void) => void };

type Latest<P> = { picture: P; number: number; shownAtMs: number };
type Room<P> = { viewers: Set<Viewer<P>>; latest: Latest<P> | null; closing: NodeJS.Timeout | undefined };
/** `turns`: the cameras watched, whose turn it is first, each with the number of its last picture sent (or the newest when the viewer came). */
type Places = { turns: Map<CameraId, number>; underWay: Set<CameraId>; pace: Pace };

type RoomNeeds = {
  cameraWatched: (cameraId: CameraId, watched: boolean) => void;
  now: () => number;
  limits: { lingerMs: number; freshMs: number };
};

export function createRooms<P>(from: RoomNeeds) {
  const rooms = openRooms<P>(from);
  const places = new Map<Viewer<P>, Places>();
  const counts = { sent: 0, skipped: 0 };

  function offer(viewer: Viewer<P>): void {
    const place = places.get(viewer);
    while (place && place.underWay.size < place.pace.mayBeUnderWay()) {
      const cameraId = nextOf(place);
      if (cameraId === null) return;
      send(viewer, place, cameraId);
    }
  }

  function nextOf({ turns, underWay }: Places): CameraId | null {
    for (const [cameraId, sentNumber] of turns)
      if (!underWay.has(cameraId) && (rooms.latest(cameraId)?.number ?? 0) > sentNumber) return cameraId;
    return null;
  }

  function send(viewer: Viewer<P>, { turns, underWay, pace }: Places, cameraId: CameraId): void {
    const latest = rooms.latest(cameraId);
    if (!latest) return;
    counts.sent++;
    counts.skipped += latest.number - (turns.get(cameraId) ?? 0) - 1;
    // To the end of the line.
    turns.delete(cameraId);
    turns.set(cameraId, latest.number);
    underWay.add(cameraId);
    const sentMs = performance.now();
    viewer.send(latest.picture, (how) => {
      underWay.delete(cameraId);
      if (how === 'lost') pace.lost();
      else pace.taken(performance.now() - sentMs);
      offer(viewer);
    });
  }

  return {
    /** Exactly these from now on. Those that are new come first, in their order: somebody waits for them. */
    watch(viewer: Viewer<P>, cameraIds: readonly CameraId[]): void {
      const place = places.get(viewer) ?? freshPlace();
      const before = place.turns;
      const wanted = new Set(cameraIds);
      for (const cameraId of before.keys()) if (!wanted.has(cameraId)) rooms.leave(viewer, cameraId);
      const added = [...wanted].filter((cameraId) => !before.has(cameraId));
      place.turns = new Map(added.map((cameraId) => [cameraId, rooms.enter(viewer, cameraId)]));
      for (const [cameraId, sent] of before) if (wanted.has(cameraId)) place.turns.set(cameraId, sent);
      places.set(viewer, place);
      offer(viewer);
    },
    leave(viewer: Viewer<P>): void {
      for (const cameraId of places.get(viewer)?.turns.keys() ?? []) rooms.leave(viewer, cameraId);
      places.delete(viewer);
    },
    show(cameraId: CameraId, picture: P): void {
      for (const viewer of rooms.show(cameraId, picture)) offer(viewer);
    },
    viewers: rooms.viewers,
    /** True from the first viewer until a moment after the last. */
    isOpen: rooms.isOpen,
    counts: () => ({ ...counts }),
    stop(): void {
      places.clear();
      rooms.stop();
    },
  };
}

const freshPlace = (): Places => ({ turns: new Map(), underWay: new Set(), pace: createPace() });

/** A room for each camera somebody watches, and a moment longer. */
function openRooms<P>({ cameraWatched, now, limits }: RoomNeeds) {
  const rooms = new Map<CameraId, Room<P>>();

  function open(cameraId: CameraId): Room<P> {
    const before = rooms.get(cameraId);
    clearTimeout(before?.closing);
    if (before) return before;
    const room: Room<P> = { viewers: new Set(), latest: null, closing: undefined };
    rooms.set(cameraId, room);
    cameraWatched(cameraId, true);
    return room;
  }

  function close(cameraId: CameraId): void {
    rooms.delete(cameraId);
    cameraWatched(cameraId, false);
  }

  return {
    latest: (cameraId: CameraId): Latest<P> | null => rooms.get(cameraId)?.latest ?? null,
    viewers: (cameraId: CameraId): number => rooms.get(cameraId)?.viewers.size ?? 0,
    isOpen: (cameraId: CameraId): boolean => rooms.has(cameraId),
    /** Answers from which number on the viewer is sent pictures. */
    enter(viewer: Viewer<P>, cameraId: CameraId): number {
      const { viewers, latest } = open(cameraId);
      viewers.add(viewer);
      return numberBefore(latest, now() - limits.freshMs);
    },
    leave(viewer: Viewer<P>, cameraId: CameraId): void {
      const room = rooms.get(cameraId);
      if (!room?.viewers.delete(viewer) || room.viewers.size > 0) return;
      room.closing = setTimeout(() => close(cameraId), limits.lingerMs);
    },
    /** Answers who is there. */
    show(cameraId: CameraId, picture: P): Iterable<Viewer<P>> {
      const room = rooms.get(cameraId);
      if (!room) return [];
      room.latest = { picture, number: (room.latest?.number ?? 0) + 1, shownAtMs: now() };
      return room.viewers;
    },
    stop(): void {
      for (const [cameraId, { closing }] of rooms) {
        clearTimeout(closing);
        close(cameraId);
      }
    },
  };
}

/** The newcomer's count starts before a fresh picture, so that it is sent, and after an old one, so that it is not. */
function numberBefore(
  latest: Pick<Latest<unknown>, 'number' | 'shownAtMs'> | null,
  freshFromMs: number,
): number {
  if (!latest) return 0;
  return latest.shownAtMs > freshFromMs ? latest.number - 1 : latest.number;
}
