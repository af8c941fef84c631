/** The cameras as they are now. Each change of them first counts the time under what they saw before. */
import { coverage } from './coverage.ts';

export type PresenceCamera = { cameraId: string; name: string; area: string; seeing: boolean };
export type CameraBook = ReturnType<typeof cameraBook>;

export function cameraBook(tick: (nowMs: number) => void) {
  const cameras = new Map<string, PresenceCamera>();
  let covered = coverage([]);

  function set(now: PresenceCamera[]): void {
    cameras.clear();
    for (const camera of now) cameras.set(camera.cameraId, { ...camera });
    covered = coverage(cameras.values());
  }

  function recover(nowMs: number, change: () => void): void {
    tick(nowMs);
    change();
    tick(nowMs);
  }

  return {
    set,
    all: () => cameras.values(),
    nameOf: (cameraId: string): string | null => cameras.get(cameraId)?.name ?? null,
    coverage: () => covered,
    change: (now: PresenceCamera[], nowMs: number) => recover(nowMs, () => set(now)),
    health(cameraId: string, seeing: boolean, atMs: number): void {
      const camera = cameras.get(cameraId);
      if (!camera || camera.seeing === seeing) return;
      recover(atMs, () => {
        cameras.set(cameraId, { ...camera, seeing });
        covered = coverage(cameras.values());
      });
    },
  };
}
