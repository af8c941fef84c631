/** `whereabouts device`, as a user runs it: the built command line against simulated terminals. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { runCli } from '../helpers/runCli.ts';

const built = existsSync(join(packageRoot(), 'dist/server/cli/deviceRead.js'));
const folder = mkdtempSync(join(tmpdir(), 'whereabouts-device-'));
const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function simulate(...args: string[]): Promise<string> {
  const all = [
    join(packageRoot(), 'bin/whereabouts.js'),
    'device',
    'simulate',
    '--port',
    '0',
    '--zone',
    'UTC',
    ...args,
  ];
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  let said = '';
  for await (const text of child.stdout) {
    said += String(text);
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(said) ?? [];
    if (port !== undefined) return `127.0.0.1:${port}`;
  }
  throw new Error(`no port in "${said}"`);
}

type Read = { device: Record<string, unknown>; users: unknown[]; logs: { at: string }[] };
const read = (file: string): Read => JSON.parse(readFileSync(file, 'utf8')) as Read;

describe.skipIf(!built)('whereabouts device', () => {
  test.each([[], ['--udp']])('read --json writes the terminal, its users and its logs %s', async (...udp) => {
    const place = await simulate('--key', '1234', '--users', '120', '--logs', '3000', '--fingers', '8');
    const json = join(folder, 'terminal.json');
    const { code, stdout, stderr } = await runCli([
      'device',
      'read',
      place,
      '--key',
      '1234',
      ...udp,
      '--json',
      json,
    ]);
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toContain('Read 120 users and 3000 logs.');
    const { device, users, logs } = read(json);
    expect(device).toMatchObject({
      serial: 'SIM4370000001',
      platform: 'ZMM220_TFT',
      counts: { users: 120, logs: 3000, fingers: 8, faces: 0 },
    });
    expect(Object.keys(device)).toEqual([
      'serial',
      'mac',
      'name',
      'platform',
      'firmware',
      'capabilities',
      'counts',
    ]);
    expect(users[0]).toEqual({ uid: 1, userId: '1001', name: 'Adi Santoso', privilege: 14, card: 1_000_000 });
    expect(logs).toHaveLength(3000);
    expect(Object.keys(logs[0] ?? {})).toEqual(['userId', 'at', 'verify', 'status']);
    for (const { at } of logs) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  });

  test.each([
    ['reset=1', 'the connection broke'],
    ['count-logs=9', 'it counts 3009 records'],
    ['odd-logs=44', '44 bytes long'],
    ['access-mode', 'access control mode'],
    ['busy-close', 'another program is connected'],
    ['stall=1', 'stopped answering'],
  ])(
    'read of a terminal with the fault %s exits 1 with the reason and writes no file',
    async (fault, reason) => {
      const place = await simulate('--logs', '3000', '--fault', fault);
      const json = join(folder, 'none.json');
      const { code, stderr } = await runCli(['device', 'read', place, '--timeout', '1', '--json', json]);
      expect([stderr, code]).toEqual([expect.stringContaining(reason), 1]);
      expect(readdirSync(folder).filter((name) => name.includes('none.json'))).toEqual([]);
    },
  );

  test('a wrong key, no terminal and no address are told in a sentence', async () => {
    const place = await simulate('--key', '7', '--user-bytes', '28', '--log-bytes', '16');
    for (const [args, reason] of [
      [[place], 'refuses the comm key'],
      [['127.0.0.1:1'], 'refuses the connection'],
      [['not a place'], 'is no address'],
      [[place, '--code-page', 'klingon'], 'no code page'],
    ] as const) {
      const { code, stderr } = await runCli(['device', 'read', ...args]);
      expect([stderr.split('\n').length, code]).toEqual([2, 1]);
      expect(stderr).toContain(reason);
    }
  });
});
