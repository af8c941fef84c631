/** What deserves attention, who is told about it, and who stands in for whom. */
import type {
  EscalationPolicy,
  IncidentDetails,
  IncidentKind,
  IncidentState,
  IncidentView,
  NewPolicy,
  NewSubstitute,
  Substitute,
} from '../../../server/wire.ts';
import { call, list, part } from '../api.ts';

/** Times in ms, of the opening; what is left out does not narrow the list. */
export type IncidentQuery = {
  state?: IncidentState | undefined;
  kind?: IncidentKind | undefined;
  teamId?: string | undefined;
  personId?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
};
export type IncidentsPage = { incidents: IncidentView[]; more: boolean };

const of = (incidentId: string): string => `incidents/${part(incidentId)}`;

export const incidentsApi = {
  /** Newest first; `before`: the id of the last one of the page before. */
  incidents: (query: IncidentQuery, before: string | null) =>
    call<IncidentsPage>('GET', `incidents?${searchOf({ ...query, before })}`),
  incident: (incidentId: string) => call<IncidentDetails>('GET', of(incidentId)),
  acknowledge: (incidentId: string, note: string) =>
    call<IncidentView>('POST', `${of(incidentId)}/acknowledge`, { note }),
  excuse: (incidentId: string, why: string) =>
    call<IncidentView>('POST', `${of(incidentId)}/excuse`, { why }),
  snooze: (incidentId: string, untilMs: number) =>
    call<IncidentView>('POST', `${of(incidentId)}/snooze`, { untilMs }),
  close: (incidentId: string, note: string) =>
    call<IncidentView>('POST', `${of(incidentId)}/close`, { note }),
};

export const policiesApi = {
  policies: () => list<EscalationPolicy>('policies'),
  add: (policy: NewPolicy) => call<EscalationPolicy>('POST', 'policies', policy),
  change: (policyId: string, policy: NewPolicy) =>
    call<EscalationPolicy>('PUT', `policies/${part(policyId)}`, policy),
  remove: (policyId: string) => call<unknown>('DELETE', `policies/${part(policyId)}`),
  substitutes: () => list<Substitute>('substitutes'),
  addSubstitute: (substitute: NewSubstitute) => call<Substitute>('POST', 'substitutes', substitute),
  removeSubstitute: (substituteId: string) => call<unknown>('DELETE', `substitutes/${part(substituteId)}`),
};

export function searchOf(query: Record<string, string | number | boolean | null | undefined>): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
}
