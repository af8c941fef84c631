/** `whereabouts gallery`: what to expect of the enrolled people, before go-live. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { networksDir } from '../../models/catalogue.ts';
import { startInference } from '../../pipeline/startInference.ts';
import type { Config } from '../config.ts';
import { openDatabase } from '../database/openDatabase.ts';
import { firstCompany } from '../database/store.ts';
import { problem } from '../errors.ts';
import type { Gallery } from '../identify/gallery.ts';
import { galleryReport } from '../identify/galleryReport.ts';
import { inSlices } from '../identify/inSlices.ts';
import { identityRules } from '../identify/rules.ts';
import { loadGallery } from '../people/loadGallery.ts';
import { createPeopleStore } from '../people/store.ts';
import { enrolFolder } from './enrolFolder.ts';
import { galleryText } from './galleryText.ts';
import { checkWritable, writeJson } from './writeJson.ts';

export type GalleryOptions = { people?: string; json?: string };

/** Of a folder of photos when one is given, else of the people in the data folder. */
export async function gallery(config: Config, { people, json }: GalleryOptions): Promise<void> {
  await checkWritable(json);
  const enrolled = people === undefined ? await storedGallery(config.dataDir) : await photos(people, config);
  const report = await inSlices(galleryReport(enrolled, identityRules));
  console.log(galleryText(report));
  await writeJson(json, report);
}

async function storedGallery(dataDir: string): Promise<Gallery> {
  if (!existsSync(join(dataDir, 'whereabouts.sqlite'))) {
    const remedy = 'Give the folder of a server with --data, or a folder of photos with --people.';
    throw problem('CONFIG_UNUSABLE', { problem: `nobody is enrolled in ${dataDir}`, remedy });
  }
  const db = await openDatabase(dataDir);
  try {
    const company = await firstCompany(db);
    if (!company) return { people: [] };
    const parts = { companyId: company.id, store: createPeopleStore(db), changed: () => undefined };
    return (await loadGallery(parts)).current();
  } finally {
    await db.destroy();
  }
}

async function photos(folder: string, { inferenceThreads }: Config): Promise<Gallery> {
  const inference = await startInference({ threads: inferenceThreads, networksDir });
  try {
    return await enrolFolder(folder, inference.infer, (sentence) => console.error(sentence));
  } finally {
    await inference.stop();
  }
}
