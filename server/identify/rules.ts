/**
 * Every number that decides a name. Distances are L2 between 128-number embeddings of length near 1.
 * What they stand on, measured on office clips: a track's mean lies at most 0.32 (median 0.17) from the mean of the
 * same person's enrolment by the same camera; single faces of one person have median 0.26, 95 % below 0.40, worst 0.78
 * (a hand across the face); strangers came as close as 0.40; enrolment by photos of another camera is farther away.
 * A wrong known name is worse than no name, so each number leans towards unknown.
 */
export const identityRules: IdentityRules = {
  facesKept: 24,
  weightMin: 0.3,
  oneFaceWeight: 0.5,
  manyFacesWeight: 2.5,
  oneFaceDistance: 0.28,
  manyFacesDistance: 0.38,
  marginNear: 0.04,
  marginFar: 0.1,
  sureDistance: 0.2,
  voteDistance: 0.55,
  keptDistance: 0.46,
  contradictionMargin: 0.03,
  recentFaces: 4,
  recentDistance: 0.58,
  goodQuality: 0.35,
  jumpDistance: 0.75,
  sameJumpDistance: 0.6,
  outlierDistance: 0.6,
  nearestSamples: 3,
  claimLead: 0.03,
  forgetAfterMs: 60_000,
};

export type IdentityRules = {
  /** Best faces of a track that are remembered. Beyond about twenty a mean stops moving. */
  facesKept: number;
  /** Sum of qualities below which nobody is named. */
  weightMin: number;
  /** Sum of qualities up to which `oneFaceDistance` holds: one very good face. */
  oneFaceWeight: number;
  /** Sum of qualities from which `manyFacesDistance` holds: about five fair faces. Between them the limit rises evenly. */
  manyFacesWeight: number;
  oneFaceDistance: number;
  manyFacesDistance: number;
  /** How much farther the second person must be: `marginNear` up to `sureDistance`, rising to `marginFar` at `manyFacesDistance`. */
  marginNear: number;
  marginFar: number;
  sureDistance: number;
  /** A face nearer than this to a person votes for the nearest. The LFW optimum for single faces is 0.55 to 0.60. */
  voteDistance: number;
  /** A name once given is kept up to this distance, so that a poor moment does not take it away. */
  keptDistance: number;
  /** A name is dropped when another person is nearer by this much. */
  contradictionMargin: number;
  /** The newest good faces are also judged alone: the best faces of a track may all be older than an exchange of people. */
  recentFaces: number;
  /** The newest faces' mean farther than this from the named person drops the name. */
  recentDistance: number;
  /** Faces below this quality add to the mean but never prove that the track changed hands. */
  goodQuality: number;
  /** A good face farther than this from the track's own mean is another person, if the next one agrees with it. */
  jumpDistance: number;
  sameJumpDistance: number;
  /** An enrolled sample farther than this from the middle one is set aside when most samples agree. */
  outlierDistance: number;
  /** Samples nearest to the face that count beside the person's mean. */
  nearestSamples: number;
  /** Of two tracks claiming one person, the newcomer must be nearer by this much. */
  claimLead: number;
  /** A track not reported for this long is forgotten although nobody ended it. */
  forgetAfterMs: number;
};
