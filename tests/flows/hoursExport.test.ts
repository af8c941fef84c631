/** The file of hours on a real disk: what else can go wrong with it, and what a person can decide. */
import fs from 'node:fs/promises';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HoursFs } from '../../server/hours/hoursFs.ts';
import type { HoursStep } from '../../server/hours/hoursRun.ts';
import { holdHours } from '../../server/hours/holdHours.ts';
import { startHours } from '../../server/hours/startHours.ts';
import { handClock } from '../helpers/handClock.ts';
import { type HoursOffice, officeMs, openHoursOffice } from '../helpers/hoursOffice.ts';

const many = Number(process.env['WHEREABOUTS_HOURS_ROWS'] ?? 20_000);
let office: HoursOffice;
beforeEach(async () => void (office = await openHoursOffice()));
afterEach(() => office.close());

const code = (error: unknown): string => (error as { code: string }).code;
const fails = (work: Promise<unknown>): Promise<string> => work.then(() => 'nothing', code);
const problem = async () => (await office.store.load()).problem;

/** Ends there as a killed server does: nothing after it happens, and nothing is set right. */
class Killed extends Error {}
async function killedAt(step: HoursStep, nth = 1): Promise<void> {
  let left = nth;
  const stop = (name: HoursStep) => {
    if (name === step && --left === 0) throw new Killed();
  };
  const dead = () => Promise.reject(new Killed());
  // What follows the throw finds a disk that does nothing any more.
  let alive = true;
  const mortal: HoursFs = {
    ...fs,
    open: (...args: Parameters<typeof fs.open>) => (alive ? fs.open(...args) : dead()),
    lstat: ((...args: Parameters<typeof fs.lstat>) =>
      alive ? fs.lstat(...args) : dead()) as typeof fs.lstat,
  };
  const end = (name: HoursStep) => {
    try {
      stop(name);
    } catch (error) {
      alive = false;
      throw error;
    }
  };
  await office.run(null, { fs: mortal, step: end, failed: () => undefined }).catch(() => undefined);
}

/** A disk on which the nth write writes half and then fails so. */
function fullAfter(writes: number, errno = 'ENOSPC'): HoursFs {
  let done = 0;
  return {
    ...fs,
    async open(...args: Parameters<typeof fs.open>) {
      const file = await fs.open(...args);
      const write = file.write.bind(file) as (...given: unknown[]) => Promise<unknown>;
      const half = (buffer: Buffer | string, from: number, length: number, at: null) => {
        // The lock.
        if (typeof buffer === 'string') return write(buffer, from);
        done += 1;
        if (done === writes) return write(buffer, from, Math.ceil(length / 2), at);
        if (done > writes) throw Object.assign(new Error(errno), { code: errno });
        return write(buffer, from, length, at);
      };
      file.write = half as typeof file.write;
      return file;
    },
  };
}

describe('what waits', () => {
  test('is appended, in batches, once; what comes later stands behind it', async () => {
    const ids = await office.punch(7);
    expect(await office.run()).toEqual({ rows: 7, file: office.file });
    expect(await office.run()).toEqual({ rows: 0, file: office.file });
    office.pass(60_000);
    // A terminal that was off the network tells of yesterday.
    const late = await office.punch(2, (index) => ({
      at: `2026-11-19T0${9 - index}:00:00`,
      atMs: officeMs - 1,
    }));
    expect((await office.run()).rows).toBe(2);
    expect(office.lines()).toEqual(['Id', ...ids, ...late.toReversed()]);
    expect(await office.db('audits').where({ action: 'hours.exported' }).count({ n: '*' })).toEqual([
      { n: 4 },
    ]);
  });

  test('is of everybody, or of people here, and not older than chosen; what is left out waits', async () => {
    await office
      .db('people')
      .insert({ id: 'ann', companyId: office.companyId, name: 'Ann', code: 'E1', createdAtMs: 0 });
    const [ann] = await office.punch(1, () => ({ personId: 'ann' }));
    const [stranger] = await office.punch(1);
    const [old] = await office.punch(1, () => ({ personId: 'ann', at: '2026-10-31T23:59:59' }));
    const [erased] = await office.punch(1, () => ({ personId: '' }));
    const by = { userId: null, nowMs: office.nowMs() };
    await office.store.saveConfig({ ...office.config, who: 'known', fromDate: '2026-11-01' }, by);
    await office.run();
    expect(office.lines()).toEqual(['Id', ann]);
    await office.store.saveConfig(office.config, by);
    await office.run();
    expect(office.lines().slice(2).sort()).toEqual([stranger, old].sort());
    // Whoever was erased is in no file any more.
    expect(await office.unexported()).toEqual([erased]);
  });

  test(
    `${many} rows take a bounded number at a time, and every row is there once`,
    { timeout: 60_000 + many },
    async () => {
      const ids: string[] = [];
      while (ids.length < many) ids.push(...(await office.punch(10_000)));
      const beganMs = performance.now();
      const ran = await office.run(null, { batchRows: 2000 });
      console.log(`${ran.rows} rows in ${((performance.now() - beganMs) / 1000).toFixed(1)} s`);
      const lines = office.lines();
      expect(lines.length).toBe(many + 1);
      expect(lines.slice(1).every((line, index) => line === ids[index])).toBe(true);
    },
  );
});

