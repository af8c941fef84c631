/** A sentence: what the status of a day is based on. Pure. */
import type { PlannedDay } from '../shifts/plannedDay.ts';
import type { PersonDay } from '../wire.ts';
import { clockText } from './localClock.ts';

type Judged = Omit<PersonDay, 'why'>;

export function whyDay(day: Judged, plan: PlannedDay, isBadgeOnly: boolean): string {
  const corrected = day.automatic && day.automatic.status !== day.status ? byWhom(day) : null;
  return corrected ?? [basis(day, plan, isBadgeOnly), ...details(day)].join(' ');
}

function byWhom({ corrections }: Judged): string | null {
  const last = corrections.findLast(({ field, value }) => field === 'status' && value !== null);
  return last ? `By hand, by ${last.by}: ${last.why}` : null;
}

function basis(day: Judged, plan: PlannedDay, isBadgeOnly: boolean): string {
  const seen = isBadgeOnly ? badgeSentence(day) : seenSentence(day);
  const clock = clockOf(day.timeZone);
  const asked =
    day.shift && `Shift ${day.shift.name} from ${clock(day.shift.startMs)} to ${clock(day.shift.endMs)}`;
  switch (day.status) {
    case 'holiday':
      return `${plan.holiday ?? 'A holiday'}: the shift does not take place.`;
    case 'restDay':
      return 'The shift does not take place on this day.';
    case 'onLeave':
      return `On leave${day.leave?.why ? `: ${day.leave.why}` : ''}.`;
    case 'noShift':
      return `No shift says what is due. ${seen}`;
    case 'running':
      return `${asked ?? 'The shift'} is not over. ${seen}`;
    case 'unseen':
      return day.coverage === null
        ? `${asked ?? 'The shift'}: monitoring was paused, so nothing is judged. ${seen}`
        : `${asked ?? 'The shift'}: the cameras saw ${percent(day.coverage)} of it, too little to judge. ${seen}`;
    case 'absent':
    case 'halfDay':
    case 'present':
      return `${asked ?? 'The day'}. ${seen}`;
    default:
      day.status satisfies never;
      return '';
  }
}

function badgeSentence({ firstSeenMs, lastSeenMs, presentMs, timeZone }: Judged): string {
  const clock = clockOf(timeZone);
  if (firstSeenMs === null || lastSeenMs === null) return 'By badge alone: no punch.';
  const punched = `first punch ${clock(firstSeenMs)}, last punch ${clock(lastSeenMs)}`;
  return `By badge alone: ${punched}, present for ${length(presentMs)}.`;
}

function seenSentence({ firstSeenMs, lastSeenMs, presentMs, punchedMs, timeZone }: Judged): string {
  const clock = clockOf(timeZone);
  const punched = punchedMs === null ? '' : ` By punches: ${length(punchedMs)}.`;
  if (firstSeenMs === null || lastSeenMs === null) return `Never seen.${punched}`;
  return `Seen from ${clock(firstSeenMs)} to ${clock(lastSeenMs)}, present for ${length(presentMs)}.${punched}`;
}

function details({ lateMs, earlyMs, absences, longestAbsenceMs, coverage, status }: Judged): string[] {
  const counted = absences.filter(({ excused }) => !excused).length;
  const isPartly = coverage !== null && coverage < 0.995 && status !== 'unseen';
  return [
    ...(lateMs ? [`Late by ${length(lateMs)}.`] : []),
    ...(earlyMs ? [`Left ${length(earlyMs)} early.`] : []),
    ...(counted > 0 ? [`Absences: ${counted}, the longest ${length(longestAbsenceMs)}.`] : []),
    ...(isPartly ? [`The cameras saw ${percent(coverage)} of the shift.`] : []),
  ];
}

const clockOf =
  (zone: string) =>
  (atMs: number): string =>
    clockText(zone, atMs);

const percent = (share: number | null): string => `${Math.floor((share ?? 0) * 100)} %`;

/** Under a minute it is told in seconds. */
function length(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  const minutes = Math.round(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}
