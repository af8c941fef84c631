/**
 * What is over before anybody was told of it is told to nobody, and its end only to those who were told, or may have been. An absence
 * that the end of duty ended is told all the same: nobody came. Runs in the transaction that writes the changes, after the incidents:
 * nobody begins to send a message in between.
 */
import type { Knex } from 'knex';
import { type EndRow, isSettled, overText } from '../channels/overBefore.ts';
import { reachOf, type Reach, withdrawMessages } from '../channels/withdrawMessages.ts';
import { chunks } from '../database/chunks.ts';
import type { Alert, Changes } from './incident.ts';
import { type AlertRow, alertOf } from './incidentRows.ts';
import { groupedDetail, groupedEvents } from './release.ts';

export async function withdrawOver(
  trx: Knex,
  companyId: string,
  changes: Changes,
  nowMs: number,
): Promise<Changes> {
  const settled = changes.incidents.filter((each) =>
    isSettled({ ...each, detail: JSON.stringify(each.detail) }),
  );
  const over = new Set(settled.map(({ incidentId }) => incidentId));
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
    // Another message to them may be about as many.
    const own = new Set(sending.incidents.map(({ incidentId }) => incidentId));
    events = events.filter(
      ({ kind, detail, incidentId }) => kind !== 'grouped' || detail !== old || !own.has(incidentId),
    );
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
const raisedAlerts = (trx: Knex, companyId: string, by: Asked): Promise<Alert[]> =>
  sentAlerts(trx, companyId, { ...by, kind: 'raised' });

type Asked = { column: 'incidentId' | 'messageId'; ids: string[] };

export async function sentAlerts(
  trx: Knex,
  companyId: string,
  { kind, column, ids: asked }: Asked & { kind: Alert['kind'] },
): Promise<Alert[]> {
  const found: Alert[] = [];
  for (const ids of chunks([...new Set(asked)])) {
    const rows = await trx('alerts')
      .where({ companyId, state: 'queued', kind })
      .whereIn(column, ids)
      .select<AlertRow[]>('*');
    found.push(...rows.map(alertOf));
  }
  return found;
}

/** Those that tell of nothing which lasts or is news still, and of nothing whose end is told already. */
async function onlyOfOver(trx: Knex, companyId: string, messageIds: string[]): Promise<Set<string>> {
  const only = new Set(messageIds);
  for (const ids of chunks(messageIds)) {
    const told = trx('alerts as r')
      .whereRaw('r."incidentId" = a."incidentId" AND r."recipientId" = a."recipientId"')
      .where({ 'r.kind': 'resolved', 'r.state': 'queued' });
    const ofAlerts = trx('alerts as a')
      .join('incidents as i', 'i.id', 'a.incidentId')
      .where({ 'a.companyId': companyId })
      .whereIn('a.messageId', ids);
    for (const id of await ofAlerts.clone().whereExists(told).pluck<string[]>('a.messageId')) only.delete(id);
    const rows = await ofAlerts.select<(EndRow & { messageId: string })[]>(
      ...['a.messageId', 'i.endedAtMs', 'i.state', 'i.detail'],
    );
    for (const row of rows) if (!isSettled(row)) only.delete(row.messageId);
  }
  return only;
}
