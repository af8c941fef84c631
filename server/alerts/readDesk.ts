/** What others read of the incidents. */
import type { AlertView, PolicyPreview, PreviewRequest } from '../wire.ts';
import type { Alerts } from './alerts.ts';
import type { Alert } from './incident.ts';
import { lasts } from './incident.ts';
import { recipientName, withNames } from './incidentView.ts';
import type { Desk } from './openDesk.ts';
import type { About } from './policyFor.ts';
import { previewOf } from './previewOf.ts';
import { problemsOf } from './problemsOf.ts';
import type { AlertsNeeds, StartedAlerts } from './startAlerts.ts';

type Reading = Pick<StartedAlerts, 'page' | 'get' | 'toldTo' | 'problems' | 'preview'>;

export function readDesk(desk: Desk, needs: AlertsNeeds): Reading {
  const { companyId, store } = needs;
  const { memory, viewOf, rules } = desk;
  const nameOf = (id: string): string => recipientName(id, rules().directory, rules().users);

  const get: Alerts['get'] = async (incidentId) => {
    const incident = await store.get(companyId, incidentId);
    if (!incident) return undefined;
    const events = await store.events(companyId, incidentId);
    const alerts = await store.alerts(companyId, [incidentId]);
    const messages = await needs.messagesOf(alerts.flatMap(({ messageId }) => messageId ?? []));
    const alertView = ({ messageId, ...alert }: Alert): AlertView => ({
      ...{ alertId: alert.alertId, kind: alert.kind, level: alert.level, createdAtMs: alert.createdAtMs },
      ...{ recipientId: alert.recipientId, recipient: nameOf(alert.recipientId) },
      note: alert.note === null ? null : withNames(alert.note, nameOf),
      messages: (messageId === null ? undefined : messages.get(messageId)) ?? [],
    });
    return {
      ...viewOf(incident),
      events: events.map((event) => ({ ...event, detail: withNames(event.detail, nameOf) })),
      alerts: alerts.map(alertView),
    };
  };

  return {
    get,
    page: async (filter) => (await store.page(companyId, filter)).map(viewOf),
    toldTo(recipientId) {
      const at = new Map<string, number>();
      for (const alert of memory.alerts())
        if (alert.recipientId === recipientId && alert.kind === 'raised' && alert.state === 'queued')
          at.set(alert.incidentId, Math.max(at.get(alert.incidentId) ?? 0, alert.createdAtMs));
      const told = [...at].sort((a, b) => b[1] - a[1]).flatMap(([id]) => memory.get(id) ?? []);
      return Promise.resolve(told.filter(lasts).map(viewOf));
    },
    problems: () =>
      problemsOf(memory.open(), rules()).map((each) => ({ ...each, text: withNames(each.text, nameOf) })),
    preview: (request) => preview(request, desk, needs),
  };
}

async function preview(
  request: PreviewRequest,
  { rulesNow }: Desk,
  needs: AlertsNeeds,
): Promise<PolicyPreview> {
  const { subject, subjectId, policy = null, atMs = needs.clock.now() } = request;
  const camera = needs.world().cameras.find(({ cameraId }) => cameraId === subjectId);
  const about: About =
    subject === 'person'
      ? { kind: 'absence', subjectId, area: null }
      : { kind: 'blindCamera', subjectId, area: camera?.area ?? null };
  const now = await rulesNow();
  const name = (subject === 'person' ? now.directory.people.get(subjectId)?.name : camera?.name) ?? '';
  const asked = { about, name, atMs, policy };
  // Once to know who would be told, and again with how each is reached.
  const channels = new Map<string, Awaited<ReturnType<AlertsNeeds['contactOf']>>>();
  for (const { recipients } of previewOf({ ...asked, channelOf: () => null }, now).steps)
    for (const { recipientId } of recipients) channels.set(recipientId, await needs.contactOf(recipientId));
  const channelOf = (id: string) => channels.get(id)?.channels[0]?.channel ?? null;
  return previewOf({ ...asked, channelOf }, now);
}
