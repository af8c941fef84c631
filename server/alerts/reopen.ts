/** An absence that was over and lasts again: the sighting that had ended it was somebody else's. Pure. */
import type { ChangeBook } from './changeBook.ts';
import { type Alert, type Incident, lasts } from './incident.ts';
import type { Look } from './incidentsAfter.ts';
import { levelsOf } from './policyFor.ts';

/** What a person closed or excused stays so. */
export const lastsAgain = (incident: Incident, lasting: ReadonlySet<string>): boolean =>
  !lasts(incident) &&
  incident.state === 'resolved' &&
  incident.absenceId !== null &&
  lasting.has(incident.absenceId);

/**
 * Who took care of it believed that it was over: the next level is told, counted from now. What tells the end already: see
 * `tellAgain.ts`.
 */
export function reopened(changes: ChangeBook, incident: Incident, look: Look): void {
  const { incidentId, level, detail } = incident;
  const { nowMs } = look;
  changes.put({
    ...incident,
    ...{ state: level > 1 ? 'escalated' : 'open', endedAtMs: null, standingSinceMs: null },
    nextLevelAtMs: nextLevelMs(incident, look),
    detail: { ...detail, acknowledged: null },
  });
  changes.event({ incidentId, atMs: nowMs, kind: 'opened', by: null, detail: againText });
  const dueAtMs = nowMs + look.policyOf(incident).groupDelayMs;
  for (const alert of changes.alertsOf(incidentId)) {
    const after = again(alert, dueAtMs);
    if (after) changes.putAlert(after);
  }
}

const againText = 'It goes on: the sighting that ended it was of somebody else.';
export const notOverText = 'It was not over: not sent.';

/** Nobody has two of a kind: what was not sent waits once more, and what would tell the end is kept for the end. */
function again(alert: Alert, dueAtMs: number): Alert | null {
  if (alert.state === 'queued') return null;
  if (alert.kind === 'resolved') return { ...alert, state: 'dropped', note: notOverText, messageId: null };
  return { ...alert, state: 'waiting', dueAtMs, note: null, messageId: null };
}

function nextLevelMs(incident: Incident, { policyOf, nowMs }: Look): number | null {
  const levels = levelsOf(incident.kind, policyOf(incident));
  const next = levels[incident.level];
  const reached = levels[incident.level - 1];
  return next ? nowMs + Math.round((next.afterMinutes - (reached?.afterMinutes ?? 0)) * 60_000) : null;
}
