/** Routes about attendance terminals. */
import { createTurns } from './areas/createTurns.ts';
import type { Parts } from './createApp.ts';
import { deviceActions } from './devices/deviceActions.ts';
import { type DeviceParts, deviceRoutes } from './devices/deviceRoutes.ts';
import { logRoutes } from './devices/logRoutes.ts';
import { createLogStore } from './devices/logStore.ts';
import { rowRoutes } from './devices/rowRoutes.ts';
import { createRowStore } from './devices/rowStore.ts';
import { syncRoutes } from './devices/sync/syncRoutes.ts';
import { hoursRoutes } from './hours/hoursRoutes.ts';

export function terminalRoutes(parts: Parts): void {
  const {
    companyId,
    company,
    config,
    now,
    clock,
    db,
    devices,
    hours,
    push,
    directory,
    accounts,
    jobs,
    http,
  } = parts;
  const { route } = http;
  logRoutes(route, {
    ...{ companyId, clock: now, timeZone: () => company.timeZone, logs: createLogStore(db), devices },
    noteRead: (by, audited) => accounts.store.auditRead(companyId, by, audited),
  });
  rowRoutes(route, {
    ...{ companyId, clock: now, rows: createRowStore(db) },
    noteRead: (by, audited) => accounts.store.auditRead(companyId, by, audited),
  });
  const deviceParts: DeviceParts = {
    ...{ companyId, clock: now, devices, push, inTurn: createTurns() },
    hasArea: (areaId) => directory.current().areas.has(areaId),
  };
  deviceRoutes(route, deviceParts);
  deviceActions(route, { ...deviceParts, jobs, terminalClock: clock, cleared: parts.sync.now });
  hoursRoutes(route, {
    ...{ companyId, clock: now, hours, dataDir: config.dataDir },
    noteRead: (by, audited) => accounts.store.auditRead(companyId, by, audited),
  });
  syncRoutes(route, {
    ...{ devices, sync: parts.sync },
    hasPerson: (personId) => directory.current().people.has(personId),
  });
}
