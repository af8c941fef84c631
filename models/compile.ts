/** `node dist/models/compile.js`: compiles every network into dist/networks. */
import { networksDir } from './catalogue.ts';
import { compileNetworks } from './compileNetworks.ts';

try {
  await compileNetworks(networksDir, ({ name, state, bytes }) => {
    console.log(`${name}: ${state}, ${(bytes / 1e6).toFixed(1)} MB`);
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
