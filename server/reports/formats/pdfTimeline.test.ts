import { expect, test } from 'vitest';
import type { PersonDay, Span } from '../../wire.ts';
import { axisOf, barsOf } from './pdfTimeline.ts';

const hourMs = 3_600_000;
/** Paris: forward on 29 March 2026 at 01:00 UTC, back on 25 October 2026 at 01:00 UTC. */
function day(date: string, ...spans: [kind: Span['kind'], from: string, to: string][]): PersonDay {
  const at = (time: string) => Date.parse(`${date}T${time}:00Z`);
  const timeline = spans.map(([kind, from, to]) => ({ kind, area: null, fromMs: at(from), toMs: at(to) }));
  return { date, timeZone: 'Europe/Paris', shift: null, timeline } as unknown as PersonDay;
}
/** In hours of the wall's clock. */
const hoursOf = (drawn: PersonDay, kind: Span['kind']) =>
  barsOf(drawn, { fromMs: 0, toMs: 24 * hourMs }, 24)
    .get(kind)
    ?.map((bar) => bar.map((hour) => Math.round(hour * 100) / 100));

test('on a day of 23 hours what follows the change stands where the clock says, and the hour left out is empty', () => {
  const forward = day('2026-03-29', ['present', '00:30', '02:00'], ['absent', '08:00', '08:30']);
  expect(hoursOf(forward, 'present')).toEqual([
    [1.5, 2],
    [3, 4],
  ]);
  expect(hoursOf(forward, 'absent')).toEqual([[10, 10.5]]);
  expect(axisOf([forward])).toEqual({ fromMs: hourMs, toMs: 11 * hourMs });
});

test('on a day of 25 hours the hour that is shown twice holds both of what happened', () => {
  const back = day(
    '2026-10-25',
    ['present', '00:10', '00:50'],
    ['absent', '00:50', '01:10'],
    ['away', '01:10', '04:00'],
  );
  expect(hoursOf(back, 'present')).toEqual([[2.17, 2.83]]);
  expect(hoursOf(back, 'absent')).toEqual([
    [2.83, 3],
    [2, 2.17],
  ]);
  expect(hoursOf(back, 'away')).toEqual([[2.17, 5]]);
  expect(axisOf([back])).toEqual({ fromMs: 2 * hourMs, toMs: 10 * hourMs });
});
