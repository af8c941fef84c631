/** What a terminal is, what it can do, its records, and emptying it. */
import { answers, commands } from './commands.ts';
import { decodeId } from './deviceText.ts';
import { decodeLogs, type TerminalLogs } from './logs.ts';
import {
  capabilitiesOf,
  capabilityOptions,
  decodeOption,
  identityOptions,
  type TerminalCapabilities,
  type TerminalIdentity,
} from './options.ts';
import { readBulk } from './readBulk.ts';
import { askOk, refusal, type Session } from './startSession.ts';
import { readAgainOnce, readCounts } from './terminalUsers.ts';
import type { TerminalUser } from './users.ts';
import { incomplete } from './zkError.ts';

const clearable = { logs: 1, templates: 2, operations: 4, users: 5, everything: null } as const;
export type Clearable = keyof typeof clearable;

export async function readIdentity(session: Session): Promise<TerminalIdentity> {
  const identity: Partial<TerminalIdentity> = {};
  for (const [field, option] of Object.entries(identityOptions))
    identity[field as keyof typeof identityOptions] = (await readOption(session, option)) || null;
  const { command, data } = await session.ask(commands.version);
  const firmware = command === answers.ok ? decodeId(data) || null : null;
  return { ...(identity as TerminalIdentity), firmware };
}

export async function readCapabilities(session: Session): Promise<TerminalCapabilities> {
  const options = new Map<string, string | null>();
  for (const name of capabilityOptions) options.set(name, await readOption(session, name));
  const { command, data } = await session.ask(commands.readPinWidth, Buffer.from(' P'));
  const pinWidth = command === answers.ok && data.length > 0 ? data.readUInt8(0) : null;
  return capabilitiesOf(options, await readCounts(session), pinWidth);
}

async function readOption(session: Session, name: string): Promise<string | null> {
  const { command, data } = await session.ask(commands.readOption, Buffer.from(`${name}\0`));
  return command === answers.ok ? decodeOption(data, name) : null;
}

/** Records of eight bytes carry the terminal's own number of a user: whose it is, its users say. */
export function readLogs(session: Session, readUsers: () => Promise<TerminalUser[]>): Promise<TerminalLogs> {
  return readAgainOnce(async () => {
    const { logs } = await readCounts(session);
    const dataset = await readBulk(session, 'logs');
    const read = decodeLogs(dataset, logs, () => null);
    if (read.width !== 8) return read;
    const idOf = new Map((await readUsers()).map(({ uid, userId }) => [uid, userId]));
    return decodeLogs(dataset, logs, (uid) => idOf.get(uid) ?? null);
  });
}

/** Done only when nothing of it is left. Clearing is itself an operation, so those are not counted. */
export async function clear(session: Session, what: Clearable): Promise<void> {
  const kind = clearable[what];
  const { command } = await (what === 'logs'
    ? session.ask(commands.clearLogs)
    : session.ask(commands.clearData, kind === null ? Buffer.alloc(0) : Buffer.from([kind])));
  if (command !== answers.ok) throw refusal(command, 'clearing');
  await askOk(session, 'clearing', commands.refresh);
  const { logs, users, fingers } = await readCounts(session);
  const left = { logs, users, templates: fingers, operations: 0, everything: logs + users + fingers };
  if (left[what] > 0) throw incomplete(`it still holds ${left[what]} of what was cleared`);
}
