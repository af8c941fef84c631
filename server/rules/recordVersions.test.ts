import { expect, test } from 'vitest';
import type { Directory, DirectoryPerson } from '../directory/directory.ts';
import { type Facts, keyOf, recordVersions } from './recordVersions.ts';
import type { RuleVersion } from './ruleBook.ts';

const person = (more: Partial<DirectoryPerson> = {}): DirectoryPerson => ({
  ...{ personId: 'ana', name: 'Ana', code: null, job: null, teamId: 'gate', supervisorId: null },
  ...{ areaIds: ['hall', 'desk'], badgeOnly: false, deactivatedAtMs: null },
  ...more,
});
const facts = (
  more: Partial<Directory> = {},
  company = { name: 'Harbour', timeZone: 'Asia/Jakarta' },
): Facts => ({
  ...{ companyId: 'co', company, limits: { awayAfterMs: 30_000, absentAfterMs: 300_000 } },
  directory: {
    people: new Map([['ana', person()]]),
    teams: new Map([['gate', { teamId: 'gate', name: 'Gate', parentId: null, leadId: null }]]),
    areas: new Map(['hall', 'desk'].map((areaId) => [areaId, { areaId, name: areaId, parentId: null }])),
    ...more,
  },
});
const lastOf = (versions: RuleVersion[]) => new Map(versions.map((version) => [keyOf(version), version]));
const begun = recordVersions(facts(), new Map(), 1);
const told = (next: Facts) =>
  recordVersions(next, lastOf(begun), 2).map(({ kind, subjectId, value }) => [kind, subjectId, value]);

test('recordVersions() writes everything once, and nothing while nothing changes', () => {
  expect(begun.map(({ kind }) => kind).toSorted()).toEqual([
    'area',
    'area',
    'company',
    'limits',
    'person',
    'team',
  ]);
  expect(told(facts())).toEqual([]);
  const turned = person({ areaIds: ['desk', 'hall'] });
  expect(told(facts({ people: new Map([['ana', turned]]) }))).toEqual([]);
});

test('recordVersions() writes what changed, and that a team or an area ended', () => {
  const moved = person({ teamId: null, deactivatedAtMs: 5 });
  expect(told(facts({ people: new Map([['ana', moved]]) }))).toMatchObject([
    ['person', 'ana', { teamId: null, deactivated: true }],
  ]);
  expect(told(facts({ teams: new Map() }))).toEqual([['team', 'gate', null]]);
  expect(told(facts({}, { name: 'Harbour', timeZone: 'Asia/Kolkata' }))).toMatchObject([
    ['company', 'co', { timeZone: 'Asia/Kolkata' }],
  ]);
});

test('recordVersions() says who is judged by badge alone, and nothing new of all others', () => {
  expect(begun.find(({ kind }) => kind === 'person')?.value).not.toHaveProperty('badgeOnly');
  const badge = facts({ people: new Map([['ana', person({ badgeOnly: true })]]) });
  expect(told(badge)).toMatchObject([['person', 'ana', { badgeOnly: true }]]);
});

test('recordVersions() leaves nothing of who was erased', () => {
  expect(told(facts({ people: new Map() }))).toEqual([]);
});
