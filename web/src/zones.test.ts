import { expect, test } from 'vitest';
import type { Zone } from '../../server/wire.ts';
import { addPointAfter, closes, movePoint, namelessDesk, nudged, removePoint } from './zones.ts';

const zone: Zone = {
  kind: 'desk',
  name: 'Desk 4',
  points: [
    { x: 0, y: 0 },
    { x: 0.5, y: 0 },
    { x: 0.5, y: 0.5 },
  ],
};

test('movePoint() keeps a point on the picture', () => {
  expect(movePoint(zone, 1, { x: 1.4, y: -0.2 }).points[1]).toEqual({ x: 1, y: 0 });
  expect(zone.points[1]).toEqual({ x: 0.5, y: 0 });
});

test('addPointAfter() adds one halfway, also between the last and the first', () => {
  expect(addPointAfter(zone, 0).points[1]).toEqual({ x: 0.25, y: 0 });
  expect(addPointAfter(zone, 2).points[3]).toEqual({ x: 0.25, y: 0.25 });
});

test('addPointAfter() stops at as many points as a file takes', () => {
  const many = { ...zone, points: Array.from({ length: 50 }, () => ({ x: 0, y: 0 })) };
  expect(addPointAfter(many, 0)).toBe(many);
});

test('removePoint() leaves an area', () => {
  const four = addPointAfter(zone, 0);
  expect(removePoint(four, 1)).toEqual(zone);
  expect(removePoint(zone, 1)).toBe(zone);
});

test.each([
  ['ArrowRight', false, { x: 0.51, y: 0.5 }],
  ['ArrowUp', true, { x: 0.5, y: 0.45 }],
  ['Enter', false, null],
])('nudged() by %s, shift %s', (key, shift, expected) => {
  expect(nudged({ x: 0.5, y: 0.5 }, key, shift)).toEqual(expected);
});

test('closes() near the first point, once there are three', () => {
  expect(closes(zone.points, { x: 0.01, y: 0.01 })).toBe(true);
  expect(closes(zone.points, { x: 0.2, y: 0 })).toBe(false);
  expect(closes(zone.points.slice(0, 2), { x: 0, y: 0 })).toBe(false);
});

test('namelessDesk() finds the desk that nobody could be told to be at', () => {
  expect(namelessDesk([zone, { ...zone, name: ' ' }])).toBe(1);
  expect(namelessDesk([{ ...zone, kind: 'ignore', name: '' }])).toBe(-1);
});
