import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { circleOf } from '../../directory/circleOf.ts';
import type { Directory } from '../../directory/directory.ts';
import { emptyProfile, plain, profileShapes } from '../profile.ts';
import type { ListedPerson, ListState } from './listState.ts';
import { type Plan, planImport } from './planImport.ts';
import { readList } from './readList.ts';
import { writeList } from './writeList.ts';

const shapes = profileShapes(() => 'Asia/Jakarta');
const keepAll = { deactivateMissing: false };
const person = (personId: string, name: string, more: Partial<ListedPerson> = {}): ListedPerson => ({
  ...{ ...emptyProfile, personId, name, deactivated: false, hasFace: false },
  ...more,
});
const company: ListState = {
  people: [
    person('ana', 'Ana', {
      code: 'K1',
      job: 'Clerk',
      teamId: 'gate',
      areaIds: ['hall'],
      phone: '+628111111111',
    }),
    person('bo', 'Bo', { code: 'K2', supervisorId: 'ana' }),
    person('cy', 'Cy', { hasFace: true }),
  ],
  teams: [{ teamId: 'gate', name: 'Gate', parentId: null, leadId: null }],
  areas: [
    { areaId: 'hall', name: 'Hall' },
    { areaId: 'yard', name: 'Yard' },
  ],
};
const plan = (csv: string, state = company, options = keepAll): Plan =>
  planImport(readList(Buffer.from(csv)), state, shapes, options);
const [ana, bo] = [0, 1];
const problemsOf = (csv: string, at = ana) =>
  plan(csv).rows[at]?.problems.map(({ field, problem }) => `${field}: ${problem}`);

describe('planImport()', () => {
  test('tells what each row would do, from what to what', () => {
    const { rows, counts, newTeams } = plan(
      'Kode;Nama;Jabatan;Tim;Atasan;Lokasi;HP\nK1;Ana;Chief;Gate;;Hall|Yard;0812 3456 7890\nK2;Bo;;;K1;;\n;Dewi;Guard;Night shift;Bo;Yard;\n',
    );
    expect(counts).toEqual({ create: 1, update: 1, deactivate: 0, unchanged: 1, problem: 0 });
    expect(rows[ana]).toMatchObject({
      action: 'update',
      line: 2,
      changes: [
        { field: 'job', from: 'Clerk', to: 'Chief' },
        { field: 'areas', from: 'Hall', to: 'Hall | Yard' },
        { field: 'phone', from: '+628111111111', to: '+6281234567890' },
      ],
    });
    expect(rows[2]).toMatchObject({
      action: 'create',
      changes: [
        { field: 'name', from: null, to: 'Dewi' },
        { field: 'job', from: null, to: 'Guard' },
        { field: 'team', from: null, to: 'Night shift' },
        { field: 'supervisor', from: null, to: 'K2' },
        { field: 'areas', from: null, to: 'Yard' },
      ],
    });
    expect(newTeams).toEqual([{ teamId: 'team:night shift', name: 'Night shift' }]);
  });

  test('finds people by code, else by name, however it is capitalised; a column that is not there changes nothing', () => {
    const { rows } = plan('Code,Name\nk1,Ana Maria\n,BO\n');
    expect(rows.map(({ personId, changes }) => [personId, changes.map(({ to }) => to)])).toEqual([
      ['ana', ['k1', 'Ana Maria']],
      ['bo', ['BO']],
    ]);
  });

  test('an empty cell clears the field, but no name, no code and no flag', () => {
    const { rows } = plan('Code,Name,Job,Badge only\n,Ana,,\n');
    expect(rows[ana]?.changes).toEqual([{ field: 'job', from: 'Clerk', to: null }]);
  });

  test('says what is wrong with a row', () => {
    expect(problemsOf('Name,Areas\nAna,Roof\n')).toEqual(['areas: there is no area "Roof"']);
    expect(problemsOf('Name,Supervisor\nAna,Nobody\n')).toEqual(['supervisor: nobody has this code or name']);
    expect(problemsOf('Name,Supervisor\nAna,K1\n')).toEqual(['supervisor: nobody supervises themselves']);
    expect(problemsOf('Name,Phone\nAna,12\n')?.[0]).toMatch(/^phone: begin with \+/);
    expect(problemsOf('Name,E-mail\nAna,here\n')).toEqual(['email: not an e-mail address']);
    expect(problemsOf('Name,Badge only\nAna,perhaps\n')).toEqual(['badgeOnly: write yes or no']);
    expect(problemsOf('Name,Badge only\nCy,yes\n')?.[0]).toMatch(/^badgeOnly: faces are kept/);
    expect(problemsOf('Code,Job\nK9,Guard\n')).toEqual(['name: a name is needed']);
    expect(problemsOf('Code,Name\nK2,Ana\n')).toEqual(['name: Ana has it']);
  });

  test('two rows for one person, one name or one badge: the second is refused', () => {
    expect(problemsOf('Code,Name\nK1,Ana\nK1,Ana B\n', bo)?.[0]).toBe('name: line 2 has the same');
    expect(problemsOf('Name,Badge\nDewi,7\nEka,7\n', bo)).toEqual(['badge: line 2 has the same']);
  });

  test('a circle is refused, also through people the list brings, and so is whoever would lose a supervisor', () => {
    expect(problemsOf('Name,Supervisor\nAna,Bo\n')?.[0]).toMatch(/circle/);
    const csv = 'Name,Supervisor,Phone\nDewi,,12\nEka,Dewi,\nFa,Eka,\n';
    expect(plan(csv).rows.map(({ action }) => action)).toEqual(['problem', 'problem', 'problem']);
  });

  test('who is missing is deactivated only when asked, and only who is active', () => {
    const state = { ...company, people: [...company.people, person('old', 'Old', { deactivated: true })] };
    expect(plan('Name\nAna\n', state).counts.deactivate).toBe(0);
    const { rows } = plan('Name\nAna\n', state, { deactivateMissing: true });
    expect(rows.filter(({ action }) => action === 'deactivate').map(({ name }) => name)).toEqual([
      'Bo',
      'Cy',
    ]);
  });
});

