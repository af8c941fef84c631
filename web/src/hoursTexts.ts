/** Words about the file of hours. */
import { msg } from '@lit/localize';
import type { HoursChoice, HoursColumnKind, HoursConfig } from '../../server/wire.ts';

/** In the order in which they are offered. */
export const columnTexts = (): { kind: HoursColumnKind; text: string }[] => [
  { kind: 'code', text: msg('Employee code, else the number on the terminal') },
  { kind: 'userId', text: msg('Number on the terminal') },
  { kind: 'name', text: msg('Name') },
  { kind: 'date', text: msg('Date') },
  { kind: 'time', text: msg('Time') },
  { kind: 'dateTime', text: msg('Date and time') },
  { kind: 'direction', text: msg('Direction in words: in, out, break, overtime') },
  { kind: 'status', text: msg('Status as a number') },
  { kind: 'verify', text: msg('Way of verifying as a number') },
  { kind: 'verifyWord', text: msg('Way of verifying in words: finger, face, card, PIN') },
  { kind: 'terminal', text: msg('Name of the terminal') },
  { kind: 'serial', text: msg('Serial number of the terminal') },
  { kind: 'area', text: msg('Area of the terminal') },
  { kind: 'workCode', text: msg('Work code') },
  { kind: 'logId', text: msg('Number of the record here') },
];

export const columnText = (kind: HoursColumnKind): string =>
  columnTexts().find((each) => each.kind === kind)?.text ?? kind;

export const separatorTexts = (): { value: HoursConfig['layout']['separator']; text: string }[] => [
  { value: 'comma', text: msg('Comma') },
  { value: 'semicolon', text: msg('Semicolon') },
  { value: 'tab', text: msg('Tab') },
];
export const endingTexts = (): { value: HoursConfig['layout']['lineEnding']; text: string }[] => [
  { value: 'crlf', text: msg('CR LF, as Windows has it') },
  { value: 'lf', text: msg('LF, as Linux has it') },
];
export const whoTexts = (): { value: HoursConfig['who']; text: string }[] => [
  { value: 'all', text: msg('Everybody who punches') },
  { value: 'known', text: msg('Only people who are here') },
];
export const changedTexts = (): { value: HoursConfig['whenChanged']; text: string }[] => [
  { value: 'ask', text: msg('Stop and ask') },
  { value: 'append', text: msg('Go on behind it') },
];

/** What can be decided, and what it means. */
export function choiceTexts(choice: HoursChoice): { action: string; hint: string } {
  switch (choice) {
    case 'append':
      return { action: msg('Go on in this file'), hint: msg('New rows stand behind what is there.') };
    case 'aside':
      return {
        action: msg('Begin a new file'),
        hint: msg('The one that is there keeps what it holds and gets the date in its name.'),
      };
    case 'written':
      return {
        action: msg('The reader has these rows'),
        hint: msg('They are not written again.'),
      };
    case 'again':
      return {
        action: msg('Write these rows again'),
        hint: msg('If the reader has them already, it gets them twice.'),
      };
    default:
      return choice satisfies never;
  }
}
