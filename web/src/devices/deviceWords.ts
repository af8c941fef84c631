/** What is known of terminals, in words. The clock is an argument. */
import { msg, str } from '@lit/localize';
import type {
  DeviceDirection,
  DeviceKind,
  DeviceLogsRead,
  DeviceState,
  DeviceTimeSet,
} from '../../../server/wire.ts';
import { durationText, numberText } from '../time.ts';

export function deviceStateWord(state: DeviceState): { text: string; colour: string } {
  switch (state) {
    case 'online':
      return { text: msg('Online'), colour: 'good' };
    case 'connecting':
      return { text: msg('Connecting'), colour: 'warn' };
    case 'offline':
      return { text: msg('Offline'), colour: 'bad' };
    case 'off':
      return { text: msg('Switched off'), colour: '' };
    case 'quarantined':
      return { text: msg('Waits to be let in'), colour: 'warn' };
    default:
      return state satisfies never;
  }
}

export const deviceKindWord = (kind: DeviceKind): string =>
  kind === 'zk' ? msg('We call it') : msg('It calls us (PUSH)');

export function directionWord(direction: DeviceDirection): string {
  switch (direction) {
    case 'asTold':
      return msg('As the terminal says');
    case 'in':
      return msg('Always coming in');
    case 'out':
      return msg('Always going out');
    default:
      return direction satisfies never;
  }
}

/** Beyond this, punches stand at a time that people notice. */
const farOffMs = 30_000;
export const isFarOff = (driftMs: number | null): boolean => driftMs !== null && Math.abs(driftMs) > farOffMs;

/** Clocks of terminals know whole seconds. */
export function driftText(driftMs: number): string {
  const off = Math.abs(driftMs);
  if (off < 2000) return msg('right');
  const by = durationText(off);
  return driftMs > 0 ? msg(str`${by} ahead`) : msg(str`${by} behind`);
}

export function logsReadText({ added, known, refused, ordered }: DeviceLogsRead): string {
  if (ordered) return msg('It is asked for its logs when it calls next; they come after that.');
  const [news, here, apart] = [added, known, refused].map((count) => numberText(count));
  return refused === 0
    ? msg(str`Read: ${news} new, ${here} here already.`)
    : msg(str`Read: ${news} new, ${here} here already, ${apart} not believed and kept apart.`);
}

export function timeSetText({ driftMs, ordered }: DeviceTimeSet): string {
  if (ordered) return msg('It is told when it calls next.');
  return driftMs === null ? msg('Set.') : msg(str`Set; its clock is ${driftText(driftMs)}.`);
}
