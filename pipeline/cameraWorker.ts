/** The thread side of one camera: joins the port to `watchCamera` and nothing more. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { NetworkSpec } from '../models/networkSpec.ts';
import { createSteadyClock } from './createSteadyClock.ts';
import { connectInference } from './inference/connectInference.ts';
import type { CameraSetup, FromWorkerThread, ToWorker } from './messages.ts';
import { startPictures } from './view/startPictures.ts';
import { watchCamera } from './watchCamera.ts';
import { createZones } from './zones/createZones.ts';

if (!parentPort)
  throw new Error('Cannot start cameraWorker: it runs only as a thread that startCamera starts.');
const port = parentPort;
const { setup, inference, networks } = workerData as {
  setup: CameraSetup;
  inference: MessagePort;
  networks: NetworkSpec | undefined;
};

const stopping = new AbortController();
const clock = createSteadyClock();
const send = (message: FromWorkerThread, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(atWallTime(message), transfer);
const pictures = startPictures({ pace: setup.pace, send });
const zones = createZones(setup.zones ?? []);

port.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'watch':
      return pictures.watch(message.watched);
    case 'pictureTaken':
      return pictures.taken();
    case 'zones':
      zones.change(message.zones);
      return pictures.repaint(zones.paint);
    case 'blurUnknown':
      return pictures.blurUnknown(message.on);
    case 'named':
      return pictures.named(message.trackIds);
    case 'snapshot':
      return pictures.snapshot(message.requestId, message.clear);
    case 'stop':
      return stop();
    default:
      message satisfies never;
  }
});

function stop(): void {
  stopping.abort();
  // Whatever it waits for will not come: a picture's receipt, an answer of a network.
  pictures.watch(false);
  inference.close();
}

// A thread that just died would leave its ffmpeg to nobody; startCamera starts another when this one has ended.
process.once('uncaughtException', (error) => {
  send({ kind: 'failed', message: textOf(error) });
  stop();
});

try {
  await watchCamera(setup, {
    infer: connectInference(inference, networks),
    pictures,
    zones,
    send,
    signal: stopping.signal,
    clock: clock.now,
    random: Math.random,
  });
} catch (error) {
  send({ kind: 'failed', message: textOf(error) });
} finally {
  inference.close();
  port.close();
}

/** Inside, time runs evenly; whoever hears of it is told by the clock on the wall, as it is set now. */
function atWallTime(message: FromWorkerThread): FromWorkerThread {
  const told = setup.pace === 'live' && 'atMs' in message;
  return told ? { ...message, atMs: clock.toWall(message.atMs) } : message;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
