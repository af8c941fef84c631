/** What deserves attention, who is told about it, and who stands in for whom. */
import type {
  EscalationPolicy,
  IncidentDetails,
  IncidentKind,
  IncidentView,
  NewPolicy,
  NewSubstitute,
  PersonSnooze,
  PoliciesView,
  PolicyPreview,
  PreviewRequest,
  Substitute,
} from '../../../server/wire.ts';
import { call, list, part } from '../api.ts';

/** `since`: opened then or later, in ms. What is left out does not narrow the list. */
export type IncidentQuery = {
  /** Several with commas. */
  state?: string | undefined;
  kind?: IncidentKind | undefined;
  /** Id of the person, camera or terminal. */
  subjectId?: string | undefined;
  since?: number | undefined;
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
  snooze: (incidentId: string, minutes: number) =>
    call<IncidentView>('POST', `${of(incidentId)}/snooze`, { minutes }),
  close: (incidentId: string, why: string) => call<IncidentView>('POST', `${of(incidentId)}/close`, { why }),

  /** About whom nothing is told at present. */
  snoozes: () => list<PersonSnooze>('snoozes'),
  snoozePerson: (personId: string, minutes: number) =>
    call<unknown>('POST', `people/${part(personId)}/snooze`, { minutes }),
  wakePerson: (personId: string) => call<unknown>('DELETE', `people/${part(personId)}/snooze`),
};

export const policiesApi = {
  policies: () => call<PoliciesView>('GET', 'policies'),
  preview: (request: PreviewRequest) => call<PolicyPreview>('POST', 'policies/preview', request),
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
