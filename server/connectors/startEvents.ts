/** Tells another program what happens, through the outbox: each event is queued in the transaction that remembers it. */
import type { Knex } from 'knex';
import { type Contact, queueMessage } from '../channels/queueMessage.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { ConnectorStore, NewRow } from './connectorStore.ts';
import { type PunchNeeds, punchRow } from './punchRows.ts';
import { rowOf, takePunches } from './takePunches.ts';
import type { PunchFact } from './punchRows.ts';

export type EventNeeds = PunchNeeds & {
  clock: Clock;
  store: ConnectorStore;
  failed: (error: unknown) => void;
};

/** What `event` of a webhook may be. */
export const eventNames = [
  ...(['incident.opened', 'incident.resolved', 'presence.arrived', 'presence.left'] as const),
];
export type EventName = (typeof eventNames)[number];

const lookEveryMs = 15_000;
/** Nobody acts on older news. */
const toldWithinMs = 24 * 60 * 60_000;

export function startEvents(needs: EventNeeds) {
  const { clock, store, failed } = needs;
  let last: Promise<void> = Promise.resolve();
  let stopped = false;

  async function pass(): Promise<void> {
    const { enabled, untilMs } = await store.get('events');
    const address = enabled ? await webhookAddress(needs) : null;
    if (untilMs === null || address === null) return;
    const nowMs = clock.now();
    const { facts, untilMs: takenUntilMs } = await takePunches(needs, untilMs, nowMs);
    const seen = facts.filter(({ source }) => source === 'camera').map(rowOf);
    const rows = [...seen, ...(await incidentRows(needs, untilMs))];
    await store.take('events', rows, { untilMs: takenUntilMs, nowMs, state: 'delivered' }, (trx, fresh) =>
      queueAll(trx, fresh, address),
    );
  }

  async function queueAll(trx: Knex, fresh: NewRow[], address: string): Promise<void> {
    const to: Contact = {
      ...{ recipientId: 'webhook:events', name: 'webhook', language: 'en' },
      channels: [{ channel: 'webhook', address }],
    };
    const nowMs = clock.now();
    for (const row of fresh)
      if (row.atMs >= nowMs - toldWithinMs)
        await queueMessage(
          trx,
          needs.companyId,
          { to, template: 'event', variables: variablesOf(row, needs), expiresAtMs: nowMs + toldWithinMs },
          nowMs,
        );
  }

  function look(): Promise<void> {
    last = last.then(() => (stopped ? undefined : pass())).catch(failed);
    return last;
  }
  let looking = false;
  const stopLooking = clock.every(lookEveryMs, () => {
    if (looking) return;
    looking = true;
    void look().finally(() => (looking = false));
  });
  return {
    look,
    async stop(): Promise<void> {
      stopped = true;
      stopLooking();
      await last;
    },
  };
}

/** null: the webhook channel is off, or nobody said where. */
async function webhookAddress({ db, companyId }: PunchNeeds): Promise<string | null> {
  const row = await db('channels')
    .where({ companyId, channel: 'webhook', enabled: 1 })
    .first<{ config: string } | undefined>('config');
  return (JSON.parse(row?.config ?? '{}') as { url?: string }).url || null;
}

type IncidentFact = {
  incident: string;
  event: EventName;
  kind: string;
  subjectId: string;
  name: string;
  area: string;
};

const ended = ['resolved', 'excused', 'closed'];

async function incidentRows({ db, companyId }: PunchNeeds, sinceMs: number): Promise<NewRow[]> {
  const rows = await db('incident_events as events')
    .join('incidents', 'incidents.id', 'events.incidentId')
    .where('events.companyId', companyId)
    .where('events.atMs', '>=', sinceMs)
    .whereIn('events.kind', ['opened', ...ended])
    .select<Record<string, string>[]>(
      ...([
        'events.id as eventId',
        'events.atMs as atMs',
        'events.kind as what',
        'events.incidentId',
      ] as const),
      ...([
        'incidents.kind as kind',
        'incidents.subjectId as subjectId',
        'incidents.detail as detail',
      ] as const),
    );
  return rows.map(({ eventId = '', atMs, what, incidentId = '', kind = '', subjectId = '', detail }) => {
    const { name = '', area } = JSON.parse(detail ?? '{}') as { name?: string; area?: string | null };
    const event = what === 'opened' ? 'incident.opened' : 'incident.resolved';
    const fact: IncidentFact = { incident: incidentId, event, kind, subjectId, name, area: area ?? '' };
    return { rowKey: `incident|${eventId}`, atMs: Number(atMs), payload: JSON.stringify(fact) };
  });
}

/** Strings, as every message of the outbox has them. */
function variablesOf(row: NewRow, needs: PunchNeeds): Record<string, string> {
  const fact = JSON.parse(row.payload) as PunchFact | IncidentFact;
  const atMs = String(row.atMs);
  if ('incident' in fact) return { ...fact, atMs };
  const { personId, code, name, time, area, direction } = punchRow(fact, needs);
  const event: EventName = direction === 'in' ? 'presence.arrived' : 'presence.left';
  return { event, atMs, time, personId, code: code ?? '', name, area: area ?? '' };
}
