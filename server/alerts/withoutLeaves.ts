/** Who may not read leave learns nothing of it from what happened: whoever is on leave is off duty for them. Pure. */
import type { IncidentDetails } from '../wire.ts';

export const onLeave = 'is on leave';
export const offDuty = 'is off duty';
export const leaveBegan = 'The leave began.';
export const dutyEnded = 'The duty ended.';

/** `readsOwn`: of whom it is about they may. Whoever else it names may be anybody's. */
export function withoutLeaves(details: IncidentDetails, readsOwn: boolean): IncidentDetails {
  const hidden = (text: string): string => {
    const others = text.replaceAll(onLeave, offDuty);
    return readsOwn ? others : others.replaceAll(leaveBegan, dutyEnded);
  };
  return {
    ...details,
    events: details.events.map((event) =>
      event.by === null ? { ...event, detail: hidden(event.detail) } : event,
    ),
    alerts: details.alerts.map((alert) => ({ ...alert, note: alert.note && hidden(alert.note) })),
  };
}
