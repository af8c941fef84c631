/** Intervals a person spent before one camera. */

/** The best judgement behind a sojourn. `recogniser`: whose scores these are; sojourns of older versions do not say. */
export type Evidence = {
  score: number;
  margin: number;
  faces: number;
  trackId: number;
  recogniser?: string;
};

export type Sojourn = {
  sojournId: string;
  personId: string;
  cameraId: string;
  area: string;
  fromMs: number;
  /** Last sighting; grows while the person stays. */
  toMs: number;
  evidence: Evidence;
};

/**
 * The open sojourn grown by a sighting, or a new one: after a move, or after a gap longer than `gapMs`. A clock that was set,
 * forward or back, ends the sojourn too: what is recorded stays, and its length is true. So does another track bearing the
 * name: one of the two may be somebody else, and a correction must strike that one alone.
 */
export function sojournAfter(
  open: Sojourn | null,
  personId: string,
  sighting: { cameraId: string; area: string; atMs: number; evidence: Evidence },
  newSojournId: () => string,
  gapMs: number,
): Sojourn {
  const { cameraId, area, atMs, evidence } = sighting;
  const isSamePlace = open?.cameraId === cameraId && open.area === area;
  if (isSamePlace && isSameTrack(open.evidence, evidence) && Math.abs(atMs - open.toMs) <= gapMs)
    return {
      ...open,
      toMs: Math.max(open.toMs, atMs),
      evidence: evidence.score > open.evidence.score ? evidence : open.evidence,
    };
  return { sojournId: newSojournId(), personId, cameraId, area, fromMs: atMs, toMs: atMs, evidence };
}

/** Scores of two recognisers cannot be compared either. */
const isSameTrack = (a: Evidence, b: Evidence): boolean =>
  a.trackId === b.trackId && a.recogniser === b.recogniser;
