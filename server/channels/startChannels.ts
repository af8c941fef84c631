/** From the outbox to people: how everybody is reached, and what is sent. */
import type { Knex } from 'knex';
import type { Log } from '../http/createLog.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { LoadedSettings } from '../settings/loadSettings.ts';
import type { ChannelKind } from '../wire.ts';
import type { Channels } from './channels.ts';
import { createContacts } from './createContacts.ts';
import { loadChannelConfigs } from './loadChannelConfigs.ts';
import { createMessageStore } from './messageStore.ts';
import { messagesOf } from './messageViews.ts';
import type { Sender } from './outgoing.ts';
import { startOutbox } from './startOutbox.ts';

export type ChannelsNeeds = {
  db: Knex;
  companyId: string;
  company: { name: string; timeZone: string };
  clock: Clock;
  log: Log;
  settings: LoadedSettings;
};

export async function startChannels(needs: ChannelsNeeds) {
  const { db, companyId, company, clock, log, settings } = needs;
  const configs = await loadChannelConfigs(db, companyId);
  const senders: Partial<Record<ChannelKind, Sender>> = {};
  const contacts = createContacts({
    ...{ db, companyId, ready: configs.ready },
    webhookUrl: () => configs.of('webhook').values['url'],
    language: () => settings.current().language,
  });
  const outbox = startOutbox({
    ...{ companyId, clock, store: createMessageStore(db) },
    senderOf: (channel) => (configs.ready(channel) ? (senders[channel] ?? null) : null),
    trouble: (error) => log.error({ err: error }, 'trouble with messages; trying again'),
  });
  configs.onChange((channel) => void outbox.channelChanged(channel).catch(() => undefined));
  const channels: Channels = {
    contactOf: contacts.contactOf,
    messagesOf: (messageIds) => messagesOf(db, companyId, messageIds, company.timeZone),
    wake: outbox.wake,
  };
  return { ...channels, configs, contacts, outbox, stop: outbox.stop };
}
