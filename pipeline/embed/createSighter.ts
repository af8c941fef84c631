import { lookAgain } from '../detect/lookAgain.ts';
import type { FaceDetection, Infer, SightedFace, Sighting, TrackId, Unusable } from '../messages.ts';
import type { DecodedFrame, I420Picture } from '../pictures.ts';
import type { TrackedPerson } from '../track/trackerOptions.ts';
import { brighten } from './brighten.ts';
import { chipFor } from './chipFor.ts';
import { cutChip } from './cutChip.ts';
import { embedTwice } from './embedFaces.ts';
import { judgeQuality, unusableReason } from './judgeQuality.ts';
import {
  type EmbeddingHistory,
  noEmbeddings,
  noteUsable,
  planEmbedding,
  recordEmbedding,
} from './planEmbedding.ts';

/** Makes sightings of one camera's tracks: the faces that add something become embeddings. */
export type Sighter = {
  sight(tracks: TrackedPerson[], frame: DecodedFrame): Promise<Sighting[]>;
  /** These tracks ended. */
  forget(ended: TrackId[]): void;
};

export function createSighter(infer: Infer): Sighter {
  const histories = new Map<TrackId, EmbeddingHistory>();

  async function sight(tracks: TrackedPerson[], frame: DecodedFrame): Promise<Sighting[]> {
    const chosen: { face: SightedFace; chip: Uint8Array; trackId: TrackId }[] = [];
    const sightings: Sighting[] = [];
    for (const tracked of tracks) {
      const { trackId, body, seen } = tracked;
      const sighted = tracked.face && sightFace(tracked.face, frame.full);
      if (tracked.face && sighted) {
        sighted.face.unusable = await reasonToSkip(tracked, tracked.face, sighted.face, frame);
        if (sighted.face.unusable === null) {
          const chip = chipFor(infer, frame.full, tracked.face.keypoints, sighted.chip);
          chosen.push({ face: sighted.face, chip, trackId });
        }
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

  async function reasonToSkip(
    { trackId, contested }: TrackedPerson,
    detection: FaceDetection,
    { unusable, quality: { quality } }: SightedFace,
    { atMs, full }: DecodedFrame,
  ): Promise<Unusable | null> {
    if (unusable) return unusable;
    if (contested) return 'contested';
    const history = noteUsable(histories.get(trackId) ?? noEmbeddings, atMs);
    histories.set(trackId, history);
    const reason = planEmbedding(history, { quality, unusable }, atMs);
    if (reason !== null) return reason;
    // The first face of a track is looked at twice: patterns and backs of heads pass for faces once.
    return history.taken > 0 || (await lookAgain(infer, full, detection)) ? null : 'doubtful';
  }

  return { sight, forget: (ended) => ended.forEach((trackId) => histories.delete(trackId)) };
}

function sightFace(detection: FaceDetection, full: I420Picture): { face: SightedFace; chip: Uint8Array } {
  const chip = brighten(cutChip(full, detection.keypoints));
  const quality = judgeQuality(chip, detection);
  const unusable = unusableReason(quality, detection, full);
  const { box, score } = detection;
  return { face: { box, score, quality, embedding: null, unusable }, chip };
}
