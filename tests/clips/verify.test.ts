import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Verification } from '../../server/cli/verification.ts';
import { media, mediaDir } from '../helpers/media.ts';
import { runCli } from '../helpers/runCli.ts';

test.skipIf(!mediaDir)(
  'verify tells same from different people on labelled pairs and misses nobody',
  { timeout: 240_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'verify-'));
    const json = join(folder, 'result.json');
    const { code, stderr } = await runCli([
      'verify',
      media('photos/lfw/pairs.tsv'),
      '--images',
      media('photos/lfw'),
      '--json',
      json,
    ]);
    expect(code, stderr).toBe(0);
    const result = JSON.parse(readFileSync(json, 'utf8')) as Verification;
    rmSync(folder, { recursive: true });
    expect(result).toMatchObject({ pairs: 1800, missed: 0 });
    expect(result.accuracy).toBeGreaterThanOrEqual(0.992);
    expect(result.tarAtFar['0.001']).toBeGreaterThanOrEqual(0.96);
  },
);
