/** Builds every part once, in the order in which they need each other; stopping goes the other way. */
import type { Options as PasswordCost } from '@node-rs/argon2';
import type { NetworkOrigin } from '../models/prepareNetworks.ts';
import { readPhoto } from '../pipeline/readPhoto.ts';
import { startCamera } from '../pipeline/startCamera.ts';
import type { Inference } from '../pipeline/startInference.ts';
import type { By } from './access/audit.ts';
import { createAccounts } from './access/createAccounts.ts';
import { startPruning } from './retention/startPruning.ts';
import { scopeOf } from './access/scope.ts';
import { followCameraFiles } from './areas/followCameraFiles.ts';
import { createTurns } from './areas/createTurns.ts';
import { createAreaStore } from './areas/store.ts';
import type { Staged } from './backup/stageBackup.ts';
import { startBackups } from './backup/startBackups.ts';
import { coverageStore } from './coverage/store.ts';
import { startCoverage } from './coverage/startCoverage.ts';
import { createCameras } from './cameras/createCameras.ts';
import { createApiKeys, keyIn } from './connectors/apiKeys.ts';
import { startConnectors } from './connectors/startConnectors.ts';
import { createCameraTests } from './cameras/createCameraTests.ts';
import { type AskOnvif, askOnvif } from './cameras/onvif/askOnvif.ts';
import { createTallies } from './cameras/createTallies.ts';
import { type Config, productVersion } from './config.ts';
import { openDatabase } from './database/openDatabase.ts';
import { ensureCompany } from './database/store.ts';
import { startDevices } from './devices/startDevices.ts';
import { startEmployees } from './employees/startEmployees.ts';
import type { LifeTimes } from './devices/startLife.ts';
import { startPushListener } from './devices/startPushListener.ts';
import { startSync, type SyncTimes } from './devices/sync/startSync.ts';
import type { DemoStory } from './demo/startDemoStory.ts';
import { type FirstDirectory, placeFirst } from './directory/placeFirst.ts';
import { type LoadedDirectory, loadDirectory } from './directory/loadDirectory.ts';
import { hearCamera } from './hearCamera.ts';
import { startHours } from './hours/startHours.ts';
import { evidenceStore } from './evidence/store.ts';
import { startEvidence } from './evidence/startEvidence.ts';
import { createHttp } from './http/createHttp.ts';
import { createLog, type Log } from './http/createLog.ts';
import { createIdentifier } from './identify/createIdentifier.ts';
import { rulesWithin } from './identify/rules.ts';
import { createJobs } from './jobs/createJobs.ts';
import { loadInference } from './loadInference.ts';
import { startLive } from './live/startLive.ts';
import { createNamedTracks } from './cameras/namedTracks.ts';
import { createTrackStarts } from './live/trackStarts.ts';
import { overviewOf, summaryOf } from './overview.ts';
import type { ReadPhoto } from './people/enrol.ts';
import { enrolFirst, type NewPerson } from './people/enrolFirst.ts';
import { loadGallery } from './people/loadGallery.ts';
import { createPeopleStore } from './people/store.ts';
import { failedJobs } from './notices/failedJobs.ts';
import { startNotices } from './notices/startNotices.ts';
import { createNoticeStore } from './notices/store.ts';
import { loadLeaves } from './presence/loadLeaves.ts';
import { type Clock, startPresence } from './presence/startPresence.ts';
import { presenceStore } from './presence/store.ts';
import type { NamedPerson } from './presence/presenceBook.ts';
import { oneInOther } from './presence/oneInOther.ts';
import { startRetention } from './retention/startRetention.ts';
import { loadSettings } from './settings/loadSettings.ts';
import { startDailyReport } from './reports/startDailyReport.ts';
import { startDuty } from './startDuty.ts';
import { startMessaging } from './startMessaging.ts';
import { tellPunches } from './tellPunches.ts';
import { createStoreTrouble } from './storeTrouble.ts';
import { systemClock } from './systemClock.ts';
import { addRoutes } from './addRoutes.ts';

