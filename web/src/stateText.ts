import { msg } from '@lit/localize';
import type { PersonView, PresenceState } from '../../server/wire.ts';

export type StateWords = { text: string; colour: 'good' | 'warn' | 'bad' | 'leave' | ''; title: string };

type Seen = Pick<PersonView, 'state' | 'badgeOnly' | 'lastSeenMs'>;

/** Nobody who was here today is "not seen yet". `dayStartMs`: midnight of the site. */
export const personWords = (person: Seen, dayStartMs: number): StateWords =>
  wasHere(person, dayStartMs) ? goneWords(person) : stateWords(person.state);

export const wasHere = ({ state, lastSeenMs }: Seen, dayStartMs: number): boolean =>
  state === 'expected' && lastSeenMs !== null && lastSeenMs >= dayStartMs;

/** Of somebody who was here. */
export const goneWords = ({ badgeOnly }: Pick<PersonView, 'badgeOnly'>): StateWords =>
  badgeOnly
    ? {
        text: msg('Has left'),
        colour: '',
        title: msg('Was here today; no punch says that they are here now'),
      }
    : { text: msg('Not back yet'), colour: '', title: msg('Seen today, but not since their duty began') };

export function stateWords(state: PresenceState): StateWords {
  switch (state) {
    case 'expected':
      return {
        text: msg('Not seen yet'),
        colour: '',
        title: msg('Enrolled, and no camera has seen them yet'),
      };
    case 'present':
      return {
        text: msg('Present'),
        colour: 'good',
        title: msg('A camera sees them, or saw them a moment ago'),
      };
    case 'away':
      return { text: msg('Away'), colour: 'warn', title: msg('No camera has seen them for a while') };
    case 'absent':
      return {
        text: msg('Absent'),
        colour: 'bad',
        title: msg('Not seen for longer than the absence threshold'),
      };
    case 'onLeave':
      return { text: msg('On leave'), colour: 'leave', title: msg('Not seen, and need not be') };
    case 'off':
      return { text: msg('Off duty'), colour: '', title: msg('Not seen, and not on duty') };
    case 'blind':
      return {
        text: msg('Camera blind'),
        colour: 'bad',
        title: msg(
          'The cameras that could see them give no picture: nobody can say, and the clock stands still',
        ),
      };
    default:
      return state satisfies never;
  }
}
