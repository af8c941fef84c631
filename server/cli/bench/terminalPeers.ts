/** The fault matrix read by our client and by the public npm clients, unchanged, each in a process of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import Table from 'cli-table3';
import { createSimulatedTerminal } from '../../devices/simulator/simulatedTerminal.ts';
import { type Simulator, startSimulator } from '../../devices/simulator/startSimulator.ts';
import { problem } from '../../errors.ts';
import type { BenchOptions } from './bench.ts';
import { eventsTold, type FaultRow, faultRows, matrixKey } from './faultRows.ts';
import type { ClientAsk, ClientTold } from './readAsClient.ts';

export type TerminalPeersBench = { clients: string[]; rows: { fault: string; told: string[] }[] };

const peers = ['node-zklib', 'zklib-js', 'zkteco-js'];
/** Longer than any of them waits for an answer. */
const answersWithinMs = 20_000;

export async function benchTerminalPeers({ peers: dir }: BenchOptions): Promise<TerminalPeersBench> {
  const from = resolve(dir ?? '.');
  const versions = await Promise.all(peers.map((name) => versionOf(name, from)));
  const heads = [...peers.map((name, at) => `${name} ${versions[at] ?? ''}`), 'here'];
  const table = new Table({ head: ['#', 'fault', ...heads], wordWrap: true, colWidths: [4, 26] });
  const rows: TerminalPeersBench['rows'] = [];
  for (const row of faultRows) {
    const told: string[] = [];
    for (const client of [...peers, 'ours']) told.push(await tried(row, client, from));
    table.push([row.number, row.fault, ...told]);
    rows.push({ fault: row.fault, told });
  }
  console.log(table.toString());
  return { clients: heads, rows };
}

/** They are no part of this program: whoever wants to see them beside it installs them. */
async function versionOf(name: string, dir: string): Promise<string> {
  try {
    const text = await readFile(join(dir, 'node_modules', name, 'package.json'), 'utf8');
    return (JSON.parse(text) as { version: string }).version;
  } catch (error) {
    throw problem(
      'CONFIG_UNUSABLE',
      {
        problem: `${name} is not installed in ${dir}`,
        remedy: `Run: npm install --no-save --prefix ${dir} ${peers.join(' ')}`,
      },
      { cause: error },
    );
  }
}

async function tried(row: FaultRow, client: string, dir: string): Promise<string> {
  const { key = 0, faults = {} } = row;
  const terminal = createSimulatedTerminal(row.terminal, () => Date.UTC(2026, 10, 20, 9));
  const simulator = await startSimulator({ terminal, key, faults });
  const reader = fork(new URL('./readAsClient.js', import.meta.url), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, TZ: 'UTC' },
  });
  try {
    const { port } = simulator;
    reader.send({ client, dir, port, key: key === 0 ? 0 : matrixKey, ask: row.ask } satisfies ClientAsk);
    return sentenceOf(await heard(reader, simulator), row);
  } finally {
    reader.kill('SIGKILL');
    await simulator.stop();
  }
}

/** null: it never answered. A text: how its process ended. */
function heard(reader: ChildProcess, simulator: Simulator): Promise<ClientTold | string | null> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(null), answersWithinMs);
    const end = (told: ClientTold | string): void => {
      clearTimeout(timer);
      done(told);
    };
    reader.on('message', (message: ClientTold | 'listening') => {
      if (message !== 'listening') return end(message);
      for (let at = 0; at < eventsTold; at++) simulator.punch({ userId: String(1001 + at) });
    });
    reader.once('exit', () => end('ends the process'));
  });
}

function sentenceOf(told: ClientTold | string | null, { ask, terminal }: FaultRow): string {
  if (told === null) return 'no answer';
  if (typeof told === 'string') return told;
  const { rows, events, error } = told;
  if (error !== null && rows.length === 0) return `no row, ${error}`;
  const wanted = new Map<string, number>();
  for (const each of expected(ask, terminal)) wanted.set(each, (wanted.get(each) ?? 0) + 1);
  const count = [...wanted.values()].reduce((sum, each) => sum + each, 0);
  let right = 0;
  for (const row of rows) {
    const left = wanted.get(row) ?? 0;
    if (left > 0) right++;
    wanted.set(row, left - 1);
  }
  const wrong = rows.length - right;
  return [
    `${right} of ${count}`,
    ...(wrong > 0 ? [`${wrong} wrong`] : []),
    ...(error !== null ? [error] : right < count ? ['no error'] : []),
    ...(ask === 'events' ? [`${events.length} of ${eventsTold} events`] : []),
  ].join(', ');
}

const expected = (ask: FaultRow['ask'], { users = [], logs = [] }: FaultRow['terminal']): string[] =>
  ask === 'logs'
    ? logs.map(({ userId, at }) => `${userId}, ${at}`)
    : users.map(({ userId, name }) => `${userId}, ${name}`);
