/** An incident as it is shown. Pure. */
import type { Directory } from '../directory/directory.ts';
import type { IncidentView } from '../wire.ts';
import type { RecipientUser } from './recipients.ts';
import type { Incident } from './incident.ts';

export function incidentView(incident: Incident, directory: Directory): IncidentView {
  const { detail, standingSinceMs, nextLevelAtMs } = incident;
  const { acknowledged } = detail;
  return {
    ...{ incidentId: incident.incidentId, kind: incident.kind, state: incident.state },
    ...{ subjectId: incident.subjectId, name: currentName(incident, directory) },
    ...{ teamId: currentTeam(incident, directory), area: detail.area, cameraId: detail.cameraId },
    ...{ sinceMs: incident.sinceMs, openedAtMs: incident.openedAtMs, level: incident.level },
    // While the clock stands nobody knows when.
    nextLevelAtMs: standingSinceMs === null ? nextLevelAtMs : null,
    acknowledged: acknowledged && {
      ...{ atMs: acknowledged.atMs, by: acknowledged.by, note: acknowledged.note },
    },
    ...{ snoozedUntilMs: incident.snoozedUntilMs, endedAtMs: incident.endedAtMs, endedBy: detail.endedBy },
    ...{ absenceId: incident.absenceId, why: detail.why },
  };
}

export const currentName = ({ kind, subjectId, detail }: Incident, { people }: Directory): string =>
  (kind === 'absence' ? people.get(subjectId)?.name : undefined) ?? detail.name;

const currentTeam = ({ kind, subjectId, detail }: Incident, { people }: Directory): string | null =>
  kind === 'absence' ? (people.get(subjectId)?.teamId ?? null) : detail.teamId;

/** `person:ID` or `user:ID` as they are called now. */
export function recipientName(
  recipientId: string,
  { people }: Directory,
  users: readonly RecipientUser[],
): string {
  const [kind = '', id = ''] = recipientId.split(/:(.*)/s);
  const name = kind === 'person' ? people.get(id)?.name : users.find(({ userId }) => userId === id)?.name;
  return name ?? 'somebody who was removed';
}

/** Recipients in braces become their names. */
export const withNames = (text: string, nameOf: (recipientId: string) => string): string =>
  text.replace(/\{((?:person|user):[^{}]+)\}/g, (_, recipientId: string) => nameOf(recipientId));
