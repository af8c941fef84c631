import { expect, test } from 'vitest';
import { checkHierarchy } from '../teams/checkHierarchy.ts';
import { demoDirectory } from './demoDirectory.ts';
import { demoCameras, demoPeople } from './script.ts';

const { areas, teams, people } = demoDirectory;

test('the demo office has a place for each of its cameras and people, inside one that comes before', () => {
  const names = areas.map(({ name }) => name);
  for (const { area } of demoCameras) expect(names).toContain(area);
  for (const { worksIn } of people) expect(names).toContain(worksIn);
  for (const [index, { within }] of areas.entries())
    if (within !== null) expect(names.slice(0, index)).toContain(within);
  expect(people.map(({ name }) => name).sort()).toEqual(
    demoPeople
      .filter(({ enrolled }) => enrolled)
      .map(({ name }) => name)
      .sort(),
  );
});

test('the hierarchy of the demo office is complete', () => {
  const directory = {
    areas: new Map(),
    teams: new Map(
      teams.map(({ name, lead }) => [name, { teamId: name, name, leadId: lead, parentId: null }]),
    ),
    people: new Map(
      people.map(({ name, code, job, team, supervisor }) => [
        name,
        {
          ...{ personId: name, name, code, job, teamId: team, supervisorId: supervisor },
          ...{ areaIds: [], badgeOnly: false, deactivatedAtMs: null },
        },
      ]),
    ),
  };
  expect(checkHierarchy(directory)).toEqual([]);
});
