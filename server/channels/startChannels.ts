/** From the outbox to people: how everybody is reached, what is sent, and what became of it. */
import type { Knex } from 'knex';
import type { LoadedDirectory } from '../directory/loadDirectory.ts';
import type { Log } from '../http/createLog.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { LoadedSettings } from '../settings/loadSettings.ts';
import type { ChannelKind } from '../wire.ts';
import { type BrowserAlert, createBrowser } from './browser/createBrowser.ts';
import { isComplete } from './channelConfig.ts';
import type { Channels } from './channels.ts';
import { currentProblems } from './channelViews.ts';
import { codeOf, problemText } from './codes.ts';
import { createContacts } from './createContacts.ts';
import { createEmail } from './email/createEmail.ts';
import type { InboundCounts } from './inbound/createInbound.ts';
import { createInboundStore } from './inboundStore.ts';
import { type ChannelConfigs, loadChannelConfigs } from './loadChannelConfigs.ts';
import { createMessageStore } from './messageStore.ts';
import { messagesOf } from './messageViews.ts';
import type { Sender } from './outgoing.ts';
import { startOutbox } from './startOutbox.ts';
import { createWebhook } from './webhook/createWebhook.ts';
import { checkWhatsApp, type Finding } from './whatsapp/checkWhatsApp.ts';
import { createWhatsApp, type WhatsApp } from './whatsapp/createWhatsApp.ts';
import { followStatuses } from './whatsapp/followStatuses.ts';
import { afterStatus, type TwilioStatus } from './whatsapp/statusOf.ts';

export type ChannelsNeeds = {
  db: Knex;
  companyId: string;
  company: { name: string; timeZone: string };
  clock: Clock;
  log: Log;
  settings: LoadedSettings;
  directory: LoadedDirectory;
  /** Whether an open page of this user took it. */
  alertTo: (userId: string, alert: BrowserAlert) => Promise<boolean>;
};
export type StartedChannels = Awaited<ReturnType<typeof startChannels>>;

const followEveryMs = 5_000;
const pruneEveryMs = 3_600_000;

export async function startChannels(needs: ChannelsNeeds) {
  const { db, companyId, company, clock, settings } = needs;
  const now = (): number => clock.now();
  const timeZone = () => company.timeZone;
  const publicUrl = () => settings.current().publicUrl;
  const configs = await loadChannelConfigs(db, companyId);
  const contacts = createContacts({
    ...{ db, companyId, ready: configs.ready },
    webhookUrl: () => configs.of('webhook').values['url'],
    language: () => settings.current().language,
  });
  const store = createMessageStore(db);
  const inboundStore = createInboundStore(db, companyId);
  const trouble = (error: unknown) => needs.log.error({ err: error }, 'trouble with messages; trying again');
  const senders = createSenders(needs, { configs, timeZone, publicUrl, store, inboundStore, trouble });
  const outbox = startOutbox({
    ...{ companyId, clock, store, trouble },
    senderOf: (channel) => (configs.ready(channel) ? senders[channel] : null),
  });
  configs.onChange((channel) => void outbox.channelChanged(channel).catch(trouble));

  /** What Twilio tells, by a call or when it is asked. */
  async function hear(news: TwilioStatus & { providerId: string; messageId: string | null }): Promise<void> {
    const { providerId, messageId, status, errorCode } = news;
    if (errorCode !== null && codeOf(errorCode).action === 'slowDown') outbox.slower('whatsapp');
    const about = { receiptId: `${providerId}:${status}`, providerId, messageId, nowMs: now() };
    const heard = await store.hear(companyId, about, (message) =>
      afterStatus(message, news, { nowMs: now(), random: Math.random() }),
    );
    if (heard) outbox.wake();
  }
  const follow = () => followStatuses({ db, companyId, client: senders.whatsapp.client, hear }, now());
  const upkeep = startUpkeep(clock, {
    follow: async () => (configs.ready('whatsapp') ? follow() : undefined),
    prune: () => inboundStore.prune(now()),
  });
  const channels: Channels = {
    contactOf: contacts.contactOf,
    messagesOf: (messageIds) => messagesOf(db, companyId, messageIds, company.timeZone),
    wake: outbox.wake,
  };
  let inboundCounts: () => InboundCounts = () => ({ known: 0, unknown: 0 });
  const asked = { db, companyId, configs, outbox, clock: now, directory: needs.directory };
  return {
    ...{ ...channels, configs, contacts, outbox, inboundStore, hear, trouble },
    problems: () => currentProblems({ ...asked, timeZone, publicUrl }),
    /** Where what people wrote is counted. */
    countInbound: (counts: () => InboundCounts): void => void (inboundCounts = counts),
    counts: () => ({ outbox: outbox.counts(), inbound: inboundCounts() }),
    check: (channel: ChannelKind) => checkChannel(channel, configs, senders),
    async stop(): Promise<void> {
      await upkeep.stop();
      await outbox.stop();
    },
  };
}

type SenderNeeds = {
  configs: ChannelConfigs;
  timeZone: () => string;
  publicUrl: () => string;
  store: ReturnType<typeof createMessageStore>;
  inboundStore: ReturnType<typeof createInboundStore>;
  trouble: (error: unknown) => void;
};
type Senders = Record<ChannelKind, Sender> & { whatsapp: WhatsApp; email: ReturnType<typeof createEmail> };

function createSenders({ companyId, clock, alertTo }: ChannelsNeeds, needs: SenderNeeds): Senders {
  const { configs, timeZone, publicUrl, store, inboundStore, trouble } = needs;
  return {
    whatsapp: createWhatsApp({
      ...{ config: () => configs.of('whatsapp'), timeZone, publicUrl, trouble },
      isOpen: (address) => inboundStore.isOpen(address, clock.now()),
      knownIds: (ids) => store.knownIds(companyId, ids),
    }),
    email: createEmail({ config: () => configs.of('email'), timeZone, publicUrl }),
    webhook: createWebhook({ config: () => configs.of('webhook'), timeZone, clock: () => clock.now() }),
    browser: createBrowser({ alertTo, timeZone }),
  };
}

async function checkChannel(
  channel: ChannelKind,
  configs: ChannelConfigs,
  senders: Senders,
): Promise<Finding[]> {
  const config = configs.of(channel);
  if (!isComplete(channel, config)) return [{ ok: false, text: problemText('notConfigured') }];
  if (channel === 'whatsapp') return checkWhatsApp(await senders.whatsapp.client(), config);
  if (channel === 'email') {
    const wrong = await senders.email.check();
    if (wrong && 'code' in wrong) return [{ ok: false, text: problemText(wrong.code) }];
    return [{ ok: true, text: 'The mail server answers and takes mail from us.' }];
  }
  return [{ ok: true, text: 'Everything is there. Send a test message to see whether it arrives.' }];
}

/** What fails here is tried again with the next turn; a provider that cannot be reached is told of by the outbox. */
function startUpkeep(clock: Clock, { follow, prune }: Record<'follow' | 'prune', () => Promise<unknown>>) {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = false;
  let stopped = false;
  const run = (work: () => Promise<unknown>) => () => {
    if (waiting || stopped) return;
    waiting = true;
    last = last
      .then(() => (stopped ? undefined : work()))
      .catch(() => undefined)
      .finally(() => (waiting = false));
  };
  const stops = [clock.every(followEveryMs, run(follow)), clock.every(pruneEveryMs, run(prune))];
  return {
    async stop(): Promise<void> {
      stopped = true;
      stops.forEach((stop) => stop());
      await last;
    },
  };
}
