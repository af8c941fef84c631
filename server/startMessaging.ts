/** From what is believed to what somebody is told: incidents, alerts, the outbox and its channels. */
import type { Knex } from 'knex';
import { createIncidentStore } from './alerts/incidentStore.ts';
import { loadPolicies } from './alerts/loadPolicies.ts';
import { createPolicyStore } from './alerts/policyStore.ts';
import { type AlertsNeeds, startAlerts } from './alerts/startAlerts.ts';
import { startChannels } from './channels/startChannels.ts';
import type { Duty } from './duty.ts';
import type { LoadedDirectory } from './directory/loadDirectory.ts';
import type { Log } from './http/createLog.ts';
import type { Live } from './live/startLive.ts';
import type { World } from './notices/noticesAfter.ts';
import type { Notices } from './notices/startNotices.ts';
import type { Clock, Presence } from './presence/startPresence.ts';
import type { LoadedSettings } from './settings/loadSettings.ts';
import type { Started } from './started.ts';

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

export type Messaging = Awaited<ReturnType<typeof startMessaging>>;

export async function startMessaging(needs: MessagingNeeds, started: Started) {
  const { db, companyId, company, clock, log, directory, duty, notices, live } = needs;
  const channels = await startChannels({ ...needs, alertTo: live.alertTo });
  started.push(channels.stop);
  const policyStore = createPolicyStore(db);
  const policies = await loadPolicies(policyStore, companyId);
  const alerts = await startAlerts({
    ...{ companyId, policyStore, policies, directory, duty, clock },
    store: createIncidentStore(db),
    zone: () => company.timeZone,
    world: () => worldOf(needs),
    bell: {
      open: () => notices.of('').filter(({ untilMs }) => untilMs === null),
      acknowledge: notices.acknowledge,
    },
    contactOf: channels.contactOf,
    messagesOf: channels.messagesOf,
    wake: channels.wake,
    changed: (incidents) => live.incidentsChanged(companyId, incidents),
    trouble: (error) => log.error({ err: error }, 'cannot store incidents; trying again'),
  });
  started.push(alerts.stop);
  return {
    ...{ alerts, policies, policyStore, channels },
    openIncidents: alerts.open,
    preview: alerts.preview,
    start: alerts.start,
  };
}

function worldOf({ world, presence }: MessagingNeeds): ReturnType<AlertsNeeds['world']> {
  const { people, cameras, terminals, backup, jobs, stillOn } = world();
  const blind = new Set(people.flatMap(({ state, personId }) => (state === 'blind' ? personId : [])));
  const isBlind = (personId: string): boolean => blind.has(personId);
  return { absences: presence.absences(), cameras, terminals, backup, jobs, stillOn, isBlind };
}
