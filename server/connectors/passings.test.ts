import { expect, test } from 'vitest';
import { blindTime } from './blindTime.ts';
import { leftAfterMs, passings, type Seen } from './passings.ts';

const minute = 60_000;
const hour = 60 * minute;
const at = (hours: number, minutes = 0): number => Date.UTC(2026, 10, 20, hours, minutes);
const seen = (fromMs: number, toMs: number, area = 'Hall'): Seen => ({
  ...{ personId: 'ann', area, fromMs, toMs },
});
const always = (): number => 0;
const told = (rows: Seen[], nowMs: number, blind = always as Parameters<typeof passings>[1]) =>
  passings(rows, blind, nowMs).map(({ atMs, direction, area }) => [direction, atMs, area]);

test('passings: in at the first sighting, out at the last one before a gap, nothing for a short one', () => {
  const day = [seen(at(8), at(9)), seen(at(9, 4), at(12), 'Office'), seen(at(13), at(17))];
  expect(told(day, at(18))).toEqual([
    ['in', at(8), 'Hall'],
    ['out', at(12), 'Office'],
    ['in', at(13), 'Hall'],
    ['out', at(17), 'Hall'],
  ]);
});

test('passings: whoever was there a moment ago has no out', () => {
  expect(told([seen(at(8), at(9))], at(9) + leftAfterMs)).toEqual([['in', at(8), 'Hall']]);
});

test('passings: a night shift is one stay', () => {
  const night = [seen(at(22), at(23, 59)), seen(at(24, 1), at(30))];
  expect(told(night, at(31))).toEqual([
    ['in', at(22), 'Hall'],
    ['out', at(30), 'Hall'],
  ]);
});

test('passings: a gap while the cameras of the place were blind is no departure, unless it is very long', () => {
  const blind = blindTime(
    [{ cameraId: 'hall', area: 'Hall', fromMs: at(0), toMs: null }],
    [
      { cameraId: 'hall', fromMs: at(0), toMs: at(9, 1) },
      { cameraId: 'hall', fromMs: at(10, 58), toMs: at(17, 1) },
    ],
  );
  expect(told([seen(at(8), at(9)), seen(at(11), at(17))], at(17, 2), blind)).toEqual([['in', at(8), 'Hall']]);
  expect(told([seen(at(8), at(17))], at(17) + 5 * hour, blind)).toEqual([
    ['in', at(8), 'Hall'],
    ['out', at(17), 'Hall'],
  ]);
});

test('blindTime: of two cameras that fail one after the other each counts, an overlap once', () => {
  const blindMs = blindTime(
    [
      { cameraId: 'a', area: 'Hall', fromMs: at(0), toMs: null },
      { cameraId: 'b', area: 'Hall', fromMs: at(0), toMs: at(20) },
    ],
    [
      { cameraId: 'a', fromMs: at(0), toMs: at(9) },
      { cameraId: 'a', fromMs: at(10), toMs: at(24) },
      { cameraId: 'b', fromMs: at(0), toMs: at(9, 30) },
      { cameraId: 'b', fromMs: at(11), toMs: at(12) },
    ],
  );
  expect([blindMs('Hall', at(8), at(12)), blindMs('Hall', at(12), at(22))]).toEqual([2 * hour, 8 * hour]);
  expect(blindMs('Yard', at(8), at(12))).toBe(0);
});
