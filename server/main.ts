/** The server, read aloud: create it, listen, say where, stop when asked. */
import type { Config } from './config.ts';
import { createApp, type Overrides } from './createApp.ts';

/** Resolves when the server was asked to stop and has stopped. */
export async function main(config: Config, overrides: Overrides = {}): Promise<void> {
  const app = await createApp(config, overrides);
  const { url } = await app.listen();
  console.log(`Whereabouts is at ${url}`);
  const link = await app.setupLink(url);
  if (link !== null) console.log(`Nobody can sign in yet. Open this link, once, to set it up:\n${link}`);
  await askedToStop();
  await app.stop();
}

/** A second signal ends the program at once: the handlers are gone by then. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