/** What tests put in the place of the real thing. */
export type Overrides = {
  clock?: Clock;
  inference?: Inference;
  openDatabase?: typeof openDatabase;
  startCamera?: typeof startCamera;
  readPhoto?: ReadPhoto;
  askOnvif?: AskOnvif;
  passwordCost?: PasswordCost;
  terminalTimes?: Partial<LifeTimes>;
  syncTimes?: Partial<SyncTimes>;
  log?: Log;
  /** Enrolled, unless they are already, before the cameras start. */
  enrolFirst?: NewPerson[];
  /** Where these work and who leads whom, unless there are teams already. */
  placeFirst?: FirstDirectory;
  /** What the demo adds: its own routes, and what it does once the page is there. */
  demoStory?: (parts: Parts) => DemoStory;
};

export type App = {
  /** Opens the page, then starts the cameras. Throws PORT_BUSY; the app is stopped then, and no camera was touched. */
  listen(): Promise<{ url: string }>;
  /** The one-time link for the first administrator; null when there is a user, or in the demo. */
  setupLink(url: string): Promise<string | null>;
  /** Somebody chose a backup to restore, which is done when the app has stopped. */
  restoreAsked: Promise<RestoreAsked>;
  stop(): Promise<void>;
};

export type RestoreAsked = { staged: Staged; by: By };

/** What is running, in the order of its start. */
type Started = (() => Promise<void>)[];

/** Throws a UserFacingError when this machine or the data folder does not allow it; nothing is left running then. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const started: Started = [];
  const stop = async (): Promise<void> => {
    for (let end = started.pop(); end; end = started.pop()) await end();
  };
  const orStop = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      await stop();
      throw error;
    }
  };
  const base = await orStop(startBase(config, overrides, started));
  const parts = { ...base, ...(await orStop(startFlow(base, started))) };
  let askRestore: (asked: RestoreAsked) => void = () => undefined;
  const restoreAsked = new Promise<RestoreAsked>((resolve) => (askRestore = resolve));
  addRoutes(parts, askRestore);
  const story = overrides.demoStory?.(parts);
  if (story) started.push(story.stop);
  return {
    listen: () => orStop(open(parts, story)),
    setupLink: (url) => (config.demo ? Promise.resolve(null) : parts.accounts.access.setup.link(url)),
    restoreAsked,
    stop,
  };
}

async function open(parts: Parts, story: DemoStory | undefined): Promise<{ url: string }> {
  const { config, http, cameras, coverage, devices, push, sync, notices, messaging } = parts;
  const at = await http.listen(config.host, config.port);
  await story?.opened(at.url);
  await cameras.start();
  coverage.start();
  await devices.start();
  await push.start();
  sync.start();
  // Not sooner: a camera that is not there yet would end what was told of it.
  notices.start();
  messaging.start();
  return at;
}

/** What every other part stands on. */
async function startBase(config: Config, overrides: Overrides, started: Started) {
  const clock = overrides.clock ?? systemClock;
  const now = (): number => clock.now();
  const log = overrides.log ?? createLog(config.logLevel);

  const db = await (overrides.openDatabase ?? openDatabase)(config.dataDir);
  started.push(() => db.destroy());
  const company = await ensureCompany(db, firstCompany(config.demo, now()));
  const companyId = company.id;
  const inference: Inference & { origins?: NetworkOrigin[] } =
    overrides.inference ?? (await loadInference(config, (line) => log.info(line)));
  started.push(() => inference.stop());

  const { demo } = config;
  const settings = await loadSettings(db, companyId);
  const accountParts = { companyId, clock: now, demo, settings: settings.current };
  const accounts = await createAccounts(db, accountParts, overrides.passwordCost);
  started.push(
    startPruning({
      clock,
      keptDays: () => settings.current().auditKeptDays,
      prune: (beforeMs) => accounts.store.pruneAudits(companyId, beforeMs),
      failed: (error) => log.warn({ err: error }, 'old rows of the audit log stay'),
    }),
  );
  started.push(
    startRetention({
      ...{ db, companyId, clock, keptDays: () => settings.current().incidentsKeptDays },
      failed: (error) => log.warn({ err: error }, 'old incidents and messages stay'),
    }),
  );
  const apiKeys = await createApiKeys(db, companyId, now);
  const people = createPeopleStore(db, inference.networks.recognition);
  const readFace = overrides.readPhoto ?? ((photo: Buffer) => readPhoto(photo, inference.infer));
  await enrolFirst(overrides.enrolFirst ?? [], {
    companyId,
    store: people,
    readPhoto: readFace,
    nowMs: now(),
  });
  if (overrides.placeFirst) await placeFirst(overrides.placeFirst, { db, companyId, nowMs: now() });
  const { faces, people: strange } = await people.facesOfOthers(companyId);
  if (faces > 0)
    log.warn(
      `${faces} faces of ${strange} people were enrolled with another recogniser and are not compared. Enrol these people again, or go back to it.`,
    );
  const directory = await loadDirectory(db, companyId);
  const leaves = await loadLeaves(db, companyId, now);
  const gallery = await loadGallery({ companyId, store: people, changed: () => identifier.galleryChanged() });
  const identifier = createIdentifier({ gallery: gallery.current, rules: rulesWithin(config.nameLimit) });
  const tallies = createTallies({ now, timeZone: () => company.timeZone });
  const base = { config, clock, now, log, company, companyId, inference, accounts, apiKeys, people, gallery };
  return {
    ...base,
    db,
    directory,
    settings,
    leaves,
    identifier,
    tallies,
    readFace,
    startCamera: overrides.startCamera ?? startCamera,
    askOnvif: overrides.askOnvif ?? askOnvif,
    terminalTimes: overrides.terminalTimes,
    syncTimes: overrides.syncTimes,
  };
}

