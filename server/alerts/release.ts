/** Which waiting alerts are sent now, and which together. Pure. */
import type { ChangeBook } from './changeBook.ts';
import { standsWhy } from './escalate.ts';
import type { Alert, Incident, IncidentEventRow, Sending } from './incident.ts';
import type { Look } from './incidentsAfter.ts';
import { levelsOf } from './policyFor.ts';

type Waiting = { alert: Alert; incident: Incident };

/** So long after the next level would be told, an alert is no news any more. */
const keptForMs = 30 * 60_000;

export function release(changes: ChangeBook, look: Look): void {
  const groups = new Map<string, Waiting[]>();
  for (const waiting of waitingIn(changes)) {
    if (heldBack(changes, waiting, look)) continue;
    const { recipientId, kind, level } = waiting.alert;
    const key = [recipientId, kind, level, waiting.incident.kind].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), waiting]);
  }
  for (const group of groups.values()) releaseGroup(changes, group, look);
}

function waitingIn(changes: ChangeBook): Waiting[] {
  return changes.incidents().flatMap((incident) =>
    changes
      .alertsOf(incident.incidentId)
      .filter(({ state }) => state === 'waiting')
      .map((alert) => ({ alert, incident })),
  );
}

/** Quiet hours hold all but urgent levels; blind cameras and a snooze hold what tells of a beginning. */
function heldBack(changes: ChangeBook, { alert, incident }: Waiting, look: Look): boolean {
  if (alert.kind === 'raised') {
    const why = standsWhy(incident, look);
    if (why === 'inhibited' || why === 'snoozed') return true;
  }
  const level = levelsOf(incident.kind, look.policyOf(incident))[alert.level - 1];
  const isUrgent = alert.kind === 'raised' && level?.urgent === true;
  const untilMs = isUrgent ? null : look.quietUntilMs(incident);
  if (untilMs === null) return false;
  if (alert.note?.includes(quietNote) === true) return true;
  changes.putAlert({ ...alert, note: [alert.note, quietNote].filter(Boolean).join(' ') });
  const { incidentId } = incident;
  const detail = `Level ${alert.level} waits for the end of quiet hours: {${alert.recipientId}}`;
  changes.event({ incidentId, atMs: look.nowMs, kind: 'held', by: null, detail });
  return true;
}

const quietNote = 'Held back in quiet hours.';

/**
 * Many at once make one message, which waits for those close behind, but no longer than it waited already. The cameras of one area are
 * one, however many they are: what blinds one of them mostly blinds them all.
 */
function releaseGroup(changes: ChangeBook, group: Waiting[], look: Look): void {
  const { nowMs } = look;
  const ready = group.filter(({ alert }) => alert.dueAtMs <= nowMs);
  const [first] = ready;
  if (!first) return;
  const { digestFrom, groupDelayMs } = look.policyOf(first.incident);
  const oldestMs = Math.min(...ready.map(({ alert }) => alert.dueAtMs));
  const isEarly = nowMs < oldestMs + groupDelayMs;
  const all = toldTogether(group);
  if (isEarly && ready.length < group.length && all.length >= digestFrom) return;
  const parts = toldTogether(ready);
  if (parts.length >= digestFrom) return send(changes, ready, look);
  for (const part of parts) {
    const whole = all.find(([each]) => each && placeOf(each) === placeOf(part[0] ?? first));
    if (isEarly && whole && whole.length > part.length) continue;
    send(changes, part, look);
  }
}

function toldTogether(group: Waiting[]): Waiting[][] {
  const places = new Map<string, Waiting[]>();
  for (const waiting of group) {
    const place = placeOf(waiting);
    places.set(place, [...(places.get(place) ?? []), waiting]);
  }
  return [...places.values()];
}

/** What is told apart from others, when they are few. */
const placeOf = ({ incident: { kind, incidentId, detail } }: Waiting): string =>
  kind === 'blindCamera' && detail.area !== null ? `area ${detail.area}` : `incident ${incidentId}`;

function send(changes: ChangeBook, together: Waiting[], look: Look): void {
  const [first] = together;
  if (!first) return;
  const { nowMs } = look;
  const { recipientId, kind, level } = first.alert;
  const sending: Sending = {
    ...{ recipientId, kind, level, of: first.incident.kind },
    alertIds: together.map(({ alert }) => alert.alertId),
    incidents: together.map(({ incident }) => incident),
    expiresAtMs:
      Math.max(nowMs, ...together.map(({ incident }) => incident.nextLevelAtMs ?? nowMs)) + keptForMs,
  };
  changes.send(sending);
  for (const { alert } of together) {
    // Held notes were put on since.
    const now = changes.alertsOf(alert.incidentId).find(({ alertId }) => alertId === alert.alertId) ?? alert;
    changes.putAlert({ ...now, state: 'queued' });
  }
  for (const event of groupedEvents(sending, nowMs)) changes.event(event);
}

/** Nothing of a message about one. */
export const groupedEvents = (sending: Sending, atMs: number): IncidentEventRow[] =>
  sending.incidents.length < 2
    ? []
    : sending.incidents.map(({ incidentId }) => ({
        ...{ incidentId, atMs, kind: 'grouped', by: null, detail: groupedDetail(sending) },
      }));

export const groupedDetail = ({ level, recipientId, incidents }: Sending): string =>
  `Level ${level}: told to {${recipientId}} in one message with ${incidents.length - 1} others.`;
