import type { Box, FaceDetection, TrackId } from '../messages.ts';

/**
 * Lengths are in *units* of the person: about half a metre, so that near and far people share one set of figures.
 * The unit of a body box is `unitOf(box)` in boxes.ts.
 */
export type TrackerOptions = {
  /** At or above: starts and carries tracks. Below, down to `…Low`: only carries tracks that exist. */
  faceHigh: number;
  faceLow: number;
  personHigh: number;
  personLow: number;
  /** A face this good confirms a track at once. */
  strongFace: number;
  /**
   * Hits that confirm a track, with a face on a body among them and with bodies alone. Weaker faces without a body never
   * confirm: bottle caps reach 0.71 (measured on Intel's bottle-detection clip), and no body is found around them.
   */
  faceHits: number;
  bodyHits: number;
  /** The hits must fall within this time, or within as many analyses plus one where those are rarer. */
  confirmWithinMs: number;
  /** Mean score that bodies alone must reach. */
  bodyConfirmScore: number;
  /** A hidden person is expected back for this long. */
  lostForMs: number;
  /** Low scores alone carry a track for this long: a coat left on a chair is no person. */
  weakForMs: number;
  /** Units per second; about 3 m/s, a brisk jog. */
  maxSpeed: number;
  /** Heads that came this close, in units, may have been confused. */
  contactWithin: number;
  /** … and are told apart again from here on. */
  contactOver: number;
  /** Appearance distance (0 to 1) from which it is clearly somebody else: in an unbroken track, and after a gap. */
  otherUnbroken: number;
  otherAfterGap: number;
  /** By how much one appearance must be nearer than another to tell two people apart. */
  appearanceMargin: number;
  /** Difference of cost (twice a log likelihood) below which two assignments are equally good. */
  ambiguousWithin: number;
  maxTracks: number;
};

export const trackerDefaults: TrackerOptions = {
  faceHigh: 0.5,
  faceLow: 0.3,
  personHigh: 0.45,
  personLow: 0.25,
  strongFace: 0.75,
  faceHits: 2,
  bodyHits: 3,
  confirmWithinMs: 1500,
  bodyConfirmScore: 0.5,
  lostForMs: 2000,
  weakForMs: 10_000,
  maxSpeed: 6,
  contactWithin: 0.5,
  contactOver: 0.9,
  otherUnbroken: 0.85,
  otherAfterGap: 0.6,
  appearanceMargin: 0.12,
  ambiguousWithin: 4,
  maxTracks: 64,
};

export type TrackedPerson = {
  trackId: TrackId;
  /** Smoothed; predicted while the person is hidden. */
  body: Box;
  /** Some part of the person was detected in this frame. */
  seen: boolean;
  face: FaceDetection | null;
  /** The body box rests on a body detected in this frame, not on the face alone. */
  detectedBody: boolean;
  /** May be confused with somebody it touches: show it, but take no face of it as evidence of identity. */
  contested: boolean;
  ageMs: number;
  /** Frames in which the person was detected. */
  hits: number;
};
