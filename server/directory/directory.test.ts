import { expect, test } from 'vitest';
import { areasWithin, type Directory, type DirectoryPerson, peopleBelow, supervisorOf } from './directory.ts';

const person = (personId: string, more: Partial<DirectoryPerson> = {}): [string, DirectoryPerson] => [
  personId,
  {
    personId,
    name: personId,
    ...{
      code: null,
      job: null,
      teamId: null,
      supervisorId: null,
      areaIds: [],
      badgeOnly: false,
      deactivatedAtMs: null,
    },
    ...more,
  },
];
const team = (teamId: string, leadId: string | null, parentId: string | null = null) =>
  [teamId, { teamId, name: teamId, leadId, parentId }] as const;
const area = (areaId: string, parentId: string | null = null) =>
  [areaId, { areaId, name: areaId, parentId }] as const;

const directory = (
  people: [string, DirectoryPerson][],
  teams: ReturnType<typeof team>[] = [],
): Directory => ({
  people: new Map(people),
  teams: new Map(teams),
  areas: new Map(),
});

test('supervisorOf() takes who is named, then the lead of the team, then for the lead the team above', () => {
  const company = directory(
    [
      person('boss', { teamId: 'all' }),
      person('lead', { teamId: 'gate' }),
      person('ana', { teamId: 'gate' }),
      person('bo', { teamId: 'gate', supervisorId: 'boss' }),
    ],
    [team('all', 'boss'), team('gate', 'lead', 'all')],
  );
  expect(['ana', 'bo', 'lead', 'boss', 'nobody'].map((id) => supervisorOf(id, company))).toEqual([
    ...['lead', 'boss', 'boss', null, null],
  ]);
});

test('supervisorOf() ends in a circle of teams without a lead', () => {
  const company = directory([person('ana', { teamId: 'a' })], [team('a', null, 'b'), team('b', null, 'a')]);
  expect(supervisorOf('ana', company)).toBeNull();
});

test('peopleBelow() finds every level, and ends in a circle', () => {
  const company = directory([
    person('boss'),
    person('lead', { supervisorId: 'boss' }),
    person('ana', { supervisorId: 'lead' }),
    person('x', { supervisorId: 'y' }),
    person('y', { supervisorId: 'x' }),
  ]);
  expect([...peopleBelow('boss', company)].sort()).toEqual(['ana', 'lead']);
  expect([...peopleBelow('x', company)]).toEqual(['y']);
  expect([...peopleBelow('ana', company)]).toEqual([]);
});

test('areasWithin() finds what lies in an area, in whatever order they are listed', () => {
  const areas = new Map([area('room', 'floor'), area('floor', 'site'), area('site'), area('other')]);
  expect([...areasWithin(['site'], areas)].sort()).toEqual(['floor', 'room', 'site']);
});
