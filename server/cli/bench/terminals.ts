/** 200,000 records of a simulated terminal in a process of its own, read by another: how long, and the most memory of the reader. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import Table from 'cli-table3';
import { packageRoot } from '../../../models/catalogue.ts';
import { logWidths } from '../../devices/zk/logs.ts';
import type { TerminalRead } from './readTerminal.ts';

export type TerminalsBench = { records: number; seconds: number; peakMb: number };

const records = 200_000;
const users = 1000;
const runs = [
  ...logWidths.map((logBytes) => ({ transport: 'tcp' as const, logBytes })),
  { transport: 'udp' as const, logBytes: 40 },
];

export async function benchTerminals(): Promise<TerminalsBench> {
  const table = new Table({
    head: ['over', 'bytes a record', 'records', 'seconds', 'peak MB of the process'],
  });
  let usual: TerminalsBench = { records: 0, seconds: NaN, peakMb: NaN };
  for (const run of runs) {
    const read = await measure(run);
    table.push([run.transport, run.logBytes, read.records, read.seconds.toFixed(2), read.peakMb.toFixed(0)]);
    if (run.transport === 'tcp' && run.logBytes === 40) usual = read;
  }
  console.log(table.toString());
  return usual;
}

async function measure({ transport, logBytes }: (typeof runs)[number]): Promise<TerminalRead> {
  const counts = ['--users', String(users), '--logs', String(records), '--log-bytes', String(logBytes)];
  const args = ['device', 'simulate', '--port', '0', ...counts, '--zone', 'UTC'];
  const simulator = spawn(process.execPath, [join(packageRoot(), 'bin/whereabouts.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const port = await portOf(simulator);
    const reader = fork(new URL('./readTerminal.js', import.meta.url), [transport, String(port)]);
    const ended = once(reader, 'exit').then(([code]) => {
      throw new Error(`the reader ended with ${String(code)}`);
    });
    const [read] = (await Promise.race([once(reader, 'message'), ended])) as [TerminalRead];
    ended.catch(() => undefined);
    return read;
  } finally {
    simulator.kill();
    await once(simulator, 'exit');
  }
}

async function portOf({ stdout }: ChildProcess): Promise<number> {
  let said = '';
  for await (const text of stdout ?? []) {
    said += String(text);
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(said) ?? [];
    if (port !== undefined) return Number(port);
  }
  throw new Error('the simulated terminal did not start');
}
