/** One recording through the same pipeline as a live camera, each frame in its turn, and what was seen in it. */
import type { CameraId, CameraSetup, FromWorker, Sighting, TrackId } from '../../pipeline/messages.ts';
import { type CameraOwner, startCamera } from '../../pipeline/startCamera.ts';
import { UserFacingError } from '../errors.ts';
import type { Gallery } from '../identify/gallery.ts';
import { createIdentifier } from '../identify/createIdentifier.ts';
import type { Identity } from '../identify/judgeTrack.ts';
import { peopleOf, type ReplayTrack, type ReplayVideo } from './replayReport.ts';

export type RecordedPicture = Extract<FromWorker, { kind: 'picture' }>;

export type WatchRecordingOptions = {
  inference: CameraOwner['inference'];
  gallery: Gallery;
  fps: number;
  onTime(atMs: number): void;
  /** Takes a picture with the identities known at that moment; the next one comes when it resolves. null: no pictures. */
  onPicture: ((picture: RecordedPicture, identityOf: (track: TrackId) => Identity) => Promise<void>) | null;
};

export async function watchRecording(file: string, options: WatchRecordingOptions): Promise<ReplayVideo> {
  const cameraId = file as CameraId;
  const identifier = createIdentifier({ gallery: () => options.gallery });
  const tracks = new Map<TrackId, TrackRecord>();
  const settle = (trackId: TrackId): void => {
    const record = tracks.get(trackId);
    if (record) record.identity = identifier.identityOf(cameraId, trackId);
  };

  const ended = await new Promise<Extract<FromWorker, { kind: 'finished' }>>((resolve, reject) => {
    const fail = (text: string): void => {
      reject(new UserFacingError('VIDEO_UNREADABLE', text));
      void camera.stop();
    };
    const onMessage = (message: FromWorker): void => {
      switch (message.kind) {
        case 'sightings':
          identifier.sighted(cameraId, message.atMs, message.sightings);
          for (const sighting of message.sightings) note(tracks, sighting, message.atMs);
          return options.onTime(message.atMs);
        case 'trackEnded':
          settle(message.trackId);
          return identifier.trackEnded(cameraId, message.trackId);
        case 'picture':
          return void options
            .onPicture?.(message, (track) => identifier.identityOf(cameraId, track))
            .then(
              () => camera.pictureTaken(),
              (error: unknown) => fail(String(error)),
            );
        case 'health':
          return message.health.kind === 'blind' ? fail(message.health.detail) : undefined;
        case 'failed':
          return fail(message.message);
        case 'finished':
          for (const trackId of tracks.keys()) if (!tracks.get(trackId)?.identity) settle(trackId);
          return resolve(message);
        case 'stats':
          return;
        default:
          message satisfies never;
      }
    };
    const camera = startCamera(recordingSetup(file, options.fps), {
      inference: options.inference,
      onMessage,
    });
    if (options.onPicture) camera.watch(true);
  });

  const list = [...tracks].map(([track, record]) => asReplayTrack(track, record));
  return {
    file,
    durationMs: Math.round(ended.durationMs),
    framesDecoded: ended.stats.framesDecoded,
    framesAnalysed: ended.stats.framesAnalysed,
    tracks: list,
    people: peopleOf(list),
  };
}

type TrackRecord = {
  fromMs: number;
  toMs: number;
  faces: number;
  faceWidthsPx: number[];
  identity: Identity | null;
};

/** One width a second and more would only grow: the median needs no more. */
const faceWidthsMax = 500;

function note(tracks: Map<TrackId, TrackRecord>, sighting: Sighting, atMs: number): void {
  const record = tracks.get(sighting.trackId) ?? {
    fromMs: atMs,
    toMs: atMs,
    faces: 0,
    faceWidthsPx: [],
    identity: null,
  };
  if (sighting.seen) record.toMs = atMs;
  if (sighting.face?.embedding) record.faces++;
  if (sighting.face && record.faceWidthsPx.length < faceWidthsMax)
    record.faceWidthsPx.push(sighting.face.quality.widthPx);
  tracks.set(sighting.trackId, record);
}

function asReplayTrack(
  track: TrackId,
  { fromMs, toMs, faces, faceWidthsPx, identity }: TrackRecord,
): ReplayTrack {
  const sorted = [...faceWidthsPx].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1];
  const judged = identity?.kind === 'named' ? identity : (identity?.nearest ?? null);
  return {
    track,
    fromMs: Math.round(fromMs),
    toMs: Math.round(toMs),
    person: identity?.kind === 'named' ? identity.name : null,
    score: judged?.score ?? null,
    margin: judged?.margin ?? null,
    faces,
    faceWidthPx: median === undefined ? null : Math.round(median),
  };
}

/** How a recording is watched: as a camera, but every frame in its turn. */
export function recordingSetup(file: string, fps: number): CameraSetup {
  return {
    cameraId: file as CameraId,
    name: file,
    url: file,
    pace: 'everyFrame',
    activeFps: fps,
    idleFps: Math.min(1, fps),
    detectWidthPx: 512,
    loop: false,
    stalledAfterMs: 30_000,
  };
}
