/** Attendance terminals: those we call, those that call us, and who is kept on which. */
import { createStillOn } from './devices/createStillOn.ts';
import { startDevices } from './devices/startDevices.ts';
import { startPushListener } from './devices/startPushListener.ts';
import { startSync } from './devices/sync/startSync.ts';
import type { Base } from './startBase.ts';
import type { Started } from './started.ts';
import type { Punch } from './wire.ts';

export type TerminalsNeeds = Pick<Base, 'config' | 'clock' | 'log' | 'db' | 'company' | 'companyId'> &
  Pick<Base, 'directory' | 'settings' | 'terminalTimes' | 'syncTimes'> & {
    /** These are stored now. */
    punched: (punches: readonly Punch[]) => void;
    /** Something about terminals or their records is another now. */
    changed: () => void;
  };

export async function startTerminals(needs: TerminalsNeeds, started: Started) {
  const { config, clock, log, db, company, companyId, directory, settings, punched, changed } = needs;
  const devices = await startDevices({
    ...{ db, companyId, clock, log, directory, punched, timeZone: () => company.timeZone },
    changed() {
      changed();
      sync.devicesChanged();
    },
    connected: (deviceId, terminal) => sync.connected(deviceId, terminal),
    deaf: () => push.deaf(),
    ...(needs.terminalTimes ? { times: needs.terminalTimes } : {}),
  });
  started.push(devices.stop);
  const push = startPushListener({
    ...{ db, companyId, clock, log, host: config.host, settings, devices },
    keptFor: (device, template) => sync.keptFor(device, template),
    mayGet: (device, of) => sync.mayGet(device, of),
  });
  started.push(push.stop);
  const sync = await startSync({
    ...{ db, companyId, clock, log, directory, devices, push, changed },
    storesTemplates: () => settings.current().storesTemplates,
    ...(needs.syncTimes ? { times: needs.syncTimes } : {}),
  });
  started.push(sync.stop);
  settings.onChange((after, before) => {
    if (after.storesTemplates !== before.storesTemplates) sync.settingsChanged();
  });
  const afterMs = (): number => settings.current().stillOnTerminalAfterMs;
  const stillOn = createStillOn({ clock, devices, sync, afterMs });
  return { devices, push, sync, stillOn };
}
