import { problem, type UserFacingError } from '../errors.ts';

/** What reading a photo answers when there is no face to keep. */
export type RefusedPhoto =
  { kind: 'unreadable' } | { kind: 'faceless' } | { kind: 'crowded'; count: number } | { kind: 'poor'; problem: string };

/** Face widths below this recognise worse: the recogniser sees 150 px, and twice enlarging is the most it bears well. */
const faceWidthMinPx = 75;

const words: Record<string, string> = {
  tooSmall: 'too small',
  blurred: 'blurred',
  turnedAway: 'turned away',
  cutOff: 'cut off at the edge',
};

/** Why a photo cannot be used, as a sentence. `file` is the name the person knows it by. */
export function photoProblem(file: string, reading: RefusedPhoto): UserFacingError {
  switch (reading.kind) {
    case 'unreadable':
      return problem('PHOTO_UNREADABLE', { file });
    case 'faceless':
      return problem('PHOTO_FACELESS', { file });
    case 'crowded':
      return problem('PHOTO_CROWDED', { file, count: reading.count });
    case 'poor': {
      const values = { file, problem: words[reading.problem] ?? reading.problem, minimum: faceWidthMinPx };
      return problem('PHOTO_POOR', values);
    }
  }
}
