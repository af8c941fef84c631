import { describe, expect, it } from 'vitest';
import type { NoticeView } from '../../server/wire.ts';
import { inOrder, placeToGo, unreadIds } from './notices.ts';

const notice = (noticeId: string, changes: Partial<NoticeView> = {}): NoticeView => ({
  noticeId,
  kind: 'away',
  subjectId: 'ana',
  name: 'Ana',
  detail: '',
  area: null,
  cameraId: null,
  sinceMs: 1000,
  untilMs: null,
  acknowledged: null,
  read: false,
  ...changes,
});

describe('notices', () => {
  it('inOrder() puts what lasts first, and the newest first', () => {
    const { open, over } = inOrder([
      notice('old', { sinceMs: 1 }),
      notice('ended', { untilMs: 9000 }),
      notice('new', { sinceMs: 2 }),
      notice('endedBefore', { untilMs: 8000 }),
    ]);
    expect(open.map(({ noticeId }) => noticeId)).toEqual(['new', 'old']);
    expect(over.map(({ noticeId }) => noticeId)).toEqual(['ended', 'endedBefore']);
  });

  it('unreadIds() are of those this user has not read', () => {
    expect(unreadIds([notice('a'), notice('b', { read: true })])).toEqual(['a']);
  });

  it.each([
    [{ kind: 'absent', subjectId: 'a b' }, '/?track=a%20b'],
    [{ kind: 'blindCamera', subjectId: 'gate' }, '/?camera=gate'],
    [{ kind: 'unknownTerminal', subjectId: 'K40', cameraId: 'gate' }, '/?camera=gate'],
    [{ kind: 'unknownTerminal', subjectId: 'K40' }, '/devices'],
    [{ kind: 'backupFailed', subjectId: 'backup' }, '/settings'],
    [{ kind: 'stillOnTerminal', subjectId: 'gate' }, '/devices'],
  ] as const)('placeToGo(%j) is %s', (changes, path) => {
    expect(placeToGo(notice('n', changes))).toBe(path);
  });
});
