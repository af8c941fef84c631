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
      return problem('PHOTO_POOR', { file, problem: stateOf(reading.problem), minimum: faceWidthWantedPx });
  }
}

/** "blurred" of "The face is blurred. Use a sharper photo.": our own sentence gives the remedy. */
const stateOf = (sentence: string): string => /^The face is ([^.]+)\./.exec(sentence)?.[1] ?? sentence;
