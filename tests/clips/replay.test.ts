/** Names on real office recordings: enrol from one clip of a person, recognise in the others; strangers stay unknown. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReplayReport } from '../../server/cli/replayReport.ts';
import { media, mediaDir } from '../helpers/media.ts';
import { runCli } from '../helpers/runCli.ts';

const clips = {
  A: ['again', 'brother', 'help', 'no', 'student', 'yes'],
  C: ['book', 'learn', 'school', 'walk'],
  E: ['hungry', 'want'],
};
type Person = keyof typeof clips;
const people = Object.keys(clips) as Person[];
const clip = (person: Person, word: string): string => media(`video/intel-asl/person${person}_${word}.mkv`);

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'clips-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder for `--people` with a few frames of one clip a person. */
function enrolled(name: string, words: Partial<Record<Person, string>>): string {
  for (const [person, word] of Object.entries(words) as [Person, string][]) {
    mkdirSync(join(folder, name, person), { recursive: true });
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-i',
      clip(person, word),
      '-vf',
      'fps=3',
      join(folder, name, person, '%02d.jpg'),
    ]);
  }
  return join(folder, name);
}

async function replayed(peopleDir: string, files: string[]): Promise<ReplayReport> {
  const json = join(folder, `${basename(peopleDir)}.json`);
  const { code, stderr } = await runCli(['replay', ...files, '--people', peopleDir, '--json', json]);
  expect(code, stderr).toBe(0);
  return JSON.parse(readFileSync(json, 'utf8')) as ReplayReport;
}

/** Names given in each video, by file name. */
const namesOf = (report: ReplayReport): Record<string, string[]> =>
  Object.fromEntries(
    report.videos.map((video) => [basename(video.file), video.people.map(({ person }) => person)]),
  );

const others = (words: Record<Person, string>): [Person, string][] =>
  people.flatMap((person) =>
    clips[person].filter((word) => word !== words[person]).map((word): [Person, string] => [person, word]),
  );

describe.skipIf(!mediaDir)('replay of the office clips', { timeout: 240_000 }, () => {
  test.each([
    { A: 'yes', C: 'walk', E: 'want' },
    { A: 'again', C: 'book', E: 'hungry' },
  ])('names every other clip of people enrolled from %o and nobody wrongly', async (words) => {
    const rest = others(words);
    const report = await replayed(
      enrolled(`all-${words.A}`, words),
      rest.map(([person, word]) => clip(person, word)),
    );
    expect(namesOf(report)).toEqual(
      Object.fromEntries(rest.map(([person, word]) => [basename(clip(person, word)), [person]])),
    );
  });

  test.each(people)('leaves %s unknown everywhere when not enrolled', async (absent) => {
    const words: Partial<Record<Person, string>> = { A: 'yes', C: 'walk', E: 'want' };
    delete words[absent];
    const report = await replayed(
      enrolled(`without-${absent}`, words),
      clips[absent].map((word) => clip(absent, word)),
    );
    expect(Object.values(namesOf(report)).flat()).toEqual([]);
  });

  test('gives no name in footage of strangers, of backs and of things, and no track where nobody is', async () => {
    const files = [
      'intel-preview/classroom.gif',
      'intel-preview/face-demographics-walking.gif',
      'crowd/facenet-pytorch-crowd.mp4',
      'intel-negative/one-by-one-person-detection.mp4',
      'intel-negative/car-detection.mp4',
      'intel-negative/bottle-detection.mp4',
    ].map((file) => media(`video/${file}`));
    const report = await replayed(enrolled('strangers', { A: 'yes', C: 'walk', E: 'want' }), files);
    expect(Object.values(namesOf(report)).flat()).toEqual([]);
    const tracks = new Map(report.videos.map((video) => [basename(video.file), video.tracks.length]));
    expect(tracks.get('car-detection.mp4')).toBe(0);
    expect(tracks.get('bottle-detection.mp4')).toBe(0);
    // Six people walk through, one after the other.
    expect(tracks.get('one-by-one-person-detection.mp4')).toBeGreaterThanOrEqual(6);
    expect(tracks.get('facenet-pytorch-crowd.mp4')).toBeGreaterThanOrEqual(4);
  });
});