describe('a disk', () => {
  test.each([1, 2])(
    'that is full amid batch %i leaves no half line; the rows wait, and go once there is room',
    async (batch) => {
      const ids = await office.punch(8);
      expect(await fails(office.run(null, { fs: fullAfter(batch) }))).toBe('HOURS_DISK_FULL');
      const there = batch === 1 ? [] : ['Id', ...ids.slice(0, 3)];
      expect(office.lines()).toEqual(there);
      expect(await office.unexported()).toEqual(ids.slice(batch === 1 ? 0 : 3));
      expect(await problem()).toMatchObject({ code: 'HOURS_DISK_FULL', sinceMs: officeMs, choices: [] });
      office.pass(300_000);
      expect(await fails(office.run(null, { fs: fullAfter(1, 'EDQUOT') }))).toBe('HOURS_DISK_FULL');
      // It lasts since it began.
      expect((await problem())?.sinceMs).toBe(officeMs);
      await office.run();
      expect(office.lines()).toEqual(['Id', ...ids]);
      expect([await problem(), await office.unexported(), office.files()]).toEqual([
        null,
        [],
        ['ZKHours.csv'],
      ]);
    },
  );

  test.each([
    ['EIO', 'HOURS_FOLDER_UNUSABLE'],
    ['EBUSY', 'HOURS_FILE_HELD'],
  ])('that fails with %s is told as %s', async (errno, told) => {
    const ids = await office.punch(2);
    expect(await fails(office.run(null, { fs: fullAfter(1, errno) }))).toBe(told);
    await office.run();
    expect(office.lines()).toEqual(['Id', ...ids]);
  });

  test('that is gone, and a file in the place of the folder, are told; the rows wait', async () => {
    await office.punch(2);
    rmSync(office.folder, { recursive: true });
    expect(await fails(office.run())).toBe('HOURS_FOLDER_MISSING');
    writeFileSync(office.folder, '');
    expect(await fails(office.run())).toBe('HOURS_FOLDER_UNUSABLE');
    expect((await problem())?.sentence).toContain('it is not a folder');
    rmSync(office.folder);
    mkdirSync(office.folder);
    expect((await office.run()).rows).toBe(2);
  });

  test('a link of that name is not followed', async () => {
    await office.punch(1);
    const other = join(office.root, 'other');
    writeFileSync(other, 'keep');
    symlinkSync(other, office.file);
    expect(await fails(office.run())).toBe('HOURS_FILE_UNFIT');
    expect(readFileSync(other, 'utf8')).toBe('keep');
  });
});

describe('the reader', () => {
  test('takes the file away, or empties it: a new one begins, with a header', async () => {
    const first = await office.punch(2);
    await office.run();
    const taken = join(office.root, 'taken.csv');
    renameSync(office.file, taken);
    const second = await office.punch(2);
    await office.run();
    writeFileSync(office.file, '');
    const third = await office.punch(1);
    await office.run();
    expect([office.lines(taken), office.lines()]).toEqual([
      ['Id', ...first],
      ['Id', ...third],
    ]);
    expect([first, second, third].flat()).toHaveLength(5);
  });

  test('gives it another name while the server is down: the rows are found in it', async () => {
    for (const [step, isThere] of [
      ['written', true],
      ['intended', false],
    ] as const) {
      const before = await office.punch(1);
      await office.run();
      const ids = await office.punch(2);
      await killedAt(step);
      const taken = join(office.folder, `taken-${step}.csv`);
      renameSync(office.file, taken);
      await office.run();
      expect(office.lines(taken).slice(-1 - ids.length)).toEqual(
        isThere ? [...before, ...ids] : expect.arrayContaining(before),
      );
      expect(office.lines()).toEqual(isThere ? [] : ['Id', ...ids]);
      expect(await office.unexported()).toEqual([]);
    }
  });

  test.each(['written', 'again'] as const)(
    'takes it where nobody can look, amid a write: a person decides "%s"',
    async (choice) => {
      await office.punch(1);
      await office.run();
      const ids = await office.punch(2);
      await killedAt('written');
      rmSync(office.file);
      for (let turn = 0; turn < 2; turn++) expect(await fails(office.run())).toBe('HOURS_UNDECIDED');
      const { sentence, choices } = (await problem()) ?? {};
      expect(choices).toEqual(['written', 'again']);
      expect(sentence).toContain('2 rows, of 2026-11-20 08:00:01 to 2026-11-20 08:00:02');
      expect(existsSync(office.file)).toBe(false);
      expect(await fails(office.run('append'))).toBe('HOURS_CHOICE_OVER');
      await office.run(choice);
      expect(office.lines()).toEqual(choice === 'written' ? [] : ['Id', ...ids]);
      expect([await office.unexported(), await problem()]).toEqual([[], null]);
    },
  );

  test('empties it amid a write: that is not mistaken for a write that never was', async () => {
    await office.punch(2);
    await killedAt('written');
    writeFileSync(office.file, '');
    expect(await fails(office.run())).toBe('HOURS_UNDECIDED');
  });
});

