/** Which incidents begin and end by what the world looks like. Pure. */
import type { JobNow, StillOnNow } from '../notices/noticesAfter.ts';
import type { AbsenceView, CameraView, IncidentKind } from '../wire.ts';
import { dropWaiting } from './answer.ts';
import type { ChangeBook } from './changeBook.ts';
import type { AbsenceEnd, Alert, Incident, IncidentDetail } from './incident.ts';
import type { Look } from './incidentsAfter.ts';
import { levelsOf } from './policyFor.ts';
import { stillOnDetail, stillOnOver } from './stillOnTerminal.ts';
import { whyAbsent } from './whyAbsent.ts';
import { dutyEnded, leaveBegan } from './withoutLeaves.ts';

export type IncidentWorld = {
  /** Those that last, as stored. */
  absences: readonly AbsenceView[];
  /** How those ended that incidents are about; undefined: nothing is known of it. */
  absenceEnd: (absenceId: string) => AbsenceEnd | undefined;
  cameras: readonly CameraView[];
  terminals: readonly { terminalId: string; name: string; detail: string; sinceMs: number }[];
  /** null: nothing is known, as after a restart. `detail` null: the last backup went well. */
  backup: { detail: string | null; sinceMs: number } | null;
  /** What the server does by itself every so often. One that is not in it: nothing is known. */
  jobs: readonly JobNow[];
  /** Each terminal that is let in. */
  stillOn: readonly StillOnNow[];
  /** The cameras that could see this person are blind. */
  isBlind: (personId: string) => boolean;
  /** Who answered for it on the bell. */
  answered: (incident: Incident) => { name: string; userId: string | null; note: string } | null;
  /** Episodes that are over although the world looks as if they lasted: somebody excused or closed them. */
  settled: ReadonlySet<string>;
};

/** A camera that starts again is no incident; the bell tells of it after seconds. */
export const blindForMs = 60_000;
/** "It is over" goes together with others that are. */
export const resolvedWaitMs = 10_000;

/** Whether there is one for it already, or none is wanted. */
type IsKnown = (about: Pick<Incident, 'kind' | 'subjectId' | 'sinceMs'>) => boolean;

/** Every incident that the world asks for and that is not there yet. */
export function opened(look: Look, isKnown: IsKnown): Incident[] {
  const { absences, cameras, terminals, backup, jobs, stillOn } = look.world;
  const isNew = (kind: IncidentKind, subjectId: string, sinceMs: number): boolean =>
    !isKnown({ kind, subjectId, sinceMs });
  const failed = backup?.detail == null ? [] : [{ detail: backup.detail, sinceMs: backup.sinceMs }];
  return [
    ...absences
      .filter(({ personId, fromMs }) => isNew('absence', personId, fromMs))
      .map((absence) => ofAbsence(absence, look)),
    ...cameras.flatMap((camera) =>
      isNew('blindCamera', camera.cameraId, camera.health.sinceMs) ? ofCamera(camera, look) : [],
    ),
    ...terminals
      .filter(({ terminalId, sinceMs }) => isNew('unknownTerminal', terminalId, sinceMs))
      .map(({ terminalId, name, detail: why, sinceMs }) =>
        newIncident('unknownTerminal', terminalId, { name, trouble: why, why }, sinceMs, look),
      ),
    ...failed
      .filter(({ sinceMs }) => isNew('backupFailed', 'backup', sinceMs))
      .map(({ detail: why, sinceMs }) =>
        newIncident('backupFailed', 'backup', { trouble: why, why }, sinceMs, look),
      ),
    ...jobs.flatMap(({ job, detail: why, sinceMs }) =>
      why !== null && isNew('jobFailed', job, sinceMs)
        ? newIncident('jobFailed', job, { trouble: why, why }, sinceMs, look)
        : [],
    ),
    ...stillOn.flatMap((terminal) => {
      const { terminalId, sinceMs, isLate } = terminal;
      const told = stillOnDetail(terminal);
      return told && isLate && isNew('stillOnTerminal', terminalId, sinceMs)
        ? newIncident('stillOnTerminal', terminalId, told, sinceMs, look)
        : [];
    }),
  ];
}

