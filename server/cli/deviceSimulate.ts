/** `whereabouts device simulate`: a terminal on this machine, TCP and UDP, until it is stopped. */
import { readFaults } from '../devices/simulator/faults.ts';
import { madeFingers, madeLogs, madeUsers } from '../devices/simulator/madePeople.ts';
import { createSimulatedTerminal, type EventWidth } from '../devices/simulator/simulatedTerminal.ts';
import { startSimulator } from '../devices/simulator/startSimulator.ts';
import { logEventWidths } from '../devices/zk/events.ts';
import { type LogWidth, logWidths } from '../devices/zk/logs.ts';
import { shownAt } from '../devices/zk/terminalTime.ts';
import { type UserWidth, userWidths } from '../devices/zk/users.ts';
import { problem } from '../errors.ts';
import { systemClock } from '../systemClock.ts';

export type DeviceSimulateOptions = {
  port: number;
  key: number;
  users: number;
  logs: number;
  fingers: number;
  userBytes: number;
  logBytes: number;
  eventBytes: number;
  zone: string;
  drift: number;
  punchEvery: number;
  fault: string[];
};

export async function deviceSimulate(options: DeviceSimulateOptions): Promise<void> {
  const { zone, logBytes, userBytes } = options;
  const nowMs = systemClock.now();
  const people = madeUsers(options.users);
  const settings = {
    userBytes: oneOf(userBytes, userWidths, '--user-bytes') as UserWidth,
    logBytes: oneOf(logBytes, logWidths, '--log-bytes') as LogWidth,
    eventBytes: oneOf(options.eventBytes, logEventWidths, '--event-bytes') as EventWidth,
    zone,
    driftMs: options.drift * 1000,
    users: people,
    logs: madeLogs(options.logs, people, shownAt(nowMs, zone)),
  };
  const faults = readFaults(options.fault);
  const terminal = createSimulatedTerminal(settings, systemClock.now);
  for (const finger of madeFingers(options.fingers, people)) terminal.addFinger(finger);
  const simulator = await startSimulator({ terminal, port: options.port, key: options.key, faults });
  console.log(
    `A simulated terminal is at 127.0.0.1:${simulator.port}, TCP and UDP. Press Ctrl+C to stop it.`,
  );
  console.log(
    `${people.length} users, ${terminal.logs.count()} logs, ${terminal.fingers.size} fingers, key ${options.key}`,
  );
  const stopPunching = options.punchEvery > 0 ? punchEvery(options.punchEvery * 1000) : () => undefined;
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  stopPunching();
  await simulator.stop();

  function punchEvery(ms: number): () => void {
    let turn = 0;
    return systemClock.every(ms, () => {
      const userId = people[turn++ % Math.max(1, people.length)]?.userId;
      if (userId !== undefined) simulator.punch({ userId, status: Math.floor(turn / people.length) % 2 });
    });
  }
}

function oneOf(value: number, choices: readonly number[], option: string): number {
  if (choices.includes(value)) return value;
  const remedy = `Choose one of: ${choices.join(', ')}.`;
  throw problem('CONFIG_UNUSABLE', { problem: `${option} ${value} is no width of a terminal`, remedy });
}
