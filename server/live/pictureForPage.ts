/** A worker's picture as the page gets it: the boxes carry names. */
import type { FromWorker, PictureTrack, TrackId } from '../../pipeline/messages.ts';
import type { Picture, PictureBox } from '../wire.ts';

/** null: unknown. `likelyName`: unknown, with a guess. */
export type Who = { personId: string; name: string } | { likelyName: string } | null;

export function pictureForPage(
  cameraId: string,
  { atMs, frame, tracks, jpeg }: Extract<FromWorker, { kind: 'picture' }>,
  whoIs: (trackId: TrackId) => Who,
): Picture {
  const boxes = tracks.map((track) => namedBox(track, whoIs(track.trackId)));
  return { cameraId, atMs, width: frame.width, height: frame.height, boxes, jpeg: bytesOf(jpeg) };
}

function namedBox({ trackId, body, face }: PictureTrack, who: Who): PictureBox {
  const box = {
    trackId,
    body,
    face,
    personId: null,
    name: null,
    likelyName: null,
    outside: false,
    sinceMs: 0,
  };
  return { ...box, ...who };
}

/** The picture's bytes alone: a view may lie in a larger buffer. */
function bytesOf(jpeg: Uint8Array): ArrayBuffer {
  const { buffer, byteLength } = jpeg;
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) return buffer;
  return new Uint8Array(jpeg).buffer;
}