function ofAbsence(absence: AbsenceView, look: Look): Incident {
  const { absenceId, personId, fromMs, detectedAtMs, area, evidence } = absence;
  const person = look.rules.directory.people.get(personId);
  const detail = {
    ...{ name: person?.name ?? '', teamId: person?.teamId ?? null, area },
    cameraId: evidence.lastSeen?.cameraId ?? null,
    lastSeenMs: evidence.lastSeen?.atMs ?? null,
    dueSinceMs: evidence.kind === 'notArrived' ? (evidence.shift?.startMs ?? fromMs) : null,
  };
  const incident = newIncident('absence', personId, detail, fromMs, look);
  incident.absenceId = absenceId;
  incident.detail.why = whyAbsent(evidence, look.zoneOf(incident));
  // Counted from the threshold; what lies further back is a clock that was set, or a program that was stopped.
  return plan(incident, Math.max(detectedAtMs, look.nowMs - lateMostMs), look);
}

const lateMostMs = 10_000;

function ofCamera({ cameraId, name, area, health }: CameraView, look: Look): Incident[] {
  if (health.kind !== 'blind' || look.nowMs - health.sinceMs < blindForMs) return [];
  const detail = { name, area, cameraId, trouble: health.detail, why: health.detail };
  return [newIncident('blindCamera', cameraId, detail, health.sinceMs, look)];
}

function newIncident(
  kind: IncidentKind,
  subjectId: string,
  told: Partial<IncidentDetail>,
  sinceMs: number,
  look: Look,
): Incident {
  const detail: IncidentDetail = {
    ...{ name: '', teamId: null, area: null, cameraId: null, why: '', trouble: '' },
    ...{ acknowledged: null, endedBy: null, lastSeenMs: null, dueSinceMs: null, told: -1, missed: [] },
    ...told,
  };
  const incident: Incident = {
    ...{ incidentId: look.newId(), kind, subjectId, state: 'open', sinceMs, openedAtMs: look.nowMs },
    ...{ level: 0, nextLevelAtMs: null, standingSinceMs: null, snoozedUntilMs: null },
    ...{ endedAtMs: null, absenceId: null, detail },
  };
  return plan(incident, Math.min(sinceMs, look.nowMs), look);
}

function plan(incident: Incident, fromMs: number, { policyOf }: Look): Incident {
  const [first] = levelsOf(incident.kind, policyOf(incident));
  return { ...incident, nextLevelAtMs: first ? fromMs + Math.round(first.afterMinutes * 60_000) : null };
}

/** Ends the incident when what it tells of is known to be over. */
export function ended(changes: ChangeBook, incident: Incident, look: Look): void {
  const over = overAs(incident, look);
  if (!over) return;
  dropWaiting(changes, incident.incidentId, 'Over before it was sent.');
  const { incidentId } = incident;
  const after: Incident = {
    ...incident,
    ...{ state: over.state, endedAtMs: over.atMs, nextLevelAtMs: null, standingSinceMs: null },
  };
  changes.put(after);
  changes.event({ incidentId, atMs: look.nowMs, kind: over.state, by: null, detail: over.why });
  if (over.state === 'resolved') tellResolved(changes, incident, look);
}

export type Over = { state: 'resolved' | 'closed'; atMs: number; why: string };

