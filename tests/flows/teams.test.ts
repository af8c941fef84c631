/** Goal: who leads whom can be changed, never into a circle, and everybody sees the part that is theirs. Method: a real server. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Hierarchy, Person, TeamView } from '../../server/wire.ts';
import { type Client, codeOf, startTestServer, type TestServer } from '../helpers/testServer.ts';

let server: TestServer;
let owner: Client;
beforeEach(async () => {
  server = await startTestServer();
  owner = await server.admin();
});
afterEach(() => server.remove());

const addPerson = async (name: string): Promise<string> =>
  ((await owner.call('POST', '/api/people', { name })).body as Person).personId;
const addTeam = async (name: string, more: Partial<TeamView> = {}): Promise<string> =>
  ((await owner.call('POST', '/api/teams', { name, ...more })).body as TeamView).teamId;
const hierarchy = async (client = owner): Promise<Hierarchy> =>
  (await client.call('GET', '/api/hierarchy')).body as Hierarchy;
const under = (personId: string, supervisorId: string | null) =>
  owner.call('PUT', `/api/people/${personId}/supervisor`, { supervisorId });
const into = (personId: string, teamId: string | null) =>
  owner.call('PUT', `/api/people/${personId}/team`, { teamId });
const aboveOf = async (personId: string) =>
  (await hierarchy()).people.find((person) => person.personId === personId)?.supervisorId;

test('people get somebody above by name or by their team, and the check says when it is complete', async () => {
  const [boss, lead, ana] = [await addPerson('Boss'), await addPerson('Lead'), await addPerson('Ana')];
  expect((await hierarchy()).gaps.map(({ kind }) => kind)).toEqual(Array(3).fill('noSupervisor'));
  expect((await under(lead, boss)).status).toBe(204);
  const gate = await addTeam('Gate', { leadId: lead });
  await into(ana, gate);
  expect(await hierarchy()).toMatchObject({ complete: true, gaps: [] });
  expect([await aboveOf(ana), await aboveOf(lead), await aboveOf(boss)]).toEqual([lead, boss, null]);
  await under(ana, boss);
  expect(await aboveOf(ana)).toBe(boss);
});

test('no change makes people lead each other in a circle, be it by name or by team', async () => {
  const [boss, lead] = [await addPerson('Boss'), await addPerson('Lead')];
  await under(lead, boss);
  expect(codeOf(await under(boss, lead))).toBe('HIERARCHY_CIRCLE');
  expect(codeOf(await under(boss, boss))).toBe('HIERARCHY_CIRCLE');
  const gate = await addTeam('Gate', { leadId: lead });
  expect(codeOf(await into(boss, gate))).toBe('HIERARCHY_CIRCLE');
  const lab = await addTeam('Lab');
  await into(boss, lab);
  expect(codeOf(await owner.call('PATCH', `/api/teams/${lab}`, { leadId: lead }))).toBe('HIERARCHY_CIRCLE');
  expect((await hierarchy()).complete).toBe(true);
});

test('of two changes at once that together are a circle only one is made', async () => {
  const [ana, bo] = [await addPerson('Ana'), await addPerson('Bo')];
  const answers = await Promise.all([under(ana, bo), under(bo, ana)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
});

test('teams nest, and a deleted one leaves its people and teams to the one above', async () => {
  const all = await addTeam('All');
  const gate = await addTeam('Gate', { parentId: all });
  const night = await addTeam('Night', { parentId: gate });
  const ana = await addPerson('Ana');
  await into(ana, gate);
  const nested = await owner.call('PATCH', `/api/teams/${all}`, { parentId: night });
  expect(codeOf(nested)).toBe('NESTED_IN_ITSELF');
  expect(codeOf(await owner.call('POST', '/api/teams', { name: 'gate' }))).toBe('NAME_TAKEN');
  const renamed = await owner.call('PATCH', `/api/teams/${gate}`, { name: 'Gates' });
  expect(renamed.body).toMatchObject({ name: 'Gates', parentId: all });
  const gone = await owner.call('DELETE', `/api/teams/${gate}`, {});
  expect(gone.body).toEqual({ movedUp: 1, people: 1 });
  const { teams, people } = await hierarchy();
  expect(teams.find(({ teamId }) => teamId === night)?.parentId).toBe(all);
  expect(people[0]?.teamId).toBe(all);
});

test('a supervisor sees the own branch, a viewer the names of the teams alone', async () => {
  const [boss, lead, ana, bo] = [
    ...[await addPerson('Boss'), await addPerson('Lead'), await addPerson('Ana'), await addPerson('Bo')],
  ] as [string, string, string, string];
  await under(lead, boss);
  await under(ana, lead);
  await under(bo, boss);
  await addTeam('Gate', { leadId: bo });
  const supervisor = await server.signedInAs('supervisor', { personId: lead });
  const branch = await hierarchy(supervisor);
  expect(branch.people.map(({ personId, supervisorId }) => [personId, supervisorId])).toEqual([
    [ana, lead],
    [lead, null],
  ]);
  expect(branch).toMatchObject({ complete: true, teams: [{ name: 'Gate', leadId: null }] });
  const viewer = await server.signedInAs('viewer');
  expect(await hierarchy(viewer)).toMatchObject({
    ...{ people: [], gaps: [], teams: [{ name: 'Gate', leadId: null }] },
  });
});
