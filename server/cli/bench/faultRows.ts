/** The rows of the fault matrix in docs/devices.md, as simulated terminals, with what a client should read from each. */
import type { Faults } from '../../devices/simulator/faults.ts';
import type { SimulatedLog, SimulatedTerminalSettings } from '../../devices/simulator/simulatedTerminal.ts';
import { commands } from '../../devices/zk/commands.ts';

/** `events`: its users, and then what happens at it. */
export type AskedFor = 'users' | 'logs' | 'events';
export type FaultRow = {
  number: string;
  fault: string;
  ask: AskedFor;
  terminal: SimulatedTerminalSettings;
  key?: number;
  faults?: Faults;
};

export const matrixKey = 1234;
/** Of the row that tells of events, so many. */
export const eventsTold = 3;

const users = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ uid: index + 1, userId: String(1001 + index), name: `Who ${index + 1}` },
  }));
const logs = (count: number, of = users(40)): SimulatedLog[] =>
  Array.from({ length: count }, (_, index) => ({
    userId: of[index % of.length]?.userId ?? '',
    at: new Date(Date.UTC(2026, 10, 20, 8) + index * 60_000).toISOString().slice(0, 19),
    verify: 1,
    status: index % 2,
  }));
const records = (logBytes: 8 | 16 | 40 | 49, count = 10): SimulatedTerminalSettings => ({
  ...{ users: users(40), logs: logs(count), logBytes },
});
const named = (userId: string, name: string) => ({ users: [{ uid: 1, userId, name }] });

export const faultRows: readonly FaultRow[] = [
  { number: '–', fault: 'nothing: 10 records of 40 bytes', ask: 'logs', terminal: records(40) },
  { number: '1', fault: 'comm key set', ask: 'users', terminal: { users: users(5) }, key: matrixKey },
  {
    ...{ number: '2', fault: 'replies in two TCP segments', ask: 'users', terminal: { users: users(5) } },
    faults: { splitBytes: 12 },
  },
  { number: '3', fault: '3,000 records in parts', ask: 'logs', terminal: records(40, 3000) },
  {
    ...{ number: '4', fault: '5,000 records, stalls after the first part', ask: 'logs' },
    ...{ terminal: records(40, 5000), faults: { stallAfterParts: 1 } },
  },
  {
    ...{ number: '5', fault: '1,200 users in parts, then 3 events', ask: 'events' },
    terminal: { users: users(1200) },
  },
  { number: '6', fault: '10 records of 16 bytes', ask: 'logs', terminal: records(16) },
  { number: '7', fault: '10 records of 8 bytes', ask: 'logs', terminal: records(8) },
  { number: '8', fault: '10 records of 49 bytes', ask: 'logs', terminal: records(49) },
  {
    ...{ number: '9', fault: '18 users of 28 bytes', ask: 'users' },
    terminal: { users: users(18), userBytes: 28 },
  },
  { number: '10', fault: 'user id EMP20260001', ask: 'users', terminal: named('EMP20260001', 'Long Id') },
  { number: '11', fault: 'a name in UTF-8', ask: 'users', terminal: named('1001', 'Ünal Ağaoğlu') },
  {
    ...{ number: '12', fault: 'silent when the log is read', ask: 'logs', terminal: records(40) },
    faults: { silentOn: [commands.prepareRead, commands.readLogs] },
  },
];
