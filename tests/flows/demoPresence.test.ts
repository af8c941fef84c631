/**
 * The demo office as ground truth: its play is rendered, every camera goes through the real pipeline, and names and presence are held against
 * the script of who walks where. Run on built code (threads), frame by frame, so the outcome does not depend on the machine's speed.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { networksDir, packageRoot } from '../../models/catalogue.ts';
import type { CameraId, FromWorker } from '../../pipeline/messages.ts';
import { readPhoto } from '../../pipeline/readPhoto.ts';
import type * as cameraDoor from '../../pipeline/startCamera.ts';
import type * as inferenceDoor from '../../pipeline/startInference.ts';
import { groundTruth, type Appearance } from '../../server/demo/groundTruth.ts';
import { demoEmployees } from '../../server/demo/prepareDemo.ts';
import { demoCameras, demoPeople } from '../../server/demo/script.ts';
import { createIdentifier } from '../../server/identify/createIdentifier.ts';
import type { Gallery } from '../../server/identify/gallery.ts';
import { createPresenceBook } from '../../server/presence/presenceBook.ts';
import { officeUntilMs as untilMs, renderedOffice } from '../helpers/demoOffice.ts';

/** A name needs a usable face or two; half a second is the frame rate and the rounding of the play. */
const namedWithinMs = 2_000;
const slackMs = 500;

type Told = Extract<FromWorker, { kind: 'sightings' | 'trackEnded' }> & { cameraId: string };
type Named = { person: string; cameraId: string; atMs: number };
type Moment = { atMs: number; cameraOf: Map<string, string | null>; stateOf: Map<string, string> };

let named: Named[];
let moments: Moment[];
const truth: Appearance[] = groundTruth();
const nameOf = (id: string): string => demoPeople.find((person) => person.id === id)?.name ?? id;

beforeAll(async () => {
  const cameras = await renderedOffice();
  const { startInference } = await built<typeof inferenceDoor>('pipeline/startInference.js');
  const inference = await startInference({ threads: 2, networksDir });
  try {
    const people: Gallery['people'] = [];
    for (const { name, photos } of await demoEmployees()) {
      const readings = await Promise.all(photos.map((photo) => readPhoto(photo, inference.infer)));
      const samples = readings.flatMap((reading) =>
        reading.kind === 'face' ? [{ embedding: reading.embedding, quality: reading.quality.quality }] : [],
      );
      expect(samples.length, name).toBeGreaterThan(0);
      people.push({ personId: name, name, samples });
    }
    const told = await Promise.all(cameras.map(({ id, file }) => watched(id, file, inference)));
    listen(told.flat(), { people });
  } finally {
    await inference.stop();
  }
}, 600_000);

async function built<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(join(packageRoot(), 'dist', path)).href)) as T;
}

/** Everything one camera tells about its whole recording, in its order. */
async function watched(id: string, file: string, inference: inferenceDoor.Inference): Promise<Told[]> {
  const { startCamera } = await built<typeof cameraDoor>('pipeline/startCamera.js');
  const told: Told[] = [];
  await new Promise<void>((resolve, reject) => {
    const onMessage = (message: FromWorker): void => {
      if (message.kind === 'sightings' || message.kind === 'trackEnded')
        told.push({ ...message, cameraId: id });
      if (message.kind === 'finished') resolve();
      if (message.kind === 'failed') reject(new Error(message.message));
    };
    const setup = { cameraId: id as CameraId, name: id, url: file, pace: 'everyFrame', loop: false } as const;
    const rates = { activeFps: 5, idleFps: 1, detectWidthPx: 512, stalledAfterMs: 60_000 };
    startCamera({ ...setup, ...rates }, { inference, onMessage });
  });
  return told;
}

