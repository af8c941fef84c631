import { describe, expect, it } from 'vitest';
import type { Overview } from '../../server/wire.ts';
import { markRead, noticesAfter, noticesMax, unreadCount, type Notice } from './attention.ts';
import { camera, overview, person } from './examples.ts';

const blind = { kind: 'blind', sinceMs: 5000, detail: 'No frame for 10 s.' } as const;
const seeing = { kind: 'seeing', sinceMs: 9000 } as const;
const hallBlind = overview({ cameras: [camera('hall', { health: blind })] });
const hallSees = overview({ cameras: [camera('hall', { health: seeing })] });
const ayu = (state: 'present' | 'away', sinceMs = 8000) =>
  overview({ people: [person('ayu', { state, sinceMs })] });

/** The notices after a row of overviews, one a second. */
function after(...overviews: Overview[]): Notice[] {
  let notices: Notice[] = [];
  overviews.forEach((next, index) => {
    notices = noticesAfter(notices, overviews[index - 1] ?? null, next, 10_000 + index * 1000);
  });
  return notices;
}

describe('noticesAfter()', () => {
  it('reports a blind camera once, already when the page opens', () => {
    expect(after(hallBlind, hallBlind, hallBlind)).toMatchObject([
      {
        kind: 'camera',
        subjectId: 'hall',
        sinceMs: 5000,
        untilMs: null,
        detail: 'No frame for 10 s.',
        read: false,
      },
    ]);
  });

  it('closes it when the camera sees again, and calls that unread once more', () => {
    const read = markRead(after(hallBlind));
    expect(unreadCount(read)).toBe(0);
    const closed = noticesAfter(read, hallBlind, hallSees, 11_000);
    expect(closed).toMatchObject([{ subjectId: 'hall', untilMs: 11_000, read: false }]);
  });

  it('keeps it open while the camera only tries to start', () => {
    const starting = overview({ cameras: [camera('hall', { health: { kind: 'starting', sinceMs: 9000 } })] });
    expect(after(hallBlind, starting)).toMatchObject([{ untilMs: null }]);
  });

  it('reports a person who goes away before our eyes, and not one who was away already', () => {
    expect(after(ayu('away'))).toEqual([]);
    expect(after(ayu('present'), ayu('away'))).toMatchObject([
      { kind: 'person', subjectId: 'ayu', detail: 'Gate · Outside', untilMs: null },
    ]);
  });

  it('keeps each time a person was away, the one that lasts first', () => {
    const notices = after(ayu('present'), ayu('away', 1000), ayu('present'), ayu('away', 2000));
    expect(notices.map((notice) => [notice.sinceMs, notice.untilMs])).toEqual([
      [2000, null],
      [1000, 12_000],
    ]);
  });

  it('forgets what concerns a camera or a person that was removed', () => {
    expect(after(hallBlind, overview())).toEqual([]);
    expect(after(ayu('present'), ayu('away'), overview())).toEqual([]);
  });

  it('returns the same list when nothing happened, so that nothing is rendered', () => {
    const notices = after(hallBlind);
    expect(noticesAfter(notices, hallBlind, hallBlind, 12_000)).toBe(notices);
  });

  it('drops the oldest that are over when there are too many, never one that lasts', () => {
    const days = Array.from({ length: noticesMax * 2 }, (_, index) =>
      ayu(index % 2 ? 'away' : 'present', index),
    );
    const notices = after(hallBlind, ...days.map((day) => ({ ...day, cameras: hallBlind.cameras })));
    const more = after(
      hallBlind,
      ...[...days, ...days].map((day) => ({ ...day, cameras: hallBlind.cameras })),
    );
    expect(notices.length).toBeLessThanOrEqual(noticesMax);
    expect(more).toHaveLength(noticesMax);
    expect(more.some((notice) => notice.subjectId === 'hall' && notice.untilMs === null)).toBe(true);
  });
});
