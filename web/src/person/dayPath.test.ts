import { expect, test } from 'vitest';
import type { Punch, Sojourn } from '../../../server/wire.ts';
import { dayPath } from './dayPath.ts';
import { dayAfter, isoDay, spanOfDay } from './siteDay.ts';

const hour = 3_600_000;
const day = { fromMs: 0, toMs: 24 * hour };
const sojourn = (area: string, from: number, to: number, isCorrected = false): Sojourn => ({
  sojournId: `${area}${from}`,
  ...{ cameraId: area, cameraName: area, area, fromMs: from * hour, toMs: to * hour },
  evidence: { score: 0.8, margin: 0.2, faces: 5 },
  correction: isCorrected ? { atMs: 0, by: 'Ada', why: '', actual: null } : null,
});

test('dayPath() draws whole hours around what was seen, a row an area, in the order they were entered', () => {
  const path = dayPath(
    [sojourn('Hall', 10, 12), sojourn('Gate', 9.2, 9.5), sojourn('Gate', 12, 13.5)],
    day,
    30 * hour,
  );
  expect([path?.fromMs, path?.toMs]).toEqual([9 * hour, 14 * hour]);
  expect(path?.rows).toEqual(['Gate', 'Hall']);
  expect(path?.bars.map(({ row, left, width }) => [row, Math.round(left), Math.round(width)])).toEqual([
    [0, 4, 6],
    [1, 20, 40],
    [0, 60, 30],
  ]);
  expect(path?.ticks.map(({ atMs }) => atMs / hour)).toEqual([9, 10, 11, 12, 13, 14]);
});

test('dayPath() shows when nobody saw them; a corrected sighting does not count as being seen', () => {
  const path = dayPath(
    [sojourn('Gate', 8, 9), sojourn('Hall', 9.5, 10, true), sojourn('Gate', 11, 12)],
    day,
    13 * hour,
  );
  expect(path?.gaps.map(({ fromMs, toMs }) => [fromMs / hour, toMs / hour])).toEqual([
    [9, 11],
    [12, 13],
  ]);
});

test('dayPath() of a moment shows four hours, of nothing nothing, and never more than the day', () => {
  expect(dayPath([], day, hour)).toBeNull();
  const late = dayPath([sojourn('Gate', 23.5, 25)], day, 30 * hour);
  expect([late?.fromMs, late?.toMs]).toEqual([20 * hour, 24 * hour]);
  expect(late?.bars[0]).toMatchObject({ left: 87.5, width: 12.5 });
  const morning = dayPath([sojourn('Gate', 6, 6.1)], day, 6.2 * hour);
  expect([morning?.fromMs, morning?.toMs]).toEqual([6 * hour, 10 * hour]);
});

test.each([
  'Pacific/Kiritimati',
  'Asia/Jakarta',
  'Europe/Berlin',
  'America/Los_Angeles',
  'Pacific/Pago_Pago',
])('spanOfDay() finds midnight in %s, on days that are longer or shorter too', (zone) => {
  for (const iso of ['2026-03-29', '2026-10-25', '2026-11-28']) {
    const span = spanOfDay(iso, zone);
    expect(isoDay(span?.fromMs ?? 0, zone)).toBe(iso);
    expect(isoDay((span?.fromMs ?? 0) - 1, zone)).toBe(dayAfter(iso, -1));
    expect(isoDay((span?.toMs ?? 0) - 1, zone)).toBe(iso);
    expect(isoDay(span?.toMs ?? 0, zone)).toBe(dayAfter(iso, 1));
  }
});

test('spanOfDay() says when it is no date', () => {
  expect([spanOfDay('', 'UTC'), spanOfDay('2026-13-40', 'UTC')]).toEqual([null, null]);
});

test('dayPath: a punch is a mark in the row of its area, also on a day on which no camera saw them', () => {
  const day = { fromMs: 0, toMs: 24 * 3_600_000 };
  const punch: Punch = {
    ...{ punchId: 'p', personId: 'ana', atMs: 8 * 3_600_000, deviceId: 'gate', area: 'Gate', by: null },
    direction: 'in',
    source: 'terminal',
    note: '',
  };
  const path = dayPath([], day, 10 * 3_600_000, [punch, { ...punch, punchId: 'q', area: null }]);
  expect(path).toMatchObject({ rows: ['Gate'], bars: [], gaps: [], marks: [{ row: 0 }] });
  expect(path?.marks).toHaveLength(1);
});
