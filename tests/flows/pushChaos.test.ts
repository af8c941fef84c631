/** Goal: no punch lost, none doubled. Method: 10,000 punches of four terminals, sent again, in pieces, doubled, over lines that break before OK, to a server whose commits fail before or after they are done, and that is started anew meanwhile. */
import { expect, test } from 'vitest';
import { createPushTerminal } from '../../server/devices/simulator/push/pushTerminal.ts';
import { startPush } from '../../server/devices/push/startPush.ts';
import type { TakeRows } from '../../server/devices/push/takeUpload.ts';
import { companyId, pushServers, startMs, takeInto } from '../helpers/pushServers.ts';
import { eventually } from '../helpers/testServer.ts';

const { serve } = pushServers();
const each = 2_500;
const dialects = ['att', 'acc', 'att', 'acc'] as const;

test('10,000 punches arrive once each, whatever fails between the terminal and the disk', async () => {
  const first = await serve();
  await first.push.stop();
  const { db, letIn, logs } = first;
  let nowMs = startMs;
  const failures = { before: 0, after: 0, starts: 0 };
  const chance = seeded(20_261_120);
  const commit = takeInto(db);
  const takeRows: TakeRows = async (device, rows, atMs) => {
    const fate = chance();
    if (fate < 0.1) {
      failures.before++;
      throw new Error('the disk is full');
    }
    const taken = await commit(device, rows, atMs);
    if (fate < 0.2) {
      failures.after++;
      throw new Error('died between commit and OK');
    }
    return taken;
  };
  const start = (port: number) =>
    startPush({
      ...{ db, companyId, host: '127.0.0.1', port, now: () => (nowMs += 50), takeRows },
      ...{ storesTemplates: () => false, zoneOf: () => 'UTC', trouble: () => undefined },
    });
  let push = await start(0);
  const { port } = push;
  const terminals = dialects.map((dialect, which) =>
    createPushTerminal({
      ...{ url: `http://127.0.0.1:${port}`, serial: `CHAOS${which}`, dialect, now: () => startMs },
      faults: {
        ...({ batchRows: 30 + which, splitBytes: which < 2 ? 700 : undefined, resendEvery: 4 } as object),
        ...{ duplicateEvery: 7, crashEvery: 5, garbleEvery: 13 },
      },
    }),
  );
  for (const terminal of terminals) await letIn(terminal.state.serial);

  async function live(terminal: (typeof terminals)[number]): Promise<void> {
    // The server may be between two lives just then; a terminal introduces itself again.
    await eventually(async () => expect(await terminal.connect()).toBe(true));
    for (let turn = 0; turn < each; turn++) {
      terminal.punch({
        userId: String(1 + (turn % 50)),
        at: new Date(startMs + turn * 1_000).toISOString().slice(0, 19),
      });
      if (turn % 25 === 24) await terminal.sendBatch();
    }
    expect(await terminal.sendAll(5_000)).toBe(true);
  }
  const lives = Promise.all(terminals.map(live));
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    await push.stop();
    push = await start(port);
    failures.starts++;
  }
  await lives;
  await push.stop();
  for (const terminal of terminals) terminal.close();

  const wanted = terminals.flatMap(({ state }) =>
    state.logs.map(({ userId, at }) => `${state.serial} ${userId} ${at}`),
  );
  const found = (await logs()).map(({ serial, userId, at }) => `${serial} ${userId} ${at}`);
  expect(wanted).toHaveLength(10_000);
  expect(found.sort()).toEqual(wanted.sort());
  expect(failures.before).toBeGreaterThan(10);
  expect(failures.after).toBeGreaterThan(10);
  expect(failures.starts).toBe(4);
}, 120_000);

/** From 0 to 1, the same every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
