/** How far somebody is on a terminal as they should be, in words. */
import { msg, str } from '@lit/localize';
import type { DevicePersonState, DevicePersonView } from '../../../server/wire.ts';
import { numberText } from '../time.ts';

export const personStates: readonly DevicePersonState[] = ['failed', 'waiting', 'stranger', 'done'];

export function personStateWord(
  state: DevicePersonState,
  wanted: DevicePersonView['wanted'],
): { text: string; colour: string } {
  const goes = wanted === 'gone';
  switch (state) {
    case 'done':
      return goes ? { text: msg('Deleted'), colour: '' } : { text: msg('Is on it'), colour: 'good' };
    case 'waiting':
      return { text: goes ? msg('Being deleted') : msg('Being brought'), colour: 'warn' };
    case 'failed':
      return { text: goes ? msg('Not deleted') : msg('Not brought'), colour: 'bad' };
    case 'stranger':
      return { text: msg('Not known here'), colour: '' };
    default:
      return state satisfies never;
  }
}

/** Of all of them, on a button that shows them alone. */
export function personStateName(state: DevicePersonState): string {
  switch (state) {
    case 'done':
      return msg('As they should be');
    case 'waiting':
      return msg('Under way');
    case 'failed':
      return msg('Failed');
    case 'stranger':
      return msg('Not known here');
    default:
      return state satisfies never;
  }
}

/** Empty: nothing that is known of. */
export function heldText({ fingers, faces, hasPhoto }: DevicePersonView): string {
  return [
    fingers > 0 ? msg(str`Fingers: ${numberText(fingers)}`) : '',
    faces > 0 ? msg(str`Faces: ${numberText(faces)}`) : '',
    hasPhoto ? msg('Photo') : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What is to be looked at first, then by name. */
export function inPersonOrder(people: readonly DevicePersonView[]): DevicePersonView[] {
  const nameOf = ({ person, userId }: DevicePersonView): string => person ?? userId;
  return people.toSorted(
    (a, b) =>
      personStates.indexOf(a.state) - personStates.indexOf(b.state) || nameOf(a).localeCompare(nameOf(b)),
  );
}
