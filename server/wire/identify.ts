/** Why a track has a name or none, and what would give more of them one. Types only. */

/**
 * How a track ended: with a name, or without one for this main reason. unclear: covered, or too close to another person.
 * belowThreshold: like nobody enrolled. lookAlike: two people fit, or the person is elsewhere in the same picture.
 */
export type TrackOutcome =
  | 'named'
  | 'noFace'
  | 'tooSmall'
  | 'blurred'
  | 'turnedAway'
  | 'cutOff'
  | 'unclear'
  | 'tooFewFaces'
  | 'belowThreshold'
  | 'lookAlike';

export type TrackCounts = Record<TrackOutcome, number>;

/** Whether a camera hangs where it can recognise people, from the faces of the last hour. */
export type PlacementView = {
  /** unsure: too few faces to tell. */
  verdict: 'unsure' | 'good' | 'borderline' | 'tooSmall' | 'tooBlurred' | 'turnedAway';
  /** People whose faces were measured. */
  faces: number;
  /** Medians; null without a face. `turn`: 0 looks at the camera, 1 is a profile. */
  widthPx: number | null;
  turn: number | null;
  sharpness: number | null;
  /** What was measured, and what it should be. */
  sentence: string;
  /** What to do, most useful first. */
  remedies: string[];
};

export type RecognitionView = {
  cameraId: string;
  /** Tracks that ended since midnight at the site, and since the server started. */
  today: TrackCounts;
  sinceStart: TrackCounts;
  /** What today's biggest cause means and what to do; null while nobody was left unnamed. */
  advice: string | null;
  placement: PlacementView;
};

/** How samples of enrolled people were judged by the gallery without them. */
export type SampleTally = { judged: number; right: number; unknown: number; wrong: number };

/** `distance`: 0 is the same face; names are given up to about 0.4. */
export type AlikePair = {
  people: [{ personId: string; name: string }, { personId: string; name: string }];
  distance: number;
  verdict: 'tooAlike' | 'mayBeConfused' | 'apart';
  /** A sentence or two: what may happen, and what to do. */
  advice: string;
};

export type PersonCoverage = {
  personId: string;
  name: string;
  samples: number;
  /** Mean, 0 to 1; null without samples. */
  quality: number | null;
  /** Median; null when not known. */
  faceWidthPx: number | null;
  /** Samples by where the head is turned; left is the person's own. */
  frontal: number;
  left: number;
  right: number;
  turnUnknown: number;
  /** Samples nearly the same as another. */
  redundant: number;
  /** Samples unlike the others, which recognition does not use. */
  setAside: number;
  leftOut: SampleTally;
  /** The names that wrongly judged samples got. */
  takenFor: string[];
  nearest: { personId: string; name: string; distance: number } | null;
  /** What to add or check, most important first; empty: nothing. */
  advice: string[];
};

export type GalleryReport = {
  people: number;
  samples: number;
  /** Each person with the one most alike, the closest first. */
  pairs: AlikePair[];
  /** Of very many people only the newest are compared with all. */
  compared: { people: number; of: number };
  leftOut: SampleTally & { withSuggested: SampleTally };
  /** The distance up to which a name is given; `suggested` is the loosest that the closest pair allows. `sentence` says why. */
  limit: { used: number; suggested: number; sentence: string };
  /** Those with most to do first. */
  coverage: PersonCoverage[];
};
