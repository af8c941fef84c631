/** The people, teams and areas that a list is compared with. Pure. */
import type { AreaView, ImportField, Profile, TeamView } from '../../wire.ts';

/** `hasFace`: there is a consent, and perhaps samples, that badge only would erase. */
export type ListedPerson = Profile & { personId: string; deactivated: boolean; hasFace: boolean };
export type ListState = {
  people: ListedPerson[];
  teams: Pick<TeamView, 'teamId' | 'name' | 'parentId' | 'leadId'>[];
  areas: Pick<AreaView, 'areaId' | 'name'>[];
};

/** Between the areas of one person. */
export const areaMark = '|';

/** How a field is written in a cell; null: empty. */
export function shownOf({ people, teams, areas }: ListState) {
  const teamNames = new Map(teams.map(({ teamId, name }) => [teamId, name]));
  const areaNames = new Map(areas.map(({ areaId, name }) => [areaId, name]));
  const byId = new Map(people.map((person) => [person.personId, person]));
  return (person: Omit<ListedPerson, 'hasFace' | 'personId'>, field: ImportField): string | null => {
    switch (field) {
      case 'team':
        return person.teamId === null ? null : (teamNames.get(person.teamId) ?? null);
      case 'supervisor': {
        const above = person.supervisorId === null ? undefined : byId.get(person.supervisorId);
        return above?.code ?? above?.name ?? null;
      }
      case 'areas': {
        const names = person.areaIds.map((areaId) => areaNames.get(areaId) ?? areaId).sort();
        return names.length === 0 ? null : names.join(` ${areaMark} `);
      }
      case 'badgeOnly':
      case 'deactivated':
        return person[field] ? 'yes' : 'no';
      case 'name':
      case 'code':
      case 'job':
      case 'badge':
      case 'phone':
      case 'email':
        return person[field];
      default:
        return field satisfies never;
    }
  };
}
