/** From what is believed to what somebody is told: incidents, alerts, the outbox and its channels. */
import type { Knex } from 'knex';
import type { Duty } from './duty.ts';
import type { LoadedDirectory } from './directory/loadDirectory.ts';
import type { Log } from './http/createLog.ts';
import type { Live } from './live/startLive.ts';
import type { World } from './notices/noticesAfter.ts';
import type { Notices } from './notices/startNotices.ts';
import type { Clock, Presence } from './presence/startPresence.ts';
import type { LoadedSettings } from './settings/loadSettings.ts';
import type { IncidentView } from './wire.ts';

export type MessagingNeeds = {
  db: Knex;
  companyId: string;
  company: { name: string; timeZone: string };
  clock: Clock;
  log: Log;
  demo: boolean;
  settings: LoadedSettings;
  directory: LoadedDirectory;
  duty: Duty;
  presence: Presence;
  notices: Notices;
  live: Live;
  /** As the bell sees it. */
  world: () => World;
};

export function startMessaging(needs: MessagingNeeds, started: (() => Promise<void>)[]) {
  void needs;
  void started;
  return Promise.resolve({ openIncidents: (): IncidentView[] => [] });
}
