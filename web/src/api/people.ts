/** People: their record, consent, faces, leave, and whole lists of them. */
import type {
  ConsentEvent,
  ConsentGiven,
  ConsentWithdrawn,
  ErasureReceipt,
  ImportPreview,
  JobView,
  Leave,
  NewLeave,
  NewPerson,
  Person,
  PersonChange,
  SampleSource,
  TrackEnrolment,
} from '../../../server/wire.ts';
import { call, list, part } from '../api.ts';

/** `deactivateMissing`: who is not in the file is deactivated. `skipProblems`: rows with problems are left out instead of stopping it. */
export type ImportOptions = { deactivateMissing?: boolean; skipProblems?: boolean };

const of = (personId: string): string => `people/${part(personId)}`;

export const peopleApi = {
  /** Active ones; `only`: those deactivated; `all`: both. */
  people: (deactivated: 'none' | 'only' | 'all' = 'none') =>
    list<Person>(`people?deactivated=${deactivated}`),
  person: (personId: string) => call<Person>('GET', of(personId)),
  add: (person: NewPerson) => call<Person>('POST', 'people', person),
  /** CONFIRM_NEEDED: ask, and send it again with `confirm`. */
  change: (personId: string, change: PersonChange) => call<Person>('PATCH', of(personId), change),
  erase: (personId: string) => call<ErasureReceipt>('DELETE', of(personId)),

  consents: (personId: string) => list<ConsentEvent>(`${of(personId)}/consents`),
  giveConsent: (personId: string, consent: ConsentGiven) =>
    call<Person>('POST', `${of(personId)}/consent`, consent),
  withdrawConsent: (personId: string) => call<ConsentWithdrawn>('DELETE', `${of(personId)}/consent`),

  /** At most 200 photos; the job's result is an EnrolResult. */
  enrolPhotos: (personId: string, photos: readonly File[], source: SampleSource = 'photo') =>
    call<JobView>('POST', `${of(personId)}/photos?job=1&source=${source}`, photosForm(photos)),
  /** Of several people: files named `Name/1.jpg` or `Name.jpg`, by name or code. At most 200; the result is an EnrolResult. */
  enrolFolder: (photos: readonly File[]) => call<JobView>('POST', 'people/photos', photosForm(photos)),
  removeSample: (personId: string, sampleId: string) =>
    call<null>('DELETE', `${of(personId)}/samples/${part(sampleId)}`),
  /** "This is …" of a track in the live picture. */
  nameTrack: (cameraId: string, trackId: number, personId: string) =>
    call<TrackEnrolment>('POST', `cameras/${part(cameraId)}/tracks/${trackId}/person`, { personId }),

  leaves: (personId: string) => list<Leave>(`${of(personId)}/leaves`),
  addLeave: (personId: string, leave: NewLeave) => call<Leave>('POST', `${of(personId)}/leaves`, leave),
  removeLeave: (personId: string, leaveId: string) =>
    call<null>('DELETE', `${of(personId)}/leaves/${part(leaveId)}`),

  /** For a download link. */
  csvUrl: '/api/people.csv',
  previewImport: (file: Blob, options: ImportOptions = {}) =>
    call<ImportPreview>('POST', `people/import/preview?${importQuery(options)}`, importForm(file)),
  /** The same file and options as the preview, with its `hash`. The job's result is an ImportResult. */
  applyImport: (file: Blob, hash: string, options: ImportOptions = {}) =>
    call<JobView>('POST', `people/import?hash=${part(hash)}&${importQuery(options)}`, importForm(file)),
};

function photosForm(photos: readonly File[]): FormData {
  const form = new FormData();
  // Of a chosen folder the path says who is on it.
  for (const photo of photos) form.append('photos', photo, photo.webkitRelativePath || photo.name);
  return form;
}

function importForm(file: Blob): FormData {
  const form = new FormData();
  form.append('file', file, 'people.csv');
  return form;
}

const importQuery = ({ deactivateMissing = false, skipProblems = false }: ImportOptions): string =>
  `deactivateMissing=${deactivateMissing}&skipProblems=${skipProblems}`;
