/** What is seen in one frame: detections joined into tracks, and the faces that add something turned into embeddings. */
import { detectFrame } from './detect/detectFrame.ts';
import { createSighter } from './embed/createSighter.ts';
import type { Box, EpochMs, Infer, PictureTrack, Sighting, TrackId } from './messages.ts';
import type { InPicture } from './view/facesToCover.ts';
import type { Zones } from './zones/createZones.ts';
import type { DecodedFrame, RgbPicture } from './pictures.ts';
import type { StatsCounter } from './stats.ts';
import { appearanceOf } from './track/appearanceOf.ts';
import { createTracker, type Tracker } from './track/createTracker.ts';
import { sceneCutBelow, sceneLikeness, sceneOf } from './track/sceneLikeness.ts';
import type { TrackedPerson } from './track/trackerOptions.ts';

export type Seen = {
  sightings: Sighting[];
  ended: TrackId[];
  people: InPicture;
  /** Why this frame could not be analysed; `sightings` says nothing then, `ended` and `people` hold all the same. */
  failure: Error | null;
};

export type Analyser = {
  /** Never rejects. */
  look(frame: DecodedFrame): Promise<Seen>;
  /** Boxes for a frame that is shown but not analysed. */
  predict(atMs: EpochMs): InPicture;
  /** Whether anybody is followed, or somebody may be there who is not sure yet. */
  following(): boolean;
  /** The stream was lost: every track ends. */
  end(): TrackId[];
};

export function createAnalyser(infer: Infer, stats: StatsCounter, zones: Pick<Zones, 'keep'>): Analyser {
  const tracker = createTracker();
  const sighter = createSighter(infer);
  let scene: Float32Array | null = null;
  /** As last found: in frames that are not analysed little moves. */
  let faces: Box[] = [];

  const predict = (atMs: EpochMs): InPicture => inPicture(tracker.predict(atMs), faces);

  async function look(frame: DecodedFrame): Promise<Seen> {
    const ended = endAtSceneCut(frame.small);
    try {
      const next = await track(frame);
      ended.push(...next.ended);
      sighter.forget(next.ended);
      const sightings = await stats.timeAsync('embed', () => sighter.sight(next.tracks, frame));
      stats.analysed();
      return { sightings, ended, people: inPicture(next.tracks, faces), failure: null };
    } catch (error) {
      stats.failed();
      const failure = error instanceof Error ? error : new Error(String(error));
      return { sightings: [], ended, people: predict(frame.atMs), failure };
    }
  }

  async function track(frame: DecodedFrame): Promise<ReturnType<Tracker['next']>> {
    const { width, height } = frame.full;
    const detected = await stats.timeAsync('detect', () =>
      detectFrame(infer, frame.small, { width, height }),
    );
    const found = zones.keep(detected, { width, height });
    faces = detected.faces.map(({ box }) => box);
    return stats.time('track', () =>
      tracker.next({
        atMs: frame.atMs,
        frame: { width, height },
        faces: found.faces,
        persons: found.persons,
        appearanceOf: (box) => appearanceOf(frame.small, inSmall(box, frame)),
      }),
    );
  }

  /** A turned camera or a cut in a recording shows other people at the old places. */
  function endAtSceneCut(small: RgbPicture): TrackId[] {
    const before = scene;
    scene = sceneOf(small);
    return before && sceneLikeness(before, scene) < sceneCutBelow ? end() : [];
  }

  function end(): TrackId[] {
    const ended = tracker.end();
    faces = [];
    sighter.forget(ended);
    return ended;
  }

  return { look, predict, following: () => tracker.following > 0, end };
}

function inSmall(box: Box, { small, full }: DecodedFrame): Box {
  const [x, y] = [small.width / full.width, small.height / full.height];
  return { x: box.x * x, y: box.y * y, width: box.width * x, height: box.height * y };
}

/** Somebody hidden is still followed, but an empty box would puzzle whoever looks. */
function inPicture(people: TrackedPerson[], faces: Box[]): InPicture {
  const asTrack = ({ trackId, body, face }: TrackedPerson): PictureTrack => ({
    ...{ trackId, body },
    face: face?.box ?? null,
  });
  const tracks = people.filter(({ seen }) => seen).map(asTrack);
  return { tracks, hidden: people.filter(({ seen }) => !seen).map(asTrack), faces };
}
