/** The command as a user runs it, on real office recordings. What names and tracks must be like is in timelines.test.ts. */
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
function enrolled(name: string, words: Record<Person, string>): string {
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
  test('names every other clip of the people enrolled', async () => {
    const words = { A: 'yes', C: 'walk', E: 'want' };
    const rest = others(words);
    const report = await replayed(
      enrolled('people', words),
      rest.map(([person, word]) => clip(person, word)),
    );
    expect(namesOf(report)).toEqual(
      Object.fromEntries(rest.map(([person, word]) => [basename(clip(person, word)), [person]])),
    );
  });
});
