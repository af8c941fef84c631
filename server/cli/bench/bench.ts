/** `whereabouts bench NAME`: figures with peers side by side in the same run. */
import { writeFile } from 'node:fs/promises';
import { problem } from '../../errors.ts';
import { benchEngine } from './engine.ts';

export type BenchOptions = { json?: string; images?: string; rounds: number };

const benches = { engine: benchEngine } satisfies Record<string, (options: BenchOptions) => Promise<object>>;

export async function bench(name: string, options: BenchOptions): Promise<void> {
  if (!(name in benches)) {
    const remedy = `Choose one of: ${Object.keys(benches).join(', ')}.`;
    throw problem('CONFIG_UNUSABLE', { problem: `there is no benchmark "${name}"`, remedy });
  }
  const result = await benches[name as keyof typeof benches](options);
  if (options.json) await writeFile(options.json, `${JSON.stringify({ [name]: result }, null, 2)}\n`);
}
