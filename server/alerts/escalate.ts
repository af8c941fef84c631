/** The escalation clock of one incident: which levels it reaches, and when it stands. Pure. */
import type { ChangeBook } from './changeBook.ts';
import type { Incident } from './incident.ts';
import type { Look } from './incidentsAfter.ts';
import { levelsOf } from './policyFor.ts';
import { recipientsFor } from './recipients.ts';

/** Later than this, and what follows is counted from now: a program that was stopped does not tell everybody at once. */
const lateMostMs = 5_000;

export function escalate(changes: ChangeBook, incident: Incident, look: Look): void {
  const running = standOrRun(changes, incident, look);
  if (!running) return;
  let at = running;
  while (at.nextLevelAtMs !== null && at.nextLevelAtMs <= look.nowMs) at = reachNext(changes, at, look);
}

type Standing = 'inhibited' | 'snoozed' | 'quiet';

/** Why the clock stands. In quiet hours the first level is reached, and its alerts wait. */
export function standsWhy(incident: Incident, { world, rules, nowMs, ...look }: Look): Standing | null {
  const { kind, subjectId, snoozedUntilMs, level } = incident;
  const personSnooze = kind === 'absence' ? rules.snoozedUntilMs(subjectId) : null;
  if (Math.max(snoozedUntilMs ?? 0, personSnooze ?? 0) > nowMs) return 'snoozed';
  if (kind === 'absence' && world.isBlind(subjectId)) return 'inhibited';
  const next = levelsOf(kind, look.policyOf(incident))[level];
  if (level > 0 && next?.urgent !== true && look.quietUntilMs(incident) !== null) return 'quiet';
  return null;
}

/** null: the clock stands. */
function standOrRun(changes: ChangeBook, incident: Incident, look: Look): Incident | null {
  const why = standsWhy(incident, look);
  const { incidentId, standingSinceMs, nextLevelAtMs } = incident;
  const { nowMs } = look;
  if (why !== null) {
    if (standingSinceMs !== null) return null;
    changes.put({ ...incident, standingSinceMs: nowMs });
    if (why === 'inhibited')
      changes.event({ incidentId, atMs: nowMs, kind: 'inhibited', by: null, detail: blindText });
    return null;
  }
  if (standingSinceMs === null) return incident;
  const stoodMs = Math.max(0, nowMs - standingSinceMs);
  const after = {
    ...incident,
    ...{ standingSinceMs: null, nextLevelAtMs: nextLevelAtMs === null ? null : nextLevelAtMs + stoodMs },
  };
  changes.put(after);
  // Who was hidden by blind cameras may be seen any moment.
  const dueAtMs = nowMs + look.policyOf(incident).groupDelayMs;
  for (const alert of changes.alertsOf(incidentId))
    if (alert.state === 'waiting' && alert.kind === 'raised' && alert.dueAtMs < dueAtMs)
      changes.putAlert({ ...alert, dueAtMs });
  return after;
}

const blindText = 'The cameras that could see them are blind: nobody is told, and the time stands still.';

function reachNext(changes: ChangeBook, incident: Incident, look: Look): Incident {
  const policy = look.policyOf(incident);
  const levels = levelsOf(incident.kind, policy);
  const reached = levels[incident.level];
  const { nowMs } = look;
  // The policy has fewer levels than it had.
  if (!reached) return putAt(changes, { ...incident, nextLevelAtMs: null });
  const level = incident.level + 1;
  const about = incident.kind === 'absence' ? incident.subjectId : null;
  const { detail, incidentId } = incident;
  const found = recipientsFor(reached.to, { personId: about, told: detail.told, nowMs }, look.rules);
  const planned = incident.nextLevelAtMs ?? nowMs;
  const baseMs = nowMs - planned > lateMostMs ? nowMs : planned;
  const following = levels[level];
  const waitMs = following ? Math.round((following.afterMinutes - reached.afterMinutes) * 60_000) : 0;
  const isMissed = found.why !== null;
  const after: Incident = {
    ...incident,
    level,
    state: level > 1 ? 'escalated' : incident.state,
    // Nobody to wait for.
    nextLevelAtMs: following ? (isMissed ? nowMs : baseMs + waitMs) : null,
    detail: {
      ...detail,
      told: found.told,
      missed: isMissed ? [...detail.missed, { level, why: found.why ?? '' }] : detail.missed,
    },
  };
  putAt(changes, after);
  if (isMissed)
    changes.event({
      ...{ incidentId, atMs: nowMs, by: null },
      kind: 'noRecipient',
      detail: `Level ${level}: ${found.why}`,
    });
  else tell(changes, after, found.recipients, look);
  return after;
}

function tell(
  changes: ChangeBook,
  { incidentId, level, ...incident }: Incident,
  recipients: { recipientId: string; note: string | null }[],
  look: Look,
): void {
  const policy = look.policyOf({ incidentId, level, ...incident });
  const { nowMs, newId } = look;
  for (const { recipientId, note } of recipients)
    changes.putAlert({
      ...{ alertId: newId(), incidentId, kind: 'raised', level, recipientId, state: 'waiting' },
      ...{ dueAtMs: nowMs + policy.groupDelayMs, createdAtMs: nowMs, note, messageId: null },
    });
  const names = recipients.map(({ recipientId, note }) => `{${recipientId}}${note ? ` (${note})` : ''}`);
  const kind = level > 1 ? 'escalated' : 'alerted';
  changes.event({ incidentId, atMs: nowMs, kind, by: null, detail: `Level ${level}: ${names.join(', ')}` });
}

function putAt(changes: ChangeBook, incident: Incident): Incident {
  changes.put(incident);
  return incident;
}
