/** Goal: gaps are told where they are and nowhere else. Method: random trees, broken at random places. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Directory, DirectoryPerson } from '../directory/directory.ts';
import type { HierarchyGap, TeamView } from '../wire.ts';
import { checkHierarchy, isComplete } from './checkHierarchy.ts';

const person = (personId: string, more: Partial<DirectoryPerson> = {}): DirectoryPerson => ({
  ...{ personId, name: personId, code: null, job: null, teamId: null, supervisorId: null },
  ...{ areaIds: [], badgeOnly: false, deactivatedAtMs: null },
  ...more,
});
const company = (people: DirectoryPerson[], teams: TeamView[] = []): Directory => ({
  people: new Map(people.map((each) => [each.personId, each])),
  teams: new Map(teams.map((each) => [each.teamId, each])),
  areas: new Map(),
});
const team = (teamId: string, leadId: string | null, parentId: string | null = null): TeamView => ({
  ...{ teamId, name: teamId, leadId, parentId },
});
const check = (people: DirectoryPerson[], teams: TeamView[] = []) => checkHierarchy(company(people, teams));

/** Person 0 is the top; each further one reports to somebody before. */
const trees = fc
  .integer({ min: 2, max: 40 })
  .chain((count) =>
    fc.tuple(...Array.from({ length: count - 1 }, (_, index) => fc.integer({ min: 0, max: index }))),
  )
  .map((supervisors) => [
    person('0'),
    ...supervisors.map((above, index) => person(String(index + 1), { supervisorId: String(above) })),
  ]);
const leads = (id: string, people: DirectoryPerson[]) =>
  people.some(({ supervisorId }) => supervisorId === id);
const sorted = (gaps: HierarchyGap[]) =>
  gaps.map((gap) =>
    JSON.stringify('personIds' in gap ? { ...gap, personIds: gap.personIds.toSorted() } : gap),
  );

test('checkHierarchy() finds every random tree complete', () => {
  fc.assert(
    fc.property(trees, (people) => {
      expect(check(people)).toEqual([]);
    }),
  );
});

test('checkHierarchy() finds a random cut where it is', () => {
  fc.assert(
    fc.property(trees, fc.nat(), (people, at) => {
      const cut = String(1 + (at % (people.length - 1)));
      const broken = people.map((each) => (each.personId === cut ? { ...each, supervisorId: null } : each));
      const tops = ['0', cut];
      const leading = tops.filter((id) => leads(id, broken));
      const alone = tops.filter((id) => !leads(id, broken));
      const expected: HierarchyGap[] = [
        ...(leading.length > 1 ? [{ kind: 'severalTops', personIds: leading } as const] : []),
        ...alone.map((personId) => ({ kind: 'noSupervisor', personId }) as const),
      ];
      expect(sorted(check(broken))).toEqual(sorted(expected));
      expect(isComplete(check(broken))).toBe(false);
    }),
  );
});

test('checkHierarchy() finds a random circle with exactly its people', () => {
  fc.assert(
    fc.property(trees, fc.nat(), fc.nat(), (people, at, steps) => {
      const bottom = String(1 + (at % (people.length - 1)));
      const chain = [bottom];
      for (let up = people[Number(bottom)]?.supervisorId; up != null; up = people[Number(up)]?.supervisorId)
        chain.push(up);
      const ring = chain.slice(0, 2 + (steps % (chain.length - 1)));
      const closing = ring.at(-1);
      const broken = people.map((each) =>
        each.personId === closing ? { ...each, supervisorId: bottom } : each,
      );
      const circle = { kind: 'circle', personIds: ring } as const;
      // Whoever was the top still is, unless they closed the ring; alone, when the ring hung on nobody else.
      const rest = closing === '0' || leads('0', broken) ? [] : [{ kind: 'noSupervisor', personId: '0' }];
      expect(sorted(check(broken))).toEqual(sorted([circle, ...(rest as HierarchyGap[])]));
    }),
  );
});

test('checkHierarchy() names a deactivated supervisor once for each person who names them', () => {
  const people = [
    person('boss'),
    person('gone', { supervisorId: 'boss', deactivatedAtMs: 1 }),
    person('ana', { supervisorId: 'gone' }),
    person('bo', { supervisorId: 'boss' }),
  ];
  expect(check(people)).toEqual([{ kind: 'supervisorDeactivated', personId: 'ana', supervisorId: 'gone' }]);
});

test('checkHierarchy() tells of a team whose lead is deactivated once, not for each of its people', () => {
  const people = [
    person('boss'),
    person('gone', { supervisorId: 'boss', deactivatedAtMs: 1 }),
    person('bo', { supervisorId: 'boss' }),
    ...['ana', 'cy'].map((id) => person(id, { teamId: 'gate' })),
  ];
  expect(check(people, [team('gate', 'gone')])).toEqual([
    { kind: 'leadDeactivated', teamId: 'gate', leadId: 'gone' },
  ]);
});

test('checkHierarchy() finds people led by their teams complete, and a lead from elsewhere worth telling', () => {
  const people = [
    person('boss', { teamId: 'all' }),
    person('lead', { teamId: 'gate' }),
    person('ana', { teamId: 'gate' }),
    person('bo', { teamId: 'lab' }),
  ];
  const teams = [team('all', 'boss'), team('gate', 'lead', 'all'), team('lab', 'boss', 'all')];
  expect(check(people, teams)).toEqual([]);
  const outside = [teams[0]!, teams[1]!, team('lab', 'lead', 'all')];
  expect(check(people, outside)).toEqual([{ kind: 'leadOutside', teamId: 'lab', leadId: 'lead' }]);
  expect(isComplete(check(people, outside))).toBe(true);
  const leadless = [teams[0]!, teams[1]!, team('lab', null, 'all')];
  expect(check(people, leadless)).toEqual([{ kind: 'teamWithoutLead', teamId: 'lab' }]);
});

test('checkHierarchy() asks nothing of one person alone', () => {
  expect([check([]), check([person('ana')])]).toEqual([[], []]);
});
