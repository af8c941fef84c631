/** `whereabouts bench NAME`: figures with peers side by side in the same run. */
import { problem } from '../../errors.ts';
import { checkWritable, writeJson } from '../writeJson.ts';
import { benchCameras } from './cameras.ts';
import { benchEngine } from './engine.ts';
import { benchGallery } from './gallery.ts';
import { benchPresence } from './presence.ts';
import { benchPush } from './push.ts';
import { benchReports } from './reports.ts';
import { benchTerminalPeers } from './terminalPeers.ts';
import { benchTerminals } from './terminals.ts';

export type BenchOptions = {
  json?: string;
  images?: string;
  rounds: number;
  /** Of cameras: one run instead of a search. */
  count?: number;
  /** Each run of cameras is measured for this long. */
  seconds?: number;
  /** Folder in which the public clients of terminals are installed. */
  peers?: string;
};

const benches = {
  engine: benchEngine,
  cameras: benchCameras,
  gallery: benchGallery,
  presence: benchPresence,
  reports: benchReports,
  terminals: benchTerminals,
  terminalPeers: benchTerminalPeers,
  push: benchPush,
} satisfies Record<string, (options: BenchOptions) => Promise<object>>;

export async function bench(name: string, options: BenchOptions): Promise<void> {
  if (!(name in benches)) {
    const remedy = `Choose one of: ${Object.keys(benches).join(', ')}.`;
    throw problem('CONFIG_UNUSABLE', { problem: `there is no benchmark "${name}"`, remedy });
  }
  await checkWritable(options.json);
  const result = await benches[name as keyof typeof benches](options);
  await writeJson(options.json, { [name]: result });
}
