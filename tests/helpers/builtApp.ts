/** The built program in this process: camera and inference threads start only from built files on Node 20. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../models/catalogue.ts';
import type { Config } from '../../server/config.ts';
import type { App } from '../../server/createApp.ts';

export type BuiltApp = {
  url: string;
  /** Path and query of the one-time set-up link. */
  setupLink: string;
  /** Writes `cameras/<id>.yaml`; the running app reads it by itself. */
  writeCamera(cameraId: string, yaml: string): void;
  stop(): Promise<void>;
};

const built = async <T>(path: string): Promise<T> =>
  (await import(pathToFileURL(join(packageRoot(), 'dist', path)).href)) as T;

export async function startBuiltApp(): Promise<BuiltApp> {
  const { createApp } = await built<typeof import('../../server/createApp.ts')>('server/createApp.js');
  const { readConfig } = await built<typeof import('../../server/config.ts')>('server/config.js');
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
  const camerasDir = join(folder, 'cameras');
  mkdirSync(camerasDir);
  const options = { port: 0, data: join(folder, 'data'), cameras: camerasDir };
  const config: Config = { ...readConfig(options, {}), logLevel: 'silent' };
  const app: App = await createApp(config);
  const { url } = await app.listen();
  return {
    url,
    setupLink: (await app.setupLink(url)) ?? '',
    writeCamera: (cameraId, yaml) => writeFileSync(join(camerasDir, `${cameraId}.yaml`), yaml),
    async stop() {
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
