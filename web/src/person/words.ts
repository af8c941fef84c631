/** States, problems and sources in the words of the page: asked for when drawn, so that they are in its language. */
import { msg, str } from '@lit/localize';
import type { Person, SampleSource } from '../../../server/wire.ts';
import type { EnrolmentProblem } from './enrolment.ts';
import type { PeopleRow } from './peopleRows.ts';

type Word = { text: string; colour: '' | 'good' | 'warn' | 'bad' };

export function stateWord(state: PeopleRow['state']): Word {
  switch (state) {
    case 'present':
      return { text: msg('Present'), colour: 'good' };
    case 'away':
      return { text: msg('Away'), colour: 'warn' };
    case 'absent':
      return { text: msg('Absent'), colour: 'bad' };
    case 'onLeave':
      return { text: msg('On leave'), colour: '' };
    case 'off':
      return { text: msg('Off duty'), colour: '' };
    case 'blind':
      return { text: msg('Camera blind'), colour: 'bad' };
    case 'expected':
      return { text: msg('Not seen yet'), colour: '' };
    case 'deactivated':
      return { text: msg('Deactivated'), colour: '' };
    default:
      return state satisfies never;
  }
}

export function problemWord(problem: EnrolmentProblem): Word {
  switch (problem) {
    case 'noConsent':
      return { text: msg('No consent'), colour: 'warn' };
    case 'noSamples':
      return { text: msg('No photos'), colour: 'bad' };
    case 'fewSamples':
      return { text: msg('Few photos'), colour: 'warn' };
    case 'poorSamples':
      return { text: msg('Poor photos'), colour: 'warn' };
    case 'outdated':
      return { text: msg('Enrol again'), colour: 'bad' };
    default:
      return problem satisfies never;
  }
}

export function sourceWord(source: SampleSource): string {
  switch (source) {
    case 'photo':
      return msg('photo');
    case 'webcam':
      return msg('webcam');
    case 'track':
      return msg('live picture');
    default:
      return source satisfies never;
  }
}

export const samplesText = ({ samples }: Pick<Person, 'samples'>): string =>
  samples.length === 1 ? msg('1 sample') : msg(str`${samples.length} samples`);

export const percentText = (share: number): string => msg(str`${Math.round(share * 100)} %`);
