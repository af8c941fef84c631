/** A small simulated camera for tests: people who walk, and the noisy detections a camera would make of them. */
import type {
  Box,
  FaceDetection,
  FrameSize,
  PersonDetection,
  Point,
  TrackId,
} from '../../pipeline/messages.ts';
import type { TrackerInput, Tracker } from '../../pipeline/track/createTracker.ts';
import { distanceBetween, iou } from '../../pipeline/track/boxes.ts';

export type Walker = {
  /** Head at a time; null while outside the scene. */
  headAt: (atMs: number) => Point | null;
  heightPx: number;
  /** Index of the colour of the clothes; equal numbers look alike. */
  clothes: number;
};

export type Camera = {
  frame: FrameSize;
  fps: number;
  durationMs: number;
  seed: number;
  /** Chance that a face, or a body, is detected. */
  faceChance: number;
  bodyChance: number;
  /** Standard deviation of a box's place and size, in shares of its width. */
  jitter: number;
  /** False: the tracker gets no colours. */
  colours: boolean;
};

export const plainCamera: Camera = {
  frame: { width: 1280, height: 720 },
  fps: 5,
  durationMs: 10_000,
  seed: 1,
  faceChance: 0.6,
  bodyChance: 0.85,
  jitter: 0.05,
  colours: true,
};

/** Deterministic numbers in 0 to 1 (Steele and Vigna's SplitMix, 32-bit form). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

export const walk =
  (from: Point, perSecond: Point, startMs = 0, endMs = Infinity) =>
  (atMs: number): Point | null =>
    atMs < startMs || atMs > endMs
      ? null
      : {
          x: from.x + (perSecond.x * (atMs - startMs)) / 1000,
          y: from.y + (perSecond.y * (atMs - startMs)) / 1000,
        };

export function bodyOf(head: Point, heightPx: number): Box {
  const width = 0.36 * heightPx;
  return { x: head.x - width / 2, y: head.y - 0.08 * heightPx, width, height: heightPx };
}

export function faceAt(centre: Point, widthPx: number, score = 0.9): FaceDetection {
  const at = (dx: number, dy: number): Point => ({ x: centre.x + dx * widthPx, y: centre.y + dy * widthPx });
  return {
    kind: 'face',
    score,
    box: { ...at(-0.5, -0.5), width: widthPx, height: widthPx },
    keypoints: {
      ...{ rightEye: at(-0.2, -0.15), leftEye: at(0.2, -0.15), nose: at(0, 0) },
      ...{ mouth: at(0, 0.25), rightEar: at(-0.45, -0.1), leftEar: at(0.45, -0.1) },
    },
  };
}

/** Everything the tracker is given, frame by frame. A body mostly behind a larger or earlier one is not detected. */
export function* film(walkers: readonly Walker[], camera: Camera): Generator<TrackerInput> {
  const random = seeded(camera.seed);
  const gauss = (): number => random() + random() + random() + random() + random() + random() - 3;
  for (let i = 0; i * (1000 / camera.fps) < camera.durationMs; i++) {
    const atMs = Math.round((i * 1000) / camera.fps);
    yield { atMs, frame: camera.frame, ...shoot(walkers, camera, atMs, random, gauss) };
  }
}

