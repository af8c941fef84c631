/** What a person says about an incident. Pure. */
import type { ChangeBook } from './changeBook.ts';
import type { Incident } from './incident.ts';

/** `name`: as it is shown; `userId` null: by a message, without signing in. */
type Answer = { name: string; userId: string | null; note: string; nowMs: number };

/** Who answered first is kept. */
export function acknowledged(changes: ChangeBook, incident: Incident, by: Answer): Incident {
  if (incident.detail.acknowledged) return incident;
  const { name, userId, note, nowMs } = by;
  const after: Incident = {
    ...incident,
    ...{ state: 'acknowledged', nextLevelAtMs: null, standingSinceMs: null },
    detail: { ...incident.detail, acknowledged: { atMs: nowMs, by: name, note, userId } },
  };
  dropWaiting(changes, incident.incidentId, 'Somebody takes care of it: not sent.');
  return say(changes, after, 'acknowledged', by);
}

export const excused = (changes: ChangeBook, incident: Incident, by: Answer): Incident =>
  finished(changes, incident, 'excused', by);
export const closed = (changes: ChangeBook, incident: Incident, by: Answer): Incident =>
  finished(changes, incident, 'closed', by);

export function snoozed(changes: ChangeBook, incident: Incident, untilMs: number, by: Answer): Incident {
  return say(changes, { ...incident, snoozedUntilMs: untilMs }, 'snoozed', by);
}

function finished(
  changes: ChangeBook,
  incident: Incident,
  state: 'excused' | 'closed',
  by: Answer,
): Incident {
  dropWaiting(changes, incident.incidentId, 'Over before it was sent.');
  const after: Incident = {
    ...incident,
    ...{ state, nextLevelAtMs: null, standingSinceMs: null, endedAtMs: incident.endedAtMs ?? by.nowMs },
    detail: { ...incident.detail, endedBy: by.name },
  };
  return say(changes, after, state, by);
}

function say(
  changes: ChangeBook,
  after: Incident,
  kind: 'acknowledged' | 'excused' | 'closed' | 'snoozed',
  { name, note, nowMs }: Answer,
): Incident {
  changes.put(after);
  changes.event({ incidentId: after.incidentId, atMs: nowMs, kind, by: name, detail: note });
  return after;
}

/** Those that were to tell of its beginning. */
export function dropWaiting(changes: ChangeBook, incidentId: string, note: string): void {
  for (const alert of changes.alertsOf(incidentId))
    if (alert.state === 'waiting' && alert.kind === 'raised')
      changes.putAlert({ ...alert, state: 'dropped', note });
}
