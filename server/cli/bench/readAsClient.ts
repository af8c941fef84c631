/** A process that reads a simulated terminal with one client, ours or a public one as it is, and tells what it got. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectTerminal } from '../../devices/zk/connectTerminal.ts';
import { UserFacingError } from '../../errors.ts';
import { systemClock } from '../../systemClock.ts';
import type { AskedFor } from './faultRows.ts';

export type ClientAsk = { client: string; dir: string; port: number; key: number; ask: AskedFor };
/** Rows as `user id, name` or `user id, time`. `error`: what the client says went wrong. */
export type ClientTold = { rows: string[]; events: string[]; error: string | null };

/** Replies take a millisecond here. */
const timeoutMs = 2_000;
const eventsWithinMs = 1_500;

type Reading = { rows: string[]; error: string | null };
type Client = {
  open: () => Promise<void>;
  users: () => Promise<Reading>;
  logs: () => Promise<Reading>;
  listen: (told: (userId: string) => void) => Promise<void>;
};

const told: ClientTold = { rows: [], events: [], error: null };
process.on('message', (asked: ClientAsk) => {
  // Theirs may break; what breaks in them ends this process, as it would end any other.
  void read(asked).then(() => process.send?.(told, () => process.exit(0)));
});

async function read({ client, dir, port, key, ask }: ClientAsk): Promise<void> {
  const made = client === 'ours' ? ours(port, key) : theirs(client, dir, port);
  try {
    await made.open();
    const { rows, error } = await (ask === 'logs' ? made.logs() : made.users());
    Object.assign(told, { rows, error });
    if (ask !== 'events') return;
    await made.listen((userId) => told.events.push(userId));
    process.send?.('listening');
    await sleep(eventsWithinMs);
  } catch (error) {
    told.error = sentenceOf(error);
  }
}

function ours(port: number, key: number): Client {
  const settings = { host: '127.0.0.1', port, key, replyTimeoutMs: timeoutMs };
  let terminal: Awaited<ReturnType<typeof connectTerminal>>;
  return {
    open: async () => void (terminal = await connectTerminal(settings, systemClock)),
    users: async () => ({ rows: (await terminal.users()).map(rowOfUser), error: null }),
    logs: async () => ({
      rows: [...(await terminal.logs())].map(({ userId, at }) => `${String(userId)}, ${String(at)}`),
      error: null,
    }),
    listen: async (hear) =>
      void (await terminal.listen((event) => {
        if (event.kind === 'log') hear(String(event.userId));
      })),
  };
}

type Their = {
  createSocket: () => Promise<void>;
  getUsers: () => Promise<TheirAnswer>;
  getAttendances: () => Promise<TheirAnswer>;
  getRealTimeLogs: (told: (event: { userId: string }) => void) => Promise<void>;
};
type TheirAnswer = { data: Record<string, unknown>[]; err?: unknown };

/** As their own pages say they are used; they take no comm key. */
function theirs(name: string, dir: string, port: number): Client {
  const Their = createRequire(join(dir, 'package.json'))(name) as new (
    ...args: [string, number, number, number]
  ) => Their;
  const made = new Their('127.0.0.1', port, timeoutMs, 4000);
  const reading = ({ data, err }: TheirAnswer, rowOf: (row: Record<string, unknown>) => string): Reading => ({
    ...{ rows: data.map(rowOf), error: err ? sentenceOf(err) : null },
  });
  return {
    open: () => made.createSocket(),
    users: async () => reading(await made.getUsers(), rowOfUser),
    logs: async () => reading(await made.getAttendances(), rowOfTheirLog),
    listen: (hear) => made.getRealTimeLogs(({ userId }) => hear(String(userId))),
  };
}

const rowOfUser = ({ userId, name }: { userId?: unknown; name?: unknown }): string =>
  `${String(userId)}, ${String(name)}`;

/** Their times are of this process, which runs in UTC. */
function rowOfTheirLog(row: Record<string, unknown>): string {
  const time = new Date(String(row['recordTime'] ?? row['record_time']));
  const shown = Number.isNaN(time.getTime()) ? 'no time' : time.toISOString().slice(0, 19);
  return `${String(row['deviceUserId'] ?? row['user_id'])}, ${shown}`;
}

/** They wrap errors in objects of their own. */
function sentenceOf(error: unknown): string {
  if (error instanceof UserFacingError) return error.code;
  const { err, message } = error as { err?: { message?: string }; message?: string };
  return String(err?.message ?? message ?? JSON.stringify(error)).slice(0, 80);
}
