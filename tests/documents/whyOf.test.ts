import { afterAll, beforeAll, expect, test } from 'vitest';
import { wordings } from '../../web/src/locales/serverTexts.id.ts';
import { serverText, setWordings } from '../../web/src/serverText.ts';
import type { DutyNow, OffReason, PresenceState } from '../../server/wire.ts';
import { whyOf, type WhyInput } from '../../server/presence/whyOf.ts';

beforeAll(() => setWordings(wordings));
afterAll(() => setWordings([]));

const at = (time: string) => Date.parse(`2026-11-27T${time}:00+07:00`);
const due: DutyNow = {
  ...{ kind: 'due', shiftId: 'day', sinceMs: at('08:00'), untilMs: at('17:00') },
  ...{ startMs: at('08:00'), endMs: at('17:00'), lateAfterMs: at('08:10') },
};
const absent: WhyInput = {
  ...{ state: 'absent', sinceMs: at('10:41'), nowMs: at('10:46'), zone: 'Asia/Jakarta', areas: ['Lobby'] },
  lastSeen: {
    ...{ atMs: at('10:41'), area: 'Lobby', cameraName: 'Gate 2' },
    evidence: { score: 0.91, faces: 6 },
  },
  ...{ cameras: { cameras: 3, seeing: 3 }, watchedSinceMs: at('07:00'), duty: due, punches: [] },
  ...{ isBadgeOnly: false, alsoSeenAt: null, missedMs: 300_000, awayAfterMs: 30_000, absentAfterMs: 300_000 },
};

test('whyOf() says what an absence is based on, in the time of the site, and the facts in it', () => {
  const { sentence, facts } = whyOf(absent);
  expect(sentence).toBe(
    'Absent since 10:41: last seen at 10:41 by Gate 2 (Lobby) with a score of 0.91 from 6 faces; ' +
      '3 of 3 cameras of Lobby saw for 5 min without a break; no punch today; shift 08:00–17:00.',
  );
  expect(facts).toContainEqual({ label: 'Unseen while all see', value: '5 min' });
});

test('whyOf() says that the time does not count while a camera is blind, and tells a day that is not today', () => {
  const { sentence } = whyOf({
    ...absent,
    ...{ state: 'blind', cameras: { cameras: 3, seeing: 2 }, sinceMs: at('10:41') - 86_400_000 },
  });
  expect(sentence).toContain('Not known since 2026-11-26 10:41');
  expect(sentence).toContain('1 of 3 cameras of Lobby are blind, so the time does not count');
});

const states: PresenceState[] = ['expected', 'present', 'away', 'absent', 'onLeave', 'off', 'blind'];
const reasons: OffReason[] = [
  ...(['beforeShift', 'afterShift', 'break', 'restDay', 'holiday', 'leave', 'checkedOut', 'paused'] as const),
];
const duties: DutyNow[] = [
  ...[{ kind: 'always' } as const, due],
  ...reasons.flatMap((why) => [null, at('13:00')].map((untilMs) => ({ kind: 'off' as const, why, untilMs }))),
];

test('every sentence and fact is there in Indonesian', () => {
  const english =
    /\b(since|seen|by|score|from|faces|cameras|see|saw|count|punch|punched|shift|leave|holiday|until|says|began)\b/;
  for (const state of states)
    for (const duty of duties)
      for (const more of [
        {},
        { lastSeen: null, areas: [] },
        { alsoSeenAt: 'Yard', cameras: { cameras: 3, seeing: 1 } },
        { lastSeen: { atMs: at('07:01'), area: 'Door', cameraName: null, evidence: null } },
        { isBadgeOnly: true, lastSeen: null, punches: [{ atMs: at('07:59'), direction: 'in' }] },
        { cameras: { cameras: 0, seeing: 0 }, punches: [{ atMs: at('12:00'), direction: 'out' }] },
        { watchedSinceMs: null, punches: [{ atMs: at('12:00'), direction: 'unknown' }] },
      ]) {
        const { sentence, facts } = whyOf({ ...absent, ...more, state, duty });
        const other = serverText(sentence).replace('all areas', '');
        expect(other).not.toMatch(english);
        for (const { label } of facts)
          expect([label, serverText(label) !== label || label === 'Area']).toEqual([label, true]);
      }
});
