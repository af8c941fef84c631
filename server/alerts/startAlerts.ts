/** Incidents over time: what the world looks like becomes what somebody is told, stored in one transaction before anything is sent. */
import type { Alerts } from './alerts.ts';

export function startAlerts(): Promise<Alerts> {
  const none = () => Promise.resolve(undefined);
  return Promise.resolve({
    open: () => [],
    page: () => Promise.resolve([]),
    ...{ get: none, acknowledge: none, excuse: none, snooze: none, close: none, snoozePerson: none },
    snoozes: () => [],
    toldTo: () => Promise.resolve([]),
    problems: () => [],
    start: () => undefined,
    look: none,
    stop: none,
  });
}