describe('another program', () => {
  test.each(['append', 'aside'] as const)(
    'that wrote to the file is noticed; a person decides "%s"',
    async (choice) => {
      const first = await office.punch(2);
      await office.run();
      // Without an end of its line.
      appendFileSync(office.file, 'theirs');
      const second = await office.punch(2);
      expect(await fails(office.run())).toBe('HOURS_FILE_CHANGED');
      expect((await problem())?.choices).toEqual(['append', 'aside']);
      await office.run(choice);
      const aside = join(office.folder, 'ZKHours-20261120-080000.csv');
      const before = ['Id', ...first, 'theirs'];
      if (choice === 'append') expect(office.lines()).toEqual([...before, ...second]);
      else expect([office.text(aside).split('\n'), office.lines()]).toEqual([before, ['Id', ...second]]);
      expect(await office.unexported()).toEqual([]);
      await office.punch(1);
      expect((await office.run()).rows).toBe(1);
    },
  );

  test('that wrote to it before ours, amid our write, hides nothing', async () => {
    await office.punch(1);
    await office.run();
    const ids = await office.punch(2);
    await killedAt('written');
    const ours = `${ids.join('\n')}\n`;
    writeFileSync(office.file, office.text().replace(ours, `theirs\n${ours}`));
    expect((await office.run()).rows).toBe(2);
    expect(office.lines().slice(-3)).toEqual(['theirs', ...ids]);
    await office.punch(1);
    expect(await fails(office.run())).toBe('HOURS_FILE_CHANGED');
  });

  test('may write to it where that is wanted', async () => {
    await office.store.saveConfig({ ...office.config, whenChanged: 'append' }, { userId: null, nowMs: 0 });
    writeFileSync(office.file, 'of another program\n');
    const ids = await office.punch(2);
    await office.run();
    expect(office.lines()).toEqual(['of another program', ...ids]);
  });

  test('another server that is writing is waited for, and one that died long ago is not', async () => {
    const ids = await office.punch(2);
    const lock = join(office.folder, '.ZKHours.csv.lock');
    writeFileSync(lock, 'of another server');
    expect(await fails(office.run())).toBe('HOURS_FILE_SHARED');
    expect([office.lines(), office.files()]).toEqual([[], ['.ZKHours.csv.lock']]);
    const longAgo = new Date(Date.now() - 11 * 60_000);
    utimesSync(lock, longAgo, longAgo);
    await office.run();
    expect([office.lines(), office.files()]).toEqual([['Id', ...ids], ['ZKHours.csv']]);
  });

  test('the same file from two servers: never mixed, and the second notices', async () => {
    const other = await openHoursOffice({ folder: office.folder });
    try {
      await office.punch(9);
      await other.punch(9);
      const ends = await Promise.all([fails(office.run()), fails(other.run())]);
      expect(ends.filter((end) => end === 'nothing')).toHaveLength(1);
      expect(['HOURS_FILE_SHARED', 'HOURS_FILE_CHANGED']).toContain(ends.find((end) => end !== 'nothing'));
      expect(office.lines()).toHaveLength(10);
    } finally {
      await other.close();
    }
  });
});

test('another layout asks before it goes on in a file of the old one', async () => {
  const first = await office.punch(1);
  await office.run();
  const layout = {
    ...office.config.layout,
    columns: [
      { kind: 'logId' as const, title: 'No' },
      { kind: 'time' as const, title: '' },
    ],
  };
  await office.store.saveConfig({ ...office.config, layout }, { userId: null, nowMs: 0 });
  const second = await office.punch(1);
  expect(await fails(office.run())).toBe('HOURS_LAYOUT_DIFFERS');
  await office.run('aside');
  expect(office.lines()).toEqual(['No,Time', `${second[0]},08:00:01`]);
  expect(office.lines(join(office.folder, 'ZKHours-20261120-080000.csv'))).toEqual(['Id', ...first]);
});

