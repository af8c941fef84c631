/**
 * Goal: a share that hangs is told of and left, nobody writes beside what may still be written, and once it answers everything goes on by
 * itself, each row once. Method: the program that writes hangs in a real call (a pipe in the place of the lock), or at the nth write, also
 * so that a kill is not felt until the call returns.
 */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { holdData } from '../../server/database/holdData.ts';
import type * as builtShare from '../../server/hours/openShare.ts';
import { createTries, type TimeIsUp } from '../../server/hours/createTries.ts';
import { type OpenShare, openShare } from '../../server/hours/openShare.ts';
import { type HoursNeeds, type StartedHours, startHours } from '../../server/hours/startHours.ts';
import { type HandClock, handClock } from '../helpers/handClock.ts';
import { type HoursOffice, officeMs, openHoursOffice } from '../helpers/hoursOffice.ts';
import { eventually } from '../helpers/testServer.ts';

const program = fileURLToPath(new URL('../helpers/brokenShare.mjs', import.meta.url));
const dist = pathToFileURL(`${process.cwd()}/dist/`).href;

let office: HoursOffice;
let clock: HandClock;
let free: string;
let hours: StartedHours | null;
let begun: ChildProcess[];
beforeEach(async () => {
  office = await openHoursOffice();
  clock = handClock(officeMs);
  free = join(office.root, 'free');
  [hours, begun] = [null, []];
});
afterEach(async () => {
  writeFileSync(free, '');
  await hours?.stop();
  endAll();
  await office.close();
});

/** Also those that do not feel it from the server. */
function endAll(): void {
  for (const { pid, exitCode, signalCode } of begun)
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(pid, 'SIGKILL');
}

const begin = (fault: string, change: (child: ChildProcess) => void = () => undefined): ChildProcess => {
  const stdio: ['ignore', 'ignore', 'ignore', 'ipc'] = ['ignore', 'ignore', 'ignore', 'ipc'];
  const child = fork(program, [dist, fault], { serialization: 'advanced', execArgv: [], stdio });
  begun.push(child);
  change(child);
  return child;
};
/** The first has this fault, those after it have none. */
const broken =
  (fault: string, change?: (child: ChildProcess) => void): OpenShare =>
  (now) =>
    openShare(now, () => (begun.length === 0 ? begin(fault, change) : begin('none')));

const start = async (open: OpenShare, more: Partial<HoursNeeds> = {}) =>
  (hours = await startHours({ ...office.needs, fs: undefined, clock, open, ...more }));

const hangs = () => eventually(() => expect(existsSync(`${free}.hangs`)).toBe(true));
/** Two looks, as it takes to be left. */
const silence = (): void => [130_000, 5_000].forEach((ms) => clock.advance(ms));

async function toldSilent(code = 'HOURS_SILENT'): Promise<void> {
  await eventually(async () => {
    const { running, problem } = (await hours?.view()) ?? {};
    expect([running, problem?.code]).toEqual([null, code]);
  });
  expect(hours?.outcome()?.detail).toContain(office.file);
}

/** As after five minutes, without anybody's help. */
async function written(): Promise<void> {
  await eventually(async () => {
    // A run that is under way has its time: only when none is, it passes.
    if (!(await hours?.view())?.running) clock.advance(60_000);
    const { running, problem, waiting } = (await hours?.view()) ?? {};
    expect([running, problem, waiting]).toEqual([null, null, 0]);
  });
}

async function expectAllOnce(ids: string[]): Promise<void> {
  await written();
  expect(office.lines()).toEqual(['Id', ...ids]);
  expect(office.files()).toEqual(['ZKHours.csv']);
  expect(hours?.outcome()).toMatchObject({ detail: null });
}

test('a share that hangs in a call of the system is told of and left; when it answers, everything is written without a restart', async () => {
  const { openShare: openBuilt } = (await import(
    new URL('server/hours/openShare.js', dist).href
  )) as typeof builtShare;
  const lock = join(office.folder, '.ZKHours.csv.lock');
  execFileSync('mkfifo', [lock]);
  const ids = await office.punch(8);
  let isThere = false;
  await start((now) => {
    const { fs, ...share } = openBuilt(now);
    const readFile: typeof fs.readFile = (...args) => {
      isThere = true;
      return fs.readFile(...args);
    };
    return { ...share, fs: { ...fs, readFile } };
  });
  clock.advance(60_000);
  await eventually(() => expect(isThere).toBe(true));
  silence();
  await toldSilent();
  rmSync(lock);
  await expectAllOnce(ids);
});

