/** Everybody enrolled: three people of the office clips, two of the stage, and strangers' photos as the rest of the staff. */
import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Gallery } from '../../server/identify/gallery.ts';
import { media } from '../helpers/media.ts';
import type { Engine, Sample } from './engine.ts';
import { type Clip, type OfficeClip, officeClips, type StagePerson } from './timelines.ts';

type Member = Gallery['people'][number];

export type Company = {
  /** By clip: somebody enrolled from a few of its frames. */
  fromClip: ReadonlyMap<OfficeClip, Member>;
  others: Member[];
};

/** Frames of the enrolment clip a second. */
const enrolledPerSecond = 3;
/** With two photos each. A wrong name is likelier among many. */
const staffCount = 60;
const photosEach = 2;

export async function enrolCompany(engine: Engine, folder: string): Promise<Company> {
  const fromClip = new Map<OfficeClip, Member>();
  for (const clip of officeClips)
    fromClip.set(clip, await member(engine, clip.person, await framesOf(clip, folder)));
  return { fromClip, others: [...(await stagePeople(engine)), ...(await staff(engine))] };
}

/** The same person from every other recording in turn, so that nobody is recognised in the frames they were enrolled from. */
export function galleriesFor(clip: Clip, { fromClip, others }: Company): Gallery[] {
  const own = officeClips.find((each) => each === clip);
  const first = firstClips(fromClip).filter(({ personId }) => personId !== own?.person);
  const rest = [...first, ...others];
  if (!own) return [{ people: rest }];
  return [...fromClip]
    .filter(([other]) => other.person === own.person && other !== own)
    .map(([, person]) => ({ people: [person, ...rest] }));
}

/** Everybody but those to be seen: here every name is wrong. */
export function galleryWithout(clip: Clip, { fromClip, others }: Company): Gallery {
  const present = new Set<string>(clip.named.map(({ person }) => person));
  return { people: [...firstClips(fromClip), ...others].filter(({ personId }) => !present.has(personId)) };
}

function firstClips(fromClip: Company['fromClip']): Member[] {
  const people = new Map<string, Member>();
  for (const person of fromClip.values())
    if (!people.has(person.personId)) people.set(person.personId, person);
  return [...people.values()];
}

async function framesOf({ id, file }: OfficeClip, folder: string): Promise<string[]> {
  const dir = join(folder, 'enrolled', id);
  await mkdir(dir, { recursive: true });
  const args = ['-v', 'error', '-i', media(file), '-vf', `fps=${enrolledPerSecond}`, join(dir, '%02d.jpg')];
  await promisify(execFile)('ffmpeg', args);
  return (await readdir(dir)).sort().map((name) => join(dir, name));
}

async function stagePeople(engine: Engine): Promise<Member[]> {
  const photos: Record<StagePerson, string[]> = {
    'alex-lacamoire': ['alex-lacamoire.png', 'knn_examples/train/alex_lacamoire/img1.jpg'],
    'lin-manuel-miranda': ['lin-manuel-miranda.png'],
  };
  const people = Object.entries(photos).map(([name, files]) =>
    member(
      engine,
      name,
      files.map((file) => media(`photos/face_recognition/${file}`)),
    ),
  );
  return Promise.all(people);
}

async function staff(engine: Engine): Promise<Member[]> {
  const people: Member[] = [];
  for (const name of (await readdir(media('photos/lfw'))).sort()) {
    if (people.length === staffCount) break;
    const photos = (await readdir(media(`photos/lfw/${name}`)).catch(() => [])).sort().slice(0, photosEach);
    if (photos.length < photosEach) continue;
    people.push(
      await member(
        engine,
        name,
        photos.map((photo) => media(`photos/lfw/${name}/${photo}`)),
      ),
    );
  }
  return people;
}

async function member(engine: Engine, name: string, photos: string[]): Promise<Member> {
  const samples: Sample[] = [];
  for (const photo of photos) samples.push(...(await engine.sampleOf(photo)));
  if (samples.length === 0) throw new Error(`No photo of ${name} in the test media shows a usable face.`);
  return { personId: name, name, samples };
}
