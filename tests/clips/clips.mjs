// Node 20 cannot load TypeScript itself.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

await runnerImport(fileURLToPath(new URL('printTables.ts', import.meta.url)));
