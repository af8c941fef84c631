/** Builds every part once, in the order in which they need each other; stopping goes the other way. */
import type { Options as PasswordCost } from '@node-rs/argon2';
import type { startCamera } from '../pipeline/startCamera.ts';
import type { Inference } from '../pipeline/startInference.ts';
import type { By } from './access/audit.ts';
import { addRoutes } from './addRoutes.ts';
import type { Staged } from './backup/stageBackup.ts';
import type { AskOnvif } from './cameras/onvif/askOnvif.ts';
import type { Config } from './config.ts';
import { startConnectors } from './connectors/startConnectors.ts';
import { startCoverage } from './coverage/startCoverage.ts';
import { coverageStore } from './coverage/store.ts';
import { createCameraFlow } from './createCameraFlow.ts';
import type { openDatabase } from './database/openDatabase.ts';
import type { DemoStory } from './demo/startDemoStory.ts';
import type { LifeTimes } from './devices/startLife.ts';
import type { SyncTimes } from './devices/sync/startSync.ts';
import type { FirstDirectory } from './directory/placeFirst.ts';
import type { HoursFs } from './hours/hoursFs.ts';
import type { Log } from './http/createLog.ts';
import { jobsNow } from './notices/jobsNow.ts';
import type { World } from './notices/noticesAfter.ts';
import { startBell } from './notices/startBell.ts';
import type { ReadPhoto } from './people/enrol.ts';
import type { NewPerson } from './people/enrolFirst.ts';
import type { Clock, PresenceChange } from './presence/startPresence.ts';
import { type Base, startBase } from './startBase.ts';
import { startDailyWork } from './startDailyWork.ts';
import { startDuty } from './startDuty.ts';
import { startOnDemand } from './startOnDemand.ts';
import { type Started, stopAll } from './started.ts';
import { startPage } from './startPage.ts';
import { startPresenceWithEvidence, whichSee } from './startPresenceWithEvidence.ts';
import { startTelling } from './startTelling.ts';
import { startTerminals } from './startTerminals.ts';
import { createStoreTrouble } from './storeTrouble.ts';
import { tellPunches } from './tellPunches.ts';

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
  /** Instead of a program of its own, which starts only from built files on Node 20. */
  hoursFs?: HoursFs;
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

/** Throws a UserFacingError when this machine or the data folder does not allow it; nothing is left running then. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const started: Started = [];
  const stop = (): Promise<void> => stopAll(started);
  const orStop = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      await stop();
      throw error;
    }
  };
  const base = await orStop(startBase(config, overrides, started));
  const parts: Parts = { ...base, ...(await orStop(startFlow(base, started))) };
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

export type Parts = Base & Awaited<ReturnType<typeof startFlow>>;

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

/** From the cameras to the page, and to whoever is told. A part that comes later is asked for when it is needed. */
async function startFlow(base: Base, started: Started) {
  const { config, clock, now, log, db, companyId, directory } = base;
  const storeTrouble = createStoreTrouble(log, config.dataDir);
  /** The directory as the store has it now; people carry their team and areas with them. */
  const directoryChanged = async (): Promise<void> => {
    await directory.refresh();
    presence.peopleChanged();
  };
  const { cameras, named, areas } = createCameraFlow({
    ...base,
    directoryChanged,
    concerned: () => ({ presence, coverage, live, evidence }),
    changed() {
      presence.camerasChanged();
      coverage.camerasChanged();
      live.camerasChanged(companyId);
    },
  });
  const shown = {
    people: () => presence.views(),
    openIncidents: () => messaging.openIncidents(),
    noticesOf: (userId: string) => notices.of(userId),
  };
  const { http, live } = startPage({ ...base, cameras, storeTrouble, ...shown }, started);

  const duty = await startDuty(base, started);
  const presenceNeeds = {
    ...base,
    ...{ cameras, duty, storeTrouble: storeTrouble.heard },
    changed({ removed, people }: PresenceChange) {
      if (removed.length > 0) notices.forget(removed);
      for (const id of removed) live.personRemoved(companyId, id);
      if (people.length > 0) live.peopleChanged(companyId, people);
    },
  };
  const { evidence, presence } = await startPresenceWithEvidence(presenceNeeds, started);
  const punched = tellPunches(duty, presence, now);
  const devicesChanged = (): void => live.devicesChanged(companyId);
  const terminals = await startTerminals({ ...base, punched, changed: devicesChanged }, started);
  const coverage = await startCoverage({
    ...{ companyId, store: coverageStore(db), clock, cameras: () => whichSee(cameras) },
    trouble: (error) => log.error({ err: error }, 'cannot store which cameras see; trying again'),
  });
  started.push(() => coverage.stop());

  const daily = await startDailyWork({ ...base, directoryChanged }, started);
  const world = (): World => ({
    people: presence.views(),
    cameras: cameras.views(),
    terminals: terminals.devices.unknown(),
    backup: daily.backups.outcome(),
    jobs: jobsNow(daily.outcomes()),
    stillOn: terminals.stillOn(),
  });
  const notices = await startBell({ ...base, live, world }, started);
  const told = { ...base, duty, presence, notices, live, world };
  const { messaging, dailyReport } = await startTelling(told, started);
  const connectors = startConnectors(base, started);
  const leavesChanged = async (): Promise<void> => {
    await base.leaves.refresh();
    duty.leavesChanged();
    presence.leavesChanged();
  };
  started.push(cameras.stop);
  // Strangers, blind cameras and a full disk change the summary although nobody enrolled moved.
  const stopTelling = clock.every(1_000, () => live.summaryChanged(companyId));
  started.push(() => Promise.resolve(stopTelling()));
  const onDemand = startOnDemand(base, live, started);
  return {
    ...{ cameras, named, areas, directoryChanged, http, live, storeTrouble },
    ...{ duty, evidence, presence, leavesChanged, punched, ...terminals, coverage },
    ...{ ...daily, notices, messaging, dailyReport, connectors, ...onDemand },
  };
}
