/** How each channel is set up, in memory, always as the store has it. */
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { ChannelKind } from '../wire.ts';
import { secretMustStay } from './secretMustStay.ts';
import { type ChannelConfig, channelKinds, isReady, noConfig, withChanges } from './channelConfig.ts';

export type ChannelConfigs = {
  of: (channel: ChannelKind) => ChannelConfig;
  ready: (channel: ChannelKind) => boolean;
  change: (
    channel: ChannelKind,
    given: { enabled?: boolean | undefined; values: Record<string, string> },
    by: By & { name: string },
  ) => Promise<void>;
  onChange: (listener: (channel: ChannelKind) => void) => void;
};

export async function loadChannelConfigs(db: Knex, companyId: string): Promise<ChannelConfigs> {
  const rows = await db('channels')
    .where({ companyId })
    .select<{ channel: ChannelKind; enabled: number; config: string }[]>('channel', 'enabled', 'config');
  const configs = new Map<ChannelKind, ChannelConfig>(
    channelKinds.map((channel) => [channel, noConfig(channel)]),
  );
  for (const { channel, enabled, config } of rows)
    configs.set(channel, { enabled: enabled === 1, values: JSON.parse(config) as Record<string, string> });
  const of = (channel: ChannelKind) => configs.get(channel) ?? noConfig(channel);
  const listeners: ((channel: ChannelKind) => void)[] = [];
  return {
    of,
    ready: (channel) => isReady(channel, of(channel)),
    async change(channel, given, by) {
      const before = of(channel);
      const next = withChanges(channel, before, given);
      secretMustStay(channel, { before: before.values, given: given.values, after: next.values });
      await inTransaction(db, (trx) => write(trx, companyId, { channel, next, given }, by));
      configs.set(channel, next);
      for (const listener of listeners) listener(channel);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

type Written = { channel: ChannelKind; next: ChannelConfig; given: { values: Record<string, string> } };

async function write(
  trx: Knex,
  companyId: string,
  { channel, next, given }: Written,
  by: By & { name: string },
): Promise<void> {
  const row = { companyId, channel, enabled: next.enabled ? 1 : 0, config: JSON.stringify(next.values) };
  await trx('channels')
    .insert({ ...row, changedAtMs: by.nowMs, changedBy: by.name })
    .onConflict(['companyId', 'channel'])
    .merge();
  // Which, never what: a token is no word for a log.
  const detail = { enabled: next.enabled, fields: Object.keys(given.values).sort().join(', ').slice(0, 500) };
  await writeAudit(trx, companyId, by, { action: 'channel.changed', subject: channel, detail });
}
