/** What a report says, in the words of the page: asked for when drawn, so that they are in its language. */
import { msg, str } from '@lit/localize';
import type { DayCorrectionField, DayStatus, Punch, SpanKind } from '../../../server/wire.ts';
import { numberText } from '../time.ts';

type Word = { text: string; colour: '' | 'good' | 'warn' | 'bad' };

const secondMs = 1000;
const minuteMs = 60 * secondMs;

export const statuses: DayStatus[] = [
  ...(['present', 'halfDay', 'absent', 'onLeave', 'holiday', 'restDay'] as const),
  ...(['noShift', 'unseen', 'running'] as const),
];

export function statusWord(status: DayStatus): Word {
  switch (status) {
    case 'present':
      return { text: msg('Present'), colour: 'good' };
    case 'halfDay':
      return { text: msg('Half day'), colour: 'warn' };
    case 'absent':
      return { text: msg('Absent'), colour: 'bad' };
    case 'onLeave':
      return { text: msg('On leave'), colour: '' };
    case 'holiday':
      return { text: msg('Holiday'), colour: '' };
    case 'restDay':
      return { text: msg('Rest day'), colour: '' };
    case 'noShift':
      return { text: msg('No shift'), colour: '' };
    case 'unseen':
      return { text: msg('Cameras blind'), colour: 'warn' };
    case 'running':
      return { text: msg('Under way'), colour: '' };
    default:
      return status satisfies never;
  }
}

export const spanKinds: SpanKind[] = ['present', 'away', 'absent', 'blind', 'break', 'leave', 'off'];

export function spanWord(kind: SpanKind): string {
  switch (kind) {
    case 'present':
      return msg('Present');
    case 'away':
      return msg('Away');
    case 'absent':
      return msg('Absent');
    case 'blind':
      return msg('Cameras blind');
    case 'break':
      return msg('Break');
    case 'leave':
      return msg('Leave');
    case 'off':
      return msg('Off duty');
    default:
      return kind satisfies never;
  }
}

export function fieldWord(field: DayCorrectionField): string {
  switch (field) {
    case 'status':
      return msg('Status');
    case 'firstSeenMs':
      return msg('First seen');
    case 'lastSeenMs':
      return msg('Last seen');
    case 'presentMs':
      return msg('Time present');
    case 'note':
      return msg('Note');
    default:
      return field satisfies never;
  }
}

export function directionWord(direction: Punch['direction']): string {
  switch (direction) {
    case 'in':
      return msg('In');
    case 'out':
      return msg('Out');
    case 'unknown':
      return msg('In or out');
    default:
      return direction satisfies never;
  }
}

export function punchSourceWord(source: Punch['source']): string {
  switch (source) {
    case 'terminal':
      return msg('terminal');
    case 'kiosk':
      return msg('kiosk');
    case 'badge':
      return msg('badge reader');
    case 'phone':
      return msg('phone');
    case 'manual':
      return msg('by hand');
    default:
      return source satisfies never;
  }
}

/** "40 s", "12 min", "7 h 40 min", "222 h": rounded down, and of many hours only these. */
export function lengthText(lengthMs: number): string {
  const ms = Math.max(0, lengthMs);
  if (ms > 0 && ms < minuteMs) return msg(str`${Math.floor(ms / secondMs)} s`);
  const minutes = Math.floor(ms / minuteMs);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return msg(str`${minutes} min`);
  const rest = minutes % 60;
  return rest === 0 || hours >= 100
    ? msg(str`${numberText(hours)} h`)
    : msg(str`${numberText(hours)} h ${rest} min`);
}

/** Rounded down: 99.9 % of a shift is not the whole of it. */
export const shareText = (share: number): string => msg(str`${Math.floor(share * 100)} %`);
