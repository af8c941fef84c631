/** Step 2: which candidate continues which track. */
import type { Box, FrameSize } from '../messages.ts';
import { ambiguous, type Claim, type Looks } from './ambiguous.ts';
import { assign } from './assign.ts';
import { centreOf, distanceBetween, iou } from './boxes.ts';
import { candidate, type Candidate, repeats } from './joinDetections.ts';
import { COST_OF_NONE, matchCost } from './matchCost.ts';
import { bodyAt, headPoint, type Track, trackUnit } from './track.ts';
import type { TrackerOptions } from './trackerOptions.ts';

type Pair = { track: Track; found: Candidate };
export type Match = Pair & { look: Float32Array | null };
export type Matches = {
  matches: Match[];
  /** Strong candidates that are nobody's. */
  newcomers: { found: Candidate; look: Float32Array | null }[];
  /** Matched tracks whose detection could as well be another's. */
  doubtful: Set<Track>;
};

export function matchTracks(
  tracks: readonly Track[],
  candidates: readonly Candidate[],
  frame: FrameSize,
  appearanceOf: (box: Box) => Float32Array | null,
  options: TrackerOptions,
): Matches {
  const looks = candidates.map((found) => appearanceOf(found.body));
  const strong = candidates.flatMap((found, i) => (found.high ? [i] : []));
  const weak = candidates.flatMap((found, i) => (found.high ? [] : [i]));
  const first = claim(tracks, candidates, looks, strong, options);
  const left = first.filter(({ chosen, track }) => chosen < 0 && mayTakeWeak(track, options));
  const second = claim(
    left.map(({ track }) => track),
    candidates,
    looks,
    weak,
    options,
  );
  const made = [...first, ...second].filter(({ chosen }) => chosen >= 0);
  const taken = new Set(made.map(({ chosen }) => chosen));
  const spare = candidates.flatMap((found, i) => (taken.has(i) ? [] : [{ found, look: looks[i] ?? null }]));
  const matches = made.flatMap(({ track, chosen }) => {
    const found = candidates[chosen];
    return found
      ? [{ track, found: complete({ track, found }, spare, frame, options), look: looks[chosen] ?? null }]
      : [];
  });
  const newcomers = spare.filter(
    ({ found }) => found.high && !matches.some((match) => repeats(found, match.found)),
  );
  const doubtful = new Set([first, second].flatMap((round) => [...ambiguous(round, looks, options)]));
  return { matches, newcomers, doubtful };
}

/** Weak detections carry only tracks in sight, and not for ever. */
function mayTakeWeak(track: Track, options: TrackerOptions): boolean {
  return track.confirmed && track.misses <= 2 && track.atMs - track.strongAtMs <= options.weakForMs;
}

/** One row per track; candidates outside `allowed` are closed to this round. */
function claim(
  tracks: readonly Track[],
  candidates: readonly Candidate[],
  looks: Looks,
  allowed: readonly number[],
  options: TrackerOptions,
): Claim[] {
  const open = new Set(allowed);
  const table = tracks.map((track) =>
    candidates.map((found, i) =>
      open.has(i) ? matchCost(track, found, looks[i] ?? null, options) : Infinity,
    ),
  );
  const chosen = assign(table, COST_OF_NONE);
  return tracks.map((track, i) => ({ track, costs: table[i] ?? [], chosen: chosen[i] ?? -1 }));
}

/** Takes from `spare` the face or body that belongs to a matched person but did not sit well enough to be joined. */
function complete(
  { track, found }: Pair,
  spare: { found: Candidate }[],
  frame: FrameSize,
  options: TrackerOptions,
): Candidate {
  const i = spare.findIndex(({ found: other }) => completes(track, found, other));
  const other = i < 0 ? undefined : spare.splice(i, 1)[0]?.found;
  if (!other) return found;
  const [face, person] = [found.face ?? other.face, found.person ?? other.person];
  return candidate(face, person, frame, options);
}

function completes(track: Track, found: Candidate, other: Candidate): boolean {
  if (other.face && other.person) return false;
  const head = headPoint(track);
  if (!found.face && other.face)
    return distanceBetween(centreOf(other.face.box), head) < 0.5 * trackUnit(track);
  return !found.person && other.person !== null && iou(bodyAt(track, head), other.body) > 0.4;
}
