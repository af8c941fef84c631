/** The messages of a look, and the alerts in them. Pure. */
import type { Contact } from '../channels/queueMessage.ts';
import { supervisorOf } from '../directory/directory.ts';
import type { Alert, Changes, Incident } from './incident.ts';
import type { Rules } from './incidentsAfter.ts';
import type { Outgoing } from './incidentStore.ts';
import { currentName } from './incidentView.ts';
import { messageFor } from './messageFor.ts';
import { zoneFor } from './policyFor.ts';

const unreachable = 'No channel reaches them: told on the page alone.';

export function outgoingOf(
  { sendings, alerts }: Pick<Changes, 'sendings' | 'alerts'>,
  contacts: ReadonlyMap<string, Contact | null>,
  rules: Rules,
  nowMs: number,
): { outgoing: Outgoing[]; alerts: Alert[] } {
  const { directory } = rules;
  const wordings = {
    nowMs,
    zoneOf: ({ kind, subjectId, detail }: Incident) =>
      zoneFor({ kind, subjectId, area: detail.area }, directory) ?? rules.zone,
    nameOf: (incident: Incident) => currentName(incident, directory),
    supervisorOf({ subjectId }: Incident) {
      const supervisorId = supervisorOf(subjectId, directory);
      return supervisorId === null ? null : (directory.people.get(supervisorId)?.name ?? null);
    },
  };
  const unreached = new Set<string>();
  const outgoing = sendings.map((sending): Outgoing => {
    const { alertIds, recipientId, expiresAtMs } = sending;
    const to = contacts.get(recipientId);
    if (!to || to.channels.length === 0) {
      for (const alertId of alertIds) unreached.add(alertId);
      return { alertIds, message: null };
    }
    const told = messageFor(sending, { ...wordings, language: to.language });
    return { alertIds, message: { to, ...told, expiresAtMs } };
  });
  return {
    outgoing,
    alerts: alerts.map((alert) =>
      unreached.has(alert.alertId)
        ? { ...alert, note: [alert.note, unreachable].filter(Boolean).join(' ') }
        : alert,
    ),
  };
}
