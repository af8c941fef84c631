/** Which escalation policy holds: the nearest of team, area and company. Pure. */
import type { Directory } from '../directory/directory.ts';
import type { EscalationLevel, EscalationPolicy, IncidentKind, NewPolicy } from '../wire.ts';
import { defaultPolicy } from './defaultPolicy.ts';

/** What an incident is about; `area` by its name. */
export type About = { kind: IncidentKind; subjectId: string; area: string | null };

export function policyFor(
  about: About,
  policies: readonly EscalationPolicy[],
  directory: Directory,
): NewPolicy {
  const person = about.kind === 'absence' ? directory.people.get(about.subjectId) : undefined;
  const team = person && nearest('team', person.teamId, policies, (id) => directory.teams.get(id)?.parentId);
  if (team) return team;
  for (const areaId of areasOf(about, directory)) {
    const area = nearest('area', areaId, policies, (id) => directory.areas.get(id)?.parentId);
    if (area) return area;
  }
  return policies.find(({ subject }) => subject === 'company') ?? defaultPolicy;
}

/** Where they work, the first place first; then where it happened. */
export function areasOf({ kind, subjectId, area }: About, { people, areas }: Directory): string[] {
  const work = kind === 'absence' ? (people.get(subjectId)?.areaIds ?? []) : [];
  const place = [...areas.values()].find(({ name }) => name === area)?.areaId;
  return place === undefined ? work : [...work, place];
}

/** The zone of the site: that of the nearest area that has one. null: the company's. */
export function zoneFor(about: About, directory: Directory): string | null {
  for (const start of areasOf(about, directory))
    for (const areaId of upward(start, (id) => directory.areas.get(id)?.parentId)) {
      const zone = directory.areas.get(areaId)?.timeZone;
      if (zone) return zone;
    }
  return null;
}

export const levelsOf = (kind: IncidentKind, { levels, deviceLevels }: NewPolicy): EscalationLevel[] =>
  kind === 'absence' ? levels : deviceLevels;

type ParentOf = (id: string) => string | null | undefined;

function nearest(
  subject: EscalationPolicy['subject'],
  from: string | null,
  policies: readonly EscalationPolicy[],
  parentOf: ParentOf,
): EscalationPolicy | undefined {
  const own = policies.filter((policy) => policy.subject === subject);
  if (own.length === 0) return undefined;
  for (const id of upward(from, parentOf)) {
    const found = own.find(({ subjectId }) => subjectId === id);
    if (found) return found;
  }
  return undefined;
}

/** A circle ends the climb. */
function upward(from: string | null, parentOf: ParentOf): string[] {
  const climbed: string[] = [];
  for (let at = from; at !== null && !climbed.includes(at); at = parentOf(at) ?? null) climbed.push(at);
  return climbed;
}
