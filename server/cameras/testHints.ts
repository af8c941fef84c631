/** What to know of a stream before one lives with it. Pure. */
import type { CameraHint, CameraTest } from '../wire.ts';
import { isSubStream } from './isSubStream.ts';

type Seen = Pick<Extract<CameraTest, { kind: 'seen' }>, 'source' | 'width' | 'height' | 'firstPictureMs'>;

/** Below this longest side a face soon has too few pixels. */
const lowBelowPx = 1280;
/** Above full HD pictures are shrunk before anybody is looked for. */
const highAbovePx = 1920 * 1.1;
/** Who walks past is seen too seldom. */
const lowRateBelowFps = 5;
/** Most cameras send a key frame every one to four seconds. */
const slowAfterMs = 5_000;

/** `seen` null: there was no picture. */
export function hintsOf(url: string, seen: Seen | null): CameraHint[] {
  const hints: CameraHint[] = isSubStream(url) ? [{ kind: 'subStream' }] : [];
  if (seen === null) return hints;
  const { source, width, height, firstPictureMs } = seen;
  const longest = Math.max(source?.width ?? width, source?.height ?? height);
  if (longest < lowBelowPx) hints.push({ kind: 'lowResolution', reachM: reachM(longest) });
  if (longest > highAbovePx) hints.push({ kind: 'highResolution' });
  if (source?.codec === 'hevc') hints.push({ kind: 'h265' });
  if (source?.codec === 'mjpeg') hints.push({ kind: 'mjpeg' });
  const fps = source?.fps ?? null;
  if (fps !== null && fps < lowRateBelowFps) hints.push({ kind: 'lowRate', fps });
  if (firstPictureMs > slowAfterMs)
    hints.push({ kind: 'slowStart', seconds: Math.round(firstPictureMs / 1000) });
  return hints;
}

/**
 * How far from the lens a face is still 48 px wide, which is recognised: a face is 0.16 m wide, and a usual lens shows 80°
 * across. In metres, to half a one.
 */
function reachM(widthPx: number): number {
  const shownPerMetre = 2 * Math.tan((40 * Math.PI) / 180);
  return Math.max(0.5, Math.round(((0.16 * widthPx) / (48 * shownPerMetre)) * 2) / 2);
}
