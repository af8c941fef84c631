import { msg } from '@lit/localize';
import type { PresenceState } from '../../server/wire.ts';

export type StateWords = { text: string; colour: 'good' | 'warn' | 'bad' | 'leave' | ''; title: string };

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
