/** The hierarchy as somebody may see it. Pure. */
import type { Scope } from '../access/scope.ts';
import { type Directory, supervisorOf } from '../directory/directory.ts';
import type { Hierarchy, HierarchyGap, HierarchyPerson, TeamView } from '../wire.ts';
import { checkHierarchy, isComplete } from './checkHierarchy.ts';

/** `sees`: whether the reader may see people at all; else there are only the names of the teams. */
export function hierarchyOf(directory: Directory, scope: Scope, seesPeople: boolean): Hierarchy {
  const sees = (personId: string): boolean => seesPeople && scope.sees(personId);
  const people = [...directory.people.values()]
    .filter(({ personId }) => sees(personId))
    .map((person) => personOf(person.personId, directory, sees))
    .filter((person) => person !== null)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const gaps = seesPeople ? checkHierarchy(directory).flatMap((gap) => seenGap(gap, directory, sees)) : [];
  return { people, teams: teamsFor(directory.teams.values(), sees), gaps, complete: isComplete(gaps) };
}

/** Teams are known to everybody; who leads one, to those who may see that person. */
export const teamsFor = (teams: Iterable<TeamView>, sees: (personId: string) => boolean): TeamView[] =>
  [...teams].map((team) => ({
    ...team,
    leadId: team.leadId !== null && sees(team.leadId) ? team.leadId : null,
  }));

function personOf(
  personId: string,
  directory: Directory,
  sees: (personId: string) => boolean,
): HierarchyPerson | null {
  const person = directory.people.get(personId);
  if (!person) return null;
  const above = supervisorOf(personId, directory);
  const { name, code, job, teamId, supervisorId, deactivatedAtMs } = person;
  return {
    ...{ personId, name, code, job, teamId },
    supervisorId: above !== null && sees(above) ? above : null,
    named: supervisorId !== null,
    deactivated: deactivatedAtMs !== null,
  };
}

/** Nothing, when it is about somebody the reader may not see. */
function seenGap(
  gap: HierarchyGap,
  directory: Directory,
  sees: (personId: string) => boolean,
): HierarchyGap[] {
  switch (gap.kind) {
    case 'noSupervisor':
    case 'supervisorDeactivated':
      return sees(gap.personId) ? [gap] : [];
    case 'severalTops':
    case 'circle':
      return gap.personIds.every(sees) ? [gap] : [];
    case 'teamWithoutLead':
    case 'leadDeactivated':
    case 'leadOutside':
      return membersOf(gap.teamId, directory).some(sees) ? [gap] : [];
    default:
      return gap satisfies never;
  }
}

const membersOf = (team: string, { people }: Directory): string[] =>
  [...people.values()].flatMap(({ personId, teamId }) => (teamId === team ? personId : []));
