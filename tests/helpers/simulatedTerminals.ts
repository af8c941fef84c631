/** Simulated terminals on free ports, and clients of them, all gone after the test. */
import { afterEach, expect } from 'vitest';
import type { Clock } from '../../server/presence/startPresence.ts';
import { handClock } from './handClock.ts';
import { eventually } from './testServer.ts';
import type { Faults } from '../../server/devices/simulator/faults.ts';
import {
  createSimulatedTerminal,
  type SimulatedLog,
  type SimulatedTerminalSettings,
  type SimulatedUser,
} from '../../server/devices/simulator/simulatedTerminal.ts';
import { type Simulator, startSimulator } from '../../server/devices/simulator/startSimulator.ts';
import {
  connectTerminal,
  type Terminal,
  type TerminalSettings,
} from '../../server/devices/zk/connectTerminal.ts';

export const fewUsers = (count: number): SimulatedUser[] =>
  Array.from({ length: count }, (_, index) => ({
    uid: index + 1,
    userId: String(1001 + index),
    name: `Who ${index + 1}`,
  }));

/** One a minute from 2026-11-20 on, of the users in turn. */
export const fewLogs = (count: number, users: readonly SimulatedUser[]): SimulatedLog[] =>
  Array.from({ length: count }, (_, index) => ({
    userId: users[index % users.length]?.userId ?? '1',
    at: new Date(Date.UTC(2026, 10, 20, 8) + index * 60_000).toISOString().slice(0, 19),
    verify: 1 + (index % 4),
    status: index % 2,
  }));

/**
 * Somebody tries until it lets them: what has just come online is locked now and then while its users are compared. Answers when
 * the accepted try began, by `performance.now()`.
 */
export async function punchAt(terminal: Pick<Simulator, 'punch'>, punch: Parameters<Simulator['punch']>[0]) {
  let triedMs = 0;
  await eventually(() => {
    triedMs = performance.now();
    expect(terminal.punch(punch)).toBe(true);
  });
  return triedMs;
}

export function simulatedTerminals() {
  const over: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of over.splice(0).reverse()) await end();
  });
  return {
    async simulate(
      settings: SimulatedTerminalSettings & { key?: number; faults?: Faults; now?: () => number } = {},
    ): Promise<Simulator> {
      const { key, faults, now, ...terminal } = settings;
      const simulator = await startSimulator({
        terminal: createSimulatedTerminal(terminal, now ?? (() => Date.UTC(2026, 10, 20, 1))),
        ...(key === undefined ? {} : { key }),
        ...(faults ? { faults } : {}),
      });
      over.push(simulator.stop);
      return simulator;
    },
    async connect(
      { port }: { port: number },
      settings: Partial<TerminalSettings> = {},
      clock: Clock = handClock(),
    ): Promise<Terminal> {
      const quick = { connectTimeoutMs: 1000, replyTimeoutMs: 600 };
      const terminal = await connectTerminal({ host: '127.0.0.1', port, ...quick, ...settings }, clock);
      over.push(() => terminal.close());
      return terminal;
    },
  };
}
