import { expect, test } from 'vitest';
import type { Person, PersonView, SampleView } from '../../../server/wire.ts';
import { enrolmentProblems } from './enrolment.ts';
import { filtered, noFilter, type PeopleRow, rowsOf, sorted } from './peopleRows.ts';

const samples = (...qualities: number[]): SampleView[] =>
  qualities.map((quality, index) => ({
    ...{ sampleId: `${index}`, quality, faceWidthPx: 120, createdAtMs: 0, source: 'photo' },
  }));
const consent = { givenAtMs: 0, recordedBy: 'Ada', statement: 'Yes', locale: 'en' };
const person = (name: string, change: Partial<Person> = {}): Person => ({
  ...{ personId: name, name, code: null, job: null, teamId: null, supervisorId: null, areaIds: [] },
  ...{ badge: null, phone: null, email: null, badgeOnly: false, deactivatedAtMs: null },
  ...{ samples: samples(0.9, 0.8, 0.7), outdatedSamples: [], stricter: null, consent, createdAtMs: 0 },
  ...change,
});
const view = (name: string, change: Partial<PersonView> = {}): PersonView => ({
  ...{ personId: name, name, state: 'present', cameraId: null, cameraName: null, area: null, spot: null },
  ...{ sinceMs: null, lastSeenMs: null, code: null, job: null, teamId: null, areaIds: [], badgeOnly: false },
  ...change,
});
const places = {
  areas: [{ areaId: 'a1', name: 'Hall', parentId: null }],
  teams: [{ teamId: 't1', name: 'Packing', parentId: null, leadId: null }],
};
const names = (rows: PeopleRow[]) => rows.map(({ name }) => name);

test('enrolmentProblems() names what keeps somebody from being recognised, and nothing of who has a badge', () => {
  const of = (change: Partial<Person>) => enrolmentProblems(person('Ann', change));
  expect(of({})).toEqual([]);
  expect(of({ consent: null, samples: [] })).toEqual(['noConsent']);
  expect(of({ samples: [] })).toEqual(['noSamples']);
  expect(of({ samples: [], outdatedSamples: samples(0.9) })).toEqual(['outdated']);
  expect(of({ samples: samples(0.2) })).toEqual(['fewSamples', 'poorSamples']);
  expect(of({ consent: null, samples: [], badgeOnly: true })).toEqual([]);
});

test('filtered() finds by any word of a person, without accents, and by team, area, state and problem', () => {
  const people = [
    person('José Díaz', { code: 'P-7', teamId: 't1', areaIds: ['a1'] }),
    person('Eve', { samples: [] }),
    person('Old', { deactivatedAtMs: 1 }),
  ];
  const rows = rowsOf(people, [view('José Díaz'), view('Eve', { state: 'away' })], places);
  const found = (change: Partial<typeof noFilter>) => names(filtered(rows, { ...noFilter, ...change }));
  expect(found({})).toEqual(['José Díaz', 'Eve']);
  expect(found({ search: 'jose packing' })).toEqual(['José Díaz']);
  expect(found({ search: 'p-7 hall' })).toEqual(['José Díaz']);
  expect(found({ teamId: 't1' })).toEqual(['José Díaz']);
  expect(found({ areaId: 'a1' })).toEqual(['José Díaz']);
  expect(found({ state: 'away' })).toEqual(['Eve']);
  expect(found({ problem: 'noSamples' })).toEqual(['Eve']);
  expect(found({ problem: 'any' })).toEqual(['Eve']);
  expect(found({ deactivated: 'only' })).toEqual(['Old']);
});

test('rowsOf() without records knows names and states', () => {
  const [row] = rowsOf(null, [view('Ann', { state: 'away', teamId: 't1' })], places);
  expect(row).toMatchObject({ name: 'Ann', state: 'away', team: 'Packing', person: null, problems: [] });
});

test('sorted() counts in codes, puts what is not said last, and who needs something first', () => {
  const people = [
    person('C', { code: 'P10' }),
    person('B', { samples: [] }),
    person('A', { code: 'P9', samples: samples(0.5, 0.5, 0.5) }),
  ];
  const rows = rowsOf(people, [], places);
  const by = (key: 'name' | 'code' | 'enrolment') => names(sorted(rows, { key, isDown: false }));
  expect(by('name')).toEqual(['A', 'B', 'C']);
  expect(by('code')).toEqual(['A', 'C', 'B']);
  expect(by('enrolment')).toEqual(['B', 'A', 'C']);
  expect(names(sorted(rows, { key: 'name', isDown: true }))).toEqual(['C', 'B', 'A']);
});
