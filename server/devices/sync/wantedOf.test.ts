import { expect, test } from 'vitest';
import type { Directory, DirectoryPerson } from '../../directory/directory.ts';
import { wantedOf, wantedOn } from './wantedOf.ts';

const person = (
  personId: string,
  areaIds: string[],
  more: Partial<DirectoryPerson> = {},
): DirectoryPerson => ({
  ...{
    personId,
    name: `Name ${personId}`,
    code: `1${personId}`,
    job: null,
    teamId: null,
    supervisorId: null,
  },
  ...{ areaIds, badgeOnly: false, deactivatedAtMs: null, ...more },
});
const area = (areaId: string, parentId: string | null) => ({
  areaId,
  name: areaId,
  parentId,
  timeZone: null,
});
const directoryOf = (people: DirectoryPerson[]): Directory => ({
  people: new Map(people.map((each) => [each.personId, each])),
  teams: new Map(),
  areas: new Map(
    [area('site', null), area('hall', 'site'), area('gate', 'hall'), area('yard', 'site')].map((each) => [
      each.areaId,
      each,
    ]),
  ),
});
const device = (areaId: string | null, more = {}) => ({
  ...{ deviceId: 'd', areaId, liveSync: true, approvedAtMs: 1 as number | null, ...more },
});

test('wantedOn() wants a person at terminals in their area, above it and within it, and nowhere else', () => {
  const directory = directoryOf([person('1', ['hall']), person('2', ['yard', 'gone']), person('3', [])]);
  const wants = (areaId: string) => [...wantedOn(device(areaId), directory).values()].map(({ want }) => want);
  expect(wants('hall')).toEqual(['there', 'gone', null]);
  expect(wants('gate')).toEqual(['there', 'gone', null]);
  expect(wants('site')).toEqual(['there', 'there', null]);
  expect(wants('yard')).toEqual(['gone', 'there', null]);
});

test('wantedOn() decides nothing at a terminal without a place or without live sync, but of those who left', () => {
  const left = person('2', ['hall'], { deactivatedAtMs: 5 });
  const directory = directoryOf([person('1', ['hall']), left, person('4', ['hall'], { code: null })]);
  for (const each of [device(null), device('removed'), device('hall', { liveSync: false })])
    expect(
      [...wantedOn(each, directory).values()].map(({ personId, want, why }) => [personId, want, why]),
    ).toEqual([
      ['1', null, null],
      ['2', 'gone', 'deactivated'],
    ]);
  expect(wantedOf(directory, [device('hall', { approvedAtMs: null })]).size).toBe(0);
});
