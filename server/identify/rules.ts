/**
 * Every number that decides a name. Distances are L2 between 128-number embeddings as `pipeline/embed` makes them (length
 * 1.3 to 1.6). Measured with this code on 14 office, crowd and stage clips and 678 LFW photos:
 * own track to an enrolment by the same camera, three samples: median 0.23, 95 % 0.34, at most 0.40 (44 pairs of
 * clips, three people);
 * own photos' mean to one enrolled photo of another day: median 0.33, 95 % 0.46 (33 people);
 * strangers' tracks to the nearest of 326 enrolled people: at least 0.44 (63 tracks); several photos of a stranger to the
 * nearest of 163: at least 0.43; one photo: at least 0.41, 1 % below 0.46 (342 photos);
 * single photos of one person: median 0.42, 95 % 0.56; of two people: at least 0.62, 5 % below 0.65, median 0.83.
 * With `manyFacesDistance` 0.44 a first stranger was named. A wrong known name is worse than no name: each number leans to unknown.
 *
 * Two levels. The limits below are those of a sure name: it alone is stored, counted and followed. `likely` is a guess for the
 * live picture. Measured a second time on 2,393 tracks of LFW strangers before galleries of 139 to 400 people, 504 tracks of
 * other clips' people, and 216 tracks of office clips, whole and made small (0.7 and 0.5), blurred, dim or of low bit rate, with
 * 139 others enrolled; a track counts as wrong when it bore a wrong name at any moment:
 * sure with `marginFar` 0.09: 5 strangers named, each at 0.36 to 0.41 and less than 0.16 before the second person; with 0.18: none,
 * at the price of 127 instead of 132 of 139 LFW people, 219 instead of 224 of 450, and 142 instead of 148 of the 216 clips;
 * likely: 5 of the 2,393 strangers (0.2 %; 0.4 % of those seen in several photos), none of the 504; shown or named are then
 * 136 of 139, 324 of 450, and 158 of the 216 (of the half-size clips 33 instead of 29 of 36).
 * Both were chosen on these same media: they are not yet confirmed on footage that was not used to choose them.
 * These figures are of one upright view a face, before embeddings were made of two views at one length (there, 130 of 139 LFW people
 * were named, nobody wrongly, and none of 1,102 strangers: tests/clips/strangers.test.ts). Measure the others again.
 */
export const identityRules: IdentityRules = {
  facesKept: 24,
  weightMin: 0.3,
  oneFaceWeight: 1,
  manyFacesWeight: 3,
  oneFaceDistance: 0.34,
  manyFacesDistance: 0.41,
  marginNear: 0.04,
  marginFar: 0.18,
  nearDistance: 0.2,
  voteDistance: 0.55,
  keptDistance: 0.47,
  contradictionMargin: 0.03,
  recentFaces: 4,
  recentDistance: 0.56,
  recentMargin: 0.09,
  goodQuality: 0.3,
  jumpDistance: 0.75,
  sameJumpDistance: 0.6,
  outlierDistance: 0.6,
  nearestSamples: 3,
  claimLead: 0.03,
  correctionStep: 0.04,
  strictestLimit: 0.2,
  forgetAfterMs: 60_000,
  likely: { oneFaceDistance: 0.42, manyFacesDistance: 0.46, marginFar: 0.15 },
};

/** What a track must show to get a name. */
export type DecisionLimits = {
  /** Sum of qualities below which nobody is named: one poor face. */
  weightMin: number;
  /** Sum of qualities up to which `oneFaceDistance` holds: one ideal face. */
  oneFaceWeight: number;
  /** Sum of qualities from which `manyFacesDistance` holds: about four good or six fair faces. Between them the limit rises evenly. */
  manyFacesWeight: number;
  oneFaceDistance: number;
  manyFacesDistance: number;
  /** How much farther the second person must be: `marginNear` up to `nearDistance`, rising to `marginFar` at `manyFacesDistance`. */
  marginNear: number;
  marginFar: number;
  nearDistance: number;
  /** A face nearer than this to a person votes for the nearest. The LFW optimum for single faces is 0.55 to 0.60. */
  voteDistance: number;
};

/** The limits are those of a sure name. */
export type IdentityRules = DecisionLimits & {
  /** What is enough to show a guess; the other limits hold for it too. */
  likely: Partial<DecisionLimits>;
  /** Best faces of a track that are remembered. Beyond about twenty a mean stops moving. */
  facesKept: number;
  /** A name once given is kept up to this distance, so that a poor moment does not take it away. */
  keptDistance: number;
  /** A name is dropped when another person is nearer by this much. */
  contradictionMargin: number;
  /** The newest good faces are also judged alone: the best faces of a track may all be older than an exchange of people.
   * In 176 made exchanges between office clips the name was dropped after 2 to 4 faces of the other person, every time. */
  recentFaces: number;
  /** The newest faces' mean farther than this from the named person drops the name. */
  recentDistance: number;
  /** The newest faces' mean nearer to another person by this much drops the name. */
  recentMargin: number;
  /**
   * Faces below this quality add to the mean but never prove that the track changed hands. Clear faces 38 px wide have
   * 0.34 to 0.48: they must count, or a name stays on whoever comes out of the door its owner went in by.
   */
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
  /**
   * How much nearer than a corrected mistake a face must be from then on. Of the tracks of one stranger, 95 % came at most
   * 0.034 (88 pairs of office clips) to 0.042 (278 halves of LFW people's photos) nearer to the same enrolled person than another.
   */
  correctionStep: number;
  /** No correction puts a limit below this: the person's own tracks, at a median of 0.23, would mostly fail. */
  strictestLimit: number;
  /** A track not reported for this long is forgotten although nobody ended it. */
  forgetAfterMs: number;
};

/** The rules with a stricter limit for a name, which the gallery report may suggest. */
export const rulesWithin = (nameLimit: number): IdentityRules => ({
  ...identityRules,
  manyFacesDistance: Math.min(identityRules.manyFacesDistance, nameLimit),
  oneFaceDistance: Math.min(identityRules.oneFaceDistance, nameLimit),
});
