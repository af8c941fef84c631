/** What every other part stands on: the clock, the database, the networks, who may sign in, and who is known. */
import { startCamera } from '../pipeline/startCamera.ts';
import type { Inference } from '../pipeline/startInference.ts';
import type { NetworkOrigin } from '../models/prepareNetworks.ts';
import { createAccounts } from './access/createAccounts.ts';
import { createTallies } from './cameras/createTallies.ts';
import { askOnvif } from './cameras/onvif/askOnvif.ts';
import type { Config } from './config.ts';
import { createApiKeys } from './connectors/apiKeys.ts';
import type { Overrides } from './createApp.ts';
import { openDatabase } from './database/openDatabase.ts';
import { ensureCompany } from './database/store.ts';
import { createLog } from './http/createLog.ts';
import { loadInference } from './loadInference.ts';
import { loadKnown } from './loadKnown.ts';
import { startForgetting } from './retention/startForgetting.ts';
import { loadSettings } from './settings/loadSettings.ts';
import type { Started } from './started.ts';
import { systemClock } from './systemClock.ts';

export type Base = Awaited<ReturnType<typeof startBase>>;

export async function startBase(config: Config, overrides: Overrides, started: Started) {
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

  const settings = await loadSettings(db, companyId);
  const accountParts = { companyId, clock: now, demo: config.demo, settings: settings.current };
  const accounts = await createAccounts(db, accountParts, overrides.passwordCost);
  startForgetting({ db, companyId, clock, log, settings, audits: accounts.store }, started);
  const apiKeys = await createApiKeys(db, companyId, now);
  const known = await loadKnown({ db, companyId, config, now, log, inference }, overrides);
  const tallies = createTallies({ now, timeZone: () => company.timeZone });
  return {
    ...{ config, clock, now, log, db, company, companyId, inference, settings, accounts, apiKeys, tallies },
    ...known,
    startCamera: overrides.startCamera ?? startCamera,
    askOnvif: overrides.askOnvif ?? askOnvif,
    terminalTimes: overrides.terminalTimes,
    syncTimes: overrides.syncTimes,
    hoursFs: overrides.hoursFs,
  };
}

/** Until set-up names it. */
const firstCompany = (demo: boolean, nowMs: number) => ({
  name: demo ? 'Demo office' : 'Company',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  nowMs,
});
