/** Whoever was here today is never called "not seen yet". */
import { expect, test } from 'vitest';
import { stateSentence } from './person/stateSentence.ts';
import { personWords } from './stateText.ts';

const dayStartMs = Date.UTC(2026, 10, 20);
const nowMs = dayStartMs + 12 * 3_600_000;
const person = (lastSeenMs: number | null, badgeOnly: boolean) => ({
  ...{ personId: 'p', name: 'Hana', state: 'expected' as const, cameraId: null, cameraName: null },
  ...{ area: 'Hall', spot: null, sinceMs: nowMs, lastSeenMs, code: null, job: null, teamId: null },
  ...{ areaIds: [], badgeOnly },
});

test.each([
  ['never seen', null, true, 'Not seen yet'],
  ['seen yesterday', dayStartMs - 1, true, 'Not seen yet'],
  ['punched out today', nowMs - 27_000, true, 'Has left'],
  ['seen by a camera before the duty of today', nowMs - 3_600_000, false, 'Not back yet'],
])('%s', (_, lastSeenMs, badgeOnly, text) => {
  expect(personWords(person(lastSeenMs, badgeOnly), dayStartMs).text).toBe(text);
  expect(personWords({ ...person(lastSeenMs, badgeOnly), state: 'present' }, dayStartMs).text).toBe(
    'Present',
  );
});

test('the sentence says the same', () => {
  expect(stateSentence(person(nowMs - 27_000, true), nowMs, 'UTC')).toBe(
    'Has left. Last seen 27 s ago at Hall.',
  );
  expect(stateSentence(person(dayStartMs - 1, true), nowMs, 'UTC')).toMatch(/^Not seen yet today\. /);
});
