/** What a backup says of itself. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

export const databaseName = 'whereabouts.sqlite';
export const manifestName = 'manifest.json';

const count = z.number().int().nonnegative();
export const manifestShape = z.object({
  program: z.literal('whereabouts'),
  version: z.string().max(50),
  /** The newest change of the schema in it. */
  schema: z.string().max(100),
  company: z.string().max(200),
  madeAtMs: count,
  counts: z.object({ people: count, users: count, samples: count, sojourns: count, cameras: count }),
  /** Every file in the backup but this one. */
  files: z.array(z.object({ path: z.string(), bytes: count, sha256: z.string().length(64) })).max(1_100),
});
export type Manifest = z.infer<typeof manifestShape>;

/** The database, and camera files of plain names: nothing else belongs into a backup. */
export const isBackupPath = (path: string): boolean =>
  path === databaseName || /^cameras\/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}\.ya?ml$/.test(path);

export async function sha256Of(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { ...(signal ? { signal } : {}) });
  return hash.digest('hex');
}
