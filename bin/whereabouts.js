#!/usr/bin/env node
// The one door for scripts and people: everything behind it is built from server/cli.
import { existsSync } from 'node:fs';

const cli = new URL('../dist/server/cli/main.js', import.meta.url);
if (!existsSync(cli)) {
  console.error(
    'Cannot start: the program is not built yet. Run "npm start" or "npm run demo" once; both build it.',
  );
  process.exit(1);
}
await import(cli.href);
