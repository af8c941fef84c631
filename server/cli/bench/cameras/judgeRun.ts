/** What a run's record says: how many analyses were missed, and how long it took from a usable face to its sighting. Pure. */
import { crossings, framesPerSecond } from './crossings.ts';
import type { Sent } from './playStreams.ts';

/** A camera's `sightings` message as it came in. */
export type Heard = { path: string; atMs: number; heardAtMs: number; recognisable: boolean };
export type RunRecord = { sent: Sent[]; heard: Heard[]; fromMs: number; toMs: number };
/** `analysisMs`: from a picture's time stamp to its sightings, of every analysed picture while a face is there. */
export type Judged = {
  faces: number;
  missed: number;
  due: number;
  run: number;
  latenciesMs: number[];
  analysisMs: number[];
};

/** While people are in the picture this often. */
export const activeFps = 5;
/** A sighting may come this much before the face is wholly in the picture: the network needs less than the whole. */
const earlyMs = 600;
/** After the face has gone: what was not sighted by then never is. */
const lateMs = 2_000;

export function judgeRun({ sent, heard, fromMs, toMs }: RunRecord): Judged {
  const judged: Judged = { faces: 0, missed: 0, due: 0, run: 0, latenciesMs: [], analysisMs: [] };
  for (const { path, picture, atMs } of sent) {
    const crossing = crossings.find(({ firstPicture }) => firstPicture === picture);
    if (!crossing) continue;
    const goneAtMs = atMs + ((crossing.endPicture - picture) * 1000) / framesPerSecond;
    if (atMs < fromMs || goneAtMs + lateMs > toMs) continue;
    const here = heard.filter((each) => each.path === path);
    judged.faces += 1;
    judged.due += ((goneAtMs - atMs) / 1000) * activeFps;
    const during = here.filter((each) => each.atMs >= atMs && each.atMs < goneAtMs);
    judged.run += during.length;
    judged.analysisMs.push(...during.map((each) => each.heardAtMs - each.atMs));
    const first = here.find(
      (each) => each.recognisable && each.atMs > atMs - earlyMs && each.atMs < goneAtMs + lateMs,
    );
    if (!first) judged.missed += 1;
    judged.latenciesMs.push(first ? Math.max(0, first.heardAtMs - atMs) : Infinity);
  }
  for (const list of [judged.latenciesMs, judged.analysisMs]) list.sort((a, b) => a - b);
  return judged;
}

/** The smallest value that this share of all values does not exceed. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
