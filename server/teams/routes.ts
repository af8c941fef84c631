/** Teams, who leads whom, and whether that is complete. */
import { z } from 'zod';
import { may } from '../access/abilities.ts';
import type { By } from '../access/audit.ts';
import { mustSee } from '../access/scope.ts';
import { type Directory, liesWithin } from '../directory/directory.ts';
import type { LoadedDirectory } from '../directory/loadDirectory.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import { createTurns } from '../areas/createTurns.ts';
import type { Me, TeamView } from '../wire.ts';
import { hierarchyOf, teamsFor } from './hierarchyOf.ts';
import { dissolved, hierarchy, newTeam, placeName, team, teamChange } from './shapes.ts';
import type { TeamStore } from './store.ts';

export type TeamParts = {
  companyId: string;
  store: TeamStore;
  directory: LoadedDirectory;
  clock: () => number;
  /** Somebody's place in the hierarchy, or a team, is another now. */
  changed: () => Promise<void>;
};
type Turns = ReturnType<typeof createTurns>;

export function teamRoutes(route: Route, parts: TeamParts): void {
  // What is checked must still be so when it is written: changes are made one after the other.
  const inTurn = createTurns();
  readRoutes(route, parts);
  teamChanges(route, parts, inTurn);
  personChanges(route, parts, inTurn);
}

function readRoutes(route: Route, { directory }: TeamParts): void {
  route(
    {
      method: 'get',
      path: '/api/teams',
      summary: 'Every team; who leads it only where the reader may see that person',
      allow: ['read', 'Team'],
      answer: z.array(team),
    },
    ({ user, scope }) =>
      teamsFor(directory.current().teams.values(), (id) => may(user, 'read', 'Person') && scope.sees(id)),
  );
  route(
    {
      method: 'get',
      path: '/api/hierarchy',
      summary: 'Who leads whom, and the gaps; for a supervisor the own branch, for a viewer the teams alone',
      allow: ['read', 'Team'],
      answer: hierarchy,
    },
    ({ user, scope }) => hierarchyOf(directory.current(), scope, may(user, 'read', 'Person')),
  );
}

const path = '/api/teams';
const teamPath = `${path}/:teamId`;
const params = z.object({ teamId: z.string() });

function teamChanges(route: Route, parts: TeamParts, inTurn: Turns): void {
  const { companyId, store, directory } = parts;
  const add = { body: newTeam, answer: team, status: 201 };
  route(
    { method: 'post', path, summary: 'Add a team', allow: ['create', 'Team'], ...add },
    ({ body, user }) =>
      inTurn(async () => {
        mustFit({ teamId: '', ...body }, directory.current());
        const teamId = await store.addTeam(companyId, body, byOf(user, parts));
        await parts.changed();
        return found(parts, teamId);
      }),
  );
  const change = { params, body: teamChange, answer: team };
  route(
    {
      ...{ method: 'patch', path: teamPath, ...change },
      summary: 'Rename a team, put it under another, or give it a lead',
      allow: ['update', 'Team'],
    },
    ({ params: { teamId }, body, user }) =>
      inTurn(async () => {
        const before = found(parts, teamId);
        const { name = before.name, parentId = before.parentId, leadId = before.leadId } = body;
        const after = { teamId, name, parentId, leadId };
        mustFit(after, directory.current());
        await store.changeTeam(companyId, after, byOf(user, parts));
        await parts.changed();
        return found(parts, teamId);
      }),
  );
  route(
    {
      ...{ method: 'delete', path: teamPath, params, answer: dissolved },
      summary: 'Delete a team; its people and teams belong to the one above then',
      allow: ['delete', 'Team'],
    },
    ({ params: { teamId }, user }) =>
      inTurn(async () => {
        const gone = await store.removeTeam(companyId, found(parts, teamId), byOf(user, parts));
        await parts.changed();
        return gone;
      }),
  );
}

function personChanges(route: Route, parts: TeamParts, inTurn: Turns): void {
  const { companyId, store, directory } = parts;
  const ofPerson = z.object({ personId: z.string() });
  const supervisorId = z.string().nullable();
  route(
    {
      ...{ method: 'put', path: '/api/people/:personId/supervisor', params: ofPerson, answer: nothing },
      summary: 'Say who leads a person; null: as the team says',
      allow: ['update', 'Person'],
      body: z.object({ supervisorId }),
    },
    ({ params: { personId }, body, user, scope }) =>
      inTurn(async () => {
        mustSee(scope, personId);
        const now = directory.current();
        personIn(now, personId);
        if (body.supervisorId !== null) personIn(now, body.supervisorId);
        await store.setSupervisor(companyId, personId, body.supervisorId, byOf(user, parts));
        await parts.changed();
        return null;
      }),
  );
  route(
    {
      ...{ method: 'put', path: '/api/people/:personId/team', params: ofPerson, answer: nothing },
      summary: 'Put a person into a team, or into none',
      allow: ['update', 'Person'],
      body: z.object({ teamId: z.string().nullable() }),
    },
    ({ params: { personId }, body: { teamId }, user, scope }) =>
      inTurn(async () => {
        mustSee(scope, personId);
        personIn(directory.current(), personId);
        if (teamId !== null) found(parts, teamId);
        await store.setTeam(companyId, personId, teamId, byOf(user, parts));
        await parts.changed();
        return null;
      }),
  );
}

function mustFit(team: TeamView, now: Directory): void {
  const { teamId, name, parentId, leadId } = team;
  const taken = [...now.teams.values()].some(
    (other) => other.teamId !== teamId && placeName(other.name) === placeName(name),
  );
  if (taken) throw problem('NAME_TAKEN', { name });
  if (parentId !== null && !now.teams.has(parentId)) throw missingTeam();
  if (liesWithin(teamId, parentId, (id) => now.teams.get(id)?.parentId))
    throw problem('NESTED_IN_ITSELF', { name });
  if (leadId !== null) personIn(now, leadId);
}

function personIn({ people }: Directory, personId: string) {
  const person = people.get(personId);
  if (!person) throw problem('NOT_FOUND', { what: 'this person' });
  return person;
}

function found({ directory }: TeamParts, teamId: string): TeamView {
  const team = directory.current().teams.get(teamId);
  if (!team) throw missingTeam();
  return team;
}

const missingTeam = () => problem('NOT_FOUND', { what: 'this team' });
const byOf = (user: Me, { clock }: TeamParts): By => ({ userId: user.userId, nowMs: clock() });
