import { codeOf } from './codes.ts';
import type { Outcome } from './outgoing.ts';

/** What a refusal with this code means for a message that was not taken. Pure. */
export function outcomeOf(code: string, said = ''): Exclude<Outcome, { kind: 'accepted' | 'unknown' }> {
  const { action } = codeOf(code);
  switch (action) {
    case 'retry':
      return { kind: 'retry', code, said };
    case 'slowDown':
      return { kind: 'retry', code, slowDown: true, said };
    case 'template':
      return { kind: 'template', code, said };
    case 'fallBack':
      return { kind: 'failed', code, said };
    case 'stop':
      return { kind: 'blocked', code, wholeChannel: !ofOneMessage.has(code), said };
    default:
      return action satisfies never;
  }
}

/** These stop one text, or one person, and not the channel. */
const ofOneMessage = new Set(['noTemplate', 'noPage', '21655', '63027', '63040', '63041', '63042']);
