import type { TrackCounts, TrackOutcome } from '../wire.ts';
import { outcomes } from './cameraTally.ts';

/** What the most frequent reason of a camera's unnamed people means, and what to do; null when nobody was left unnamed. */
export function recognitionAdvice(counts: TrackCounts): string | null {
  const reasons = outcomes.filter((outcome) => outcome !== 'named' && counts[outcome] > 0);
  const [main] = reasons.sort((a, b) => counts[b] - counts[a]);
  return main === undefined || main === 'named' ? null : advice[main];
}

const advice: Record<Exclude<TrackOutcome, 'named'>, string> = {
  noFace: 'Most people here never show a face: hang the camera where people walk towards it.',
  tooSmall: 'Most faces here are too small: bring the camera closer, use a longer lens or a larger picture.',
  blurred: 'Most faces here are blurred: give more light, focus the lens, or shorten the exposure.',
  turnedAway:
    'Most people here are turned away: hang the camera where people walk towards it, near head height.',
  cutOff:
    'Most faces here are cut off by the edge of the picture: turn the camera so that people pass through its middle.',
  unclear:
    'Most faces here are covered or crowded together: hang the camera higher, where people pass one by one, but still facing them.',
  tooFewFaces:
    'Most people here pass too quickly: let the camera see them longer, or set more frames per second in its file.',
  belowThreshold:
    'Most people here look like nobody enrolled. Visitors should; for colleagues, add photos of another day and from this camera’s side.',
  lookAlike:
    'Most people here look like two enrolled people at once: see the gallery report on the People page for the most alike pairs.',
};
