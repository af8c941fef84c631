import { expect, test } from 'vitest';
import { demoPeople, demoScript } from '../script.ts';
import { badgeOnlyName, demoPunches, earlierPunches, punchesBetween } from './demoPunches.ts';

const { durationMs, walks } = demoScript;
const rooms = { entrance: ['lobby'], upstairs: ['hall', 'office'] };

test('whoever uses a terminal of the play is seen there within five seconds, but for her who has no face', () => {
  for (const { name, terminal, atMs } of demoPunches) {
    const id = demoPeople.find((each) => each.name === name)?.id;
    const near = walks.filter(
      ({ person, cameraId, fromMs, toMs }) =>
        person === id && rooms[terminal].includes(cameraId) && fromMs - 5000 <= atMs && atMs <= toMs + 5000,
    );
    expect([name, near.length > 0]).toEqual([name, name !== badgeOnlyName]);
  }
});

test('everybody goes in and out by turns, round after round', () => {
  for (const name of new Set(demoPunches.map((each) => each.name))) {
    const own = demoPunches.filter((each) => each.name === name).map(({ status }) => status);
    const isOut = own.map((status) => status === 1 || status === 2);
    if (own.length > 1) isOut.forEach((out, at) => expect(out).not.toBe(isOut.at(at - 1)));
  }
});

test('punchesBetween() tells each once a round, however time is cut, and one round at most', () => {
  const told = Array.from({ length: 600 }, (_, at) => punchesBetween(at * 500, (at + 1) * 500)).flat();
  expect(told).toHaveLength(demoPunches.length * 3 - 4);
  expect(told.filter(({ isFirstOnly }) => isFirstOnly)).toHaveLength(2);
  expect(punchesBetween(durationMs - 4000, durationMs + 8000).map(({ name }) => name)).toEqual([
    ...['Dimas Pratama', 'Emma Novak', 'Budi Santoso'],
  ]);
  expect(punchesBetween(0, 50 * durationMs + 1)).toHaveLength(demoPunches.length - 2);
  expect(punchesBetween(5000, 5000)).toEqual([]);
});

test('earlierPunches() are of days that are over, on the calendar, in order, and the same each time', () => {
  const rows = earlierPunches('2026-03-02');
  expect(new Set(rows.map(({ at }) => at.slice(0, 10)))).toEqual(
    new Set(['2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01']),
  );
  for (const { at } of rows) expect(new Date(`${at}Z`).toISOString().slice(0, 19)).toBe(at);
  expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).sort());
  expect(earlierPunches('2026-03-02')).toEqual(rows);
  const days = earlierPunches('2026-03-03').filter(({ at }) => at < '2026-03-02');
  expect(days).toEqual(rows.filter(({ at }) => at > '2026-02-26'));
});
