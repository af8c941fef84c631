/** The whole program as a process of its own, as built: set up, with pages that listen, and with a wall clock that a test can set. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';
import { packageRoot } from '../../models/catalogue.ts';
import type { Overview, PersonView, Sojourn } from '../../server/wire.ts';
import { setupBody } from './testServer.ts';

export type RunningProgram = Awaited<ReturnType<typeof runProgram>>;

const movedClock = fileURLToPath(new URL('movedClock.cjs', import.meta.url));

export async function runProgram() {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-program-'));
  const camerasDir = join(folder, 'cameras');
  const clockFile = join(folder, 'clock');
  mkdirSync(camerasDir);
  writeFileSync(clockFile, '0');
  /** What a page was told of people, in order, over every start of the program. */
  const told: PersonView[] = [];
  let cookie = '';
  let url = '';
  let child: ChildProcess;
  let page: ReturnType<typeof io> | null = null;

  async function send(method: string, path: string, body?: BodyInit): Promise<Response> {
    const json = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const answer = await fetch(url + path, {
      method,
      headers: { cookie, ...json },
      ...(body ? { body } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    const [set] = answer.headers.getSetCookie();
    cookie = set?.split(';')[0] ?? cookie;
    return answer;
  }

  async function start(): Promise<void> {
    const words = ['serve', '--port', '0', '--data', join(folder, 'data'), '--cameras', camerasDir];
    child = spawn(
      process.execPath,
      ['--require', movedClock, join(packageRoot(), 'bin/whereabouts.js'), ...words],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, MOVED_CLOCK: clockFile, LOG_LEVEL: 'error' },
      },
    );
    goFirst(child);
    const link = await addressesOf(child, cookie === '' ? 2 : 1);
    url = link[0] ?? '';
    const token = link[1] === undefined ? null : new URL(link[1]).searchParams.get('token');
    if (token !== null) await send('POST', '/api/setup', JSON.stringify(setupBody(token)));
    listen();
  }

  function listen(): void {
    page = io(url, { transports: ['websocket'], extraHeaders: { cookie } });
    page.on('overview', ({ people }: Overview) => void told.push(...people));
    page.on('people', (changed: PersonView[]) => void told.push(...changed));
  }

  async function kill(): Promise<void> {
    page?.disconnect();
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    folder,
    url: () => url,
    told,
    send,
    start,
    /** As a power cut does it: its ffmpegs see their pipes close and end by themselves. */
    kill,
    pid: () => child.pid ?? 0,
    /** Where the person is believed to be, one entry a change. */
    states: (personId: string): string[] =>
      told
        .filter((view) => view.personId === personId)
        .map(({ state }) => state)
        .filter((state, index, all) => state !== all[index - 1]),
    writeCamera: (cameraId: string, yaml: string) =>
      writeFileSync(join(camerasDir, `${cameraId}.yaml`), yaml),
    /** From now on the program's wall clock differs from the real one by so much. */
    setClock(byMs: number) {
      writeFileSync(`${clockFile}.new`, String(byMs));
      renameSync(`${clockFile}.new`, clockFile);
    },
    async enrol(name: string, photo: Buffer): Promise<string> {
      const person = JSON.stringify({ name, consent: { statement: 'I agree.' } });
      const { personId } = (await (await send('POST', '/api/people', person)).json()) as { personId: string };
      const form = new FormData();
      form.append('photos', new Blob([new Uint8Array(photo)]), 'photo.png');
      await send('POST', `/api/people/${personId}/photos`, form);
      return personId;
    },
    sojourns: async (personId: string): Promise<Sojourn[]> =>
      (await (
        await send('GET', `/api/people/${personId}/sojourns?from=0&to=99999999999999`)
      ).json()) as Sojourn[],
    cameras: async (): Promise<Record<string, number>> =>
      ((await (await send('GET', '/api/health')).json()) as { cameras: Record<string, number> }).cameras,
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The page's address, and the set-up link of a program that nobody can sign in to yet. */
/** What it does about a clock or a kill is tested, not how it fares beside browsers: a track that breaks for want of time ends a stay. */
function goFirst({ pid = 0 }: ChildProcess): void {
  try {
    setPriority(pid, -10);
  } catch {
    // Only root may; elsewhere it takes its turn.
  }
}

async function addressesOf(child: ChildProcess, count: number): Promise<string[]> {
  const found: string[] = [];
  if (child.stdout)
    for await (const line of createInterface(child.stdout)) {
      found.push(...(/https?:\/\/\S+/.exec(line) ?? []));
      if (found.length === count) return found;
    }
  throw new Error(`The program ended before it said where it is: ${found.join(' ')}`);
}
