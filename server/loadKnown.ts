/** Who is known, in memory: people, their teams and areas, their leave, and the faces by which they are named. */
import type { Knex } from 'knex';
import { readPhoto } from '../pipeline/readPhoto.ts';
import type { Inference } from '../pipeline/startInference.ts';
import type { Config } from './config.ts';
import type { Overrides } from './createApp.ts';
import { loadDirectory } from './directory/loadDirectory.ts';
import { placeFirst } from './directory/placeFirst.ts';
import type { Log } from './http/createLog.ts';
import { createIdentifier } from './identify/createIdentifier.ts';
import { rulesWithin } from './identify/rules.ts';
import { enrolFirst } from './people/enrolFirst.ts';
import { loadGallery } from './people/loadGallery.ts';
import { createPeopleStore, type PeopleStore } from './people/store.ts';
import { loadLeaves } from './presence/loadLeaves.ts';

export type KnownNeeds = {
  db: Knex;
  companyId: string;
  config: Pick<Config, 'nameLimit'>;
  now: () => number;
  log: Pick<Log, 'warn'>;
  inference: Inference;
};

/** `first`: who is enrolled and placed before anything is read. */
export async function loadKnown(
  { db, companyId, config, now, log, inference }: KnownNeeds,
  first: Pick<Overrides, 'readPhoto' | 'enrolFirst' | 'placeFirst'>,
) {
  const people = createPeopleStore(db, inference.networks.recognition);
  const readFace = first.readPhoto ?? ((photo: Buffer) => readPhoto(photo, inference.infer));
  const enrolment = { companyId, store: people, readPhoto: readFace, nowMs: now() };
  await enrolFirst(first.enrolFirst ?? [], enrolment);
  if (first.placeFirst) await placeFirst(first.placeFirst, { db, companyId, nowMs: now() });
  await warnOfOthers(people, companyId, log);
  const directory = await loadDirectory(db, companyId);
  const leaves = await loadLeaves(db, companyId, now);
  const gallery = await loadGallery({ companyId, store: people, changed: () => identifier.galleryChanged() });
  const identifier = createIdentifier({ gallery: gallery.current, rules: rulesWithin(config.nameLimit) });
  return { people, readFace, directory, leaves, gallery, identifier };
}

async function warnOfOthers(store: PeopleStore, companyId: string, log: Pick<Log, 'warn'>): Promise<void> {
  const { faces, people } = await store.facesOfOthers(companyId);
  if (faces > 0)
    log.warn(
      `${faces} faces of ${people} people were enrolled with another recogniser and are not compared. Enrol these people again, or go back to it.`,
    );
}
