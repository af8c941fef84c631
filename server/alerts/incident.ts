/** An incident and its alerts, as they are kept. */
import type { AbsenceView, AlertView, IncidentEventKind, IncidentKind, IncidentState } from '../wire.ts';

export type Incident = {
  incidentId: string;
  kind: IncidentKind;
  /** Id of the person, camera or terminal, or which work of the server's. */
  subjectId: string;
  state: IncidentState;
  sinceMs: number;
  openedAtMs: number;
  /** Reached so far; 0: nobody was told yet. */
  level: number;
  nextLevelAtMs: number | null;
  /** The escalation clock stands since then. */
  standingSinceMs: number | null;
  snoozedUntilMs: number | null;
  endedAtMs: number | null;
  absenceId: string | null;
  detail: IncidentDetail;
};

export type IncidentDetail = {
  /** As it was when it began. */
  name: string;
  teamId: string | null;
  area: string | null;
  cameraId: string | null;
  why: string;
  acknowledged: { atMs: number; by: string; note: string; userId: string | null } | null;
  endedBy: string | null;
  /** Of an absence. `dueSinceMs`: when the shift began, of who never came. */
  lastSeenMs: number | null;
  dueSinceMs: number | null;
  /** A sentence, of a camera, terminal, backup or other work of the server's. */
  trouble: string;
  /** Who left and may still be on a terminal. */
  people?: number;
  /** Since when the first of them should be gone. */
  longestSinceMs?: number;
  /** How far up the line of supervisors somebody was told; -1: nobody. */
  told: number;
  /** Levels at which nobody was found, and why. */
  missed: { level: number; why: string }[];
};

/** `recipientId`: `person:ID` or `user:ID`. */
export type Alert = Pick<AlertView, 'alertId' | 'kind' | 'level' | 'recipientId' | 'note' | 'createdAtMs'> & {
  incidentId: string;
  state: 'waiting' | 'queued' | 'dropped';
  /** Not sent before. */
  dueAtMs: number;
  messageId: string | null;
};

/** `detail`: a sentence; a recipient in braces stands for the name they have when it is read. */
export type IncidentEventRow = {
  incidentId: string;
  atMs: number;
  kind: IncidentEventKind;
  by: string | null;
  detail: string;
};

/** Alerts that make one message to their recipient. */
export type Sending = {
  recipientId: string;
  kind: Alert['kind'];
  level: number;
  of: IncidentKind;
  alertIds: string[];
  /** In the same order. */
  incidents: Incident[];
  expiresAtMs: number;
};

export type Changes = {
  incidents: Incident[];
  events: IncidentEventRow[];
  alerts: Alert[];
  sendings: Sending[];
};

/** How an absence ended, as the store has it; `toMs` null: it goes on. */
export type AbsenceEnd = Pick<AbsenceView, 'toMs' | 'endedWhy'>;

/** One incident for each, whatever happens in between. */
export const keyOf = ({
  kind,
  subjectId,
  sinceMs,
}: Pick<Incident, 'kind' | 'subjectId' | 'sinceMs'>): string => `${kind} ${subjectId} ${sinceMs}`;

export const lasts = ({ endedAtMs }: Incident): boolean => endedAtMs === null;
/** Nobody takes care of it yet. */
export const isUnanswered = (incident: Incident): boolean =>
  lasts(incident) && incident.state !== 'acknowledged';
