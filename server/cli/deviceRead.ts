/** `whereabouts device read`: what a terminal is and can do, its users and its log; all of it or nothing. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import { connectTerminal } from '../devices/zk/connectTerminal.ts';
import type { TerminalCounts } from '../devices/zk/counts.ts';
import { type CodePage, codePages } from '../devices/zk/deviceText.ts';
import type { TerminalLogs } from '../devices/zk/logs.ts';
import type { TerminalCapabilities, TerminalIdentity } from '../devices/zk/options.ts';
import type { TerminalUser } from '../devices/zk/users.ts';
import { problem } from '../errors.ts';
import { systemClock } from '../systemClock.ts';
import { checkWritable } from './writeJson.ts';

export type DeviceReadOptions = {
  key: number;
  udp?: boolean;
  json?: string;
  codePage: string;
  zone: string;
  timeout: number;
};

type Read = {
  identity: TerminalIdentity;
  capabilities: TerminalCapabilities;
  counts: TerminalCounts;
  users: TerminalUser[];
  logs: TerminalLogs;
  driftMs: number | null;
};

export async function deviceRead(place: string, options: DeviceReadOptions): Promise<void> {
  const { host, port } = readPlace(place);
  const codePage = codePages.find((each) => each === options.codePage.toLowerCase());
  if (!codePage)
    throw wrong(`there is no code page "${options.codePage}"`, `Choose one of: ${codePages.join(', ')}.`);
  await checkWritable(options.json);
  const read = await readAll(host, port, options, codePage);
  tell(read);
  if (options.json === undefined) return;
  await writeWhole(resolve(options.json), read);
  console.log(`Wrote ${options.json}`);
}

async function readAll(
  host: string,
  port: number,
  { key, udp, zone, timeout }: DeviceReadOptions,
  codePage: CodePage,
): Promise<Read> {
  const times = { connectTimeoutMs: timeout * 1000, replyTimeoutMs: timeout * 1000 };
  const settings = { host, port, key, zone, codePage, transport: udp ? 'udp' : 'tcp', ...times } as const;
  const terminal = await connectTerminal(settings, systemClock);
  try {
    const identity = await terminal.identity();
    const { driftMs } = await terminal.time();
    const users = await terminal.users();
    const logs = await terminal.logs();
    const counts = await terminal.counts();
    return { identity, users, logs, counts, driftMs, capabilities: await terminal.capabilities() };
  } finally {
    await terminal.close();
  }
}

function tell({ identity, counts, users, logs, capabilities, driftMs }: Read): void {
  const { capacity } = counts;
  const of = (count: number | null, most: number | null): string => `${count ?? '–'} of ${most ?? '–'}`;
  console.log(
    `${identity.name ?? 'Terminal'} · serial ${identity.serial ?? '–'} · MAC ${identity.mac ?? '–'}`,
  );
  console.log(`firmware ${identity.firmware ?? '–'} · platform ${identity.platform ?? '–'}`);
  console.log(`users ${of(counts.users, capacity.users)} · logs ${of(counts.logs, capacity.logs)}`);
  console.log(`fingers ${of(counts.fingers, capacity.fingers)} · faces ${of(counts.faces, capacity.faces)}`);
  const versions = [capabilities.fingerVersion, capabilities.faceVersion].map((each) => each ?? '–');
  console.log(`finger algorithm ${versions[0]} · face algorithm ${versions[1]}`);
  console.log(`clock ${clockText(driftMs)}`);
  console.log(`Read ${users.length} users and ${logs.count} logs.`);
  let undated = 0;
  for (const log of logs) if (log.at === null) undated++;
  if (undated > 0)
    console.error(`${undated} logs carry a date of no calendar: "at" is null, "storedTime" has the number.`);
}

function clockText(driftMs: number | null): string {
  if (driftMs === null) return 'shows a date of no calendar';
  return `${Math.abs(driftMs / 1000).toFixed(1)} s ${driftMs < 0 ? 'behind' : 'ahead'}`;
}

/** Row by row, for a terminal may hold hundreds of thousands; under its name only when it is whole. */
async function writeWhole(file: string, read: Read): Promise<void> {
  const part = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    const stream = createWriteStream(part, { mode: 0o600 });
    const failed = once(stream, 'error').then(([error]) => Promise.reject(error as Error));
    failed.catch(() => undefined);
    const write = async (text: string): Promise<void> => {
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), failed]);
    };
    await write(`{"device":${JSON.stringify(deviceOf(read))},\n"users":[`);
    for (const [index, user] of read.users.entries())
      await write(`${index ? ',' : ''}\n${JSON.stringify(userOf(user))}`);
    await write('],\n"logs":[');
    let first = true;
    for (const log of read.logs) {
      const { userId, at, verify, status, storedTime } = log;
      const row = { userId, at, verify, status, ...(at === null ? { storedTime } : {}) };
      await write(`${first ? '' : ','}\n${JSON.stringify(row)}`);
      first = false;
    }
    await write(']}\n');
    stream.end();
    await Promise.race([once(stream, 'finish'), failed]);
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}

function deviceOf({ identity, capabilities, counts }: Read): object {
  const { serial, mac, name, platform, firmware } = identity;
  const { users, logs, fingers, faces } = counts;
  return { serial, mac, name, platform, firmware, capabilities, counts: { users, logs, fingers, faces } };
}

const userOf = ({ uid, userId, name, privilege, card }: TerminalUser): object => ({
  uid,
  userId,
  name,
  privilege,
  card,
});

/** HOST, HOST:PORT or [IPv6]:PORT. */
export function readPlace(place: string): { host: string; port: number } {
  const [, bracketed, host = bracketed, port = '4370'] =
    /^(?:\[([0-9a-f:]+)\]|([^:\s[\]]+))(?::(\d{1,5}))?$/i.exec(place) ?? [];
  if (host && Number(port) > 0 && Number(port) < 65_536) return { host, port: Number(port) };
  throw wrong(`"${place}" is no address of a terminal`, 'Write it as 192.168.1.201 or 192.168.1.201:4370.');
}

const wrong = (what: string, remedy: string) => problem('CONFIG_UNUSABLE', { problem: what, remedy });
