import type { Config, Human } from '@vladmandic/human';
import type { FaceSeen } from './judgeFace.ts';

export type FaceGuide = { look: (picture: HTMLCanvasElement) => Promise<FaceSeen[]>; backend: string };

/** Plain JavaScript is no third: it is too slow to follow a face. */
type Backend = 'webgl' | 'wasm';

const off = { enabled: false };
const degrees = (radians: number) => (radians * 180) / Math.PI;

/** Loads Human and the two networks it needs from our own server. The first backend that works is taken. */
export async function startFaceGuide(): Promise<FaceGuide> {
  const { Human } = await import('@vladmandic/human');
  let failure: unknown = null;
  for (const backend of backends()) {
    const human = new Human(configOf(backend));
    try {
      if (await works(human, backend)) return { backend, look: (picture) => look(human, picture) };
    } catch (error) {
      failure = error;
    }
  }
  throw new Error('No backend works in this browser.', { cause: failure });
}

/** Software that plays a graphics card is slower than WebAssembly. */
function backends(): Backend[] {
  const context = document.createElement('canvas').getContext('webgl2');
  const info = context?.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(context?.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? 0x1f01) ?? '');
  const hasCard = context !== null && !/swiftshader|llvmpipe|software/i.test(renderer);
  return hasCard ? ['webgl', 'wasm'] : ['wasm'];
}

function configOf(backend: Backend): Partial<Config> {
  return {
    backend,
    modelBasePath: `${location.origin}/human/`,
    wasmPath: `${location.origin}/human/`,
    debug: false,
    // A copy in the browser's database would outlive an update.
    cacheModels: false,
    cacheSensitivity: 0,
    warmup: 'none',
    filter: off,
    gesture: off,
    body: off,
    hand: off,
    object: off,
    segmentation: off,
    face: {
      enabled: true,
      detector: { modelPath: 'blazeface.json', rotation: false, maxDetected: 3, minConfidence: 0.4 },
      mesh: { enabled: true, modelPath: 'facemesh.json' },
      ...{ attention: off, iris: off, description: off, emotion: off },
      ...{ antispoof: off, liveness: off, gear: off },
    },
  };
}

async function works(human: Human, backend: Backend): Promise<boolean> {
  await human.load();
  const blank = document.createElement('canvas');
  blank.width = blank.height = 64;
  blank.getContext('2d')?.fillRect(0, 0, 64, 64);
  const { error } = await human.detect(blank);
  return !error && human.config.backend === backend;
}

async function look(human: Human, picture: HTMLCanvasElement): Promise<FaceSeen[]> {
  const { face, error } = await human.detect(picture);
  if (error) throw new Error(error);
  return face.map(({ box: [x, y, width, height], rotation }) => ({
    ...{ x, y, width, height },
    yaw: -degrees(rotation?.angle.yaw ?? 0),
    pitch: -degrees(rotation?.angle.pitch ?? 0),
  }));
}