describe.each(['hang', 'hangHalf'])('a share that hangs amid a write ("%s")', (kind) => {
  test.each([1, 2])('of batch %i is left, and the next run writes each row once', async (nth) => {
    const ids = await office.punch(8);
    await start(broken(`${kind}:${nth}:${free}`));
    clock.advance(60_000);
    await hangs();
    silence();
    await toldSilent();
    expect(begun[0]?.signalCode).toBe('SIGKILL');
    await expectAllOnce(ids);
  });

  test('and does not feel a kill: nobody writes beside it, and what it writes late is there once', async () => {
    const ids = await office.punch(8);
    let dies: () => void = () => undefined;
    let killed = 0;
    await start(
      broken(`${kind}:2:${free}`, (child) => {
        const kill = child.kill.bind(child);
        child.kill = () => (killed++, true);
        dies = () => void kill('SIGKILL');
      }),
    );
    clock.advance(60_000);
    await hangs();
    const before = office.text();
    silence();
    expect(killed).toBeGreaterThan(0);
    // Told while it lasts, for as long as it lasts, and nothing else is begun.
    for (let turn = 0; turn < 20; turn++) {
      clock.advance(600_000);
      const { running, problem } = (await hours?.view()) ?? {};
      expect([running?.rows, problem?.code, begun.length]).toEqual([3, 'HOURS_SILENT', 1]);
    }
    expect(office.text()).toBe(before);
    writeFileSync(free, '');
    // As a write that comes through at last: before its program dies, and with nobody to hear of it.
    if (kind === 'hang') await eventually(() => expect(office.text()).not.toBe(before));
    dies();
    await expectAllOnce(ids);
    expect(begun.length).toBeGreaterThan(1);
  });
});

test('of settings that name another folder meanwhile nothing is said: the one that hangs is named', async () => {
  const ids = await office.punch(8);
  let dies: () => void = () => undefined;
  await start(
    broken(`hang:2:${free}`, (child) => {
      dies = child.kill.bind(child, 'SIGKILL');
      child.kill = () => true;
    }),
  );
  clock.advance(60_000);
  await hangs();
  const folder = join(office.root, 'healthy');
  mkdirSync(folder);
  await hours?.save({ ...office.config, folder }, { userId: 'ada', nowMs: clock.now() });
  silence();
  expect(hours?.outcome()?.detail).toContain(office.file);
  dies();
  // The rows of the one that hung are found to be in neither or in the old file; the others are in the new one.
  await written();
  const rows = [office.lines(), office.lines(join(folder, 'ZKHours.csv'))].flat();
  expect(rows.filter((row) => row !== 'Id')).toEqual(ids);
});

test('a server that finds its folder held by an earlier writing says so, and goes on when that has ended', async () => {
  const ids = await office.punch(8);
  const release = holdData(office.dataDir, 'hours.lock');
  let waits = false;
  await start((now) => {
    const share = openShare(now, () => begin('none'));
    return { ...share, alone: (dataDir) => ((waits = true), share.alone(dataDir)) };
  });
  clock.advance(60_000);
  await eventually(() => expect(waits).toBe(true));
  silence();
  await toldSilent('HOURS_HELD');
  expect(hours?.outcome()?.detail).toContain('an earlier writing of this server still hangs');
  release();
  await expectAllOnce(ids);
});

test.each([1, 2])('a program that dies amid write %i is told of; the next one goes on', async (nth) => {
  const ids = await office.punch(8);
  const failed: unknown[] = [];
  const open = broken(`self:${nth}`);
  const run = office.run(null, { fs: undefined, open, failed: (error) => void failed.push(error) });
  expect(await run.catch((error: { code: string }) => error.code)).toBe('HOURS_PROGRAM_ENDED');
  expect(String(failed[0])).toContain('SIGKILL');
  await office.run(null, { fs: undefined, open });
  expect([office.lines(), office.files()]).toEqual([['Id', ...ids], ['ZKHours.csv']]);
});

