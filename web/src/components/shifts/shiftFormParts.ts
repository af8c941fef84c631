/** The rules of a shift out of its form, and those that a new one begins with. Pure. */
import type { NewShift, ShiftRules } from '../../../../server/wire.ts';
import { formText } from '../../formText.ts';

export const newShift: NewShift = {
  ...{ name: '', start: '08:00', end: '17:00', weekdays: [1, 2, 3, 4, 5] },
  breaks: [{ from: '12:00', to: '13:00' }],
  ...{ timeZone: null, calendarId: null },
  ...{ lateGraceMinutes: 10, earlyGraceMinutes: 10, opensBeforeMinutes: 60, closesAfterMinutes: 120 },
  ...{ halfDayUnderMinutes: null, absentUnderMinutes: null },
  ...{ pairing: 'alternating', hours: 'firstToLast' },
};

export function shiftIn(form: FormData, breaks: ShiftRules['breaks']): NewShift {
  const text = (name: string) => formText(form, name).trim();
  const number = (name: string) => Number(text(name));
  const orNull = (name: string) => (text(name) === '' ? null : number(name));
  return {
    name: text('name'),
    start: text('start'),
    end: text('end'),
    weekdays: form.getAll('weekdays').map(Number),
    breaks,
    timeZone: text('timeZone') || null,
    calendarId: text('calendarId') || null,
    lateGraceMinutes: number('lateGraceMinutes'),
    earlyGraceMinutes: number('earlyGraceMinutes'),
    opensBeforeMinutes: number('opensBeforeMinutes'),
    closesAfterMinutes: number('closesAfterMinutes'),
    halfDayUnderMinutes: orNull('halfDayUnderMinutes'),
    absentUnderMinutes: orNull('absentUnderMinutes'),
    pairing: text('pairing') === 'byDirection' ? 'byDirection' : 'alternating',
    hours: text('hours') === 'everyPair' ? 'everyPair' : 'firstToLast',
  };
}
