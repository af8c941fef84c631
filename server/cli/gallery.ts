/** `whereabouts gallery`: what to expect of the enrolled people, before go-live. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Inference } from '../../pipeline/startInference.ts';
import type { Config } from '../config.ts';
import { openDatabase } from '../database/openDatabase.ts';
import { firstCompany } from '../database/store.ts';
import { problem } from '../errors.ts';
import type { Gallery } from '../identify/gallery.ts';
import { galleryReport } from '../identify/galleryReport.ts';
import { inSlices } from '../identify/inSlices.ts';
import { rulesWithin } from '../identify/rules.ts';
import { loadInference } from '../loadInference.ts';
import { loadGallery } from '../people/loadGallery.ts';
import { createPeopleStore } from '../people/store.ts';
import { enrolFolder } from './enrolFolder.ts';
import { galleryText } from './galleryText.ts';
import { checkWritable, writeJson } from './writeJson.ts';

export type GalleryOptions = { people?: string; json?: string };

/** Of a folder of photos when one is given, else of the people in the data folder. */
export async function gallery(config: Config, { people, json }: GalleryOptions): Promise<void> {
  await checkWritable(json);
  if (people === undefined) checkEnrolled(config.dataDir);
  // The stored people too are those of the recogniser in use, and it says which that is.
  const inference = await loadInference({ ...config, dataDir: null }, () => undefined);
  try {
    const enrolled =
      people === undefined
        ? await storedGallery(config.dataDir, inference)
        : await enrolFolder(people, inference.infer, (sentence) => console.error(sentence));
    const report = await inSlices(galleryReport(enrolled, rulesWithin(config.nameLimit)));
    console.log(galleryText(report));
    await writeJson(json, report);
  } finally {
    await inference.stop();
  }
}

function checkEnrolled(dataDir: string): void {
  if (existsSync(join(dataDir, 'whereabouts.sqlite'))) return;
  const remedy = 'Give the folder of a server with --data, or a folder of photos with --people.';
  throw problem('CONFIG_UNUSABLE', { problem: `nobody is enrolled in ${dataDir}`, remedy });
}

async function storedGallery(dataDir: string, { networks }: Inference): Promise<Gallery> {
  const db = await openDatabase(dataDir);
  try {
    const company = await firstCompany(db);
    if (!company) return { people: [] };
    const store = createPeopleStore(db, networks.recognition);
    return (await loadGallery({ companyId: company.id, store, changed: () => undefined })).current();
  } finally {
    await db.destroy();
  }
}
