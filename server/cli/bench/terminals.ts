/**
 * 200,000 records of a simulated terminal in a process of its own, read by another, and then followed and stored by another: how long,
 * and the most memory of that process.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import Table from 'cli-table3';
import { packageRoot } from '../../../models/catalogue.ts';
import { type LogWidth, logWidths } from '../../devices/zk/logs.ts';
import type { TerminalRead } from './readTerminal.ts';
import type { TerminalStored } from './storeTerminal.ts';

export type TerminalsBench = TerminalRead & { stored: TerminalStored };

const records = 200_000;
const users = 1000;
const runs = [
  ...logWidths.map((logBytes) => ({ transport: 'tcp' as const, logBytes })),
  { transport: 'udp' as const, logBytes: 40 as const },
];
/** Of everybody on the terminal, or of nobody. */
const known = [users, 0];

export async function benchTerminals(): Promise<TerminalsBench> {
  const read = await benchReading();
  return { ...read, stored: await benchStoring() };
}

async function benchReading(): Promise<TerminalRead> {
  const table = new Table({
    head: ['read over', 'bytes a record', 'records', 'seconds', 'peak MB of the process'],
  });
  let usual: TerminalRead = { records: 0, seconds: NaN, peakMb: NaN };
  for (const { transport, logBytes } of runs) {
    const read = await withTerminal(logBytes, (port) =>
      answerOf<TerminalRead>('readTerminal.js', [transport, port]),
    );
    table.push([transport, logBytes, read.records, read.seconds.toFixed(2), read.peakMb.toFixed(0)]);
    if (transport === 'tcp' && logBytes === 40) usual = read;
  }
  console.log(table.toString());
  return usual;
}

async function benchStoring(): Promise<TerminalStored> {
  const table = new Table({
    head: ['stored of', 'records', 'punches', 'seconds', 'records a second', 'peak MB', 'longest pause, ms'],
  });
  const all: TerminalStored[] = [];
  for (const people of known) {
    const stored = await withTerminal(40, (port) =>
      answerOf<TerminalStored>('storeTerminal.js', [port, String(people)]),
    );
    const { seconds, peakMb, longestPauseMs } = stored;
    const figures = [seconds.toFixed(2), (stored.records / seconds).toFixed(0), peakMb.toFixed(0)];
    const whose = people > 0 ? `${people} people here` : 'nobody here';
    table.push([whose, stored.records, stored.punches, ...figures, longestPauseMs.toFixed(0)]);
    all.push(stored);
  }
  console.log(table.toString());
  const [usual] = all;
  if (!usual) throw new Error('nothing was stored');
  return usual;
}

async function withTerminal<T>(logBytes: LogWidth, work: (port: string) => Promise<T>): Promise<T> {
  const counts = ['--users', String(users), '--logs', String(records), '--log-bytes', String(logBytes)];
  const args = ['device', 'simulate', '--port', '0', ...counts, '--zone', 'UTC'];
  const simulator = spawn(process.execPath, [join(packageRoot(), 'bin/whereabouts.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    return await work(await portOf(simulator));
  } finally {
    simulator.kill();
    await once(simulator, 'exit');
  }
}

/** What a process beside this file tells. */
async function answerOf<T>(file: string, args: string[]): Promise<T> {
  const child = fork(new URL(`./${file}`, import.meta.url), args);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${String(code)}`);
  });
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as [T];
  await ended.catch(() => undefined);
  return answer;
}

async function portOf({ stdout }: ChildProcess): Promise<string> {
  let said = '';
  for await (const text of stdout ?? []) {
    said += String(text);
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(said) ?? [];
    if (port !== undefined) return port;
  }
  throw new Error('the simulated terminal did not start');
}
