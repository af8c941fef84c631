/** What the bell should tell now. Pure: what is open, what is believed of the world, and the time in; what changed out. */
import type { CameraView, NoticeKind, NoticeView, PersonView } from '../wire.ts';

export type Notice = Omit<NoticeView, 'read'>;

export type World = {
  people: PersonView[];
  cameras: CameraView[];
  terminals: { terminalId: string; name: string; detail: string; sinceMs: number }[];
  /** null: nothing is known, as after a restart. `detail` null: the last backup went well. */
  backup: { detail: string | null; sinceMs: number } | null;
  /** What the server does by itself every so often. One that is not in it: nothing is known. */
  jobs: JobNow[];
  /** Each terminal that is let in. */
  stillOn: readonly StillOnNow[];
};
/** People who left, and of whom a terminal has not confirmed that they are gone. `detail` null: it has, or nobody wants to be told. */
export type StillOnNow = {
  terminalId: string;
  name: string;
  area: string | null;
  people: number;
  detail: string | null;
  /** Why not, of the sentence above. */
  trouble: string;
  /** When the first of them left. */
  sinceMs: number;
  /** It is missing for longer than it may be. */
  isLate: boolean;
  /** When it confirmed that the last of them is gone; null: it did not. */
  confirmedAtMs: number | null;
  isOff: boolean;
};
/** `detail` null: it went well, or nobody wants it any more. */
export type JobNow = { job: JobName; detail: string | null; sinceMs: number; isOff: boolean };
/** `hours`: the file of hours. `employees`: the employee master. */
export type JobName = 'hours' | 'employees';

export type NoticeChanges = {
  opened: Omit<Notice, 'noticeId'>[];
  /** The same notice, told anew: an absence that was an "away" before, a camera that says something else now. */
  changed: Notice[];
  closed: Notice[];
};

/** A camera that starts, or a stream that is opened again, does not ring the bell. */
export const blindForMs = 5_000;

/**
 * A person has one open notice: "away" becomes "absent" in its place, so that the bell counts people and not stages, and one
 * acknowledgement answers for both. While cameras are blind nobody is told to be away, and what was told before stands.
 */
export function noticesAfter(open: readonly Notice[], world: World, nowMs: number): NoticeChanges {
  const known = new Map(open.map((notice) => [keyOf(notice), notice]));
  const isOpen = (notice: Pick<Notice, 'kind' | 'subjectId'>): boolean => known.has(keyOf(notice));
  const wanted = new Map(wantedNow(world, nowMs, isOpen).map((notice) => [keyOf(notice), notice]));
  const changes: NoticeChanges = { opened: [], changed: [], closed: [] };
  for (const [key, notice] of wanted) {
    const before = known.get(key);
    if (!before) changes.opened.push(notice);
    else if (saysElse(before, notice)) changes.changed.push({ ...before, ...toldAnew(notice) });
  }
  const stands = standing(world);
  for (const [key, notice] of known)
    if (!wanted.has(key) && !stands(notice)) changes.closed.push({ ...notice, untilMs: nowMs });
  return changes;
}

/** Of a person there is one, whatever it says. */
const keyOf = ({ kind, subjectId }: Pick<Notice, 'kind' | 'subjectId'>): string =>
  `${kind === 'absent' ? 'away' : kind} ${subjectId}`;

const toldAnew = ({ kind, name, detail, area, cameraId }: Omit<Notice, 'noticeId'>) => ({
  ...{ kind, name, detail, area, cameraId },
});

const saysElse = (before: Notice, now: Omit<Notice, 'noticeId'>): boolean =>
  before.kind !== now.kind || before.name !== now.name || before.detail !== now.detail;

type IsOpen = (notice: Pick<Notice, 'kind' | 'subjectId'>) => boolean;

function wantedNow(
  { people, cameras, terminals, backup, jobs, ...world }: World,
  nowMs: number,
  isOpen: IsOpen,
) {
  const blind = cameras.flatMap((camera) => blindCamera(camera, nowMs));
  const strange = terminals.map(({ terminalId, name, detail, sinceMs }) =>
    newNotice('unknownTerminal', terminalId, { name, detail, sinceMs }),
  );
  const failed =
    backup?.detail == null
      ? []
      : [newNotice('backupFailed', 'backup', { name: '', detail: backup.detail, sinceMs: backup.sinceMs })];
  const stuck = jobs.flatMap(({ job, detail, sinceMs }) =>
    detail === null ? [] : newNotice('jobFailed', job, { name: '', detail, sinceMs }),
  );
  const left = world.stillOn.flatMap((each) => stillOnTerminal(each, isOpen));
  return [...people.flatMap(unseen), ...blind, ...strange, ...failed, ...stuck, ...left];
}

/** Told once it is late, and until everybody is known to be gone. */
function stillOnTerminal({ terminalId, name, area, detail, sinceMs, isLate }: StillOnNow, isOpen: IsOpen) {
  if (detail === null) return [];
  if (!isLate && !isOpen({ kind: 'stillOnTerminal', subjectId: terminalId })) return [];
  return [newNotice('stillOnTerminal', terminalId, { name, detail, area, sinceMs })];
}

function unseen(person: PersonView): Omit<Notice, 'noticeId'>[] {
  const { state, personId, name, area, cameraId, cameraName, lastSeenMs } = person;
  if (state !== 'away' && state !== 'absent') return [];
  const detail = [cameraName, area].filter(Boolean).join(' · ');
  const sinceMs = person.sinceMs ?? lastSeenMs ?? 0;
  return [newNotice(state, personId, { name, detail, area, cameraId, sinceMs })];
}

function blindCamera({ cameraId, name, area, health }: CameraView, nowMs: number) {
  if (health.kind !== 'blind' || nowMs - health.sinceMs < blindForMs) return [];
  const { detail, sinceMs } = health;
  return [newNotice('blindCamera', cameraId, { name, detail, area, cameraId, sinceMs })];
}

type Told = Pick<Notice, 'name' | 'detail' | 'sinceMs'> & Partial<Pick<Notice, 'area' | 'cameraId'>>;
function newNotice(kind: NoticeKind, subjectId: string, told: Told): Omit<Notice, 'noticeId'> {
  const { name, detail, sinceMs, area = null, cameraId = null } = told;
  const fresh = { untilMs: null, acknowledged: null };
  return { kind, subjectId, name, detail, area, cameraId, sinceMs, ...fresh };
}

/** What is neither so any more nor known to be over. */
function standing({ people, cameras, backup, jobs }: World): (notice: Notice) => boolean {
  const blindPeople = new Set(people.flatMap(({ state, personId }) => (state === 'blind' ? personId : [])));
  const unsure = new Set(
    cameras.flatMap(({ health, cameraId }) => (health.kind === 'seeing' ? [] : cameraId)),
  );
  return ({ kind, subjectId }) => {
    switch (kind) {
      case 'away':
      case 'absent':
        return blindPeople.has(subjectId);
      case 'blindCamera':
        return unsure.has(subjectId);
      case 'backupFailed':
        return backup === null;
      case 'jobFailed':
        return jobs.every(({ job }) => job !== subjectId);
      case 'unknownTerminal':
      case 'stillOnTerminal':
        return false;
      default:
        kind satisfies never;
        return false;
    }
  };
}
