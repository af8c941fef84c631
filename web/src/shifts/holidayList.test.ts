import { expect, test } from 'vitest';
import { holidaysIn } from './holidayList.ts';

test('holidaysIn() reads dates in several shapes, in order, the last of a day', () => {
  const text =
    '25.12.2026;Christmas\n\n2027-01-01 New Year\n17/8/2026, Independence Day\n2027-1-1\tNew Year’s Day\n';
  expect(holidaysIn(text)).toEqual({
    days: [
      { date: '2026-08-17', name: 'Independence Day' },
      { date: '2026-12-25', name: 'Christmas' },
      { date: '2027-01-01', name: 'New Year’s Day' },
    ],
    unread: [],
  });
});

test('holidaysIn() says which lines have no date, no name, or a day that does not exist', () => {
  expect(holidaysIn('Christmas\n2026-12-25\n2026-02-30 Leap').unread).toEqual([
    ...['Christmas', '2026-12-25', '2026-02-30 Leap'],
  ]);
});
