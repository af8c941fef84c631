/**
 * Of what goes on although its end was told, or was about to be: the end that was not sent is withdrawn, and the true one is told later
 * to whom it was told too early. Where no level is left that would be told, they are told now that it goes on. Runs in the transaction
 * that writes the changes, after the incidents.
 */
import type { Knex } from 'knex';
import { reachOf, withdrawMessages } from '../channels/withdrawMessages.ts';
import { type Alert, type Changes, type Incident, lasts } from './incident.ts';
import { notOverText } from './reopen.ts';
import { sentAlerts } from './withdrawOver.ts';

export async function tellAgain(
  trx: Knex,
  companyId: string,
  changes: Changes,
  nowMs: number,
): Promise<Changes> {
  const begun = new Set(
    changes.events.flatMap(({ kind, incidentId }) => (kind === 'opened' ? incidentId : [])),
  );
  const lasting = changes.incidents.filter((each) => lasts(each) && begun.has(each.incidentId));
  const ids = lasting.map(({ incidentId }) => incidentId);
  const ends = await sentAlerts(trx, companyId, { kind: 'resolved', column: 'incidentId', ids });
  if (ends.length === 0) return changes;
  const withdrawn = await withdrawEnds(trx, companyId, ends);
  const raised = await sentAlerts(trx, companyId, { kind: 'raised', column: 'incidentId', ids });
  const alerts = new Map(changes.alerts.map((alert) => [alert.alertId, alert]));
  for (const alert of toldAgain(lasting, { ends, raised, withdrawn }, nowMs))
    alerts.set(alert.alertId, alert);
  return { ...changes, alerts: [...alerts.values()] };
}

export const tooEarlyText = 'Told too early: it was not over.';
export const goesOnText = 'Told once more: it was not over.';

type Facts = {
  ends: Alert[];
  raised: Alert[];
  /** Messages that are not sent. */
  withdrawn: ReadonlySet<string>;
};

/** Pure. Nobody has two alerts of a kind: the one that told the end too early is kept for the true end. */
function toldAgain(lasting: Incident[], { ends, raised, withdrawn }: Facts, nowMs: number): Alert[] {
  const isLast = new Set(lasting.flatMap((each) => (each.nextLevelAtMs === null ? each.incidentId : [])));
  return ends.flatMap((end): Alert[] => {
    const { incidentId, recipientId, messageId } = end;
    if (messageId !== null && withdrawn.has(messageId))
      return [{ ...end, state: 'dropped', note: notOverText }];
    const kept: Alert = { ...end, state: 'dropped', note: tooEarlyText };
    const [last] = raised
      .filter((each) => each.incidentId === incidentId && each.recipientId === recipientId)
      .sort((a, b) => b.level - a.level);
    if (!last || !isLast.has(incidentId)) return [kept];
    return [kept, { ...last, state: 'waiting', dueAtMs: nowMs, note: goesOnText, messageId: null }];
  });
}

/** Those of them that reach nobody: one that tells the end of others too goes out. */
async function withdrawEnds(trx: Knex, companyId: string, ends: Alert[]): Promise<Set<string>> {
  const messageIds = [...new Set(ends.flatMap(({ messageId }) => messageId ?? []))];
  const all = await sentAlerts(trx, companyId, { kind: 'resolved', column: 'messageId', ids: messageIds });
  const known = new Set(ends.map(({ alertId }) => alertId));
  const ofOthers = new Set(all.flatMap((each) => (known.has(each.alertId) ? [] : each.messageId)));
  const own = messageIds.filter((id) => !ofOthers.has(id));
  await withdrawMessages(trx, companyId, own);
  const reach = await reachOf(trx, companyId, messageIds);
  return new Set(messageIds.filter((id) => reach.get(id) === 'never'));
}
