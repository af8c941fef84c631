/** What is seen in one frame: detections joined into tracks, and the faces that add something turned into embeddings. */
import { detectFrame } from './detect/detectFrame.ts';
import { lookAgain } from './detect/lookAgain.ts';
import { cutChip } from './embed/cutChip.ts';
import { embedTwice } from './embed/embedFaces.ts';
import { judgeQuality, unusableReason } from './embed/judgeQuality.ts';
import {
  type EmbeddingHistory,
  noEmbeddings,
  planEmbedding,
  recordEmbedding,
} from './embed/planEmbedding.ts';
import type {
  Box,
  EpochMs,
  FaceDetection,
  Infer,
  PictureTrack,
  SightedFace,
  Sighting,
  TrackId,
} from './messages.ts';
import type { DecodedFrame, I420Picture, RgbPicture } from './pictures.ts';
import type { StatsCounter } from './stats.ts';
import { appearanceOf } from './track/appearanceOf.ts';
import { createTracker } from './track/createTracker.ts';
import { sceneCutBelow, sceneLikeness, sceneOf } from './track/sceneLikeness.ts';
import type { TrackedPerson } from './track/trackerOptions.ts';

export type Seen = { sightings: Sighting[]; ended: TrackId[]; tracks: PictureTrack[] };

export type Analyser = {
  look(frame: DecodedFrame): Promise<Seen>;
  /** Boxes for a frame that is shown but not analysed. */
  predict(atMs: EpochMs): PictureTrack[];
  /** The stream was lost: every track ends. */
  end(): TrackId[];
};

export function createAnalyser(infer: Infer, stats: StatsCounter): Analyser {
  const tracker = createTracker();
  const histories = new Map<TrackId, EmbeddingHistory>();
  let scene: Float32Array | null = null;

  async function look(frame: DecodedFrame): Promise<Seen> {
    const cut = endAtSceneCut(frame.small);
    const { width, height } = frame.full;
    const { faces, persons } = await stats.timeAsync('detect', () =>
      detectFrame(infer, frame.small, { width, height }),
    );
    const { tracks, ended } = stats.time('track', () =>
      tracker.next({
        atMs: frame.atMs,
        frame: { width, height },
        faces,
        persons,
        appearanceOf: (box) => appearanceOf(frame.small, inSmall(box, frame)),
      }),
    );
    for (const trackId of ended) histories.delete(trackId);
    const sightings = await stats.timeAsync('embed', () => sightAll(tracks, frame));
    stats.analysed();
    return { sightings, ended: [...cut, ...ended], tracks: tracks.map(asPictureTrack) };
  }

  /** A turned camera or a cut in a recording shows other people at the old places. */
  function endAtSceneCut(small: RgbPicture): TrackId[] {
    const before = scene;
    scene = sceneOf(small);
    return before && sceneLikeness(before, scene) < sceneCutBelow ? endTracks() : [];
  }

  function endTracks(): TrackId[] {
    histories.clear();
    return tracker.end();
  }

  async function sightAll(tracks: TrackedPerson[], frame: DecodedFrame): Promise<Sighting[]> {
    const chosen: { face: SightedFace; chip: Uint8Array; trackId: TrackId }[] = [];
    const sightings: Sighting[] = [];
    for (const track of tracks) {
      const { trackId, body, seen } = track;
      const sighted = track.face && sightFace(track.face, frame.full);
      if (sighted) {
        const { face, chip } = sighted;
        face.unusable = track.contested ? 'enoughSeen' : plan(trackId, face, frame.atMs);
        if (face.unusable === null && (await isFace(trackId, track.face, frame)))
          chosen.push({ face, chip, trackId });
      }
      sightings.push({ trackId, body, seen, face: sighted?.face ?? null });
    }
    const embeddings = await embedTwice(
      infer,
      chosen.map(({ chip }) => chip),
    );
    chosen.forEach(({ face, trackId }, i) => {
      face.embedding = embeddings[i] ?? null;
      const history = histories.get(trackId) ?? noEmbeddings;
      histories.set(trackId, recordEmbedding(history, face.quality.quality, frame.atMs));
    });
    return sightings;
  }

  /** The first face of a track is looked at twice: patterns and backs of heads pass for faces once. */
  async function isFace(
    trackId: TrackId,
    face: FaceDetection | null,
    { full }: DecodedFrame,
  ): Promise<boolean> {
    if (histories.has(trackId)) return true;
    return face !== null && (await lookAgain(infer, full, face)) !== null;
  }

  const plan = (trackId: TrackId, { quality: { quality }, unusable }: SightedFace, atMs: EpochMs) =>
    planEmbedding(histories.get(trackId) ?? noEmbeddings, { quality, unusable }, atMs);

  return { look, predict: (atMs) => tracker.predict(atMs).map(asPictureTrack), end: endTracks };
}

function sightFace(detection: FaceDetection, full: I420Picture): { face: SightedFace; chip: Uint8Array } {
  const chip = cutChip(full, detection.keypoints);
  const quality = judgeQuality(chip, detection);
  const unusable = unusableReason(quality, detection, full);
  const face: SightedFace = {
    box: detection.box,
    score: detection.score,
    quality,
    embedding: null,
    unusable,
  };
  return { face, chip };
}

function inSmall(box: Box, { small, full }: DecodedFrame): Box {
  const [x, y] = [small.width / full.width, small.height / full.height];
  return { x: box.x * x, y: box.y * y, width: box.width * x, height: box.height * y };
}

const asPictureTrack = ({ trackId, body, face }: TrackedPerson): PictureTrack => ({
  trackId,
  body,
  face: face?.box ?? null,
});
