import type { Dissolved, Hierarchy, TeamView } from '../../../server/wire.ts';
import { call, part } from '../api.ts';

export type TeamFields = Omit<TeamView, 'teamId'>;

export const teamsApi = {
  hierarchy: () => call<Hierarchy>('GET', 'hierarchy'),
  addTeam: (fields: TeamFields) => call<TeamView>('POST', 'teams', fields),
  changeTeam: (teamId: string, fields: Partial<TeamFields>) =>
    call<TeamView>('PATCH', `teams/${part(teamId)}`, fields),
  removeTeam: (teamId: string) => call<Dissolved>('DELETE', `teams/${part(teamId)}`),
  setSupervisor: (personId: string, supervisorId: string | null) =>
    call<unknown>('PUT', `people/${part(personId)}/supervisor`, { supervisorId }),
  setTeam: (personId: string, teamId: string | null) =>
    call<unknown>('PUT', `people/${part(personId)}/team`, { teamId }),
};
