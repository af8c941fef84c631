/** Channels as an administrator sees them, and what is wrong with them. */
import type { Knex } from 'knex';
import type { LoadedDirectory } from '../directory/loadDirectory.ts';
import { phoneNumber } from '../people/phoneNumber.ts';
import { checkHierarchy } from '../teams/checkHierarchy.ts';
import type { ChannelKind, ChannelView, ProblemView } from '../wire.ts';
import { channelKinds, isComplete, shownConfig } from './channelConfig.ts';
import { problemText } from './codes.ts';
import type { ChannelConfigs } from './loadChannelConfigs.ts';
import { leadersIn, problemsOf } from './problemsOf.ts';
import type { Outbox } from './startOutbox.ts';

type Counts = ChannelView['counts'];
type ViewNeeds = {
  db: Knex;
  companyId: string;
  configs: ChannelConfigs;
  outbox: Outbox;
  clock: () => number;
};
export type ProblemNeeds = ViewNeeds & {
  directory: LoadedDirectory;
  timeZone: () => string;
  publicUrl: () => string;
};

const dayMs = 24 * 3_600_000;

export async function channelViews(needs: ViewNeeds): Promise<ChannelView[]> {
  const counts = await countsOf(needs.db, needs.companyId, needs.clock() - dayMs);
  return channelKinds.map((channel) => {
    const config = needs.configs.of(channel);
    const complete = isComplete(channel, config);
    const trouble = needs.outbox.troubleOf(channel);
    return {
      ...{ channel, enabled: config.enabled, ready: config.enabled && complete },
      ...shownConfig(channel, config),
      problem: trouble
        ? problemText(trouble.code)
        : config.enabled && !complete
          ? problemText('notConfigured')
          : null,
      counts: counts.get(channel) ?? noCounts(),
    };
  });
}

const noCounts = (): Counts => ({ queued: 0, sent: 0, failed: 0, oldestQueuedMs: null });

/** What waits now; what was sent and failed since then. */
async function countsOf(db: Knex, companyId: string, sinceMs: number): Promise<Map<ChannelKind, Counts>> {
  type Row = { channel: ChannelKind; state: string; count: number; oldestMs: number };
  const waiting = ['queued', 'sending', 'unknown'];
  const rows: Row[] = await db('messages')
    .where({ companyId })
    .where((which) => void which.whereIn('state', waiting).orWhere('createdAtMs', '>=', sinceMs))
    .groupBy('channel', 'state')
    .select<Row[]>(
      ...['channel', 'state'],
      db.raw('count(*) AS "count"'),
      db.raw('min("createdAtMs") AS "oldestMs"'),
    );
  const counts = new Map<ChannelKind, Counts>();
  for (const { channel, state, count, oldestMs } of rows) {
    const own = counts.get(channel) ?? noCounts();
    counts.set(channel, own);
    if (waiting.includes(state)) {
      own.queued += count;
      own.oldestQueuedMs = Math.min(own.oldestQueuedMs ?? Infinity, oldestMs);
    } else if (state === 'failed' || state === 'dropped') own.failed += count;
    else own.sent += count;
  }
  return counts;
}

export async function currentProblems(needs: ProblemNeeds): Promise<ProblemView[]> {
  const { db, companyId, configs, outbox, clock, directory } = needs;
  const counts = await countsOf(db, companyId, clock() - dayMs);
  const whatsapp = configs.of('whatsapp');
  return problemsOf({
    channels: channelKinds.map((channel) => ({
      ...{ channel, enabled: configs.of(channel).enabled, trouble: outbox.troubleOf(channel) },
      complete: isComplete(channel, configs.of(channel)),
      ...(({ queued, oldestQueuedMs }: Counts) => ({ queued, oldestQueuedMs }))(
        counts.get(channel) ?? noCounts(),
      ),
    })),
    templateCodes: await templateCodes(db, companyId, clock() - dayMs),
    whatsapp: {
      ready: configs.ready('whatsapp'),
      templates: Object.keys(whatsapp.values).filter((key) => key.startsWith('template.')).length,
    },
    publicUrl: needs.publicUrl(),
    directory: directory.current(),
    gaps: checkHierarchy(directory.current()),
    phones: await phonesOf(db, companyId, leadersIn(directory.current())),
    isPhone: (text) => phoneNumber(text, needs.timeZone()) !== undefined,
    nowMs: clock(),
  });
}

const ofTemplates = [
  'noTemplate',
  '21655',
  '21656',
  '63013',
  '63021',
  '63027',
  '63028',
  '63040',
  '63041',
  '63042',
];

async function templateCodes(db: Knex, companyId: string, sinceMs: number) {
  return db('messages')
    .where({ companyId, channel: 'whatsapp' })
    .whereIn('errorCode', ofTemplates)
    .where('createdAtMs', '>=', sinceMs)
    .groupBy('errorCode')
    .select<{ code: string; sinceMs: number }[]>(
      'errorCode as code',
      db.raw('min("createdAtMs") AS "sinceMs"'),
    );
}

async function phonesOf(
  db: Knex,
  companyId: string,
  personIds: string[],
): Promise<Map<string, string | null>> {
  const wanted = new Set(personIds);
  const rows = await db('people')
    .where({ companyId })
    .select<{ id: string; phone: string | null }[]>('id', 'phone');
  return new Map(rows.filter(({ id }) => wanted.has(id)).map(({ id, phone }) => [id, phone]));
}
