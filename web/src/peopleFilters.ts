/** Which people the list shows: chosen here, remembered here. */
import type { AreaView, PersonView, PresenceState, TeamView } from '../../server/wire.ts';
import { objectIn } from './feedView.ts';
import { areasAsNested, teamsAsNested, withBelow } from './nesting.ts';
import { remember, remembered } from './storage.ts';

export type PeopleFilters = { areaId: string | null; state: PresenceState | null; teamId: string | null };
export const noFilters: PeopleFilters = { areaId: null, state: null, teamId: null };

export const states: PresenceState[] = ['present', 'away', 'absent', 'onLeave', 'off', 'blind', 'expected'];

/** Of areas and teams that are gone the filter is gone too. */
export function filteredPeople(
  people: readonly PersonView[],
  filters: PeopleFilters,
  { areas, teams }: { areas: readonly AreaView[]; teams: readonly TeamView[] },
): PersonView[] {
  const places = new Set(withBelow(areasAsNested(areas), filters.areaId ?? '').map(({ name }) => name));
  const teamIds = new Set(withBelow(teamsAsNested(teams), filters.teamId ?? '').map(({ id }) => id));
  return people.filter(
    ({ state, area, teamId }) =>
      (filters.state === null || state === filters.state) &&
      (places.size === 0 || (area !== null && places.has(area))) &&
      (teamIds.size === 0 || (teamId !== null && teamIds.has(teamId))),
  );
}

export function parseFilters(text: string | null): PeopleFilters {
  const { areaId, teamId, state } = objectIn(text);
  return {
    areaId: typeof areaId === 'string' ? areaId : null,
    state: states.find((each) => each === state) ?? null,
    teamId: typeof teamId === 'string' ? teamId : null,
  };
}

export const rememberedFilters = (): PeopleFilters => parseFilters(remembered('filters'));
export const rememberFilters = (filters: PeopleFilters): void => remember('filters', JSON.stringify(filters));
