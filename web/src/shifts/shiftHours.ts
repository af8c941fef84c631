/** What the hours of a shift come to. Pure. */
import type { LocalDate, ShiftRules, ShiftView, TimeOfDay } from '../../../server/wire.ts';

export const dayMinutes = 1440;
/** Minutes of the day on which it begins; over 1440: of the next. left, width: per cent of the day it is drawn on. */
export type WeekBar = { weekday: number; kind: 'work' | 'break'; left: number; width: number };

export function minutesOf(time: TimeOfDay): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

export const isOvernight = ({ start, end }: Pick<ShiftRules, 'start' | 'end'>): boolean =>
  minutesOf(end) <= minutesOf(start);

/** From the start to the end, breaks included. */
export function lengthMinutes({ start, end }: Pick<ShiftRules, 'start' | 'end'>): number {
  const minutes = minutesOf(end) - minutesOf(start);
  return minutes > 0 ? minutes : minutes + dayMinutes;
}

/** A break after midnight belongs to the evening on which the shift began. */
export function breakMinutes(shift: Pick<ShiftRules, 'start' | 'end' | 'breaks'>): number {
  return spansOf(shift)
    .filter(({ kind }) => kind === 'break')
    .reduce((sum, { from, to }) => sum + to - from, 0);
}

/** A week from Monday: what passes midnight goes on in the next row. */
export function weekBars(shift: Pick<ShiftRules, 'start' | 'end' | 'breaks' | 'weekdays'>): WeekBar[] {
  const share = (minutes: number) => (100 * minutes) / dayMinutes;
  return shift.weekdays.flatMap((weekday) =>
    spansOf(shift).flatMap(({ kind, from, to }) =>
      [0, 1].flatMap((later) => {
        const first = Math.max(from, later * dayMinutes) - later * dayMinutes;
        const last = Math.min(to, (later + 1) * dayMinutes) - later * dayMinutes;
        const on = ((weekday - 1 + later) % 7) + 1;
        return last > first ? [{ weekday: on, kind, left: share(first), width: share(last - first) }] : [];
      }),
    ),
  );
}

function spansOf(shift: Pick<ShiftRules, 'start' | 'end' | 'breaks'>) {
  const from = minutesOf(shift.start);
  const after = (time: TimeOfDay, since: number) => {
    const minutes = minutesOf(time);
    return minutes < since ? minutes + dayMinutes : minutes;
  };
  const breaks = shift.breaks.map((each) => {
    const begins = after(each.from, from);
    return { kind: 'break' as const, from: begins, to: after(each.to, begins) };
  });
  return [{ kind: 'work' as const, from, to: from + lengthMinutes(shift) }, ...breaks];
}

/** The rules that hold on a day: of the newest version that began by then; null: it did not exist yet. */
export function rulesOn(shift: ShiftView, date: LocalDate): ShiftRules | null {
  if (shift.versions.length === 0) return shift;
  return (
    shift.versions
      .filter(({ fromDate }) => fromDate <= date)
      .reduce<ShiftView['versions'][number] | null>(
        (best, each) => (best && best.fromDate > each.fromDate ? best : each),
        null,
      ) ?? null
  );
}
