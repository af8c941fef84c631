/** The server, read aloud: create it, listen, say where, stop when asked. A restore stops it and begins again. */
import { clearOwnWork } from './backup/backupFolder.ts';
import { restoreOrStay } from './backup/restoreOrStay.ts';
import { finishRestore } from './backup/restoreStaged.ts';
import { type Config, productVersion } from './config.ts';
import { createApp, type Overrides } from './createApp.ts';
import { holdData } from './database/holdData.ts';
import { systemClock } from './systemClock.ts';

/** Resolves when the server was asked to stop and has stopped. Throws DATA_IN_USE. */
export async function main(config: Config, overrides: Overrides = {}): Promise<void> {
  const letGo = holdData(config.dataDir);
  try {
    await serve(config, overrides);
  } finally {
    letGo();
  }
}

async function serve(config: Config, overrides: Overrides): Promise<void> {
  const asked = askedToStop();
  let { port } = config;
  clearOwnWork(config.dataDir, systemClock.now());
  for (;;) {
    await finishRestore(config);
    const app = await createApp({ ...config, port }, overrides);
    const { url } = await app.listen();
    console.log(`Whereabouts is at ${url}`);
    const link = await app.setupLink(url);
    if (link !== null) console.log(`Nobody can sign in yet. Open this link, once, to set it up:\n${link}`);
    const restore = await Promise.race([asked, app.restoreAsked]);
    await app.stop();
    if (!restore) return;
    await restoreOrStay({ ...config, version: productVersion() }, restore, console.error);
    // Open pages come back to where they were.
    port = Number(new URL(url).port);
  }
}

/** A second signal ends the program at once: the handlers are gone by then. */
function askedToStop(): Promise<null> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(null));
    process.once('SIGTERM', () => resolve(null));
  });
}
