/** What one look changes, collected; whoever asks sees incidents and alerts as changed so far. Nothing here decides anything. */
import type { Alert, Changes, Incident, IncidentEventRow, Sending } from './incident.ts';

export type Book = {
  /** Those that last, and those that ended while alerts of theirs wait. */
  incidents: ReadonlyMap<string, Incident>;
  /** Every alert of theirs. */
  alerts: ReadonlyMap<string, Alert>;
};

export type ChangeBook = ReturnType<typeof changeBook>;

export function changeBook(book: Book) {
  const incidents = new Map<string, Incident>();
  const alerts = new Map<string, Alert>();
  const events: IncidentEventRow[] = [];
  const sendings: Sending[] = [];
  const byIncident = new Map<string, string[]>();
  for (const { alertId, incidentId } of book.alerts.values()) keep(incidentId, alertId);

  function keep(incidentId: string, alertId: string): void {
    const known = byIncident.get(incidentId);
    if (known) known.push(alertId);
    else byIncident.set(incidentId, [alertId]);
  }
  const alert = (alertId: string): Alert | undefined => alerts.get(alertId) ?? book.alerts.get(alertId);

  return {
    incidents: (): Incident[] => [...new Map([...book.incidents, ...incidents]).values()],
    incident: (incidentId: string): Incident | undefined =>
      incidents.get(incidentId) ?? book.incidents.get(incidentId),
    alertsOf: (incidentId: string): Alert[] =>
      (byIncident.get(incidentId) ?? []).flatMap((alertId) => alert(alertId) ?? []),
    put: (incident: Incident): void => void incidents.set(incident.incidentId, incident),
    putAlert(changed: Alert): void {
      if (!alert(changed.alertId)) keep(changed.incidentId, changed.alertId);
      alerts.set(changed.alertId, changed);
    },
    event: (row: IncidentEventRow): void => void events.push(row),
    send: (sending: Sending): void => void sendings.push(sending),
    changes: (): Changes => ({
      ...{ incidents: [...incidents.values()], alerts: [...alerts.values()], events, sendings },
    }),
  };
}
