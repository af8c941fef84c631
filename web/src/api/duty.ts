/** Who has to be there when: shifts, holidays, who works what, how long one may be unseen, pauses, and punches. */
import type {
  HolidayCalendar,
  NewAssignment,
  NewPause,
  NewPunch,
  NewShift,
  Pause,
  PlannedDayView,
  Punch,
  ShiftAssignment,
  ShiftChange,
  ShiftView,
  ThresholdRule,
  Thresholds,
} from '../../../server/wire.ts';
import { call, list, part } from '../api.ts';

export const dutyApi = {
  shifts: () => list<ShiftView>('shifts'),
  addShift: (shift: NewShift) => call<ShiftView>('POST', 'shifts', shift),
  changeShift: (shiftId: string, change: ShiftChange) =>
    call<ShiftView>('PATCH', `shifts/${part(shiftId)}`, change),
  archiveShift: (shiftId: string) => call<unknown>('DELETE', `shifts/${part(shiftId)}`),

  /** The days as they are planned, and past ones by the rules of then. */
  planned: (personId: string, from: string, to: string) =>
    list<PlannedDayView>(`people/${part(personId)}/duty?from=${from}&to=${to}`),

  assignments: () => list<ShiftAssignment>('shift-assignments'),
  assign: (assignment: NewAssignment) => call<ShiftAssignment>('POST', 'shift-assignments', assignment),
  endAssignment: (assignmentId: string, toDate: string | null) =>
    call<ShiftAssignment>('PATCH', `shift-assignments/${part(assignmentId)}`, { toDate }),
  removeAssignment: (assignmentId: string) =>
    call<unknown>('DELETE', `shift-assignments/${part(assignmentId)}`),

  calendars: () => list<HolidayCalendar>('calendars'),
  addCalendar: (calendar: Omit<HolidayCalendar, 'calendarId'>) =>
    call<HolidayCalendar>('POST', 'calendars', calendar),
  changeCalendar: (calendarId: string, change: Partial<Omit<HolidayCalendar, 'calendarId'>>) =>
    call<HolidayCalendar>('PATCH', `calendars/${part(calendarId)}`, change),
  removeCalendar: (calendarId: string) => call<unknown>('DELETE', `calendars/${part(calendarId)}`),

  thresholds: () => list<ThresholdRule>('thresholds'),
  setThresholds: (subject: ThresholdRule['subject'], subjectId: string, thresholds: Thresholds) =>
    call<unknown>('PUT', `thresholds/${subject}/${part(subjectId)}`, thresholds),

  pauses: () => list<Pause>('pauses'),
  pause: (pause: NewPause) => call<Pause>('POST', 'pauses', pause),
  endPause: (pauseId: string) => call<unknown>('POST', `pauses/${part(pauseId)}/end`, {}),

  punches: (personId: string, fromMs: number, toMs: number) =>
    list<Punch>(`punches?personId=${part(personId)}&from=${Math.floor(fromMs)}&to=${Math.ceil(toMs)}`),
  punch: (punch: NewPunch) => call<Punch>('POST', 'punches', punch),
};
