/** A hundred simulated PUSH terminals, a punch a second each: how long from sending a punch to its OK, after it is on the disk. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Table from 'cli-table3';
import { createPushTerminal, type PushTerminal } from '../../devices/simulator/push/pushTerminal.ts';
import { systemClock } from '../../systemClock.ts';
import type { BenchOptions } from './bench.ts';

export type PushBench = {
  terminals: number;
  seconds: number;
  punches: number;
  stored: number;
  lost: number;
  p50Ms: number;
  p95Ms: number;
  mostMs: number;
};

const count = 100;
const pollEverySeconds = 5;

export async function benchPush({ seconds = 30 }: BenchOptions): Promise<PushBench> {
  const dir = await mkdtemp(join(tmpdir(), 'push-bench-'));
  const serials = Array.from({ length: count }, (_, at) => `BENCH${1000 + at}`);
  const server = fork(new URL('./pushServer.js', import.meta.url), [dir, serials.join(',')]);
  try {
    const { port } = await heard<{ port: number }>(server);
    const terminals = serials.map((serial, at) =>
      createPushTerminal({
        ...{ url: `http://127.0.0.1:${port}`, serial, now: systemClock.now },
        dialect: at % 2 === 0 ? ('att' as const) : ('acc' as const),
      }),
    );
    for (const terminal of terminals) await terminal.connect();
    const took = (
      await Promise.all(terminals.map((terminal, at) => live(terminal, at / count, seconds)))
    ).flat();
    for (const terminal of terminals) terminal.close();
    server.send('stop');
    const { logs } = await heard<{ logs: number }>(server);
    return told(took, logs, seconds);
  } finally {
    server.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Each has its own moment of the second, and asks for commands now and then. */
async function live(terminal: PushTerminal, offset: number, seconds: number): Promise<number[]> {
  const took: number[] = [];
  const startMs = systemClock.now() + offset * 1000;
  for (let turn = 0; turn < seconds; turn++) {
    await sleep(Math.max(0, startMs + turn * 1000 - systemClock.now()));
    terminal.punch({ userId: String(1 + turn) });
    const before = performance.now();
    const sent = await terminal.sendBatch();
    took.push(sent ? performance.now() - before : NaN);
    if (turn % pollEverySeconds === 0) await terminal.poll();
  }
  return took;
}

function told(took: number[], stored: number, seconds: number): PushBench {
  const sorted = took.filter((ms) => !Number.isNaN(ms)).sort((a, b) => a - b);
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
  const result = {
    ...{ terminals: count, seconds, punches: took.length, stored, lost: took.length - stored },
    ...{ p50Ms: at(0.5), p95Ms: at(0.95), mostMs: at(1) },
  };
  const table = new Table({ head: ['terminals', 'punches', 'stored', 'p50 ms', 'p95 ms', 'most ms'] });
  const ms = (value: number): string => value.toFixed(1);
  table.push([count, took.length, stored, ms(result.p50Ms), ms(result.p95Ms), ms(result.mostMs)]);
  console.log(table.toString());
  return result;
}

async function heard<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server of the bench ended with ${String(code)}`);
  });
  ended.catch(() => undefined);
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [T];
  return message;
}
