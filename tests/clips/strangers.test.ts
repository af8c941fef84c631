/**
 * A company of 139 enrolled with two photos each, and 1,102 strangers before its cameras: nobody may get a wrong name.
 * Press photos of the Labeled Faces in the Wild set stand in for what a track shows: up to four other photos of a person, each twice.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { networksDir, packageRoot } from '../../models/catalogue.ts';
import type { CameraId, Infer } from '../../pipeline/messages.ts';
import { decodePhoto, findFaces, type FoundFace, mainFace } from '../../pipeline/readPhoto.ts';
import type * as inferenceDoor from '../../pipeline/startInference.ts';
import { createIdentifier } from '../../server/identify/createIdentifier.ts';
import type { Identity } from '../../server/identify/judgeTrack.ts';
import { media, mediaDir } from '../helpers/media.ts';

const enrolledPhotos = 2;
/** People with fewer photos are the strangers. */
const photosMin = 4;
const shownPhotos = 4;
const camera = 'gate' as CameraId;

describe.skipIf(!mediaDir)('a large company and many strangers', () => {
  let faces: Map<string, FoundFace[]>;

  beforeAll(async () => {
    faces = await facesByPerson(media('photos/lfw'));
  }, 900_000);

  test('names most of those enrolled, nobody wrongly, and no stranger', () => {
    const staff = [...faces].filter(([, own]) => own.length >= photosMin);
    const people = staff.map(([name, own]) => ({
      personId: name,
      name,
      samples: own.slice(0, enrolledPhotos).map(asSample),
    }));
    const identifier = createIdentifier({ gallery: () => ({ people }) });
    let trackId = 0;
    const show = (own: FoundFace[]): Identity => {
      trackId++;
      [...own, ...own].forEach(
        (face, i) => void identifier.sighted(camera, i * 200, [asSighting(trackId, face)]),
      );
      const identity = identifier.identityOf(camera, trackId);
      identifier.trackEnded(camera, trackId);
      return identity;
    };
    const judged = staff.map(([name, own]) => ({
      name,
      identity: show(own.slice(enrolledPhotos, enrolledPhotos + shownPhotos)),
    }));
    const strangers = [...faces]
      .filter(([, own]) => own.length < photosMin)
      .map(([, own]) => show(own.slice(0, shownPhotos)));

    expect([staff.length, strangers.length]).toEqual([139, 1102]);
    expect(
      judged.filter(({ name, identity }) => identity.kind === 'named' && identity.name !== name),
    ).toEqual([]);
    expect(strangers.filter(({ kind }) => kind === 'named')).toEqual([]);
    const right = judged.filter(({ identity }) => identity.kind === 'named').length;
    console.log(
      `${right} of ${staff.length} enrolled people named, 0 wrongly; 0 of ${strangers.length} strangers named`,
    );
    expect(right / staff.length).toBeGreaterThan(0.9);
  });
});

async function facesByPerson(dir: string): Promise<Map<string, FoundFace[]>> {
  const door = pathToFileURL(join(packageRoot(), 'dist/pipeline/startInference.js')).href;
  const { startInference } = (await import(door)) as typeof inferenceDoor;
  const inference = await startInference({ threads: 2, networksDir });
  try {
    const names = readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
    const found = new Map(names.sort().map((name) => [name, [] as FoundFace[]]));
    const queue = found.entries();
    const lane = async (): Promise<void> => {
      for (const [name, own] of queue) own.push(...(await facesOf(join(dir, name), inference.infer)));
    };
    await Promise.all([lane(), lane()]);
    return found;
  } finally {
    await inference.stop();
  }
}

/** The person of each photo, up to as many photos as are used. */
async function facesOf(dir: string, infer: Infer): Promise<FoundFace[]> {
  const faces: FoundFace[] = [];
  for (const file of readdirSync(dir)
    .sort()
    .slice(0, enrolledPhotos + shownPhotos)) {
    const picture = await decodePhoto(join(dir, file));
    const face = picture && mainFace(await findFaces(picture, infer), picture);
    if (face) faces.push(face);
  }
  return faces;
}

const asSample = ({ embedding, quality }: FoundFace) => ({ embedding, quality: quality.quality });

function asSighting(trackId: number, { box, score, quality, embedding }: FoundFace) {
  return { trackId, body: box, seen: true, face: { box, score, quality, embedding, unusable: null } };
}
