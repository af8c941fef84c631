import type { IdentifiedSighting } from '../../identify/createIdentifier.ts';
import type { PresenceCamera } from '../../presence/cameraBook.ts';

const tracksPerFrame = 10;
/** Frames after which the people before one camera are before the next: about every ten seconds at full speed. */
const moveAfterFrames = 20_000;

/** Frame after frame, each camera and its people in turn; everybody walks on to the next camera now and then. */
export function sightingsOf(
  people: string[],
  cameras: PresenceCamera[],
): () => { camera: PresenceCamera; tracks: IdentifiedSighting[] } {
  let frame = 0;
  return () => {
    const first = (frame * tracksPerFrame) % people.length;
    const tracks = people
      .slice(first, first + tracksPerFrame)
      .map((personId, at) => track(personId, first + at));
    const group = Math.floor(first / tracksPerFrame) + Math.floor(frame / moveAfterFrames);
    frame++;
    const camera = cameras[group % cameras.length];
    if (!camera) throw new Error('There is no camera.');
    return { camera, tracks };
  };
}

function track(personId: string, trackId: number): IdentifiedSighting {
  return {
    trackId,
    body: { x: 0, y: 0, width: 100, height: 300 },
    seen: true,
    face: null,
    identity: { kind: 'named', personId, name: '', score: 0.8, margin: 0.3, faces: 5, sinceMs: 0 },
  };
}