type Base = Awaited<ReturnType<typeof startBase>>;

/** From the cameras to the live page. */
async function startFlow(base: Base, started: Started) {
  const {
    config,
    clock,
    now,
    log,
    db,
    company,
    companyId,
    identifier,
    tallies,
    directory,
    settings,
    leaves,
  } = base;
  const { demo } = config;
  const { access } = base.accounts;
  const storeTrouble = createStoreTrouble(log, config.dataDir);
  const starts = createTrackStarts();
  const named = createNamedTracks((cameraId, trackIds) => cameras.named(cameraId, trackIds));
  const cameras = createCameras({
    camerasDir: config.camerasDir,
    secrets: config.cameraSecrets,
    inference: base.inference,
    startCamera: base.startCamera,
    clock: now,
    demo,
    onMessage: (camera, message) =>
      hearCamera(camera, message, { identifier, presence, coverage, live, tallies, starts, named, evidence }),
    onStopped(cameraId) {
      identifier.cameraLost(cameraId);
      starts.lost(cameraId);
      named.lost(cameraId);
      tallies.changed(cameraId, cameras.has(cameraId));
    },
    onChanged() {
      presence.camerasChanged();
      coverage.camerasChanged();
      live.camerasChanged(companyId);
      followAreas();
    },
    trouble: (error) => log.warn({ err: error }, 'trouble with the camera files'),
  });
  /** The directory as the store has it now; people carry their team and areas with them. */
  async function directoryChanged(): Promise<void> {
    await directory.refresh();
    presence.peopleChanged();
  }
  const areas = { store: createAreaStore(db), inTurn: createTurns() };
  const followAreas = followCameraFiles({
    ...{ ...areas, companyId, directory, cameras, clock: now, changed: directoryChanged },
    trouble: (error) => log.error({ err: error }, 'areas that camera files name could not be added'),
  });
  const http = createHttp({
    ...config,
    log,
    version: productVersion(),
    async userOf({ headers, method, path, ip = '' }) {
      const key = keyIn(headers.authorization);
      if (key !== null) return base.apiKeys.userOf(key, { method, path, address: ip });
      return (await access.signedIn(headers))?.me ?? null;
    },
    scopeOf: (user) => scopeOf(user, directory.current()),
  });
  started.push(http.close);
  const live = startLive({
    httpServer: http.server,
    authenticate: access.admitted,
    overview: () =>
      overviewOf(company, {
        demo,
        serverNowMs: now(),
        cameras: cameras.views(),
        people: presence.views(),
        areas: [...directory.current().areas.values()],
        teams: [...directory.current().teams.values()],
        incidents: messaging.openIncidents(),
        blursUnknown: settings.current().blurUnknownFaces,
      }),
    cameras: cameras.views,
    summary: (_, scope) =>
      summaryOf(scope, {
        people: presence.views(),
        cameras: cameras.views(),
        unknownInView: identifier.unknownInView,
        storeTrouble: storeTrouble.sentence(),
      }),
    scopeOf: (me) => scopeOf(me, directory.current()),
    noticesOf: ({ userId }) => notices.of(userId),
    cameraWatched: cameras.watch,
    pictureTaken: cameras.pictureTaken,
    log,
    now,
  });
  started.push(() => live.stop());
  directory.onChange(() => live.directoryChanged(companyId));
  cameras.blurUnknown(settings.current().blurUnknownFaces);
  settings.onChange((next) => {
    cameras.blurUnknown(next.blurUnknownFaces);
    live.directoryChanged(companyId);
    // How long sessions last, and who must have a second factor.
    void live.checkSessions();
  });

  const duty = await startDuty(base, started);
  const evidence = startEvidence({
    ...{ companyId, clock, settings, rules: duty.rules, snapshot: cameras.snapshot },
    store: evidenceStore(db),
    isBadgeOnly: (personId) => directory.current().people.get(personId)?.badgeOnly ?? true,
    cameraOf: (personId) => presence.cameraOf(personId),
    trouble: (error) => log.error({ err: error }, 'pictures of arrival and departure: trying again'),
  });
  started.push(evidence.stop);
  const presence = await startPresence({
    companyId,
    store: presenceStore(db),
    clock,
    limits: () => {
      const { awayAfterMs, absentAfterMs } = settings.current();
      return { awayAfterMs: config.awayAfterMs ?? awayAfterMs, absentAfterMs };
    },
    leaves: leaves.current,
    duty,
    nested: (area, other) => oneInOther(area, other, directory.current().areas),
    zoneOf: (personId) => duty.rules().zoneOf(personId, now()),
    recogniser: base.inference.networks.recognition.id,
    people: () => activePeople(directory),
    cameras: () => cameras.views().map((view) => ({ ...view, seeing: view.health.kind === 'seeing' })),
    changed(change) {
      if (change.removed.length > 0) notices.forget(change.removed);
      for (const id of change.removed) live.personRemoved(companyId, id);
      if (change.people.length > 0) live.peopleChanged(companyId, change.people);
    },
    storeTrouble: storeTrouble.heard,
  });
  started.push(() => presence.stop());
  settings.onChange(() => presence.limitsChanged());
  const punched = tellPunches(duty, presence, now);
  const devices = await startDevices({
    ...{ db, companyId, clock, log, directory, punched, timeZone: () => company.timeZone },
    changed() {
      live.devicesChanged(companyId);
      sync.devicesChanged();
    },
    connected: (deviceId, terminal) => sync.connected(deviceId, terminal),
    deaf: () => push.deaf(),
    ...(base.terminalTimes ? { times: base.terminalTimes } : {}),
  });
  started.push(devices.stop);
  const push = startPushListener({
    ...{ db, companyId, clock, log, host: config.host, settings, devices },
    keptFor: (device, template) => sync.keptFor(device, template),
    mayGet: (device, of) => sync.mayGet(device, of),
  });
  started.push(push.stop);
  const sync = await startSync({
    ...{ db, companyId, clock, log, directory, devices, push },
    storesTemplates: () => settings.current().storesTemplates,
    changed: () => live.devicesChanged(companyId),
    ...(base.syncTimes ? { times: base.syncTimes } : {}),
  });
  started.push(sync.stop);
  settings.onChange((after, before) => {
    if (after.storesTemplates !== before.storesTemplates) sync.settingsChanged();
  });
  const coverage = await startCoverage({
    ...{ companyId, store: coverageStore(db), clock },
    cameras: () => cameras.views().map((view) => ({ ...view, seeing: view.health.kind === 'seeing' })),
    trouble: (error) => log.error({ err: error }, 'cannot store which cameras see; trying again'),
  });
  started.push(() => coverage.stop());
  const backups = startBackups({
    ...{ dataDir: config.dataDir, camerasDir: config.camerasDir, version: productVersion(), clock },
    settings: settings.current,
    timeZone: () => company.timeZone,
    audit: (by, audited) => base.accounts.store.audit(companyId, by, audited),
    failed: (error) => log.error({ err: error }, 'the scheduled backup failed'),
  });
  started.push(() => backups.stop());
  const employees = await startEmployees({
    ...{ db, companyId, clock, dataDir: config.dataDir, timeZone: () => company.timeZone },
    async peopleChanged() {
      await base.gallery.refreshAll();
      await directoryChanged();
    },
    failed: (error) => log.error({ err: error }, 'a run of the employee master failed'),
  });
  started.push(employees.stop);
  const hours = await startHours({
    ...{ db, companyId, clock, dataDir: config.dataDir, timeZone: () => company.timeZone },
    failed: (error) => log.error({ err: error }, 'the file of hours could not be written; trying again'),
  });
  started.push(hours.stop);
  const world = () => ({
    people: presence.views(),
    cameras: cameras.views(),
    terminals: devices.unknown(),
    backup: backups.outcome(),
    jobs: [...failedJobs({ employees: employees.outcome() }), ...hours.troubles()],
  });
  const notices = await startNotices({
    companyId,
    store: createNoticeStore(db),
    clock,
    world,
    changed: (changed) => live.noticesChanged(companyId, changed),
    trouble: (error) => log.error({ err: error }, 'cannot store what the bell tells; trying again'),
  });
  started.push(() => notices.stop());
  const messaging = await startMessaging({ ...base, demo, duty, presence, notices, live, world }, started);
  const dailyReport = startDailyReport({
    ...{ db, companyId, clock, company: () => company, settings: settings.current },
    contactOf: (recipientId) => messaging.channels.contactOf(recipientId),
    wake: messaging.channels.wake,
    failed: (error) => log.error({ err: error }, 'the daily report failed; trying again in ten minutes'),
  });
  started.push(dailyReport.stop);
  const connectors = startConnectors(base, started);
  const leavesChanged = async (): Promise<void> => {
    await leaves.refresh();
    duty.leavesChanged();
    presence.leavesChanged();
  };
  started.push(cameras.stop);
  // Strangers, blind cameras and a full disk change the summary although nobody enrolled moved.
  const stopTelling = clock.every(1_000, () => live.summaryChanged(companyId));
  started.push(() => Promise.resolve(stopTelling()));
  const jobs = createJobs({
    clock: now,
    changed: (userId, job) => live.jobChanged(userId, job),
    failed: (error) => log.error({ err: error }, 'a job failed'),
  });
  started.push(jobs.stop);
  const cameraTests = createCameraTests();
  started.push(cameraTests.stop);
  return {
    cameras,
    named,
    duty,
    punched,
    devices,
    push,
    employees,
    hours,
    sync,
    evidence,
    presence,
    coverage,
    notices,
    messaging,
    dailyReport,
    connectors,
    backups,
    leavesChanged,
    live,
    http,
    storeTrouble,
    jobs,
    cameraTests,
    areas,
    directoryChanged,
  };
}

export type Parts = Base & Awaited<ReturnType<typeof startFlow>>;

const activePeople = (directory: LoadedDirectory): NamedPerson[] =>
  [...directory.current().people.values()].flatMap(
    ({ personId, name, code, job, teamId, areaIds, badgeOnly, deactivatedAtMs }) =>
      deactivatedAtMs === null ? [{ personId, name, record: { code, job, teamId, areaIds, badgeOnly } }] : [],
  );

/** Until set-up names it. */
const firstCompany = (demo: boolean, nowMs: number) => ({
  name: demo ? 'Demo office' : 'Company',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  nowMs,
});
