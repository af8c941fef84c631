/** Photos become samples: 128 numbers each. The photo itself is forgotten. */
import { randomUUID } from 'node:crypto';
import type { PhotoReading } from '../../pipeline/readPhoto.ts';
import type { By } from '../access/audit.ts';
import { problem, type UserFacingError } from '../errors.ts';
import type { PhotoResult, SampleSource } from '../wire.ts';
import { photoProblem } from './photoProblem.ts';
import { samplesMax } from './placeFor.ts';
import { type PeopleStore, sampleView } from './store.ts';

/** `bytes` null: larger than `photoMaxBytes`. */
export type UploadedPhoto = { file: string; bytes: Buffer | null };
export type ReadPhoto = (photo: Buffer) => Promise<PhotoReading>;

export const photosMax = 20;
export const photoMaxBytes = 15 * 1024 * 1024; // 15 MB, more than any telephone's JPEG
const photoMaxText = '15 MB';

export type Enrolment = {
  companyId: string;
  person: { personId: string; name: string };
  photos: UploadedPhoto[];
  by: By;
  source?: SampleSource;
  store: Pick<PeopleStore, 'addSample'>;
  readPhoto: ReadPhoto;
  /** Before each photo; may throw to end it there. */
  next?: () => void;
};

/** One answer a photo, in order: a bad one loses none of the others. */
export async function enrol(enrolment: Enrolment): Promise<PhotoResult[]> {
  const results: PhotoResult[] = [];
  // One after the other: cameras need the processors meanwhile.
  for (const photo of enrolment.photos) {
    enrolment.next?.();
    results.push(await enrolPhoto(photo, enrolment));
  }
  return results;
}

async function enrolPhoto(photo: UploadedPhoto, enrolment: Enrolment): Promise<PhotoResult> {
  const { file, bytes } = photo;
  const { companyId, person, by, store, readPhoto, source = 'photo' } = enrolment;
  if (bytes === null) return refused(file, problem('PHOTO_TOO_LARGE', { file, limit: photoMaxText }));
  const reading = await readPhoto(bytes);
  // A long list holds many: what was read is not needed any more.
  photo.bytes = null;
  if (reading.kind !== 'face') return refused(file, photoProblem(file, reading));
  const { embedding, quality, turnToLeft } = reading;
  const faceWidthPx = Math.round(quality.widthPx);
  const sample = { id: randomUUID(), embedding, quality: quality.quality, faceWidthPx, turnToLeft, source };
  const outcome = await store.addSample(companyId, person.personId, sample, by);
  const view = sampleView({ ...sample, createdAtMs: by.nowMs });
  switch (outcome) {
    case 'stored':
    case 'replaced':
      return { file, accepted: true, sample: view, replaced: outcome === 'replaced' };
    case 'same':
      return refused(file, problem('PHOTO_SAME', { file }));
    case 'spare':
      return refused(file, problem('PHOTO_SPARE', { file, limit: samplesMax }));
    case 'consentMissing':
      return refused(file, problem('CONSENT_MISSING', { name: person.name }));
  }
}

const refused = (file: string, { code, message }: UserFacingError): PhotoResult => ({
  ...{ file, accepted: false, code, message },
});