/** null: it lasts, or nobody knows better. */
function overAs(incident: Incident, { world, lasting, nowMs }: Look): Over | null {
  const { kind, subjectId, absenceId } = incident;
  switch (kind) {
    case 'absence':
      return absenceId === null || lasting.has(absenceId)
        ? null
        : absenceOver(incident, world.absenceEnd(absenceId), nowMs);
    case 'blindCamera': {
      const camera = world.cameras.find(({ cameraId }) => cameraId === subjectId);
      if (!camera) return { state: 'closed', atMs: nowMs, why: 'The camera was removed.' };
      return camera.health.kind === 'seeing'
        ? { state: 'resolved', atMs: nowMs, why: 'The camera sees again.' }
        : null;
    }
    case 'unknownTerminal': {
      const isThere = world.terminals.some(({ terminalId }) => terminalId === subjectId);
      return isThere ? null : { state: 'resolved', atMs: nowMs, why: 'The terminal is known, or gone.' };
    }
    case 'backupFailed':
      return world.backup !== null && world.backup.detail === null
        ? { state: 'resolved', atMs: nowMs, why: 'A backup was made.' }
        : null;
    case 'jobFailed':
      return jobOver(
        world.jobs.find(({ job }) => job === subjectId),
        nowMs,
      );
    case 'stillOnTerminal':
      return stillOnOver(
        incident,
        world.stillOn.find(({ terminalId }) => terminalId === subjectId),
        nowMs,
      );
    default:
      return kind satisfies never;
  }
}

function jobOver(now: JobNow | undefined, atMs: number): Over | null {
  if (now?.detail !== null) return null;
  return now.isOff
    ? { state: 'closed', atMs, why: 'It is turned off.' }
    : { state: 'resolved', atMs, why: 'It works again.' };
}

function absenceOver({ sinceMs }: Incident, end: AbsenceEnd | undefined, nowMs: number): Over | null {
  if (!end || end.toMs === null) return null;
  const atMs = Math.min(end.toMs, nowMs);
  // Nobody is back.
  if (end.toMs <= sinceMs) return { state: 'closed', atMs, why: 'It belongs to one that began before.' };
  if (end.endedWhy === 'returned') return { state: 'resolved', atMs, why: 'Seen again.' };
  return { state: 'closed', atMs, why: endedWords[end.endedWhy ?? 'off'] };
}

const endedWords: Record<Exclude<NonNullable<AbsenceEnd['endedWhy']>, 'returned'>, string> = {
  off: dutyEnded,
  beforeShift: dutyEnded,
  afterShift: 'The shift ended.',
  break: 'The break began.',
  restDay: 'It is a day off.',
  holiday: 'It is a holiday.',
  leave: leaveBegan,
  checkedOut: 'Checked out.',
  paused: 'Monitoring was paused.',
  removed: 'The person is not monitored any more.',
};

/** Of an unknown terminal and a backup the page tells. */
const endIsTold: ReadonlySet<IncidentKind> = new Set([
  ...(['absence', 'blindCamera', 'jobFailed', 'stillOnTerminal'] as const),
]);

/** To everybody who was told that it began; nobody else wonders. */
function tellResolved(changes: ChangeBook, incident: Incident, look: Look): void {
  const { kind, subjectId, snoozedUntilMs, incidentId } = incident;
  const policy = look.policyOf(incident);
  if (!policy.tellsResolved || !endIsTold.has(kind)) return;
  const personSnooze = kind === 'absence' ? look.rules.snoozedUntilMs(subjectId) : null;
  if (Math.max(snoozedUntilMs ?? 0, personSnooze ?? 0) > look.nowMs) return;
  const told = new Map<string, number>();
  // Of one that went on after it was over.
  const before = new Map<string, Alert>();
  for (const alert of changes.alertsOf(incidentId)) {
    const { recipientId, level } = alert;
    if (alert.kind === 'resolved') before.set(recipientId, alert);
    else if (alert.state === 'queued' && !told.has(recipientId)) told.set(recipientId, level);
  }
  const dueAtMs = look.nowMs + Math.min(policy.groupDelayMs, resolvedWaitMs);
  for (const [recipientId, level] of told) {
    const known = before.get(recipientId);
    if (known?.state === 'queued') continue;
    changes.putAlert({
      ...(known ?? { alertId: look.newId(), incidentId, kind: 'resolved', level, recipientId }),
      ...{ createdAtMs: known?.createdAtMs ?? look.nowMs, messageId: null },
      ...{ state: 'waiting', dueAtMs, note: null },
    });
  }
}
