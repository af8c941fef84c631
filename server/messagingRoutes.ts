/** Routes about incidents, whom they are told to, and how. */
import { incidentRoutes } from './alerts/incidentRoutes.ts';
import { policyRoutes } from './alerts/policyRoutes.ts';
import { addChannelRoutes } from './channels/addChannelRoutes.ts';
import type { Parts } from './createApp.ts';

export function messagingRoutes(parts: Parts): void {
  const { companyId, directory, cameras, messaging, now } = parts;
  const { route } = parts.http;
  const { alerts, policies, policyStore, preview } = messaging;
  incidentRoutes(route, {
    ...{ alerts, clock: now },
    isPerson: (personId) => directory.current().people.has(personId),
  });
  policyRoutes(route, {
    ...{ companyId, store: policyStore, policies, directory, preview, clock: now },
    areaOfCamera: (cameraId) => cameras.views().find((view) => view.cameraId === cameraId)?.area,
  });
  addChannelRoutes(parts);
}
