/** The built program in this process: camera and inference threads start only from built files on Node 20. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../models/catalogue.ts';
import type * as config from '../../server/config.ts';
import type * as app from '../../server/createApp.ts';

export type BuiltApp = {
  url: string;
  /** Where its database is. */
  dataDir: string;
  /** Path and query of the one-time set-up link. */
  setupLink: string;
  /** Writes `cameras/<id>.yaml`; the running app reads it by itself. */
  writeCamera(cameraId: string, yaml: string): void;
  /** The path of `cameras/<id>.yaml`. */
  cameraFile(cameraId: string): string;
  stop(): Promise<void>;
};

const built = async <T>(path: string): Promise<T> =>
  (await import(pathToFileURL(join(packageRoot(), 'dist', path)).href)) as T;

export async function startBuiltApp(): Promise<BuiltApp> {
  const { createApp } = await built<typeof app>('server/createApp.js');
  const { readConfig } = await built<typeof config>('server/config.js');
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
  const camerasDir = join(folder, 'cameras');
  mkdirSync(camerasDir);
  const options = { port: 0, data: join(folder, 'data'), cameras: camerasDir };
  const started = await createApp({ ...readConfig(options, {}), logLevel: 'silent' });
  const { url } = await started.listen();
  return {
    url,
    dataDir: options.data,
    setupLink: (await started.setupLink(url)) ?? '',
    writeCamera: (cameraId, yaml) => writeFileSync(join(camerasDir, `${cameraId}.yaml`), yaml),
    cameraFile: (cameraId) => join(camerasDir, `${cameraId}.yaml`),
    async stop() {
      await started.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