const text = fc
  .string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'aB1 ,;"=+-@\'é中/\\'.split('')) })
  .map((value) => value.trim())
  .filter((value) => value !== '');
const names = (max: number) => fc.uniqueArray(text, { maxLength: max, selector: (value) => plain(value) });

/** A company in which nobody is above themselves, because everybody's supervisor comes before them. */
const companies: fc.Arbitrary<ListState> = fc
  .record({
    people: names(8),
    teams: names(3),
    areas: names(3),
    picks: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  })
  .map(({ people, teams, areas, picks }) => {
    const pick = <T>(from: T[], at: number): T | null => from[(picks[at] ?? 0) % (from.length + 1)] ?? null;
    const ids = people.map((_, index) => `p${index}`);
    return {
      people: people.map((name, index) =>
        person(`p${index}`, name, {
          code: (picks[index] ?? 0) % 2 === 0 ? `#K${index}` : null,
          teamId: pick(
            teams.map((team) => `t:${team}`),
            index,
          ),
          areaIds: areas
            .filter((_, at) => ((picks[index + 8] ?? 0) >> at) % 2 === 0)
            .map((area) => `a:${area}`)
            .sort(),
          supervisorId: pick(ids.slice(0, index), index + 16),
          deactivated: (picks[index + 24] ?? 0) % 5 === 0,
          badgeOnly: (picks[index + 32] ?? 0) % 3 === 0,
        }),
      ),
      teams: teams.map((name) => ({ teamId: `t:${name}`, name, parentId: null, leadId: null })),
      areas: areas.map((name) => ({ areaId: `a:${name}`, name })),
    };
  });

test('a list that was exported changes nothing when it is imported', () => {
  fc.assert(
    fc.property(companies, (state) => {
      const { counts, rows } = planImport(readList(Buffer.from(writeList(state))), state, shapes, {
        deactivateMissing: true,
      });
      expect(rows.filter(({ action }) => action !== 'unchanged')).toEqual([]);
      expect(counts.unchanged).toBe(state.people.length);
    }),
    { seed: 7, numRuns: 300 },
  );
});

/** As the store would have it after the rows without a problem. */
function applied(state: ListState, { rows, newTeams }: Plan): ListState {
  const done = rows.filter(({ action }) => action !== 'problem');
  const next = new Map(state.people.map((each) => [each.personId, each]));
  for (const { target, before } of done)
    next.set(target.personId, { ...target, hasFace: before?.hasFace ?? false });
  const teams = newTeams.map((team) => ({ ...team, parentId: null, leadId: null }));
  return { ...state, people: [...next.values()], teams: [...state.teams, ...teams] };
}

const cell = fc.oneof(text, fc.constantFrom('', '#K0', '#K1', '#K2', '#K3', 'yes', 'no', '0812345678901'));
const wildRows = fc.array(fc.array(cell, { minLength: 8, maxLength: 8 }), { maxLength: 10 });

test('whatever a list says: applied, nobody shares a name, code or badge or is above themselves', () => {
  fc.assert(
    fc.property(companies, wildRows, fc.boolean(), (state, cells, deactivateMissing) => {
      const header = ['Code', 'Name', 'Team', 'Supervisor', 'Areas', 'Badge', 'Phone', 'Deactivated'];
      const quoted = [header, ...cells].map((row) =>
        row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','),
      );
      const file = readList(Buffer.from(quoted.join('\n')));
      const first = planImport(file, state, shapes, { deactivateMissing });
      const after = applied(state, first);
      for (const field of ['name', 'code', 'badge'] as const) {
        const values = after.people.flatMap((each) => (each[field] === null ? [] : plain(each[field])));
        expect(new Set(values).size).toBe(values.length);
      }
      const directory: Directory = {
        people: new Map(after.people.map((each) => [each.personId, { ...each, deactivatedAtMs: null }])),
        teams: new Map(after.teams.map((team) => [team.teamId, team])),
        areas: new Map(),
      };
      for (const { personId } of after.people) expect(circleOf(personId, directory)).toBeNull();
      for (const { supervisorId } of after.people)
        expect(supervisorId === null || directory.people.has(supervisorId)).toBe(true);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('a list with thousands of unknown columns, or one long chain of supervisors, is read in a moment', () => {
  const wide = `Name${',x'.repeat(49_000)}\n${'A\n'.repeat(20_000)}`;
  const chain = ['Code,Name,Supervisor,Phone', 'c0,p0,,wrong'];
  for (let i = 1; i < 10_000; i++) chain.push(`c${i},p${i},c${i - 1},`);
  const ring = ['Code,Name,Supervisor', 'c0,p0,c9999'];
  for (let i = 1; i < 10_000; i++) ring.push(`c${i},p${i},c${i - 1}`);
  const began = process.cpuUsage();
  expect(readList(Buffer.from(wide)).rows).toHaveLength(20_000);
  expect(plan(chain.join('\n')).counts.problem).toBe(10_000);
  expect(plan(ring.join('\n')).counts.problem).toBe(10_000);
  // Before: more than a minute, in which no camera was heard. Of the processor: other programs make the wait longer, not the work.
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(10_000);
}, 120_000);