function shoot(
  walkers: readonly Walker[],
  camera: Camera,
  atMs: number,
  random: () => number,
  gauss: () => number,
): Pick<TrackerInput, 'faces' | 'persons' | 'appearanceOf'> & object {
  const faces: FaceDetection[] = [];
  const persons: PersonDetection[] = [];
  const shown: { walker: Walker; body: Box }[] = [];
  for (const walker of walkers) {
    const head = walker.headAt(atMs);
    if (!head) continue;
    const noise = camera.jitter * 1.4;
    const body = bodyOf(head, walker.heightPx);
    const [face, person, hidden] = [random(), random(), shown.some((other) => iou(other.body, body) > 0.45)];
    const shift = { x: noise * gauss() * body.width, y: noise * gauss() * body.width };
    const grow = 1 + noise * gauss();
    if (hidden) continue;
    shown.push({ walker, body });
    if (face < camera.faceChance) {
      const centre = { x: head.x + 0.2 * shift.x, y: head.y + 0.2 * shift.y };
      faces.push(faceAt(centre, 0.1 * walker.heightPx * (1 + 0.3 * (grow - 1)), 0.55 + 0.4 * random()));
    }
    if (person < camera.bodyChance) {
      const box = {
        x: body.x + shift.x,
        y: body.y + shift.y,
        width: body.width * grow,
        height: body.height * grow,
      };
      persons.push({ kind: 'person', box, score: 0.5 + 0.4 * random() });
    }
  }
  if (!camera.colours) return { faces, persons };
  return { faces, persons, appearanceOf: (box) => coloursAt(box, shown, gauss) };
}

/** The clothes of whoever's body fits the box best, a little noisy: root shares as `appearanceOf()` gives them. */
function coloursAt(
  box: Box,
  shown: readonly { walker: Walker; body: Box }[],
  gauss: () => number,
): Float32Array | null {
  const best = shown.toSorted((a, b) => iou(b.body, box) - iou(a.body, box))[0];
  if (!best) return null;
  const shares = Array.from({ length: 26 }, (_, i) => {
    const main = i % 13 === best.walker.clothes % 13 ? 1 : 0.03;
    return main * Math.max(0.1, 1 + 0.15 * gauss());
  });
  const halves = [shares.slice(0, 13), shares.slice(13)].map((half) =>
    half.reduce((sum, share) => sum + share, 0),
  );
  return Float32Array.from(shares, (share, i) => Math.sqrt(share / (halves[i < 13 ? 0 : 1] ?? 1)));
}

export type Followed = {
  /** For each track id, the walkers it was on while nobody else was near. */
  walkersOf: Map<TrackId, Set<number>>;
  /** For each walker, the ids it had. */
  idsOf: Map<number, Set<TrackId>>;
  ended: TrackId[];
  /** Most seen tracks near one lone walker in any frame. */
  mostPerWalker: number;
  /** Share of frames with the walker in the scene in which it had a track. */
  covered: number[];
};

/** Plays a film to a tracker and says which track was on whom. */
export function follow(tracker: Tracker, walkers: readonly Walker[], camera: Camera): Followed {
  const result: Followed = {
    walkersOf: new Map(),
    idsOf: new Map(),
    ended: [],
    mostPerWalker: 0,
    covered: [],
  };
  const seen = walkers.map(() => ({ present: 0, tracked: 0 }));
  for (const input of film(walkers, camera)) {
    const { tracks, ended } = tracker.next(input);
    result.ended.push(...ended);
    const heads = walkers.map((walker) => walker.headAt(input.atMs));
    walkers.forEach((walker, index) => {
      const head = heads[index];
      if (!head) return;
      const lonely = heads.every(
        (other, i) => i === index || !other || distanceBetween(head, other) > 0.6 * walker.heightPx,
      );
      if (!lonely) return;
      const near = tracks.filter(({ seen, body }) => seen && headIn(body, head, walker.heightPx));
      result.mostPerWalker = Math.max(result.mostPerWalker, near.length);
      const count = seen[index];
      if (count) count.present++;
      if (count && near.length > 0) count.tracked++;
      for (const { trackId } of near) {
        add(result.walkersOf, trackId, index);
        add(result.idsOf, index, trackId);
      }
    });
  }
  result.covered = seen.map(({ present, tracked }) => (present === 0 ? 0 : tracked / present));
  return result;
}

const headIn = (body: Box, head: Point, heightPx: number): boolean =>
  distanceBetween({ x: body.x + body.width / 2, y: body.y + 0.08 * body.height }, head) < 0.25 * heightPx;

function add<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  map.set(key, (map.get(key) ?? new Set<V>()).add(value));
}
