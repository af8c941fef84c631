import type { TrackCounts, TrackOutcome } from '../wire.ts';
import { outcomes } from './cameraTally.ts';

/** Fewer may be a visitor and a shadow: no reason to climb a ladder. */
const unnamedMin = 3;

/** What the most frequent reason of a camera's unnamed people means, and what to do; null when hardly anybody was left unnamed. */
export function recognitionAdvice(counts: TrackCounts): string | null {
  const reasons = outcomes.flatMap((reason) =>
    reason === 'named' ? [] : [{ reason, count: counts[reason] }],
  );
  if (reasons.reduce((sum, { count }) => sum + count, 0) < unnamedMin) return null;
  const [main] = reasons.sort((a, b) => b.count - a.count);
  return main ? advice[main.reason] : null;
}

const advice: Record<Exclude<TrackOutcome, 'named'>, string> = {
  noFace: 'Main reason: people never show their face here. Hang the camera where they walk towards it.',
  tooSmall:
    'Main reason: faces are too small. Bring the camera closer, use a longer lens, or a stream with a larger picture.',
  blurred: 'Main reason: faces are blurred. Give more light, focus the lens, or shorten the exposure.',
  turnedAway:
    'Main reason: people are turned away. Hang the camera where they walk towards it, near head height.',
  cutOff:
    'Main reason: faces are cut off at the edge. Turn the camera so that people pass through the middle of the picture.',
  unclear:
    'Main reason: faces are covered, or people stand before each other. Choose a place where they pass one by one.',
  tooFewFaces:
    'Main reason: faces are seen too shortly. Turn the camera along the way people walk, or set more frames per second.',
  belowThreshold:
    'Main reason: they look like nobody enrolled. That is right for visitors; for colleagues, add photos of another day.',
  lookAlike:
    'Main reason: they look like two enrolled people at once. The gallery report on the People page names the pairs.',
};
