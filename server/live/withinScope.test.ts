import { expect, test } from 'vitest';
import { everything, type Scope } from '../access/scope.ts';
import type { NoticeKind, NoticeView, Overview, Summary } from '../wire.ts';
import { noticesWithin, overviewWithin } from './withinScope.ts';

const mine: Scope = {
  ...{ all: false, sees: (id) => id === 'ann', watches: (area) => area === 'Hall', readsTerminals: false },
};
const withTerminals: Scope = { ...mine, readsTerminals: true };
const viewer: Scope = { ...everything, readsTerminals: false };
const whole = {
  cameras: [],
  incidents: [
    { kind: 'absence', subjectId: 'ann', area: 'Yard' },
    { kind: 'absence', subjectId: 'bob', area: 'Hall' },
    { kind: 'blindCamera', subjectId: 'c1', area: 'Hall' },
    { kind: 'blindCamera', subjectId: 'c2', area: 'Yard' },
    { kind: 'backupFailed', subjectId: 'backup', area: null },
    { kind: 'stillOnTerminal', subjectId: 't1', area: 'Hall' },
    { kind: 'stillOnTerminal', subjectId: 't2', area: null },
  ],
  people: [{ personId: 'ann' }, { personId: 'bob' }],
  areas: [
    { areaId: 'site', name: 'Site', parentId: null },
    { areaId: 'hall', name: 'Hall', parentId: 'site' },
  ],
  teams: [
    { teamId: 'day', name: 'Day', parentId: null, leadId: 'ann' },
    { teamId: 'night', name: 'Night', parentId: null, leadId: 'bob' },
  ],
} as unknown as Omit<Overview, 'summary' | 'notices'>;
const own = { summary: {} as Summary, notices: [], seesRecords: true };

test('overviewWithin() tells a supervisor of their people and places alone, and who leads a team only of those', () => {
  const { people, areas, teams } = overviewWithin(mine, whole, own);
  expect(people).toMatchObject([{ personId: 'ann' }]);
  expect(areas).toEqual([{ areaId: 'hall', name: 'Hall', parentId: null }]);
  expect(teams.map(({ leadId }) => leadId)).toEqual(['ann', null]);
});

test('overviewWithin() tells a supervisor of the incidents of their people and places alone', () => {
  const ids = (scope: Scope) => overviewWithin(scope, whole, own).incidents.map(({ subjectId }) => subjectId);
  expect(ids(mine)).toEqual(['ann', 'c1']);
  expect(ids(withTerminals)).toEqual(['ann', 'c1', 't1']);
  expect(ids(viewer)).toEqual(['ann', 'bob', 'c1', 'c2', 'backup']);
  expect(ids(everything)).toEqual(['ann', 'bob', 'c1', 'c2', 'backup', 't1', 't2']);
});

test('overviewWithin() tells a viewer everything but who leads whom', () => {
  const { people, areas, teams } = overviewWithin(everything, whole, { ...own, seesRecords: false });
  expect([people.length, areas]).toEqual([2, whole.areas]);
  expect(teams.map(({ leadId }) => leadId)).toEqual([null, null]);
});

test('noticesWithin() leaves out what concerns other people and places, and what lies in none', () => {
  const notice = (kind: NoticeKind, subjectId: string, area: string | null) =>
    ({ kind, subjectId, area }) as NoticeView;
  const all = [
    notice('away', 'ann', 'Yard'),
    notice('absent', 'bob', 'Hall'),
    notice('blindCamera', 'c1', 'Hall'),
    notice('blindCamera', 'c2', 'Yard'),
    notice('backupFailed', 'backup', null),
    notice('stillOnTerminal', 't1', 'Hall'),
    notice('stillOnTerminal', 't2', null),
  ];
  const ids = (scope: Scope) => noticesWithin(scope, all).map(({ subjectId }) => subjectId);
  expect(ids(mine)).toEqual(['ann', 'c1']);
  expect(ids(withTerminals)).toEqual(['ann', 'c1', 't1']);
  expect(ids(viewer)).toEqual(['ann', 'bob', 'c1', 'c2', 'backup']);
  expect(noticesWithin(everything, all)).toEqual(all);
});
