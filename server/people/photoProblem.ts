import type { Unusable } from '../../pipeline/messages.ts';
import type { PhotoReading } from '../../pipeline/readPhoto.ts';
import { problem, type UserFacingError } from '../errors.ts';

/** What reading a photo answers when there is no face to keep. */
export type RefusedPhoto = Exclude<PhotoReading, { kind: 'face' }>;

/** From this width on, width no longer lowers a face's quality (widthIdealPx of the pipeline's judgeQuality). */
const faceWidthWantedPx = 90;

/** Why a photo cannot be used, as a sentence. `file` is the name the person knows it by. */
export function photoProblem(file: string, reading: RefusedPhoto): UserFacingError {
  switch (reading.kind) {
    case 'unreadable':
      return problem('PHOTO_UNREADABLE', { file });
    case 'faceless':
      return problem('PHOTO_FACELESS', { file });
    case 'crowded':
      return problem('PHOTO_CROWDED', { file, count: reading.count });
    case 'poor':
      return problem('PHOTO_POOR', { file, problem: states[reading.problem], minimum: faceWidthWantedPx });
  }
}

/** "The face is …" */
const states: Record<Unusable, string> = {
  tooSmall: 'too small',
  blurred: 'blurred',
  turnedAway: 'turned away',
  cutOff: 'cut off at the edge',
  doubtful: 'not clear enough',
  contested: 'hidden by another person',
  enoughSeen: 'the same as before',
};
