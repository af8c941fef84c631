/** Goal: what was told or answered is stored, whenever the power goes. Method: built programs, killed with SIGKILL at seeded moments. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import type { PersonView } from '../../server/wire.ts';
import { setupBody } from '../helpers/testServer.ts';

const kills = 200;
/** Companies that are killed side by side, to have it over with sooner. */
const lanes = 4;
/** One kill in so many comes while the program still starts, opens and migrates. */
const earlyOneIn = 5;
/** Of the writer's clock. */
const speed = 20;

let folder: string;
const running = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-killed-'));
});
afterEach(async () => {
  await Promise.all([...running].map(kill));
  rmSync(folder, { recursive: true, force: true });
});

function start(args: string[]): { lines: AsyncIterableIterator<string>; child: ChildProcess } {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
}

async function kill(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Repeatable numbers from 0 to 1 (Park and Miller's generator). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

type Stay = { personId: string; fromMs: number; toMs: number };

function read(dataDir: string): { stays: Stay[]; lastSeenMs: Map<string, number>; whole: unknown } {
  const db = new Sqlite(join(dataDir, 'whereabouts.sqlite'));
  try {
    const stays = db.prepare('SELECT personId, fromMs, toMs FROM sojourns ORDER BY personId, fromMs').all();
    const rows = db.prepare('SELECT personId, lastSeenMs FROM presences').all() as PersonView[];
    const lastSeenMs = new Map(rows.map((row) => [row.personId, row.lastSeenMs ?? 0]));
    return { stays: stays as Stay[], lastSeenMs, whole: db.pragma('integrity_check', { simple: true }) };
  } finally {
    db.close();
  }
}

function expectWhole(dataDir: string, told: Map<string, number>, killedAtMs: number): Stay[] {
  const { stays, lastSeenMs, whole } = read(dataDir);
  expect(whole).toBe('ok');
  stays.forEach((stay, index) => {
    expect(stay.fromMs).toBeLessThanOrEqual(stay.toMs);
    expect(stay.toMs).toBeLessThanOrEqual(killedAtMs);
    const before = stays[index - 1];
    if (before?.personId === stay.personId) expect(stay.fromMs).toBeGreaterThan(before.toMs);
  });
  for (const seenMs of lastSeenMs.values()) expect(seenMs).toBeLessThanOrEqual(killedAtMs);
  for (const [personId, seenMs] of told) expect(lastSeenMs.get(personId) ?? 0).toBeGreaterThanOrEqual(seenMs);
  return stays;
}

/** Kills one company's writer again and again; answers what is stored in the end. */
async function killAgainAndAgain(lane: number, times: number): Promise<Stay[]> {
  const random = seeded(20_261_120 + lane);
  const dataDir = join(folder, String(lane));
  const startedAtMs = Date.now();
  const dist = pathToFileURL(join(packageRoot(), 'dist/')).href;
  const writer = fileURLToPath(new URL('../helpers/presenceWriter.mjs', import.meta.url));
  const told = new Map<string, number>();
  let stays: Stay[] = [];
  for (let run = 0; run < times; run += 1) {
    const { lines, child } = start([writer, dist, dataDir, String(startedAtMs), String(run)]);
    const hear = async (): Promise<void> => {
      for await (const line of lines)
        for (const { personId, lastSeenMs } of JSON.parse(line) as PersonView[])
          told.set(personId, Math.max(told.get(personId) ?? 0, lastSeenMs ?? 0));
    };
    // The first start makes the database that is looked at afterwards.
    const early = run > 0 && run % earlyOneIn === 0;
    if (!early) expect((await lines.next()).done).toBe(false);
    const heard = hear();
    await sleep(random() * (early ? 400 : 250));
    await kill(child);
    const killedAtMs = startedAtMs + (Date.now() - startedAtMs) * speed;
    await heard;
    stays = expectWhole(dataDir, told, killedAtMs);
  }
  return stays;
}

test(
  `presence killed ${kills} times loses nothing it told, and no stay is doubled or overlaps another`,
  { timeout: 240_000 },
  async () => {
    const everyone = await Promise.all(
      Array.from({ length: lanes }, (_, lane) => killAgainAndAgain(lane, kills / lanes)),
    );
    for (const stays of everyone) expect(new Set(stays.map(({ personId }) => personId)).size).toBe(3);
    expect(everyone.flat().length).toBeGreaterThan(kills);
  },
);

test('whatever the server answered as saved is there after it was killed', { timeout: 120_000 }, async () => {
  const data = ['--data', folder, '--cameras', join(folder, 'cameras'), '--port', '0'];
  let cookie = '';
  const serve = async (): Promise<{ url: string; link: string; child: ChildProcess }> => {
    const { lines, child } = start([join(packageRoot(), 'bin/whereabouts.js'), 'serve', ...data]);
    const [found, all]: [string[], string[]] = [[], []];
    for await (const line of lines) {
      all.push(line);
      found.push(...(/https?:\/\/\S+/.exec(line) ?? []));
      if (found.length === (cookie ? 1 : 2)) break;
    }
    expect(found.length, all.join('\n')).toBeGreaterThan(0);
    return { url: found[0] ?? '', link: found[1] ?? '', child };
  };
  const send = (url: string, method: string, path: string, body?: object): Promise<Response> =>
    fetch(url + path, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const names: string[] = [];
  for (let run = 0; run < 3; run += 1) {
    const { url, link, child } = await serve();
    if (link) {
      const token = new URL(link).searchParams.get('token') ?? '';
      const made = await send(url, 'POST', '/api/setup', setupBody(token));
      cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    }
    const listed = (await (await send(url, 'GET', '/api/people')).json()) as { name: string }[];
    expect(listed.map(({ name }) => name)).toEqual(names);
    const added = await send(url, 'POST', '/api/people', {
      name: `Person ${run}`,
      consent: { statement: 'I agree.' },
    });
    expect(added.status).toBe(201);
    await kill(child);
    names.push(`Person ${run}`);
  }
});
