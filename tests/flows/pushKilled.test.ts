/** Goal: no punch lost, none doubled, when the process is killed. Method: the built PUSH server gets SIGKILL again and again while a terminal of each dialect sends. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openDatabase } from '../../server/database/openDatabase.ts';
import { createPushTerminal } from '../../server/devices/simulator/push/pushTerminal.ts';
import { startMs } from '../helpers/pushServers.ts';

const kills = Number(process.env['WHEREABOUTS_PUSH_KILLS'] ?? 4);
const each = 400;
const server = fileURLToPath(new URL('../../dist/server/cli/bench/pushServer.js', import.meta.url));

test(`killed ${kills} times, the PUSH server has every acknowledged punch once, and gets the others again`, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'push-killed-'));
  const serials = ['KILL0', 'KILL1'];
  const [first, port] = await start(dir, serials, 0);
  let child = first;
  try {
    const terminals = serials.map((serial, at) =>
      createPushTerminal({
        ...{ url: `http://127.0.0.1:${port}`, serial, now: () => startMs },
        ...{
          dialect: at === 0 ? ('att' as const) : ('acc' as const),
          faults: { batchRows: 7, crashEvery: 9 },
        },
      }),
    );
    for (const terminal of terminals)
      for (let turn = 0; turn < each; turn++)
        terminal.punch({ userId: '7', at: new Date(startMs + turn * 1_000).toISOString().slice(0, 19) });
    let acknowledged = 0;
    const lives = Promise.all(
      terminals.map(async (terminal) => {
        // Within the rate bound of a terminal; a refusal is only tried again.
        for (let turn = 0; turn < 5_000 && terminal.state.pending.length > 0; turn++) {
          if (await terminal.sendBatch()) acknowledged++;
          await sleep(40);
        }
      }),
    );
    for (let turn = 0; turn < kills; turn++) {
      await sleep(150 + 97 * turn);
      child.kill('SIGKILL');
      await once(child, 'exit');
      [child] = await start(dir, serials, port);
    }
    await lives;
    for (const terminal of terminals) terminal.close();
    expect(acknowledged).toBeGreaterThan(100);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const db = await openDatabase(dir);
  const found = await db('device_logs').select<{ serial: string; at: string }[]>('serial', 'at');
  await db.destroy();
  await rm(dir, { recursive: true, force: true });
  expect(found).toHaveLength(2 * each);
  expect(new Set(found.map(({ serial, at }) => `${serial} ${at}`)).size).toBe(2 * each);
}, 120_000);

async function start(dir: string, serials: string[], port: number): Promise<[ChildProcess, number]> {
  const child = fork(server, [dir, serials.join(','), String(port)]);
  const [told] = (await once(child, 'message')) as [{ port: number }];
  return [child, told.port];
}
