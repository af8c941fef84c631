/** Incidents and alerts as the database has them. */
import type { Alert, Incident, IncidentDetail } from './incident.ts';

export type IncidentRow = Omit<Incident, 'incidentId' | 'detail'> & {
  id: string;
  companyId: string;
  detail: string;
};
export type AlertRow = Omit<Alert, 'alertId'> & { id: string; companyId: string };

// PostgreSQL gives its 64-bit integers as text.
const orNull = (ms: number | null): number | null => (ms === null ? null : Number(ms));

export const incidentOf = ({ id, detail, ...row }: IncidentRow): Incident => ({
  ...{ incidentId: id, kind: row.kind, subjectId: row.subjectId, state: row.state, level: row.level },
  ...{ sinceMs: Number(row.sinceMs), openedAtMs: Number(row.openedAtMs), absenceId: row.absenceId },
  ...{ nextLevelAtMs: orNull(row.nextLevelAtMs), standingSinceMs: orNull(row.standingSinceMs) },
  ...{ snoozedUntilMs: orNull(row.snoozedUntilMs), endedAtMs: orNull(row.endedAtMs) },
  detail: JSON.parse(detail) as IncidentDetail,
});

export const alertOf = ({ id, ...row }: AlertRow): Alert => ({
  ...{ alertId: id, incidentId: row.incidentId, kind: row.kind, level: row.level, note: row.note },
  ...{ recipientId: row.recipientId, state: row.state, messageId: row.messageId },
  ...{ dueAtMs: Number(row.dueAtMs), createdAtMs: Number(row.createdAtMs) },
});