test('a server that stops while its share hangs waits a while, leaves it and notes why; the next one writes each row once', async () => {
  const ids = await office.punch(8);
  await start(broken(`hangHalf:2:${free}`), { stopWaitsMs: 100 });
  clock.advance(60_000);
  await hangs();
  const ended = begun[0] && once(begun[0], 'exit');
  await hours?.stop();
  await ended;
  await start(broken('none'));
  expect(hours?.outcome()?.detail).toContain(office.file);
  await expectAllOnce(ids);
});

test('a server that stops leaves at once what it has given up already', async () => {
  await office.punch(8);
  const open = broken(`hang:2:${free}`, (child) => (child.kill = () => true));
  // Longer than any test.
  await start(open, { stopWaitsMs: 600_000 });
  clock.advance(60_000);
  await hangs();
  silence();
  await hours?.stop();
  expect((await hours?.view())?.running).not.toBe(null);
  endAll();
  await eventually(async () => expect((await hours?.view())?.running).toBe(null));
});

/** A try hangs where it has its small file in the folder, and does not feel a kill. */
function hangingTries(timeIsUp?: TimeIsUp) {
  let fault: 'hangs' | 'none' = 'hangs';
  let last = '';
  const hung = (child: ChildProcess): void => void (child.kill = () => true);
  const open = () => {
    last = join(office.root, `try-${begun.length}`);
    return openShare(Date.now, () => (fault === 'none' ? begin('none') : begin(`hang:try:${last}`, hung)));
  };
  // A healthy one has all the time that it needs.
  const hasHung = () =>
    fault === 'none'
      ? new Promise<void>(() => undefined)
      : eventually(() => expect(existsSync(`${last}.hangs`)).toBe(true));
  const tries = createTries(open, timeIsUp ?? hasHung);
  const tried = (folder: string) => tries.tryFolder({ folder, fileName: 'ZKHours.csv' });
  return { tries, tried, last: () => last, mend: () => void (fault = 'none') };
}

test('tries of a folder that hangs are answered and left, a few at a time, and another folder is tried meanwhile', async () => {
  const { tried, mend } = hangingTries();
  for (let turn = 0; turn < 3; turn++)
    expect((await tried(office.folder)).problem).toContain('does not answer');
  const again = await tried(join(office.folder, '.'));
  expect(again.problem).toContain(`Cannot try ${office.folder} now: 3 earlier tries are not over`);
  expect(begun.length).toBe(3);
  mend();
  const other = join(office.root, 'other');
  mkdirSync(other);
  expect(await tried(other)).toMatchObject({ problem: null });
  endAll();
  const well = { problem: null, file: office.file, bytes: null };
  await eventually(async () => expect(await tried(office.folder)).toEqual(well));
});

test('what a try left in the folder that hung is taken away by a later one, after an hour; nothing else is', async () => {
  const { tried, mend } = hangingTries();
  await tried(office.folder);
  await tried(office.folder);
  endAll();
  const [old = '', young = ''] = office.files();
  expect([old, young].map((name) => name.slice(0, 13))).toEqual(['.whereabouts-', '.whereabouts-']);
  const another = '.whereabouts-notes.tmp';
  writeFileSync(join(office.folder, another), '');
  const twoHoursAgo = Date.now() / 1_000 - 7_200;
  for (const name of [old, another]) utimesSync(join(office.folder, name), twoHoursAgo, twoHoursAgo);
  mend();
  expect((await tried(office.folder)).problem).toBe(null);
  expect(office.files()).toEqual([young, another].sort());
});

test('a server that stops while a try hangs answers who asked', async () => {
  const patient = (over: AbortSignal) =>
    new Promise((_, reject) => over.addEventListener('abort', () => reject(new Error('over'))));
  const { tries, tried, last } = hangingTries(patient);
  const asked = tried(office.folder);
  await eventually(() => expect(existsSync(`${last()}.hangs`)).toBe(true));
  tries.stop();
  expect((await asked).problem).toContain('does not answer');
});
