/** People: consent, faces, and lists of them. */
import type { ErrorTable } from './errorTable.ts';

export const peopleErrors = {
  CORRECTED_ALREADY: {
    status: 409,
    text: 'Cannot correct this sighting: {by} corrected it before. Reload the page to see it.',
  },
  CONSENT_MISSING: {
    status: 422,
    text: 'Cannot store a face of {name}: no consent is recorded. Record the consent first.',
  },
  PHOTO_UNREADABLE: {
    status: 422,
    text: 'Cannot read {file}: it is not a picture we know. Use a JPEG, PNG or WebP file.',
  },
  PHOTO_TOO_LARGE: {
    status: 413,
    text: 'Cannot take {file}: it is larger than {limit}. Send a smaller picture.',
  },
  PHOTO_FACELESS: {
    status: 422,
    text: 'Cannot use {file}: no face was found. Use a picture where one face is clearly visible.',
  },
  PHOTO_CROWDED: {
    status: 422,
    text: 'Cannot use {file}: {count} faces were found. Use a picture of one person alone.',
  },
  PHOTO_POOR: {
    status: 422,
    text: 'Cannot use {file}: the face is {problem}. Use a sharp picture, looking at the camera, face at least {minimum} px wide.',
  },
  BADGE_ONLY: {
    status: 422,
    text: 'Cannot store a face of {name}: they are recognised by badge alone. Change that in their record first.',
  },
  PHOTO_SAME: {
    status: 422,
    text: 'Cannot use {file}: it shows nearly the same as a photo that is kept. Use one with the head turned another way, or in other light.',
  },
  PHOTO_SPARE: {
    status: 422,
    text: 'Cannot use {file}: {limit} faces are kept already and cover what it shows. Nothing needs to be done.',
  },
  PHOTOS_TOO_LARGE: {
    status: 413,
    text: 'Cannot take these photos: with those still being read they are larger than {limit} together. Send fewer at once.',
  },
  TRACK_UNUSABLE: {
    status: 422,
    text: 'Cannot learn a face from this track: {problem}. {remedy}',
  },
  LOOKS_LIKE_OTHER: {
    status: 409,
    text: 'Cannot learn this face as {name}: it looks like {other}. Check who it is, and add photos of {name} instead.',
  },
  IMPORT_UNREADABLE: {
    status: 422,
    text: 'Cannot read this list: {problem}. {remedy}',
  },
  IMPORT_STALE: {
    status: 409,
    text: 'Cannot import: the file or the people changed since the preview. Look at a new preview first.',
  },
  IMPORT_PROBLEMS: {
    status: 422,
    text: 'Cannot import: {count} rows have problems. Correct them in the file, or leave them out.',
  },
} as const satisfies ErrorTable;
