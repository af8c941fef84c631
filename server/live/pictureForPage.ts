/** A worker's picture as each page gets it: the boxes carry the names its user may see. Pure. */
import type { FromWorker, PictureTrack, TrackId } from '../../pipeline/messages.ts';
import type { Scope } from '../access/scope.ts';
import type { Picture, PictureBox } from '../wire.ts';

/** null: unknown. `likelyName`: unknown, with a guess; `likelyId` decides who may see it, and never leaves. */
export type Who = { personId: string; name: string } | { likelyName: string; likelyId: string } | null;
export type WhoIs = (trackId: TrackId) => { who: Who; sinceMs: number };

/** One picture for all who watch: the same bytes, boxes by what each may see. */
export type Shot = { for: (scope: Scope) => Picture };

export function shotOf(
  cameraId: string,
  { atMs, frame, tracks, jpeg }: Extract<FromWorker, { kind: 'picture' }>,
  whoIs: WhoIs,
): Shot {
  // Names as they are now, however late somebody gets it.
  const boxes = tracks.map((track) => ({ ...whoIs(track.trackId), track }));
  const picture = { cameraId, atMs, width: frame.width, height: frame.height, jpeg: bytesOf(jpeg) };
  const boxesFor = (scope: Scope) =>
    boxes.map(({ who, sinceMs, track }) => boxFor(scope, track, who, sinceMs));
  return { for: (scope) => ({ ...picture, boxes: boxesFor(scope) }) };
}

function boxFor(scope: Scope, { trackId, body, face }: PictureTrack, who: Who, sinceMs: number): PictureBox {
  const unnamed = { personId: null, name: null, likelyName: null, outside: false };
  const box = { trackId, body, face, ...unnamed, sinceMs };
  if (who === null) return box;
  if ('likelyName' in who) return scope.sees(who.likelyId) ? { ...box, likelyName: who.likelyName } : box;
  return scope.sees(who.personId) ? { ...box, ...who } : { ...box, outside: true };
}

/** The picture's bytes alone: a view may lie in a larger buffer. */
function bytesOf(jpeg: Uint8Array): ArrayBuffer {
  const { buffer, byteLength } = jpeg;
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) return buffer;
  return new Uint8Array(jpeg).buffer;
}
