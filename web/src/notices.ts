/** What the bell tells, and where a press on it leads. Pure. */
import type { NoticeView } from '../../server/wire.ts';

/** Those that last first, each kind newest first. */
export function inOrder(notices: readonly NoticeView[]): { open: NoticeView[]; over: NoticeView[] } {
  const newestFirst = notices.toSorted((a, b) => (b.untilMs ?? b.sinceMs) - (a.untilMs ?? a.sinceMs));
  return {
    open: newestFirst.filter(({ untilMs }) => untilMs === null),
    over: newestFirst.filter(({ untilMs }) => untilMs !== null),
  };
}

export const unreadIds = (notices: readonly NoticeView[]): string[] =>
  notices.filter(({ read }) => !read).map(({ noticeId }) => noticeId);

/** Where more is told of it. */
export function placeToGo({ kind, subjectId, cameraId }: NoticeView): string {
  switch (kind) {
    case 'away':
    case 'absent':
      return `/?track=${encodeURIComponent(subjectId)}`;
    case 'blindCamera':
      return `/?camera=${encodeURIComponent(subjectId)}`;
    case 'unknownTerminal':
      return cameraId === null ? '/devices' : `/?camera=${encodeURIComponent(cameraId)}`;
    case 'backupFailed':
    case 'jobFailed':
      return subjectId === 'employees' ? '/settings/employees' : '/settings';
    case 'stillOnTerminal':
      return '/devices';
    default:
      return kind satisfies never;
  }
}
