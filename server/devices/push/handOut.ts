/** Commands for a terminal that asks, and what it answers to them. */
import { shownAt } from '../zk/terminalTime.ts';
import { maxPostBytes } from './answers.ts';
import type { CommandQueue } from './commandQueue.ts';
import type { PushCommand } from './commands.ts';
import { commandText } from './commandText.ts';
import type { HeldTemplates } from './heldTemplates.ts';
import type { PushCounts } from './pushCounts.ts';
import type { PushDevice, PushStore } from './pushStore.ts';
import { factsOf } from './readOptions.ts';
import { meaningOf } from './returnCodes.ts';
import type { CommandResult } from './readResults.ts';

export type HandOutParts = {
  store: PushStore;
  queue: CommandQueue;
  held: HeldTemplates;
  counts: PushCounts;
  zoneOf: (device: PushDevice) => string;
  /** A command has ended, well or not; `why` not, and the number it answered, where it answered. */
  commandEnded: (
    device: PushDevice,
    command: PushCommand,
    well: boolean,
    more: { why: string; returned: number | null },
  ) => void;
};

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
    const text = await textOf(parts, device, command, nowMs);
    if (text === null) {
      parts.counts.add('commandsFailed');
      await parts.queue.fail(id, whyNoText(command), nowMs);
      parts.commandEnded(device, command, false, { why: whyNoText(command), returned: null });
      continue;
    }
    const line = `C:${id}:${text}`;
    const size = Buffer.byteLength(line) + 1;
    // One alone may be larger: the terminal then says so itself.
    if (lines.length > 0 && bytes + size > answerMost) spare.push(id);
    else lines.push(line);
    bytes += size;
  }
  await parts.queue.putBack(spare);
  parts.counts.add('commandsSent', lines.length);
  return lines.length === 0 ? 'OK' : `${lines.join('\n')}\n`;
}

async function textOf(
  { store, held, zoneOf }: HandOutParts,
  device: PushDevice,
  command: PushCommand,
  nowMs: number,
) {
  const shown = shownAt(nowMs, zoneOf(device));
  if (command.kind !== 'updateTemplate')
    return commandText(command, dialectOf(device), { shown, template: null });
  const { of: kind, ...rest } = command;
  const template = held.find({ ...rest, kind }) ?? (await store.template({ ...rest, kind }));
  return commandText(command, dialectOf(device), { shown, template });
}

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
    const { returned } = result;
    parts.commandEnded(device, command, state === 'done', { why: meaningOf(returned), returned });
  }
}

/** The terminal has more than came here: what is missing is asked for once, and counted again. Less only means that it was cleared. */
async function compare(
  { store, queue, counts }: HandOutParts,
  device: PushDevice,
  { from, to, round, then }: Extract<PushCommand, { kind: 'verifySum' }>,
  { id, returned, more }: CommandResult,
  nowMs: number,
): Promise<void> {
  const told = more.get('attlogsum') ?? String(returned);
  if (!/^\d{1,9}$/.test(told)) return queue.note(id, 'it told no number');
  const here = await store.logsOf(device.serial, from, to);
  await queue.note(id, `it has ${told}, here are ${here}`);
  if (Number(told) <= here) {
    counts.add('sumsRight');
    if (then) await queue.add(device.deviceId, { kind: then }, nowMs);
    return;
  }
  counts.add('sumsApart');
  if (round === 1) return;
  await queue.add(device.deviceId, { kind: 'queryLogs', from, to }, nowMs);
  const again = { kind: 'verifySum', from, to, round: 1, ...(then ? { then } : {}) } as const;
  await queue.add(device.deviceId, again, nowMs);
}
