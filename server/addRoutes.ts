/** Every feature's routes, with the parts each needs. */
import type { Audited, By } from './access/audit.ts';
import { accessRoutes } from './access/routes.ts';
import { setupSteps } from './access/setup.ts';
import { onvifRoutes } from './cameras/onvif/onvifRoutes.ts';
import { areaRoutes } from './areas/routes.ts';
import { recognitionRoutes } from './cameras/recognitionRoutes.ts';
import { cameraRoutes } from './cameras/routes.ts';
import { statsRoutes } from './cameras/statsRoutes.ts';
import { testRoutes } from './cameras/testRoutes.ts';
import { connectorRoutes } from './connectors/connectorRoutes.ts';
import { exportRoutes } from './connectors/exportRoutes.ts';
import { keyRoutes } from './connectors/keyRoutes.ts';
import { productVersion } from './config.ts';
import type { Parts, RestoreAsked } from './createApp.ts';
import { createReceipts } from './devices/sync/receiptsOf.ts';
import { dutyRoutes } from './dutyRoutes.ts';
import { employeeRoutes } from './employees/employeeRoutes.ts';
import { healthRoutes } from './http/healthRoutes.ts';
import { rulesWithin } from './identify/rules.ts';
import { jobRoutes } from './jobs/routes.ts';
import { liveRoutes } from './live/routes.ts';
import { galleryRoutes } from './people/galleryRoutes.ts';
import { createImportStore } from './people/lists/importStore.ts';
import { createLeaveStore } from './people/leaveStore.ts';
import { peopleRoutes } from './people/routes.ts';
import { doublesOf } from './presence/doubleStore.ts';
import { presenceRoutes } from './presence/routes.ts';
import { messagingRoutes } from './messagingRoutes.ts';
import { reportingRoutes } from './reportingRoutes.ts';
import { upkeepRoutes } from './upkeepRoutes.ts';
import { terminalRoutes } from './terminalRoutes.ts';
import { teamRoutes } from './teams/routes.ts';
import { createTeamStore } from './teams/store.ts';

export function addRoutes(parts: Parts, askRestore: (asked: RestoreAsked) => void): void {
  const {
    config,
    directory,
    companyId,
    company,
    now,
    accounts,
    gallery,
    cameras,
    presence,
    live,
    http,
    tallies,
  } = parts;
  const { route } = http;
  const audit = (by: By, audited: Audited): Promise<void> => accounts.store.audit(companyId, by, audited);
  const companyChanged = async (): Promise<void> => {
    Object.assign(company, await accounts.store.company(companyId));
    // Set-up took back what was written of the company before it.
    await parts.duty.refresh();
    parts.duty.companyChanged();
    live.directoryChanged(companyId);
  };
  accessRoutes(route, {
    ...accounts,
    companyId,
    clock: now,
    demo: config.demo,
    signedOut: (sessionId) => live.signedOut(sessionId),
    language: () => parts.settings.current().language || null,
    setupSteps: () =>
      setupSteps({
        areas: directory.current().areas.size,
        cameras: cameras.files().length,
        people: directory.current().people.size,
        privacyNotice: parts.settings.current().privacyNotice,
      }),
    companyChanged,
  });
  peopleRoutes(route, peopleParts(parts));
  const files = { cameras, camerasDir: config.camerasDir, secrets: config.cameraSecrets };
  cameraRoutes(route, { ...files, clock: now, inTurn: parts.areas.inTurn, audit });
  testRoutes(route, { ...files, tests: parts.cameraTests });
  onvifRoutes(route, { files: cameras.files, jobs: parts.jobs, askOnvif: parts.askOnvif });
  statsRoutes(route, parts);
  const inDirectory = { companyId, directory, clock: now, changed: parts.directoryChanged };
  areaRoutes(route, {
    ...{ ...inDirectory, ...parts.areas, cameras, camerasDir: config.camerasDir },
    terminals: parts.devices.of,
  });
  teamRoutes(route, { ...inDirectory, store: createTeamStore(parts.db) });
  liveRoutes(route, { cameras, presence, named: parts.named, clock: now, audit });
  presenceRoutes(route, {
    presence,
    doubles: (personId, fromMs, toMs) => doublesOf(parts.db, companyId, personId, { fromMs, toMs }),
    cameraName: cameras.nameOf,
  });
  jobRoutes(route, parts);
  recognitionRoutes(route, { files: cameras.files, view: tallies.view });
  galleryRoutes(route, { gallery: gallery.current, rules: rulesWithin(config.nameLimit) });
  const metrics = healthRoutes(route, measured(parts));
  dutyRoutes(parts);
  messagingRoutes(parts);
  reportingRoutes(parts);
  terminalRoutes(parts);
  employeesRoutes(parts);
  outsideRoutes(parts);
  upkeepRoutes(parts, { companyChanged, askRestore, metrics });
}

function employeesRoutes({ companyId, company, now, config, employees, http, ...parts }: Parts): void {
  const { db, directory, devices } = parts;
  employeeRoutes(http.route, {
    ...{ companyId, employees, clock: now, dataDir: config.dataDir, companyName: () => company.name },
    receiptsOf: createReceipts({ db, directory: directory.current, devices: devices.devices }),
  });
}

/** For other programs, and for spreadsheets. */
function outsideRoutes({ companyId, accounts, presence, now, http: { route }, ...parts }: Parts): void {
  keyRoutes(route, { keys: parts.apiKeys, clock: now });
  connectorRoutes(route, { ...parts.connectors, ...parts.connectors.needs, clock: now });
  exportRoutes(route, {
    ...{ ...parts.connectors.needs, clock: now, presences: presence.views },
    noteRead: (by, audited) => accounts.store.auditRead(companyId, by, audited),
  });
}

function peopleParts(parts: Parts): Parameters<typeof peopleRoutes>[1] {
  const { companyId, company, now, people, gallery, directory, cameras, presence } = parts;
  return {
    companyId,
    store: people,
    clock: now,
    readPhoto: parts.readFace,
    cameraName: cameras.nameOf,
    noteRead: ({ userId }, audited) =>
      parts.accounts.store.auditRead(companyId, { userId, nowMs: now() }, audited),
    cameraArea: (cameraId) => cameras.views().find((view) => view.cameraId === cameraId)?.area,
    identifier: parts.identifier,
    presence,
    leaves: createLeaveStore(parts.db),
    leavesChanged: parts.leavesChanged,
    lists: createImportStore(parts.db),
    audit: (by, audited) => parts.accounts.store.audit(companyId, by, audited),
    jobs: parts.jobs,
    timeZone: () => company.timeZone,
    async changed(personId) {
      await (personId === null ? gallery.refreshAll() : gallery.refresh(personId));
      await directory.refresh();
      presence.peopleChanged();
    },
  };
}

function measured(parts: Parts): Parameters<typeof healthRoutes>[1] {
  const { cameras, tallies, live, presence, storeTrouble } = parts;
  return {
    version: productVersion(),
    networks: parts.inference.origins ?? [],
    views: cameras.views,
    stats: cameras.stats,
    tracks: tallies.sinceStart,
    pictures: live.counts,
    sojournsDropped: presence.sojournsDropped,
    evidencePutOff: parts.evidence.putOff,
    storeFails: () => storeTrouble.sentence() !== null,
    messages: () => parts.messaging.channels.counts(),
    terminals: parts.devices.counts,
    synced: parts.sync.counts,
    push: parts.push.counts,
  };
}
