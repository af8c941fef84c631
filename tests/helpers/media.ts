/** The shared test media, where this machine has it. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../../models/catalogue.ts';

/** null when absent: tests that need it are skipped with a clear line. */
export const mediaDir: string | null = ((): string | null => {
  const dir = process.env['WHEREABOUTS_MEDIA'] ?? resolve(packageRoot(), '../shared/media');
  if (existsSync(join(dir, 'video'))) return dir;
  console.log(
    `Test media are absent (looked in ${dir}); tests that need them are skipped. Set WHEREABOUTS_MEDIA to run them.`,
  );
  return null;
})();

export const media = (path: string): string => join(mediaDir ?? '', path);
