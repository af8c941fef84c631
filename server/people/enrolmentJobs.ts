/** Many photos at once, as work that can be watched and cancelled. The photos are in memory alone, and only so many. */
import type { RequestHandler } from 'express';
import { problem } from '../errors.ts';
import type { Jobs } from '../jobs/createJobs.ts';
import type { EnrolResult, JobView, Me, Person, SampleSource } from '../wire.ts';
import { enrol, type UploadedPhoto } from './enrol.ts';
import { type Matched, matchPhotos } from './matchPhotos.ts';
import { byOf, type PeopleParts } from './personRoute.ts';
import { receiveManyPhotos, receivePhotos } from './receivePhotos.ts';

/** Of all photos that wait to be read, of everybody: what the server can spare. */
const waitingMaxBytes = 256 * 1024 * 1024;
const waitingMaxText = '256 MB';

type Work = Matched<Pick<Person, 'personId' | 'name'>, UploadedPhoto>;

export type EnrolmentJobs = {
  /** As many photos as are read at once, or as a job takes. Together with those that wait they fit into memory. */
  receive: (many: boolean) => RequestHandler;
  match: (
    photos: UploadedPhoto[],
    people: Person[],
  ) => { matched: Matched<Person, UploadedPhoto>[]; unmatched: UploadedPhoto[] };
  start: (user: Me, work: Work[], unmatched: UploadedPhoto[], source: SampleSource) => JobView;
};

export function enrolmentJobs(parts: PeopleParts & { jobs: Pick<Jobs, 'start'> }): EnrolmentJobs {
  let waitingBytes = 0;
  const hold = (bytes: number) => {
    waitingBytes += bytes;
    return () => void (waitingBytes -= bytes);
  };

  return {
    receive: (many) => (request, response, next) => {
      // Whoever does not say how much it is could send without end; browsers say.
      const bytes = Number(request.headers['content-length']);
      if (!(waitingBytes + bytes <= waitingMaxBytes))
        throw problem('PHOTOS_TOO_LARGE', { limit: waitingMaxText });
      response.once('close', hold(bytes));
      (many ? receiveManyPhotos : receivePhotos)(request, response, next);
    },
    match: matchPhotos,
    start(user, work, unmatched, source) {
      const photos = work.flatMap((each) => each.photos);
      // Their names are told at the end, and nothing else of them.
      for (const photo of unmatched) photo.bytes = null;
      const release = hold(photos.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0));
      return parts.jobs.start(user.userId, 'enrol', async ({ progress }) => {
        let done = 0;
        const next = () => progress(done++, photos.length);
        try {
          const people: EnrolResult['people'] = [];
          for (const each of work) people.push(await enrolOne(parts, user, each, source, next));
          progress(photos.length, photos.length);
          return { people, unmatched: unmatched.map(unmatchedOf) } satisfies EnrolResult;
        } finally {
          for (const photo of photos) photo.bytes = null;
          release();
        }
      });
    },
  };
}

/** Also when it was cancelled half-way, cameras recognise by what was learned until then. */
async function enrolOne(
  parts: PeopleParts,
  user: Me,
  { person, photos }: Work,
  source: SampleSource,
  next: () => void,
): Promise<EnrolResult['people'][number]> {
  const { companyId, store, readPhoto } = parts;
  const { personId, name } = person;
  const by = byOf(user, parts);
  try {
    const results = await enrol({ companyId, person, photos, by, store, readPhoto, source, next });
    return { personId, name, photos: results };
  } finally {
    await parts.changed(personId);
  }
}

const unmatchedOf = ({ file }: UploadedPhoto) => ({
  file,
  message: `Nobody has the name or code that ${file} begins with. Name the folder or the file after a person.`,
});
