import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { keyPaths, limits } from '../../server/connectors/apiKeys.ts';
import { leftAfterMs, leftAnywayAfterMs } from '../../server/connectors/passings.ts';
import { punchColumns } from '../../server/connectors/punchCsv.ts';
import { eventNames } from '../../server/connectors/startEvents.ts';

const page = readFileSync(join(packageRoot(), 'docs/connectors.md'), 'utf8');
const listed = (heading: string): (string | undefined)[] => {
  const part = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...part.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, name]) => name);
};

test('docs/connectors.md lists the columns of the file, in their order, and every event', () => {
  expect(listed('A file')).toEqual([...punchColumns]);
  expect(listed('Events').sort()).toEqual([...eventNames].sort());
});

test('docs/connectors.md says what a key opens, how often, and when somebody has left', () => {
  for (const path of keyPaths) expect(page).toContain(`\`${path}\``);
  expect(page).toContain(`${limits.asksPerMinute} times a minute`);
  expect(page).toContain(`more than ${leftAfterMs / 60_000} minutes`);
  expect(page).toContain(`more than ${leftAnywayAfterMs / 3_600_000} hours`);
});
