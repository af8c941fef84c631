/** A real PostgreSQL on a free port with its own folder, where this machine has one. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type TestPostgres = { port: number; run: (sql: string) => void; stop: () => Promise<void> };

/** null: it can be started; else what is missing, for whoever reads why a test was skipped. */
export const postgresMissing: string | null = whatIsMissing();

function whatIsMissing(): string | null {
  try {
    for (const program of ['initdb', 'postgres', 'psql'])
      execFileSync(program, ['--version'], { stdio: 'pipe' });
    if (process.getuid?.() === 0) execFileSync('id', ['-u', 'postgres'], { stdio: 'pipe' });
    return null;
  } catch {
    return 'PostgreSQL is not installed (apt-get install postgresql)';
  }
}

/** It does not run as root. */
function asWhom(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export async function startPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-postgres-'));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const whom = asWhom();
  if ('uid' in whom) for (const path of [folder, data]) chownSync(path, whom.uid, whom.gid);
  const quiet = { stdio: 'pipe', cwd: folder, ...whom } as const;
  execFileSync('initdb', ['-D', data, '-U', 'owner', '--auth=trust', '-N'], quiet);
  const port = await freePort();
  const options = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder, '-F'];
  const server = spawn('postgres', options, { stdio: 'ignore', cwd: folder, ...whom });
  const run = (sql: string): void =>
    void execFileSync(
      'psql',
      [
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        '-U',
        'owner',
        '-d',
        'postgres',
        '-v',
        'ON_ERROR_STOP=1',
        '-c',
        sql,
      ],
      quiet,
    );
  await untilUp(() => run('SELECT 1'));
  return {
    port,
    run,
    async stop() {
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilUp(ask: () => void): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      ask();
      return;
    } catch (error) {
      if (tries >= 100) throw error;
      await sleep(100);
    }
}

async function ended(server: ChildProcess): Promise<void> {
  const over = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await over;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
