/** Goal: whatever dies at whatever step, each row is in the file once. Method: a real process gets SIGKILL at each step of each batch, and again amid setting that right; so does the one that writes for it, and one whose disk hangs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { type HoursOffice, officeMs, openHoursOffice } from '../helpers/hoursOffice.ts';
import { eventually } from '../helpers/testServer.ts';

const exporter = new URL('../helpers/hoursExporter.mjs', import.meta.url).pathname;
const dist = pathToFileURL(`${process.cwd()}/dist/`).href;
let office: HoursOffice;

afterEach(() => office.close());

/** Answers how it ended: SIGKILL, or the code of its exit. */
async function live(killAt = '', nth = 1, disk = ''): Promise<string> {
  return begin(killAt, nth, killAt === 'half' ? `half:${nth}` : disk).ended;
}

function begin(killAt = '', nth = 1, disk = '', nowMs = officeMs + 60_000) {
  const args = [exporter, dist, office.dataDir, String(nowMs), killAt, String(nth), disk];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  return {
    ended: ended.then(([code, signal]) => signal ?? String(code)),
    kill: () => void child.kill('SIGKILL'),
  };
}

async function expectEachOnce(ids: string[]): Promise<void> {
  expect(office.lines()).toEqual(['Id', ...ids]);
  expect(office.text().endsWith('\n')).toBe(true);
  expect(await office.unexported()).toEqual([]);
  expect(await office.store.intent()).toBeNull();
  // Neither a lock nor a probe is left behind.
  expect(office.files()).toEqual(['ZKHours.csv']);
}

const everyBatch = ['intended', 'half', 'written', 'synced', 'marked'].flatMap((step) =>
  [1, 2].map((batch) => [step, batch] as const),
);

describe('killed', { timeout: 60_000 }, () => {
  test.each([['locked', 1], ['begun', 1], ...everyBatch, ['unlocked', 1]] as const)(
    'at "%s", time %i: each row is there once after the next run',
    async (step, nth) => {
      office = await openHoursOffice();
      const ids = await office.punch(8);
      expect(await live(step, nth)).toBe('SIGKILL');
      const more = await office.punch(2);
      expect(await live()).toBe('0');
      await expectEachOnce([...ids, ...more]);
    },
  );

  test.each([
    ...(['written', 'synced', 'marked'] as const).map((again) => ['half', 2, again] as const),
    ...(['half', 'marked'] as const).map((again) => ['half', 1, again] as const),
    ...(['locked', 'marked'] as const).map((again) => ['written', 2, again] as const),
    ['intended', 2, 'dropped'] as const,
    ['intended', 1, 'intended'] as const,
  ])('at "%s" of batch %i, and again at "%s" while that is set right', async (step, nth, again) => {
    office = await openHoursOffice();
    const ids = await office.punch(8);
    expect(await live(step, nth)).toBe('SIGKILL');
    expect(await live(again)).toBe('SIGKILL');
    await live(again);
    expect(await live()).toBe('0');
    await expectEachOnce(ids);
  });

  test('on a full disk, just after what was half written is taken back', async () => {
    office = await openHoursOffice();
    const ids = await office.punch(8);
    expect(await live('takenBack', 1, 'full:2')).toBe('SIGKILL');
    expect(office.lines()).toEqual(['Id', ...ids.slice(0, 3)]);
    expect(await live()).toBe('0');
    await expectEachOnce(ids);
  });

  test.each(['hang', 'hangHalf'])(
    'while its disk hangs ("%s"): the next server waits for what the dead one may still write, and each row is there once',
    async (kind) => {
      office = await openHoursOffice();
      const ids = await office.punch(8);
      const free = join(office.root, 'free');
      const first = begin('', 1, `${kind}:2:${free}`);
      await eventually(() => expect(existsSync(`${free}.hangs`)).toBe(true));
      first.kill();
      expect(await first.ended).toBe('SIGKILL');
      const hung = office.text();
      const nowMs = officeMs + 120_000;
      const next = begin('', 1, '', nowMs);
      await eventually(async () => expect((await office.store.load()).triedAtMs).toBe(nowMs));
      // Nothing can be waited for here: it must not go on.
      const ended = await Promise.race([next.ended, wait(2_000, 'waits')]);
      expect([ended, office.text()]).toEqual(['waits', hung]);
      writeFileSync(free, '');
      expect(await next.ended).toBe('0');
      await expectEachOnce(ids);
    },
  );
});
