/** Commands for a terminal that asks, and what it answers to them. */
import { shownAt } from '../zk/terminalTime.ts';
import { maxPostBytes } from './answers.ts';
import type { CommandQueue } from './commandQueue.ts';
import type { PushCommand } from './commands.ts';
import { commandText } from './commandText.ts';
import type { HeldTemplates } from './heldTemplates.ts';
import type { LogReadings } from './logReadings.ts';
import type { PushCounts } from './pushCounts.ts';
import type { PushDevice, PushStore } from './pushStore.ts';
import { factsOf } from './readOptions.ts';
import { meaningOf } from './returnCodes.ts';
import type { TemplateKind } from './rows.ts';
import type { CommandResult } from './readResults.ts';

export type HandOutParts = {
  store: PushStore;
  queue: CommandQueue;
  held: HeldTemplates;
  readings: LogReadings;
  counts: PushCounts;
  zoneOf: (device: PushDevice) => string;
  /** A command has ended, well or not; `why` not, and the number it answered, where it answered. */
  commandEnded: (
    device: PushDevice,
    command: PushCommand,
    well: boolean,
    more: { why: string; returned: number | null; notHere?: boolean },
  ) => void;
  /** Whether somebody's template may go out under this number now. Left out: it may. */
  mayGet?: (device: PushDevice, of: Outgoing) => boolean;
};
/** `personId` null: of whoever has the number. */
export type Outgoing = { userId: string; kind: TemplateKind; personId: string | null };

/** Terminals take no more at once. */
const answerMost = Math.floor(maxPostBytes * 0.85);

/** Lines for it, or OK when there is nothing to do. */
export async function handOut(parts: HandOutParts, device: PushDevice, nowMs: number): Promise<string> {
  const claimed = await parts.queue.claim(device.deviceId, nowMs);
  const lines: string[] = [];
  const spare: number[] = [];
  let bytes = 0;
  for (const { id, command } of claimed) {
    if (spare.length > 0) {
      spare.push(id);
      continue;
    }
    const { text, notHere } = await textOf(parts, device, command, nowMs);
    if (text === null) {
      parts.counts.add('commandsFailed');
      await parts.queue.fail(id, whyNoText(command), nowMs);
      parts.commandEnded(device, command, false, { why: whyNoText(command), returned: null, notHere });
      continue;
    }
    const line = `C:${id}:${text}`;
    const size = Buffer.byteLength(line) + 1;
    // One alone may be larger: the terminal then says so itself.
    if (lines.length > 0 && bytes + size > answerMost) spare.push(id);
    else {
      lines.push(line);
      if (command.kind === 'queryLogs') parts.readings.begin(device.deviceId, command, nowMs);
    }
    bytes += size;
  }
  await parts.queue.putBack(spare);
  parts.counts.add('commandsSent', lines.length);
  return lines.length === 0 ? 'OK' : `${lines.join('\n')}\n`;
}

type Text = { text: string | null; notHere: boolean };

async function textOf(
  parts: HandOutParts,
  device: PushDevice,
  command: PushCommand,
  nowMs: number,
): Promise<Text> {
  const shown = shownAt(nowMs, parts.zoneOf(device));
  const template = command.kind === 'updateTemplate' ? await bytesFor(parts, device, command) : null;
  const text = commandText(command, dialectOf(device), { shown, template });
  return { text, notHere: command.kind === 'updateTemplate' && template === null };
}

/** Numbers change hands and consents are taken back while a command waits: whose they are is looked at when they go out. */
async function bytesFor(
  { store, held, mayGet = () => true }: HandOutParts,
  device: PushDevice,
  { of: kind, ...rest }: Extract<PushCommand, { kind: 'updateTemplate' }>,
): Promise<Buffer | null> {
  const { userId } = rest;
  const may = (found: Found | null): Found | null =>
    found && mayGet(device, { userId, kind, personId: found.personId }) ? found : null;
  const found = may(held.find({ ...rest, kind })) ?? may(await store.template({ ...rest, kind }));
  return found?.template ?? null;
}
type Found = { template: Buffer; personId: string | null };

const dialectOf = ({ facts }: PushDevice) => facts.dialect ?? 'att';

const whyNoText = ({ kind }: PushCommand): string =>
  kind === 'updateTemplate'
    ? 'the template is not here any more, or this terminal takes none of its kind'
    : 'this terminal has no such command';

export async function hearResults(
  parts: HandOutParts,
  device: PushDevice,
  results: CommandResult[],
  nowMs: number,
) {
  for (const result of results) {
    const ended = await parts.queue.tell(device.deviceId, result, null, nowMs);
    if (!ended) {
      parts.counts.add('resultsUnknown');
      continue;
    }
    const { command, state } = ended;
    const kinds = { done: 'commandsDone', failed: 'commandsFailed', waiting: 'commandsAgain' } as const;
    parts.counts.add(kinds[state]);
    if (state === 'waiting') continue;
    if (command.kind === 'tellInfo') await parts.store.keepFacts(device.deviceId, factsOf(result.more), null);
    if (command.kind === 'verifySum' && state === 'done')
      await compare(parts, device, command, result, nowMs);
    if (isClear(command) && state === 'done')
      await parts.store.keepFacts(device.deviceId, { clearedAtMs: nowMs }, null);
    const { returned } = result;
    parts.commandEnded(device, command, state === 'done', { why: meaningOf(returned), returned });
  }
}

const isClear = ({ kind }: PushCommand): boolean => kind === 'clearLogs' || kind === 'clearAll';

/**
 * What is missing is asked for once, and counted again. That here are as many as it has says little where it was emptied before: only
 * when as many different ones came as it has, since it was asked for all, is it sure that none is lost with what is deleted there.
 */
async function compare(
  { store, queue, counts, readings }: HandOutParts,
  { deviceId, serial }: PushDevice,
  { from, to, round, then }: Extract<PushCommand, { kind: 'verifySum' }>,
  { id, returned, more }: CommandResult,
  nowMs: number,
): Promise<void> {
  const told = more.get('attlogsum') ?? String(returned);
  if (!/^\d{1,9}$/.test(told)) return queue.note(id, 'it told no number');
  const span = { from, to };
  const has = Number(told);
  const here = await store.logsOf(serial, from, to);
  const came = readings.count(deviceId, span, nowMs);
  const allCame = came !== null && (then ? has === came : has <= came);
  const sent = came === null ? '' : `, and it sent ${came}`;
  await queue.note(id, `it has ${told}, here are ${here}${then ? sent : ''}`);
  if (allCame || (!then && has === here)) {
    readings.end(deviceId);
    counts.add('sumsRight');
    if (then) await queue.add(deviceId, { kind: then }, nowMs);
    return;
  }
  counts.add('sumsApart');
  if (round === 1) return readings.end(deviceId);
  // It was emptied by somebody: what it has is asked for once, and not at each of its calls.
  if (has < here && !then && !readings.isNew(deviceId, span)) return;
  await queue.addMany(
    deviceId,
    [
      { kind: 'queryLogs', ...span },
      { kind: 'verifySum', ...span, round: 1, ...(then ? { then } : {}) },
    ],
    nowMs,
  );
}
