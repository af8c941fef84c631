import { expect, test } from 'vitest';
import type { PersonDay } from '../../../server/wire.ts';
import { axisOf, barsOf, midnightOf, ticksOf } from './dayLine.ts';

const hourMs = 3_600_000;
const zone = 'Asia/Jakarta';
const midnight = Date.UTC(2026, 10, 25, 17);

function dayWith(
  ...spans: [kind: PersonDay['timeline'][number]['kind'], fromHour: number, toHour: number][]
) {
  return {
    ...{ date: '2026-11-26', timeZone: zone, shift: null },
    timeline: spans.map(([kind, fromHour, toHour]) => ({
      ...{ kind, area: null, fromMs: midnight + fromHour * hourMs, toMs: midnight + toHour * hourMs },
    })),
  };
}

test('midnightOf() is that of the zone of the day', () => {
  expect(midnightOf({ date: '2026-11-26', timeZone: zone })).toBe(midnight);
  expect(midnightOf({ date: '2026-11-26', timeZone: 'Asia/Kolkata' })).toBe(midnight + 1.5 * hourMs);
});

test('axisOf() is of whole hours around what happened, past midnight too, and not around being off', () => {
  expect(axisOf([dayWith(['off', 0, 8], ['present', 8.25, 17.1])])).toEqual({ fromHour: 8, toHour: 18 });
  expect(axisOf([dayWith(['present', 22, 30])])).toEqual({ fromHour: 22, toHour: 30 });
  expect(axisOf([dayWith()])).toEqual({ fromHour: 8, toHour: 18 });
});

test('barsOf() draws shares of the axis, and nothing outside it', () => {
  const bars = barsOf(dayWith(['off', 0, 8], ['present', 8, 13], ['away', 17, 19], ['absent', 20, 21]), {
    ...{ fromHour: 8, toHour: 18 },
  });
  expect(bars.map(({ span: { kind }, left, width }) => [kind, left, width])).toEqual([
    ['present', 0, 50],
    ['away', 90, 10],
  ]);
});

test('ticksOf() names hours of the clock, after midnight again from 00', () => {
  expect(ticksOf({ fromHour: 22, toHour: 30 }).map(({ text }) => text)).toEqual([
    ...['22', '23', '00', '01', '02', '03', '04', '05', '06'],
  ]);
  expect(ticksOf({ fromHour: 7, toHour: 31 }).length).toBeLessThan(14);
});

test('on days on which the clock is changed bars stand under the hours that it shows', () => {
  const paris = (date: string, from: string, to: string) => ({
    ...{ date, timeZone: 'Europe/Paris', shift: null },
    timeline: [
      {
        ...{ kind: 'present' as const, area: null },
        ...{ fromMs: Date.parse(`${date}T${from}:00Z`), toMs: Date.parse(`${date}T${to}:00Z`) },
      },
    ],
  });
  const hours = (day: ReturnType<typeof paris>) =>
    barsOf(day, { fromHour: 0, toHour: 25 }).map(({ left, width }) => [left / 4, (left + width) / 4]);
  expect(hours(paris('2026-03-29', '08:00', '10:00'))).toEqual([[10, 12]]);
  expect(hours(paris('2026-03-29', '00:00', '02:00'))).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(hours(paris('2026-10-25', '08:00', '10:00'))).toEqual([[9, 11]]);
  expect(hours(paris('2026-10-25', '00:30', '01:30'))).toEqual([
    [2.5, 3],
    [2, 2.5],
  ]);
  expect(axisOf([paris('2026-03-29', '08:00', '15:30')])).toEqual({ fromHour: 10, toHour: 18 });
  expect(axisOf([paris('2026-10-25', '08:00', '15:30')])).toEqual({ fromHour: 9, toHour: 17 });
});
