import type { CameraView, Overview, PersonView } from '../../server/wire.ts';

/** One thing that deserves attention: a camera gone blind, a person gone away. Open until it is over, then kept as history. */
export type Notice = {
  kind: 'camera' | 'person';
  subjectId: string;
  name: string;
  /** What happened, for a camera; where the person was last, for a person. */
  detail: string;
  sinceMs: number;
  /** null while it lasts. */
  untilMs: number | null;
  read: boolean;
};

/** The page stays open for days: the oldest notices that are over make room. */
export const noticesMax = 60;

/**
 * The notices after `after` replaced `before`, newest first. A blind camera is reported whenever it is seen blind; people only
 * when they go away before our eyes: who was away when the page opened is in the list, not news.
 */
export function noticesAfter(
  notices: Notice[],
  before: Overview | null,
  after: Overview,
  nowMs: number,
): Notice[] {
  const changed = [
    ...after.cameras.flatMap((camera) => cameraNotice(notices, camera)),
    ...(before ? after.people.flatMap((person) => personNotice(notices, before.people, person)) : []),
  ];
  const kept = closed(notices, after, nowMs);
  if (changed.length === 0 && kept === notices) return notices;
  return [...changed, ...kept].sort(openThenNewest).slice(0, noticesMax);
}

export function markRead(notices: Notice[]): Notice[] {
  return notices.map((notice) => (notice.read ? notice : { ...notice, read: true }));
}

export function unreadCount(notices: Notice[]): number {
  return notices.filter((notice) => !notice.read).length;
}

function cameraNotice(notices: Notice[], camera: CameraView): Notice[] {
  const { health } = camera;
  if (health.kind !== 'blind' || openNotice(notices, 'camera', camera.cameraId)) return [];
  return [fresh('camera', camera.cameraId, camera.name, health.detail, health.sinceMs)];
}

function personNotice(notices: Notice[], before: PersonView[], person: PersonView): Notice[] {
  const earlier = before.find((other) => other.personId === person.personId);
  if (earlier?.state !== 'present' || person.state !== 'away') return [];
  if (openNotice(notices, 'person', person.personId)) return [];
  const place = [person.cameraName, person.area].filter(Boolean).join(' · ');
  const sinceMs = person.sinceMs ?? person.lastSeenMs;
  return sinceMs === null ? [] : [fresh('person', person.personId, person.name, place, sinceMs)];
}

function fresh(
  kind: Notice['kind'],
  subjectId: string,
  name: string,
  detail: string,
  sinceMs: number,
): Notice {
  return { kind, subjectId, name, detail, sinceMs, untilMs: null, read: false };
}

/** Notices about who or what was removed go with it. A camera that sees again is news as well, so its notice becomes unread; a person who is back is not. */
function closed(notices: Notice[], after: Overview, nowMs: number): Notice[] {
  const kept = notices.filter((notice) => isKnown(notice, after));
  const isNews = kept.some((notice) => notice.untilMs === null && isOver(notice, after));
  if (!isNews) return kept.length === notices.length ? notices : kept;
  return kept.map((notice) =>
    notice.untilMs === null && isOver(notice, after)
      ? { ...notice, untilMs: nowMs, read: notice.kind === 'person' && notice.read }
      : notice,
  );
}

function isKnown({ kind, subjectId }: Notice, after: Overview): boolean {
  return kind === 'camera'
    ? after.cameras.some((camera) => camera.cameraId === subjectId)
    : after.people.some((person) => person.personId === subjectId);
}

function isOver(notice: Notice, after: Overview): boolean {
  if (notice.kind === 'camera') {
    const camera = after.cameras.find((other) => other.cameraId === notice.subjectId);
    return camera?.health.kind === 'seeing';
  }
  const person = after.people.find((other) => other.personId === notice.subjectId);
  return person?.state === 'present';
}

function openNotice(notices: Notice[], kind: Notice['kind'], subjectId: string): boolean {
  return notices.some((n) => n.kind === kind && n.subjectId === subjectId && n.untilMs === null);
}

function openThenNewest(a: Notice, b: Notice): number {
  const open = Number(a.untilMs !== null) - Number(b.untilMs !== null);
  return open !== 0 ? open : (b.untilMs ?? b.sinceMs) - (a.untilMs ?? a.sinceMs);
}
