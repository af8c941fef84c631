/** The two engines we compare with, each as its own documentation sets it up for faces, with everything else off. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import express from 'express';
import { packageRoot } from '../../../models/catalogue.ts';
import type { RgbPicture } from '../../../pipeline/pictures.ts';
import { problem } from '../../errors.ts';
import type { Contender } from './engine.ts';

const modules = join(packageRoot(), 'node_modules');

/** What we use of both libraries' TensorFlow.js. */
type Tensor = { dispose(): void };
type TensorFlow = {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  tensor3d(data: Uint8Array, shape: number[], type: 'int32'): Tensor;
  tensor4d(data: Uint8Array, shape: number[], type: 'int32'): Tensor;
};
type HumanLibrary = {
  Human: new (config: object) => {
    tf: TensorFlow;
    load(): Promise<void>;
    detect(tensor: Tensor): Promise<{ face: { embedding?: number[] }[] }>;
  };
};
type FaceApiLibrary = {
  tf: TensorFlow;
  nets: Record<
    'ssdMobilenetv1' | 'faceLandmark68Net' | 'faceRecognitionNet',
    { loadFromDisk(path: string): Promise<void> }
  >;
  SsdMobilenetv1Options: new (options: { minConfidence: number; maxResults: number }) => object;
  detectAllFaces(
    tensor: Tensor,
    options: object,
  ): { withFaceLandmarks(): { withFaceDescriptors(): Promise<unknown[]> } };
};

/** Most faces in one picture; above what any of the pictures holds. */
const facesMax = 100;

export async function openHuman(): Promise<Contender> {
  const { Human } = load<HumanLibrary>('@vladmandic/human/dist/human.node-wasm.js');
  const off = { enabled: false };
  const weights = await serveFolder(join(modules, '@vladmandic/human/models'));
  const human = new Human({
    backend: 'wasm',
    wasmPath: join(modules, '@tensorflow/tfjs-backend-wasm/dist/'),
    modelBasePath: weights.url,
    debug: false,
    async: false,
    cacheSensitivity: 0,
    filter: off,
    gesture: off,
    body: off,
    hand: off,
    object: off,
    segmentation: off,
    face: {
      enabled: true,
      // Rotation is Human's alignment; it stands on the mesh.
      detector: { rotation: true, maxDetected: facesMax, return: false },
      mesh: { enabled: true },
      description: { enabled: true },
      attention: off,
      iris: off,
      emotion: off,
      antispoof: off,
      liveness: off,
    },
  });
  await human.load();
  await weights.stop();
  return {
    name: 'Human (wasm)',
    async faces({ data, width, height }) {
      const tensor = human.tf.tensor4d(data, [1, height, width, 3], 'int32');
      const { face } = await human.detect(tensor);
      tensor.dispose();
      return face.filter(({ embedding }) => (embedding?.length ?? 0) > 0).length;
    },
    close: () => Promise.resolve(),
  };
}

export async function openFaceApi(): Promise<Contender> {
  const faceApi = load<FaceApiLibrary>('@vladmandic/face-api/dist/face-api.node-wasm.js');
  await faceApi.tf.setBackend('wasm');
  await faceApi.tf.ready();
  const weights = join(modules, '@vladmandic/face-api/model');
  for (const name of ['ssdMobilenetv1', 'faceLandmark68Net', 'faceRecognitionNet'] as const)
    await faceApi.nets[name].loadFromDisk(weights);
  const options = new faceApi.SsdMobilenetv1Options({ minConfidence: 0.5, maxResults: facesMax });
  return {
    name: 'face-api (wasm)',
    async faces({ data, width, height }: RgbPicture) {
      const tensor = faceApi.tf.tensor3d(data, [height, width, 3], 'int32');
      const faces = await faceApi.detectAllFaces(tensor, options).withFaceLandmarks().withFaceDescriptors();
      tensor.dispose();
      return faces.length;
    },
    close: () => Promise.resolve(),
  };
}

/** Human's wasm build reads its weights over HTTP only. */
async function serveFolder(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(express().use(express.static(folder)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** By path: Human's `exports` map hides its builds. TensorFlow.js is a development package, so a pruned installation lacks it. */
function load<T>(path: string): T {
  try {
    return createRequire(import.meta.url)(join(modules, path)) as T;
  } catch (cause) {
    const remedy = 'Run "npm ci" in a clone of the project; a production installation leaves the peers out.';
    throw problem('CONFIG_UNUSABLE', { problem: `the peer ${path} cannot be loaded`, remedy }, { cause });
  }
}
