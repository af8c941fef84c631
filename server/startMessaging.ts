/** From what is believed to what somebody is told: incidents, alerts, the outbox and its channels. */
import type { Knex } from 'knex';
import { defaultPolicy } from './alerts/defaultPolicy.ts';
import { loadPolicies } from './alerts/loadPolicies.ts';
import { createPolicyStore } from './alerts/policyStore.ts';
import { startAlerts } from './alerts/startAlerts.ts';
import { startChannels } from './channels/startChannels.ts';
import type { Duty } from './duty.ts';
import type { LoadedDirectory } from './directory/loadDirectory.ts';
import type { Log } from './http/createLog.ts';
import type { Live } from './live/startLive.ts';
import type { World } from './notices/noticesAfter.ts';
import type { Notices } from './notices/startNotices.ts';
import type { Clock, Presence } from './presence/startPresence.ts';
import type { LoadedSettings } from './settings/loadSettings.ts';
import type { PolicyPreview } from './wire.ts';

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

export async function startMessaging(needs: MessagingNeeds, started: (() => Promise<void>)[]) {
  const { db, companyId } = needs;
  const channels = await startChannels(needs);
  started.push(channels.stop);
  const policyStore = createPolicyStore(db);
  const policies = await loadPolicies(policyStore, companyId);
  const alerts = await startAlerts();
  started.push(alerts.stop);
  return {
    ...{ alerts, policies, policyStore, channels },
    openIncidents: alerts.open,
    preview: (): Promise<PolicyPreview> =>
      Promise.resolve({ policyName: defaultPolicy.name, sentence: '', steps: [] }),
  };
}
