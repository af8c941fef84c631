import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { holdData } from './holdData.ts';

test('holdData() gives a folder to one program at a time, and lets go when told or when the program dies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-held-'));
  try {
    const script = `const lock = new (require('better-sqlite3'))(${JSON.stringify(join(folder, 'whereabouts.lock'))}, { timeout: 0 });
      try { lock.exec('BEGIN EXCLUSIVE'); console.log('got it'); process.kill(process.pid, 'SIGKILL'); } catch ({ code }) { console.log(code); }`;
    const other = () =>
      spawnSync(process.execPath, ['-e', script], { cwd: packageRoot(), encoding: 'utf8' }).stdout.trim();
    const release = holdData(folder);
    expect(() => holdData(folder)).toThrow(expect.objectContaining({ code: 'DATA_IN_USE' }));
    expect(other()).toBe('SQLITE_BUSY');
    release();
    expect(other()).toBe('got it');
    holdData(folder)();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
