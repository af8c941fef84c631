/** Who leads whom, and which place lies in which. Pure: everything is read from one snapshot. */
import type { AreaView, TeamView } from '../wire.ts';

export type DirectoryPerson = {
  personId: string;
  name: string;
  code: string | null;
  job: string | null;
  teamId: string | null;
  supervisorId: string | null;
  areaIds: string[];
  badgeOnly: boolean;
  deactivatedAtMs: number | null;
};

export type Directory = {
  people: ReadonlyMap<string, DirectoryPerson>;
  teams: ReadonlyMap<string, TeamView>;
  areas: ReadonlyMap<string, AreaView>;
};

/** Named in their record; else the lead of their team, or for the lead, of the nearest team above. null: nobody. */
export function supervisorOf(personId: string, { people, teams }: Directory): string | null {
  const person = people.get(personId);
  if (!person) return null;
  if (person.supervisorId !== null) return person.supervisorId;
  // A circle of teams ends the climb.
  const climbed = new Set<string>();
  for (let teamId = person.teamId; teamId !== null && !climbed.has(teamId);) {
    climbed.add(teamId);
    const team = teams.get(teamId);
    if (team?.leadId && team.leadId !== personId) return team.leadId;
    teamId = team?.parentId ?? null;
  }
  return null;
}

/** Whether the team says who leads them, and not their record. */
export const ledByTeam = (personId: string, { people }: Directory): boolean =>
  people.get(personId)?.supervisorId === null;

/** Whether `id` would lie inside itself under `parentId`. */
export function liesWithin(
  id: string,
  parentId: string | null,
  parentOf: (id: string) => string | null | undefined,
): boolean {
  const climbed = new Set<string>();
  for (let at = parentId; at !== null && !climbed.has(at);) {
    if (at === id) return true;
    climbed.add(at);
    at = parentOf(at) ?? null;
  }
  return false;
}

/** Everybody below, however deep, without the person. */
export function peopleBelow(personId: string, directory: Directory): Set<string> {
  const reports = reportsIn(directory);
  const below = new Set<string>();
  const open = [...(reports.get(personId) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (below.has(next) || next === personId) continue;
    below.add(next);
    open.push(...(reports.get(next) ?? []));
  }
  return below;
}

const known = new WeakMap<Directory, ReadonlyMap<string, string[]>>();

/** Whom each leads. Every request of a supervisor asks: worked out once for each reading of the directory, which never changes. */
function reportsIn(directory: Directory): ReadonlyMap<string, string[]> {
  const before = known.get(directory);
  if (before) return before;
  const reports = new Map<string, string[]>();
  for (const each of directory.people.keys()) {
    const above = supervisorOf(each, directory);
    const own = above === null ? undefined : reports.get(above);
    if (own) own.push(each);
    else if (above !== null) reports.set(above, [each]);
  }
  known.set(directory, reports);
  return reports;
}

/** These areas and everything that lies in them. */
export function areasWithin(areaIds: Iterable<string>, areas: Directory['areas']): Set<string> {
  const within = new Set(areaIds);
  // Once for each level at most: what lies in an area found is found in the next round.
  for (let before = -1; before !== within.size;) {
    before = within.size;
    for (const { areaId, parentId } of areas.values())
      if (parentId !== null && within.has(parentId)) within.add(areaId);
  }
  return within;
}
