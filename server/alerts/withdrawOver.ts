/**
 * What is over before anybody was told of it is told to nobody, and its end only to those who were told, or may have been. Runs in the
 * transaction that writes the changes, after the incidents: nobody begins to send a message in between.
 */
import type { Knex } from 'knex';
import { reachOf, type Reach, withdrawMessages } from '../channels/withdrawMessages.ts';
import { chunks } from '../database/chunks.ts';
import { type Alert, type Changes, lasts } from './incident.ts';
import { type AlertRow, alertOf } from './incidentRows.ts';
import { groupedDetail, groupedEvents } from './release.ts';

export async function withdrawOver(
  trx: Knex,
  companyId: string,
  changes: Changes,
  nowMs: number,
): Promise<Changes> {
  const over = new Set(changes.incidents.flatMap((each) => (lasts(each) ? [] : each.incidentId)));
  const ends = changes.sendings.filter(({ kind }) => kind === 'resolved');
  const ids = [...over, ...ends.flatMap(({ incidents }) => incidents.map(({ incidentId }) => incidentId))];
  const raised = await raisedAlerts(trx, companyId, { column: 'incidentId', ids });
  if (raised.length === 0 && ends.length === 0) return changes;
  const messageIds = (alerts: Alert[]): string[] => [
    ...new Set(alerts.flatMap((each) => each.messageId ?? [])),
  ];
  const ofOver = messageIds(raised.filter(({ incidentId }) => over.has(incidentId)));
  const withdrawn = await onlyOfOver(trx, companyId, ofOver);
  await withdrawMessages(trx, companyId, [...withdrawn]);
  // Of some of them the end came before.
  const together = await raisedAlerts(trx, companyId, { column: 'messageId', ids: [...withdrawn] });
  const reach = await reachOf(trx, companyId, messageIds(raised));
  const all = new Map([...raised, ...together].map((alert) => [alert.alertId, alert]));
  return withoutUntold(changes, { raised: [...all.values()], withdrawn, reach }, nowMs);
}

type Facts = {
  /** Alerts that went into messages, or were told on the page alone. */
  raised: Alert[];
  withdrawn: ReadonlySet<string>;
  reach: ReadonlyMap<string, Reach>;
};

export const neverToldText = 'Not sent: they were never told that it began.';
export const overText = 'Over before it was sent.';

/** Pure. Alerts whose message was withdrawn are as if they had never been sent: should it go on, they are told after all. */
export function withoutUntold(changes: Changes, { raised, withdrawn, reach }: Facts, nowMs: number): Changes {
  const isNever = ({ messageId }: Alert): boolean => messageId !== null && reach.get(messageId) === 'never';
  const alerts = new Map(changes.alerts.map((alert) => [alert.alertId, alert]));
  for (const alert of raised)
    if (alert.messageId !== null && withdrawn.has(alert.messageId) && isNever(alert))
      alerts.set(alert.alertId, { ...alert, state: 'dropped', note: overText });
  const told = new Set(raised.filter((alert) => !isNever(alert)).map(keyOf));
  const untold = new Set<string>();
  for (const { kind, alertIds } of changes.sendings)
    for (const alertId of kind === 'resolved' ? alertIds : []) {
      const alert = alerts.get(alertId);
      if (!alert || told.has(keyOf(alert))) continue;
      untold.add(alertId);
      alerts.set(alertId, { ...alert, state: 'dropped', note: neverToldText });
    }
  return { ...withoutAlerts(changes, untold, nowMs), alerts: [...alerts.values()] };
}

const keyOf = ({ incidentId, recipientId }: Alert): string => `${incidentId} ${recipientId}`;

function withoutAlerts(changes: Changes, untold: ReadonlySet<string>, atMs: number): Changes {
  if (untold.size === 0) return changes;
  let { events } = changes;
  const sendings = changes.sendings.flatMap((sending) => {
    const kept = sending.alertIds.map((alertId) => !untold.has(alertId));
    if (kept.every(Boolean)) return sending;
    const old = groupedDetail(sending);
    events = events.filter(({ kind, detail }) => kind !== 'grouped' || detail !== old);
    const smaller = {
      ...sending,
      alertIds: sending.alertIds.filter((_, index) => kept[index]),
      incidents: sending.incidents.filter((_, index) => kept[index]),
    };
    events = [...events, ...groupedEvents(smaller, atMs)];
    return smaller.alertIds.length === 0 ? [] : smaller;
  });
  return { ...changes, events, sendings };
}

/** Those that went into messages. */
async function raisedAlerts(
  trx: Knex,
  companyId: string,
  { column, ids: asked }: { column: 'incidentId' | 'messageId'; ids: string[] },
): Promise<Alert[]> {
  const found: Alert[] = [];
  for (const ids of chunks([...new Set(asked)])) {
    const rows = await trx('alerts')
      .where({ companyId, state: 'queued', kind: 'raised' })
      .whereIn(column, ids)
      .select<AlertRow[]>('*');
    found.push(...rows.map(alertOf));
  }
  return found;
}

/** Those that tell of nothing which lasts, and of nothing whose end is told already. */
async function onlyOfOver(trx: Knex, companyId: string, messageIds: string[]): Promise<Set<string>> {
  const only = new Set(messageIds);
  for (const ids of chunks(messageIds)) {
    const others = await trx('alerts as a')
      .join('incidents as i', 'i.id', 'a.incidentId')
      .where({ 'a.companyId': companyId })
      .whereIn('a.messageId', ids)
      .where(
        (query) =>
          void query
            .whereNull('i.endedAtMs')
            .orWhereExists(
              trx('alerts as r')
                .whereRaw('r."incidentId" = a."incidentId" AND r."recipientId" = a."recipientId"')
                .where({ 'r.kind': 'resolved', 'r.state': 'queued' }),
            ),
      )
      .pluck<string[]>('a.messageId');
    for (const id of others) only.delete(id);
  }
  return only;
}