/** What the server does with it, at the times of the play. */
function listen(told: Told[], gallery: Gallery): void {
  let sojourns = 0;
  const identifier = createIdentifier({ gallery: () => gallery });
  const book = createPresenceBook({
    stored: { presences: [], sojourns: [], absences: [], doubles: [] },
    people: gallery.people,
    cameras: demoCameras.map(({ id, name, area }) => ({ cameraId: id, name, area, seeing: true })),
    rules: { awayAfterMs: 5_000, absentAfterMs: 300_000 },
    recogniser: 'demo',
    nowMs: 0,
    newId: () => `sojourn ${sojourns++}`,
  });
  named = [];
  moments = [];
  for (const message of told.sort((a, b) => a.atMs - b.atMs)) {
    const { cameraId, atMs } = message;
    if (message.kind === 'trackEnded') {
      identifier.trackEnded(cameraId as CameraId, message.trackId);
      continue;
    }
    const identified = identifier.sighted(cameraId as CameraId, atMs, message.sightings);
    for (const { identity, seen } of identified)
      if (identity.kind === 'named' && seen) named.push({ person: identity.name, cameraId, atMs });
    book.sighted(cameraId, cameraId, atMs, identified);
    book.tick(atMs);
    const views = book.views();
    moments.push({
      atMs,
      cameraOf: new Map(views.map((view) => [view.name, view.cameraId])),
      stateOf: new Map(views.map((view) => [view.name, view.state])),
    });
  }
}

const enrolled = truth.filter(({ person }) => demoPeople.some(({ id, enrolled: is }) => id === person && is));
const label = ({ person, cameraId, fromMs }: Appearance): string =>
  `${person} in the ${cameraId} at ${fromMs / 1000} s`;

test('every name given is of somebody who is there at that moment', () => {
  const wrong = named.filter(
    ({ person, cameraId, atMs }) =>
      !truth.some(
        (walk) =>
          nameOf(walk.person) === person &&
          walk.cameraId === cameraId &&
          walk.fromMs - slackMs <= atMs &&
          atMs <= walk.toMs + slackMs,
      ),
  );
  expect(named.length).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});

const visible = enrolled
  .filter(({ fromMs }) => fromMs < untilMs - 6_000)
  .filter(({ faceVisible }) => longest(faceVisible) >= namedWithinMs);

test('the play shows enough faces to be told apart', () => {
  expect(visible.length).toBeGreaterThan(10);
});

test.each(visible.map((walk) => [label(walk), walk] as const))(
  '%s is named soon after the face can be seen, and present there',
  (_, walk) => {
    const first = walk.faceVisible.find(({ fromMs, toMs }) => toMs - fromMs >= namedWithinMs) ?? {
      fromMs: 0,
      toMs: 0,
    };
    const at = named.find(
      ({ person, cameraId, atMs }) =>
        person === nameOf(walk.person) && cameraId === walk.cameraId && atMs >= walk.fromMs - slackMs,
    );
    expect(at?.atMs ?? Infinity).toBeLessThanOrEqual(first.fromMs + namedWithinMs + slackMs);
    const later = moments.find(
      ({ atMs }) => atMs >= Math.min(first.fromMs + namedWithinMs + slackMs, untilMs - 200),
    );
    expect(later?.stateOf.get(nameOf(walk.person))).toBe('present');
    expect(later?.cameraOf.get(nameOf(walk.person))).toBe(walk.cameraId);
  },
);

test('somebody off every camera for long is away, with the camera they were last on', () => {
  const gone = enrolled.filter(
    (walk) =>
      walk.toMs < untilMs - 10_000 &&
      !enrolled.some(
        (next) => next.person === walk.person && next.fromMs >= walk.toMs && next.fromMs < walk.toMs + 12_000,
      ),
  );
  expect(gone.length).toBeGreaterThan(0);
  for (const walk of gone) {
    const later = moments.find(({ atMs }) => atMs >= walk.toMs + 8_000);
    expect(later?.stateOf.get(nameOf(walk.person)), label(walk)).toBe('away');
    expect(later?.cameraOf.get(nameOf(walk.person)), label(walk)).toBe(walk.cameraId);
  }
});

function longest(intervals: { fromMs: number; toMs: number }[]): number {
  return Math.max(0, ...intervals.map(({ fromMs, toMs }) => toMs - fromMs));
}
