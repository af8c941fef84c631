/** One open page as the rooms see it: sends a picture and tells when it was drawn. */
import type { Picture } from '../wire.ts';
import type { Shot } from './pictureForPage.ts';
import type { Viewer } from './rooms.ts';

export type PictureSocket = { emit(event: 'picture', picture: Picture, drawn: () => void): unknown };

/** A line on which a picture takes longer than this is cut by the page's own heartbeat. */
const waitMostMs = 60_000;

/**
 * A picture not acknowledged within `takenWithinMs` counts as lost, so that a lost answer freezes nothing. Each one lost doubles
 * that: on a very thin line it is only late, and pictures sent after it would wait behind it.
 */
export function viewerOf(
  socket: PictureSocket,
  pictureFor: (shot: Shot) => Picture,
  takenWithinMs: number,
): Viewer<Shot> {
  let waitMs = takenWithinMs;
  return {
    send(shot, taken) {
      const sentMs = performance.now();
      let isOpen = true;
      const timer = setTimeout(() => {
        isOpen = false;
        waitMs = Math.min(waitMs * 2, Math.max(waitMostMs, takenWithinMs));
        taken('lost');
      }, waitMs).unref();
      socket.emit('picture', pictureFor(shot), () => {
        // Also of a picture given up: it tells how long the line takes.
        waitMs = Math.max(takenWithinMs, 2 * (performance.now() - sentMs));
        // An answer that comes too late belongs to an older picture than the one now on its way.
        if (!isOpen) return;
        isOpen = false;
        clearTimeout(timer);
        taken('drawn');
      });
    },
  };
}
