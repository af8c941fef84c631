/** The unfinished incidents and their alerts in memory, as they are stored. */
import type { Book } from './changeBook.ts';
import type { Alert, Changes, Incident } from './incident.ts';
import { lasts } from './incident.ts';

export type Memory = ReturnType<typeof createMemory>;

export function createMemory() {
  const incidents = new Map<string, Incident>();
  const alerts = new Map<string, Alert>();

  function forget(incidentId: string): void {
    incidents.delete(incidentId);
    for (const alert of alerts.values()) if (alert.incidentId === incidentId) alerts.delete(alert.alertId);
  }

  function recall(from: { incidents: Incident[]; alerts: Alert[] }): void {
    for (const incident of from.incidents) incidents.set(incident.incidentId, incident);
    for (const alert of from.alerts) alerts.set(alert.alertId, alert);
  }

  /** What ended and has nothing left to tell is history. */
  function forgetFinished(): void {
    const waiting = new Set(
      [...alerts.values()].flatMap(({ state, incidentId }) => (state === 'waiting' ? incidentId : [])),
    );
    const finished = [...incidents.values()].filter((each) => !lasts(each) && !waiting.has(each.incidentId));
    const ids = new Set(finished.map(({ incidentId }) => incidentId));
    if (ids.size === 0) return;
    for (const incidentId of ids) incidents.delete(incidentId);
    for (const { alertId, incidentId } of alerts.values()) if (ids.has(incidentId)) alerts.delete(alertId);
  }

  return {
    book: (): Book => ({ incidents, alerts }),
    get: (incidentId: string) => incidents.get(incidentId),
    open: (): Incident[] => [...incidents.values()].filter(lasts),
    alerts: (): Alert[] => [...alerts.values()],
    forget,
    load(from: { incidents: Incident[]; alerts: Alert[] }): void {
      incidents.clear();
      alerts.clear();
      recall(from);
    },
    /** One that was history. */
    recall,
    /** `messageIds`: what each alert went into. */
    put(
      changed: Pick<Changes, 'incidents' | 'alerts'>,
      messageIds: ReadonlyMap<string, string | null>,
      gone: ReadonlySet<string>,
    ): void {
      for (const incident of changed.incidents) incidents.set(incident.incidentId, incident);
      // Those withdrawn together with them may belong to history.
      for (const alert of changed.alerts.filter((each) => incidents.has(each.incidentId)))
        alerts.set(alert.alertId, {
          ...alert,
          messageId: messageIds.get(alert.alertId) ?? alert.messageId,
        });
      gone.forEach(forget);
      forgetFinished();
    },
  };
}
