/** What is to be seen in every recording of the test media: who, from when to when, where in the picture, and how many at once. */

export type OfficePerson = 'A' | 'C' | 'E';
export type StagePerson = 'alex-lacamoire' | 'lin-manuel-miranda';
export type Person = OfficePerson | StagePerson;

export type Clip = {
  /** The file's name without its ending. */
  id: string;
  /** In the folder of test media. */
  file: string;
  /** How many people are tracked at once; what lies between the stretches is left open. */
  inView: InView[];
  /** Where a name is due when the person is enrolled. Any other name, anywhere, is wrong. */
  named: Visible[];
  /** How many tracks the whole recording may give: more are people lost and found again. */
  tracksAtMost: number;
};

export type Span = { fromMs: number; toMs: number };
/** Seen in at least nine of ten moments; where `atMost` is 0, in all of them. */
export type InView = Span & { atLeast: number; atMost: number };
/** `left` and `right`: between which shares of the picture's width the middle of the body stays. */
export type Visible = Span & { person: Person; left: number; right: number };
/** `faceWidthPx`: of the recording as it is, the median the engine measures. It tells how far to shrink it. */
export type OfficeClip = Clip & { person: OfficePerson; faceWidthPx: number };

const end = Infinity;

/** One member of staff before the camera from the first to the last frame. */
function office(person: OfficePerson, word: string, faceWidthPx: number, passersBy = 0): OfficeClip {
  const id = `person${person}_${word}`;
  return {
    id,
    file: `video/intel-asl/${id}.mkv`,
    inView: [{ fromMs: 0, toMs: end, atLeast: 1, atMost: 1 + passersBy }],
    named: [{ person, fromMs: 0, toMs: end, left: 0.3, right: 0.7 }],
    tracksAtMost: 1 + passersBy,
    person,
    faceWidthPx,
  };
}

export const officeClips: OfficeClip[] = [
  office('A', 'again', 69),
  office('A', 'brother', 73),
  office('A', 'help', 67),
  office('A', 'no', 69),
  // Somebody passes at the right edge, half cut off.
  office('A', 'student', 69, 1),
  office('A', 'yes', 70),
  office('C', 'book', 58),
  office('C', 'learn', 53),
  office('C', 'school', 56),
  office('C', 'walk', 55),
  office('E', 'hungry', 65),
  office('E', 'want', 60, 1),
];

/**
 * A stage in hard light, cut together: `labels.tsv` counts from the first picture, which the file shows at 0.75 s.
 * The audience has no labels: nobody may be named there.
 */
export const stageClip: Clip = {
  id: 'short_hamilton_clip',
  file: 'video/hamilton/short_hamilton_clip.mp4',
  inView: [
    { fromMs: 0, toMs: 1_400, atLeast: 1, atMost: 2 },
    { fromMs: 3_800, toMs: 7_600, atLeast: 1, atMost: 1 },
    { fromMs: 8_400, toMs: end, atLeast: 3, atMost: 6 },
  ],
  named: [
    // The whole stage: faces of 30 and 44 px.
    { person: 'alex-lacamoire', fromMs: 0, toMs: 1_500, left: 0, right: 0.3 },
    { person: 'lin-manuel-miranda', fromMs: 0, toMs: 1_500, left: 0.6, right: 1 },
    // In profile, blurred, half outside the picture.
    { person: 'alex-lacamoire', fromMs: 1_600, toMs: 3_500, left: 0.5, right: 1 },
    { person: 'lin-manuel-miranda', fromMs: 3_600, toMs: 7_700, left: 0.1, right: 0.7 },
  ],
  tracksAtMost: 7,
};

/** Six people walk to a table and away, one after the other, seen from behind: from when their shoulders show until they leave. */
const oneByOneMs = [
  [6_400, 19_400],
  [22_800, 44_400],
  [50_400, 69_400],
  [74_800, 86_400],
  [92_400, 119_400],
  [123_600, 135_400],
] as const;
/** A back without legs is nobody yet; a track outlives its person by a moment. */
const enteringMs = 1_500;
const leavingMs = 600;

/** Nobody enrolled is in these, and nobody may be named. */
export const strangerClips: Clip[] = [
  {
    id: 'one-by-one-person-detection',
    file: 'video/intel-negative/one-by-one-person-detection.mp4',
    inView: [
      ...oneByOneMs.map(([fromMs, toMs]) => ({
        fromMs: fromMs + enteringMs,
        toMs: toMs - leavingMs,
        atLeast: 1,
        atMost: 1,
      })),
      ...[0, ...oneByOneMs.map(([, toMs]) => toMs + leavingMs)].map((fromMs, i) => ({
        fromMs,
        toMs: (oneByOneMs[i]?.[0] ?? end) - leavingMs,
        atLeast: 0,
        atMost: 0,
      })),
    ],
    named: [],
    tracksAtMost: 9,
  },
  {
    id: 'facenet-pytorch-crowd',
    file: 'video/crowd/facenet-pytorch-crowd.mp4',
    inView: [{ fromMs: 400, toMs: end, atLeast: 4, atMost: 10 }],
    named: [],
    tracksAtMost: 24,
  },
  {
    id: 'classroom',
    file: 'video/intel-preview/classroom.gif',
    inView: [{ fromMs: 400, toMs: end, atLeast: 4, atMost: 4 }],
    named: [],
    tracksAtMost: 4,
  },
  {
    id: 'face-demographics-walking',
    file: 'video/intel-preview/face-demographics-walking.gif',
    inView: [{ fromMs: 400, toMs: end, atLeast: 2, atMost: 2 }],
    named: [],
    tracksAtMost: 2,
  },
  ...['car-detection', 'bottle-detection'].map((id) => ({
    id,
    file: `video/intel-negative/${id}.mp4`,
    inView: [{ fromMs: 0, toMs: end, atLeast: 0, atMost: 0 }],
    named: [],
    tracksAtMost: 0,
  })),
];

export const allClips: Clip[] = [...officeClips, stageClip, ...strangerClips];
