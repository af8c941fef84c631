/** Composes what comes in: the page's requests, Twilio's calls, and what people write. */
import type { CameraId } from '../../pipeline/messages.ts';
import { connectorProblems } from '../connectors/connectorProblems.ts';
import { problem } from '../errors.ts';
import type { Parts } from '../createApp.ts';
import { reportLink } from '../reports/links.ts';
import { employeeProblems } from '../employees/employeeProblems.ts';
import type { ProblemView } from '../wire.ts';
import { snapshotMinutes, type InboundActions, type Writer } from './inbound/answerCommand.ts';
import { createInbound } from './inbound/createInbound.ts';
import { writerOf } from './inbound/findWriter.ts';
import { snapshotPath, snapshotRoute } from './inbound/snapshotRoute.ts';
import { createSnapshotLinks, type SnapshotLinks } from './inbound/snapshotLinks.ts';
import { incidentsToldIn, incidentsToldTogether } from './toldIn.ts';
import { channelRoutes } from './routes.ts';
import { twilioRoutes } from './whatsapp/routes.ts';

export function addChannelRoutes(parts: Parts): void {
  const { db, companyId, company, now, settings, messaging } = parts;
  const { channels } = messaging;
  const { route } = parts.http;
  const publicUrl = () => settings.current().publicUrl;
  channelRoutes(route, {
    ...{ db, companyId, company, channels, clock: now },
    problems: () => problemsIn(parts),
  });
  const links = createSnapshotLinks();
  const inbound = createInbound({
    ...{ db, companyId, store: channels.inboundStore, clock: now },
    directory: parts.directory.current,
    contactOf: (recipientId) => channels.contactOf(recipientId),
    actions: actionsOf(parts, links),
    toldIn: (providerId) => incidentsToldIn(db, companyId, providerId),
    ...{ wake: channels.wake, trouble: channels.trouble },
  });
  twilioRoutes(route, {
    ...{ config: () => channels.configs.of('whatsapp'), publicUrl },
    ...{ hear: channels.hear, receive: inbound.receive },
  });
  channels.countInbound(inbound.counts);
  void inbound.catchUp().catch(channels.trouble);
  snapshotRoute(route, {
    links,
    clock: now,
    clearFor: (cameraId, writer) => clearFor(parts, cameraId, writer),
    writer: (recipientId) => writerOf(findNeeds(parts), recipientId.replace(/^person:/, '')),
    take: async (cameraId, clear) => {
      const camera = parts.cameras.views().find((view) => view.cameraId === cameraId);
      if (!camera) throw problem('NOT_FOUND', { what: 'this camera' });
      const taken = camera.health.kind === 'seeing' ? await parts.cameras.snapshot(cameraId, clear) : null;
      if (!taken) throw problem('CAMERA_BLIND', { camera: camera.name });
      return { ...taken, camera };
    },
    audit: (by, audited) => parts.accounts.store.audit(companyId, by, audited),
  });
}

const findNeeds = ({ db, companyId, company, directory, messaging }: Parts) => ({
  ...{ db, companyId, directory: directory.current, timeZone: () => company.timeZone },
  contactOf: (recipientId: string) => messaging.channels.contactOf(recipientId),
});

function actionsOf(parts: Parts, links: SnapshotLinks): InboundActions {
  const { db, companyId, company, settings, now, presence, cameras } = parts;
  const { alerts } = parts.messaging;
  const publicUrl = () => settings.current().publicUrl.replace(/\/+$/, '');
  return {
    ...{ toldTo: alerts.toldTo, acknowledge: alerts.acknowledge },
    ...{ excuse: alerts.excuse, snooze: alerts.snooze },
    toldTogether: (recipientIds, incidentId) =>
      incidentsToldTogether(db, companyId, { recipientIds, incidentId }),
    ...{ people: presence.views, cameras: cameras.views, timeZone: () => company.timeZone },
    async reportLink(date, recipientId, language) {
      const userId = recipientId.replace(/^user:/, '');
      const needs = { db, companyId, clock: now, settings: settings.current };
      const whom = { recipientId, userId, language };
      return (await reportLink(needs, { from: date, to: date }, 'pdf', whom))?.url ?? null;
    },
    snapshotLink(cameraId, { recipientIds }) {
      const [recipientId] = recipientIds;
      if (publicUrl() === '' || recipientId === undefined) return null;
      const expiresAtMs = now() + snapshotMinutes * 60_000;
      return `${publicUrl()}${snapshotPath}/${links.tokenFor({ cameraId, recipientId, expiresAtMs })}`;
    },
  };
}

/** Whose faces may be clear; null: everybody's. */
function clearFor({ named }: Parts, cameraId: string, { scope }: Writer) {
  if (scope.all) return null;
  const seen = named.of(cameraId as CameraId).filter(({ personId }) => scope.sees(personId));
  return seen.map(({ trackId }) => trackId);
}

/** What keeps anybody from being told what they should be told. */
async function problemsIn({
  messaging,
  duty,
  dailyReport,
  connectors,
  employees,
}: Parts): Promise<ProblemView[]> {
  const { channels, alerts } = messaging;
  return [
    ...[...(await channels.problems()), ...alerts.problems(), ...duty.problems()],
    ...[...(await dailyReport.problems()), ...(await connectorProblems(connectors.store))],
    ...employeeProblems(employees),
  ];
}
