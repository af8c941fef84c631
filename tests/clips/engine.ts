/** The built product as the clip suite drives it: recordings into sightings, photos into samples. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../models/catalogue.ts';
import type { FrameSize, FromWorker, Sighting, TrackId } from '../../pipeline/messages.ts';
import type * as photoDoor from '../../pipeline/readPhoto.ts';
import type * as cameraDoor from '../../pipeline/startCamera.ts';
import type * as inferenceDoor from '../../pipeline/startInference.ts';
import type * as recordingDoor from '../../server/cli/watchRecording.ts';
import { floatNetworks } from '../helpers/floatNetworks.ts';

/** What identification gets of one analysed frame, in the order it gets it. */
export type Moment = { atMs: number; endedBefore: TrackId[]; sightings: Sighting[] };
export type Watched = { frame: FrameSize; moments: Moment[] };
export type Sample = { embedding: Float32Array; quality: number };

export type Engine = {
  /** Every frame in its turn, so that the result depends on nothing but the file. */
  watch(file: string): Promise<Watched>;
  /** None when the photo shows no usable face. */
  sampleOf(photo: string): Promise<Sample[]>;
  stop(): Promise<void>;
};

const framesPerSecond = 5;

export async function startEngine(threads: number, folder: string): Promise<Engine> {
  const { startInference } = await built<typeof inferenceDoor>('pipeline/startInference.js');
  const { startCamera } = await built<typeof cameraDoor>('pipeline/startCamera.js');
  const { recordingSetup } = await built<typeof recordingDoor>('server/cli/watchRecording.js');
  const { readPhoto } = await built<typeof photoDoor>('pipeline/readPhoto.js');
  const inference = await startInference({ threads, networksDir: await floatNetworks(folder) });

  const watch = (file: string): Promise<Watched> =>
    new Promise((resolve, reject) => {
      const seen = collect();
      const onMessage = (message: FromWorker): void => {
        seen.take(message);
        if (message.kind === 'finished') resolve(seen.watched());
        if (message.kind === 'failed') reject(new Error(message.message));
      };
      startCamera(recordingSetup(file, framesPerSecond), { inference, onMessage });
    });

  return {
    watch,
    async sampleOf(photo) {
      const reading = await readPhoto(photo, inference.infer);
      return reading.kind === 'face'
        ? [{ embedding: reading.embedding, quality: reading.quality.quality }]
        : [];
    },
    stop: () => inference.stop(),
  };
}

function collect() {
  const watched: Watched = { frame: { width: 0, height: 0 }, moments: [] };
  let ended: TrackId[] = [];
  return {
    take(message: FromWorker): void {
      if (message.kind === 'trackEnded') ended.push(message.trackId);
      if (message.kind !== 'sightings') return;
      const { atMs, sightings, frame } = message;
      watched.frame = frame;
      watched.moments.push({ atMs, endedBefore: ended, sightings });
      ended = [];
    },
    watched: () => watched,
  };
}

/** Threads run built code: Node 20 cannot load TypeScript. */
const built = async <T>(path: string): Promise<T> =>
  (await import(/* @vite-ignore */ pathToFileURL(join(packageRoot(), 'dist', path)).href)) as T;
