/** At which desk everybody is, or was last, in the picture of the camera that has them. Not stored: the next sighting tells. */
import type { PersonPresence } from './presence.ts';

export function createSpots() {
  const spots = new Map<string, { cameraId: string; spot: string }>();
  return {
    set(personId: string, cameraId: string, spot: string | null): void {
      if (spot === null) spots.delete(personId);
      else spots.set(personId, { cameraId, spot });
    },
    forget: (personId: string) => void spots.delete(personId),
    of({ personId, cameraId }: PersonPresence): string | null {
      const at = spots.get(personId);
      return at && at.cameraId === cameraId ? at.spot : null;
    },
  };
}
