/**
 * Goal: what is to be hidden is hidden before anything looks at it or leaves. Method: real frames of one man, decoded, looked at and
 * encoded by a camera's real thread, as built.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { networksDir, packageRoot } from '../../models/catalogue.ts';
import type { Box, CameraSetup, PictureZone, SnapshotWish } from '../../pipeline/messages.ts';
import type * as startInferenceModule from '../../pipeline/startInference.ts';
import { startInference, watchBuiltCamera, type WatchedCamera } from '../helpers/builtCamera.ts';

const patiently = 20_000;
let folder: string;
let inference: startInferenceModule.Inference;
const cameras: WatchedCamera[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zones-'));
  inference = await startInference({ threads: 2, networksDir });
  const pictures = join(packageRoot(), 'node_modules/@vladmandic/human/assets/samples.jpg');
  const man = 'crop=212:120:326:4,scale=640:360,setsar=1,format=yuv420p';
  const parameters = ['-loop', '1', '-r', '5', '-t', '2', '-i', pictures, '-vf', man];
  await promisify(execFile)('ffmpeg', [
    '-v',
    'error',
    '-nostdin',
    '-y',
    ...parameters,
    join(folder, 'man.mp4'),
  ]);
}, 60_000);
afterEach(async () => void (await Promise.all(cameras.splice(0).map(({ camera }) => camera.stop()))));
afterAll(async () => {
  await inference.stop();
  await rm(folder, { recursive: true });
});

function open(change: Partial<CameraSetup> = {}): WatchedCamera {
  const url = join(folder, 'man.mp4');
  const opened = watchBuiltCamera({ name: 'man', url, detectWidthPx: 512, ...change }, inference);
  cameras.push(opened);
  return opened;
}
const wall: PictureZone = {
  kind: 'privacy',
  points: [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 0.7 },
    { x: 0, y: 0.7 },
  ],
};
const facesOf = (opened: WatchedCamera) =>
  opened.all('sightings').flatMap(({ message }) => message.sightings.flatMap(({ face }) => face ?? []));

/** How much neighbouring pixels differ in a part of a JPEG, by standard deviation of each channel, the largest. */
async function variety(jpeg: Uint8Array, { x, y, width, height }: Box): Promise<number> {
  const part = {
    left: Math.round(x),
    top: Math.round(y),
    width: Math.round(width),
    height: Math.round(height),
  };
  // Cut out first: the figures of a pipeline are of its input.
  const cut = await sharp(await sharp(jpeg).extract(part).png().toBuffer()).stats();
  return Math.max(...cut.channels.map(({ stdev }) => stdev));
}
const upper: Box = { x: 0, y: 0, width: 640, height: 244 };
const lower: Box = { x: 0, y: 260, width: 640, height: 100 };

test(
  'a privacy zone is painted in every picture, and nobody behind it is seen',
  { timeout: 60_000 },
  async () => {
    const opened = open({ zones: [wall] });
    await opened.until('analyses', () => opened.all('sightings').length >= 5, patiently);
    expect(facesOf(opened)).toEqual([]);
    opened.camera.watch(true);
    await opened.until('shows', () => opened.all('picture').length > 0, patiently);
    const snapshot = await opened.camera.snapshot(null);
    for (const jpeg of [opened.all('picture')[0]?.message.jpeg, snapshot?.jpeg]) {
      if (!jpeg) throw new Error('no picture');
      expect(await variety(jpeg, upper)).toBeLessThan(1.5);
      expect(await variety(jpeg, lower)).toBeGreaterThan(10);
    }
    // Painted over is not covered.
    expect(opened.health().kind).toBe('seeing');
  },
);

test('zones change while the stream goes on', { timeout: 60_000 }, async () => {
  const opened = open();
  await opened.until('sees him', () => facesOf(opened).length > 1, patiently);
  opened.camera.setZones([wall]);
  // At once, also where the newest frame came before it was told.
  opened.camera.watch(true);
  await opened.until('shows', () => opened.all('picture').length > 0, patiently);
  const jpeg = opened.all('picture')[0]?.message.jpeg;
  expect(jpeg && (await variety(jpeg, upper))).toBeLessThan(1.5);
  expect(opened.all('health').map(({ message }) => message.health.kind)).toEqual(['starting', 'seeing']);
});

test('nobody is looked for in an ignored zone', { timeout: 60_000 }, async () => {
  const everywhere = [...wall.points.slice(0, 2), { x: 1, y: 1 }, { x: 0, y: 1 }];
  const opened = open({ zones: [{ kind: 'ignore', points: everywhere }] });
  await opened.until('analyses', () => opened.all('sightings').length >= 5, patiently);
  expect(opened.all('sightings').flatMap(({ message }) => message.sightings)).toEqual([]);
});

test(
  'unknown faces are made coarse, named ones are not, and the boxes stay',
  { timeout: 60_000 },
  async () => {
    const opened = open();
    await opened.until('sees him', () => facesOf(opened).length > 1, patiently);
    const face = facesOf(opened)[0]?.box;
    if (!face) throw new Error('no face');
    const faceNow = async (clear: SnapshotWish = null): Promise<Buffer> => {
      const shot = await opened.camera.snapshot(clear);
      if (!shot) throw new Error('no snapshot');
      const { x, y, width, height } = face;
      const part = {
        left: Math.round(x),
        top: Math.round(y),
        width: Math.round(width),
        height: Math.round(height),
      };
      return sharp(shot.jpeg).extract(part).greyscale().raw().toBuffer();
    };
    const plain = await faceNow();
    /** Mean difference to the plain face, in levels of 255. */
    const changed = async (clear: SnapshotWish = null) => {
      const now = await faceNow(clear);
      return now.reduce((sum, level, at) => sum + Math.abs(level - (plain[at] ?? 0)), 0) / now.length;
    };
    expect(await changed()).toBeLessThan(3);
    opened.camera.blurUnknown(true);
    expect(await changed()).toBeGreaterThan(8);
    const ids =
      opened
        .all('sightings')
        .at(-1)
        ?.message.sightings.map(({ trackId }) => trackId) ?? [];
    opened.camera.named(ids);
    expect(await changed()).toBeLessThan(3);
    // For who may not see this person, the name changes nothing.
    expect(await changed([])).toBeGreaterThan(8);
    expect(await changed(ids)).toBeLessThan(3);
    opened.camera.named([]);
    expect(await changed()).toBeGreaterThan(8);
    // A picture made to be kept hides all others, also where unknown faces are shown.
    opened.camera.blurUnknown(false);
    opened.camera.named(ids);
    expect(await changed({ only: [] })).toBeGreaterThan(8);
    expect(await changed({ only: ids })).toBeLessThan(4);
    expect(facesOf(opened).length).toBeGreaterThan(1);
  },
);

test('whoever begins to watch gets the newest frame at once', { timeout: 60_000 }, async () => {
  const opened = open({ activeFps: 1 });
  await opened.until('analyses', () => opened.all('sightings').length >= 3, patiently);
  // Halfway to the next frame, a second after the last.
  const analyses = opened.all('sightings').length;
  await opened.until('analyses again', () => opened.all('sightings').length > analyses, patiently);
  const newestAtMs = opened.all('sightings').at(-1)?.message.atMs;
  opened.camera.watch(true);
  const tookMs = await opened.until('shows', () => opened.all('picture').length > 0, 5_000);
  const [first] = opened.all('picture');
  expect(first?.message.atMs).toBe(newestAtMs);
  expect(first?.message.tracks.length).toBeGreaterThan(0);
  expect(tookMs).toBeLessThan(600);
});
