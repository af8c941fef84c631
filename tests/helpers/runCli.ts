import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../models/catalogue.ts';

export type CliResult = { code: number | null; stdout: string; stderr: string };

/** Runs the built command line as a user does, and waits for its end. */
export function runCli(args: string[], env: Record<string, string> = {}): Promise<CliResult> {
  const child = spawn(process.execPath, [join(packageRoot(), 'bin/whereabouts.js'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
