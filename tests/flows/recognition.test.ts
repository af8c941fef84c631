/** From what cameras tell to what an administrator reads: why people were not named, where a camera should hang, who may be confused. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sighting, Unusable } from '../../pipeline/messages.ts';
import type { GalleryReport, Person, RecognitionView } from '../../server/wire.ts';
import {
  type Client,
  codeOf,
  eventually,
  faceOf,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

let server: TestServer;
let admin: Client;

beforeEach(async () => {
  server = await startTestServer();
  admin = await server.admin();
});
afterEach(() => server.remove());

describe('why people were not recognised', () => {
  const frame = { width: 640, height: 360 };
  const body = { x: 0, y: 0, width: 40, height: 120 };
  type Shown = { unusable?: Unusable; widthPx?: number; seed?: number } | null;
  function sighting(trackId: number, shown: Shown): Sighting {
    if (!shown) return { trackId, body, seen: true, face: null };
    const { unusable = null, widthPx = 31, seed } = shown;
    const quality = { widthPx, sharpness: 9, turn: 0.1, quality: 0.9 };
    const embedding = seed === undefined ? null : faceOf(seed);
    return { trackId, body, seen: true, face: { box: body, score: 0.9, quality, embedding, unusable } };
  }

  /** Somebody passes the hall for two seconds and goes. */
  function pass(trackId: number, shown: Shown, frames = 11): void {
    const camera = server.cameras.at(-1);
    for (let i = 0; i < frames; i += 1) {
      const atMs = Date.now() - 60_000 + trackId * 100 + i * 200;
      camera?.say({ kind: 'sightings', atMs, frame, sightings: [sighting(trackId, shown)] });
    }
    camera?.say({ kind: 'trackEnded', atMs: Date.now(), trackId });
  }

  const hall = {
    cameraId: 'hall',
    name: 'Hall',
    area: 'Ground floor',
    url: 'rtsp://10.0.0.5/Streaming/Channels/102',
  };
  async function recognition(client = admin): Promise<RecognitionView> {
    const [view] = (await client.call('GET', '/api/recognition')).body as RecognitionView[];
    return view ?? expect.fail('The hall is missing.');
  }

  beforeEach(async () => {
    expect((await admin.call('POST', '/api/cameras', hall)).status).toBe(201);
    const consent = { statement: 'Agreed.' };
    const added = await admin.call('POST', '/api/people', { name: 'Ann', consent });
    const photos = [0, 1, 2].map((i) => ({ name: `${i}.jpg`, bytes: 'face 1' }));
    await admin.upload(`/api/people/${(added.body as Person).personId}/photos`, photos);
  });

  test('each person who passed is counted once, by what came of it', async () => {
    pass(1, { seed: 1 });
    pass(2, { seed: 2 });
    pass(3, null);
    for (const trackId of [4, 5, 6]) pass(trackId, { unusable: 'turnedAway' });
    pass(7, { unusable: 'tooSmall' });
    pass(8, null, 3);
    const { today, sinceStart, advice } = await recognition();
    const counted = { named: 1, belowThreshold: 1, noFace: 1, turnedAway: 3, tooSmall: 1, lookAlike: 0 };
    expect(today).toMatchObject(counted);
    expect(sinceStart).toEqual(today);
    expect(advice).toContain('Hang the camera where they walk towards it');
    const metrics = (await admin.call('GET', '/api/metrics')).body;
    expect(metrics).toContain('whereabouts_camera_tracks_total{camera="hall",outcome="turnedAway"} 3');
  });

  test('the placement check measures the faces, and points at the second stream first', async () => {
    expect((await recognition()).placement).toMatchObject({ verdict: 'unsure', faces: 0 });
    for (let trackId = 1; trackId <= 6; trackId += 1) pass(trackId, { seed: 1 });
    const { placement } = await recognition();
    expect(placement).toMatchObject({ verdict: 'borderline', faces: 6, widthPx: 31 });
    expect(placement.sentence).toContain('31 px wide (median of 6 in the last hour); 48 or more');
    expect(placement.remedies[0]).toContain('second stream (640×360)');
  });

  test('a camera that is moved is measured anew, and one that is removed is forgotten', async () => {
    for (let trackId = 1; trackId <= 6; trackId += 1) pass(trackId, { seed: 1 });
    await admin.call('PUT', '/api/cameras/hall', { ...hall, url: 'rtsp://10.0.0.6/stream1' });
    expect(await recognition()).toMatchObject({ placement: { faces: 0 }, sinceStart: { named: 6 } });
    await admin.call('DELETE', '/api/cameras/hall');
    expect((await admin.call('GET', '/api/recognition')).body).toEqual([]);
    await admin.call('POST', '/api/cameras', hall);
    expect(await recognition()).toMatchObject({ sinceStart: { named: 0 } });
  });

  test('a viewer reads the counts; nobody does without signing in', async () => {
    pass(1, { seed: 1 });
    expect(await recognition(await server.viewer())).toMatchObject({ today: { named: 1 } });
    expect(codeOf(await server.client().call('GET', '/api/recognition'))).toBe('SIGN_IN_NEEDED');
  });

  test('a camera whose file is broken from the start is listed with nothing counted', async () => {
    writeFileSync(join(server.config.camerasDir, 'gate.yaml'), 'name: [');
    await eventually(async () =>
      expect((await admin.call('GET', '/api/recognition')).body).toMatchObject([
        { cameraId: 'gate', advice: null },
        { cameraId: 'hall' },
      ]),
    );
  });
});

describe('the gallery report', () => {
  const report = async () => (await admin.call('GET', '/api/gallery')).body as GalleryReport;
  async function enrol(name: string, ...photos: string[]): Promise<void> {
    const consent = { statement: 'Agreed.' };
    const { personId } = (await admin.call('POST', '/api/people', { name, consent })).body as Person;
    const files = photos.map((bytes, i) => ({ name: `${i}.jpg`, bytes }));
    if (files.length > 0) await admin.upload(`/api/people/${personId}/photos`, files);
  }

  test('tells of one person enrolled twice, of missing photos, and of sides, also after a restart', async () => {
    // The same photo again is refused: it would add nothing.
    await enrol('Ann', 'face 1', 'face 1', 'face 1');
    await enrol('Anna', 'face 1');
    await enrol('Bo');
    for (const round of ['first', 'after a restart']) {
      const { people, samples, pairs, coverage, limit } = await report();
      expect([round, people, samples]).toEqual([round, 3, 2]);
      expect(pairs[0]).toMatchObject({ verdict: 'tooAlike', distance: 0 });
      expect(limit.sentence).toContain('no limit can tell them apart');
      expect(coverage[0]).toMatchObject({ name: 'Bo', samples: 0 });
      expect(coverage.find(({ name }) => name === 'Ann')).toMatchObject({
        ...{ frontal: 1, left: 0, right: 0, turnUnknown: 0, faceWidthPx: 140, redundant: 0 },
        nearest: { name: 'Anna', distance: 0 },
      });
      if (round === 'first') {
        await server.stop();
        server = await startTestServer({ folder: server.config.dataDir.replace(/\/data$/, '') });
        admin = await server.admin();
      }
    }
  });

  test('is for administrators', async () => {
    const viewer = await server.viewer();
    expect(codeOf(await viewer.call('GET', '/api/gallery'))).toBe('NOT_ALLOWED');
  });

  test('is answered once for all who ask at the same time', async () => {
    await enrol('Ann', 'face 1', 'face 1');
    const answers = await Promise.all([report(), report(), report()]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});
