/** People for a recording: `DIR/<name>/*.jpg` or `DIR/<name>.jpg`. Nothing is stored. */
import { readdir } from 'node:fs/promises';
import { extname, join, parse } from 'node:path';
import type { Infer } from '../../pipeline/messages.ts';
import { type PhotoReading, readPhoto } from '../../pipeline/readPhoto.ts';
import { problem } from '../errors.ts';
import type { Gallery, GallerySample } from '../identify/gallery.ts';
import { photoProblem } from '../people/photoProblem.ts';

const pictureEndings = new Set(['.jpg', '.jpeg', '.png', '.webp']);

/** A photo that cannot be used is told to `warn` in one sentence, and the others are used. */
export async function enrolFolder(
  folder: string,
  infer: Infer,
  warn: (sentence: string) => void,
): Promise<Gallery> {
  const people: Gallery['people'] = [];
  for (const [name, files] of await photosByName(folder)) {
    const samples: GallerySample[] = [];
    for (const file of files) {
      const reading = await readPhoto(file, infer);
      if (reading.kind === 'face') samples.push(sampleOf(reading));
      else warn(photoProblem(file, reading).message);
    }
    if (samples.length > 0) people.push({ personId: name, name, samples });
    else
      warn(
        `Cannot recognise ${name}: none of the ${files.length} pictures shows a usable face. Add a sharp picture of this person alone.`,
      );
  }
  if (people.length === 0) {
    const remedy = 'Put DIR/<name>/*.jpg or DIR/<name>.jpg there.';
    throw problem('CONFIG_UNUSABLE', { problem: `no person with a usable picture is in ${folder}`, remedy });
  }
  return { people };
}

function sampleOf({
  embedding,
  quality,
  turnToLeft,
}: Extract<PhotoReading, { kind: 'face' }>): GallerySample {
  const facts = { faceWidthPx: Math.round(quality.widthPx), turnToLeft };
  return { embedding, quality: quality.quality, facts };
}

async function photosByName(folder: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const entry of await list(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const files = (await list(path))
        .filter((file) => isPicture(file.name))
        .map((file) => join(path, file.name));
      if (files.length > 0) found.set(entry.name, files);
    } else if (isPicture(entry.name)) {
      const { name } = parse(entry.name);
      found.set(name, [...(found.get(name) ?? []), path]);
    }
  }
  return found;
}

const isPicture = (name: string): boolean =>
  !name.startsWith('.') && pictureEndings.has(extname(name).toLowerCase());

async function list(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    const remedy = 'Check the path given with --people.';
    throw problem('CONFIG_UNUSABLE', { problem: `the folder ${folder} cannot be read`, remedy }, { cause });
  }
}
