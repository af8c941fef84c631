/** Who draws which camera's pictures. Pure. */
import type { Picture } from '../../server/wire.ts';

/** Call `taken` when the picture is drawn: the next one comes only then. */
export type PictureListener<P extends { cameraId: string } = Picture> = (
  picture: P,
  taken: () => void,
) => void;

export function createPictureListeners<P extends { cameraId: string }>() {
  const listeners = new Map<string, Set<PictureListener<P>>>();

  return {
    /** Returns the way to stop listening. */
    add(cameraId: string, listener: PictureListener<P>): () => void {
      // Its own: the same function may listen twice.
      const mine: PictureListener<P> = (picture, taken) => listener(picture, taken);
      const ofCamera = listeners.get(cameraId) ?? new Set();
      listeners.set(cameraId, ofCamera.add(mine));
      return () => {
        ofCamera.delete(mine);
        if (ofCamera.size === 0 && listeners.get(cameraId) === ofCamera) listeners.delete(cameraId);
      };
    },
    /** Taken when every listener took it; at once when nobody listens any more. */
    tell(picture: P, taken: () => void): void {
      const ofCamera = [...(listeners.get(picture.cameraId) ?? [])];
      if (ofCamera.length === 0) return taken();
      const open = new Set(ofCamera);
      for (const listener of ofCamera)
        listener(picture, () => void (open.delete(listener) && open.size === 0 && taken()));
    },
  };
}
