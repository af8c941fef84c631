import { expect, test } from 'vitest';
import {
  addressOf,
  placeIn,
  presetOf,
  queryOf,
  rangeOf,
  stepped,
  viewOf,
  weeksBefore,
} from './reportAddress.ts';

test('placeIn() reads what addressOf() wrote, and nothing else', () => {
  const place = placeIn('?from=2026-11-02&to=2026-11-08&person=p1&team=t&area=a&view=days');
  expect(place).toEqual({
    ...{ from: '2026-11-02', to: '2026-11-08', personId: 'p1', teamId: 't', areaId: 'a', view: 'days' },
  });
  expect(placeIn(addressOf(place).slice('/reports'.length))).toEqual(place);
  expect(addressOf(placeIn(''))).toBe('/reports');
});

test('placeIn() takes no date that is none, and no range that ends before it begins', () => {
  expect(placeIn('?from=yesterday&view=all')).toMatchObject({ from: null, to: null, view: null });
  expect(placeIn('?from=2026-11-08&to=2026-11-02')).toMatchObject({ from: '2026-11-08', to: '2026-11-08' });
  expect(placeIn('?to=2026-11-02')).toMatchObject({ from: '2026-11-02', to: '2026-11-02' });
});

test('queryOf() is today where no day is said, and leaves out what is not chosen', () => {
  expect(queryOf(placeIn('?team=t'), '2026-11-29')).toEqual({
    ...{ from: '2026-11-29', to: '2026-11-29', teamId: 't' },
  });
});

test('viewOf() shows the days of one day or one person, else the people', () => {
  const shown = (search: string) => viewOf(placeIn(search), queryOf(placeIn(search), '2026-11-29'));
  expect(shown('')).toBe('days');
  expect(shown('?from=2026-11-28&view=people')).toBe('days');
  expect(shown('?from=2026-11-02&to=2026-11-08')).toBe('people');
  expect(shown('?from=2026-11-02&to=2026-11-08&person=p1')).toBe('days');
});

test('rangeOf() begins weeks on Monday, also on a Sunday, and ends what goes on today', () => {
  expect(rangeOf('thisWeek', '2026-11-29')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  expect(rangeOf('lastWeek', '2026-11-29')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  expect(rangeOf('lastMonth', '2026-03-01')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(presetOf({ from: '2026-11-28', to: '2026-11-28' }, '2026-11-29')).toBe('yesterday');
  expect(presetOf({ from: '2026-11-20', to: '2026-11-21' }, '2026-11-29')).toBeNull();
});

test('stepped() goes by as many days as the range has', () => {
  expect(stepped({ from: '2026-11-23', to: '2026-11-29' }, -1)).toEqual({
    from: '2026-11-16',
    to: '2026-11-22',
  });
  expect(stepped({ from: '2026-02-28', to: '2026-02-28' }, 1)).toEqual({
    from: '2026-03-01',
    to: '2026-03-01',
  });
});

test('weeksBefore() begins on a Monday, eight weeks with that of the last day', () => {
  expect(weeksBefore({ from: '2026-11-29', to: '2026-11-29' }).from).toBe('2026-10-05');
  expect(weeksBefore({ from: '2026-01-01', to: '2026-11-29', teamId: 't' })).toEqual({
    ...{ from: '2026-01-01', to: '2026-11-29', teamId: 't' },
  });
});