test('a write that was broken off in a folder that is used no more is a person’s to decide', async () => {
  const ids = await office.punch(2);
  await killedAt('written');
  rmSync(office.folder, { recursive: true });
  const folder = join(office.root, 'new');
  mkdirSync(folder);
  await office.store.saveConfig({ ...office.config, folder }, { userId: null, nowMs: 0 });
  expect(await fails(office.run())).toBe('HOURS_UNDECIDED');
  await office.run('again');
  expect(office.lines(join(folder, 'ZKHours.csv'))).toEqual(['Id', ...ids]);
});

test('after a restore nothing is written until a person says so', async () => {
  await office.punch(1);
  await holdHours(office.db, office.companyId, officeMs);
  const clock = handClock(officeMs);
  const hours = await startHours({ ...office.needs, clock });
  clock.advance(3_600_000);
  await hours.look();
  expect(existsSync(office.file)).toBe(false);
  expect(hours.outcome()).toMatchObject({ detail: expect.any(String) as string, sinceMs: officeMs });
  await hours.save({ ...office.config, on: true }, { userId: 'u', nowMs: clock.now() });
  expect(hours.outcome()).toBeNull();
  await hours.stop();
});

describe('startHours()', () => {
  test('writes at the marks of the clock, again soon after it failed, and at once when it was off', async () => {
    const clock = handClock(officeMs);
    const needs = { ...office.needs, clock };
    let hours = await startHours(needs);
    const pass = async (minutes: number): Promise<number> => {
      clock.advance(minutes * 60_000);
      await hours.look();
      return office.lines().length;
    };
    await office.punch(1);
    // Never written yet: at once. Then with the half hours.
    expect(await pass(1)).toBe(2);
    await office.punch(1);
    expect(await pass(28)).toBe(2);
    expect(await pass(1)).toBe(3);
    expect((await hours.view()).nextMs).toBe(officeMs + 60 * 60_000);
    rmSync(office.folder, { recursive: true });
    await office.punch(1);
    await pass(30);
    expect((await hours.view()).problem?.code).toBe('HOURS_FOLDER_MISSING');
    expect(hours.outcome()?.detail).toContain(office.folder);
    mkdirSync(office.folder);
    expect(await pass(4)).toBe(0);
    expect(await pass(1)).toBe(2);
    expect([(await hours.view()).problem, hours.outcome()?.detail]).toEqual([null, null]);
    await hours.stop();
    await office.punch(1);
    clock.advance(5 * 3_600_000);
    hours = await startHours(needs);
    expect(await pass(0)).toBe(3);
    await hours.stop();
  });

  test('one that hangs is told of, and nobody knows after a restart until a run has ended', async () => {
    const clock = handClock(officeMs);
    let free: () => void = () => undefined;
    const hangs = new Promise<void>((resolve) => (free = resolve));
    const step = (name: HoursStep) => (name === 'locked' ? hangs : undefined);
    await office.punch(1);
    let hours = await startHours({ ...office.needs, clock, step });
    clock.advance(60_000);
    await expect.poll(() => office.files().length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(hours.outcome()).toBeNull();
    clock.advance(180_000);
    const silent = hours.outcome();
    expect(silent?.detail).toContain(office.file);
    // As a server does that is started in the place of one which hung.
    const other = await startHours({ ...office.needs, clock: { ...clock, every: () => () => undefined } });
    expect(other.outcome()).toBeNull();
    await other.stop();
    free();
    await hours.look();
    expect(hours.outcome()).toMatchObject({ detail: null, isOff: false });
    await hours.stop();
    hours = await startHours({ ...office.needs, clock });
    await office.punch(1);
    clock.advance(1_800_000);
    await hours.look();
    expect(hours.outcome()).toMatchObject({ detail: null });
    await hours.stop();
  });

  test('is one run at a time, and off it writes only when asked', async () => {
    const clock = handClock(officeMs);
    await office.store.saveConfig({ ...office.config, on: false }, { userId: null, nowMs: 0 });
    const hours = await startHours({ ...office.needs, clock });
    await office.punch(9);
    clock.advance(3_600_000);
    await hours.look();
    expect([office.lines(), (await hours.view()).nextMs]).toEqual([[], null]);
    const asked = { userId: 'u', name: 'Ada', nowMs: clock.now(), choice: null };
    const [first, second] = await Promise.all([hours.run(asked), hours.run(asked)]);
    expect([first, second, office.lines().length]).toEqual([{ rows: 9, file: office.file }, first, 10]);
    expect((await hours.view()).last).toMatchObject({ rows: 9, by: 'Ada', file: office.file });
    await hours.stop();
  });
});
