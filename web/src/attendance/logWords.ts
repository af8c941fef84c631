/** What a terminal tells in numbers, in words. */
import { msg, str } from '@lit/localize';
import type { DeviceLogSource, DeviceLogView } from '../../../server/wire.ts';

type Word = { text: string; colour: '' | 'good' | 'warn' };

export function statusWord(status: number): Word {
  switch (status) {
    case 0:
      return { text: msg('In'), colour: 'good' };
    case 1:
      return { text: msg('Out'), colour: 'warn' };
    case 2:
      return { text: msg('Out to a break'), colour: 'warn' };
    case 3:
      return { text: msg('Back from a break'), colour: 'good' };
    case 4:
      return { text: msg('Overtime in'), colour: 'good' };
    case 5:
      return { text: msg('Overtime out'), colour: 'warn' };
    default:
      return { text: msg('Not said'), colour: '' };
  }
}

export function verifyWord(verify: number): string {
  switch (verify) {
    case 1:
      return msg('Finger');
    case 2:
      return msg('PIN');
    case 3:
      return msg('Password');
    case 4:
      return msg('Card');
    case 15:
      return msg('Face');
    case 25:
      return msg('Palm');
    default:
      return msg(str`Another way (${verify})`);
  }
}

export function sourceWord(source: DeviceLogSource): string {
  switch (source) {
    case 'live':
      return msg('Told as it happened');
    case 'read':
      return msg('Read from its log');
    case 'push':
      return msg('Sent by the terminal');
    default:
      return source satisfies never;
  }
}

/** Punches of before this say nothing about now; the server knows the same. */
const recentMs = 60 * 3600_000;

/** What became of it: a punch, and what presence was told. */
export function becameText({ personId, punch, atMs, receivedAtMs }: DeviceLogView): string {
  if (!punch)
    return personId === null
      ? msg('No punch: nobody here has this number.')
      : msg('No punch of its own: the same one was here already.');
  const { area, direction } = punch;
  if (receivedAtMs - atMs > recentMs)
    return msg('A punch. It came too late to say where they are, and counts in reports.');
  switch (direction) {
    case 'in':
      return area === null
        ? msg('A punch in: they arrived. Its terminal has no area, so it says when and not where.')
        : msg(str`A punch in: they arrived, present at ${area}.`);
    case 'out':
      return area === null ? msg('A punch out: they left.') : msg(str`A punch out: they left ${area}.`);
    case 'unknown':
      return area === null
        ? msg('A punch: in or out by turns. Its terminal has no area, so it says when and not where.')
        : msg(str`A punch: in or out by turns, seen at ${area}.`);
    default:
      return direction satisfies never;
  }
}
