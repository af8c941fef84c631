import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedPerson, ListState } from '../people/lists/listState.ts';
import { emptyProfile, plain, profileShapes } from '../people/profile.ts';
import type { EmployeeAction, EmployeeRow, EmployeeRules } from '../wire.ts';
import { defaultRules } from './defaultRules.ts';
import { planEmployees } from './planEmployees.ts';
import type { EmployeePlan, Lists, Memory, PlanNeeds, Remembered } from './planTypes.ts';
import type { MasterRow } from './masterList.ts';

const shapes = profileShapes(() => 'Asia/Jakarta');
const today = '2026-11-20';
const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
const at = (day: string): number => Date.parse(`${day}T03:00:00Z`);

const person = (code: string | null, name: string, more: Partial<ListedPerson> = {}): ListedPerson => ({
  ...{ ...emptyProfile, personId: `id ${name}`, name, code, deactivated: false, hasFace: false },
  ...more,
});
const company = (...people: ListedPerson[]): ListState => ({
  people,
  teams: [{ teamId: 'gate', name: 'Gate', parentId: null, leadId: null }],
  areas: [{ areaId: 'hall', name: 'Hall' }],
});
const seen: Remembered = {
  ...{ listed: true, missingDays: 0, missingOn: null, deactivated: false, unlisted: false },
  ...{ backAtMs: null, leaverSeenMs: null },
};
const memory = (more: Partial<Memory> = {}): Memory => ({
  ...{ people: new Map(), leavers: [], lastListed: null, administrators: new Map() },
  ...{ added: new Map(), back: new Map(), bothLately: 0, ...more },
});
const rowsOf = (rows: MasterRow['cells'][]): MasterRow[] =>
  rows.map((cells, index) => ({ line: index + 2, cells }));
const lists = (active: MasterRow['cells'][], terminated: MasterRow['cells'][] = [], once = false): Lists => ({
  active: { rows: rowsOf(active), statuses: [], dateOrder: 'dayFirst' },
  terminated: { rows: rowsOf(terminated), statuses: [], dateOrder: 'dayFirst', once },
});
const needs = (state: ListState, more: Partial<PlanNeeds> = {}): PlanNeeds => ({
  ...{ state, memory: memory(), rules: defaultRules, shapes, today, nowMs: at(more.today ?? today), dayOf },
  ...more,
});
const told = ({ rows }: EmployeePlan) =>
  rows.map(({ code, action, reasons }) => [code, action, ...reasons.map(({ kind }) => kind)]);

const inBothGoes = { ...defaultRules, inBoth: 'deactivate' as const };
const ana = person('K1', 'Ana', { areaIds: ['hall'] });
const bo = person('K2', 'Bo');
const both = [
  { code: 'K1', name: 'Ana' },
  { code: 'K2', name: 'Bo' },
];

describe('planEmployees()', () => {
  test('adds who is new, changes who is known by code, and says what each row became', () => {
    const plan = planEmployees(
      lists([
        { code: 'k1', name: 'Ana Maria', team: 'Gate', areas: 'Hall' },
        { code: 'K2', name: 'Bo' },
        { code: 'K3', name: 'Cy', areas: 'Nowhere', phone: '12' },
        { name: 'Di' },
        { code: 'K2', name: 'Bo' },
      ]),
      needs(company(ana, bo)),
    );
    expect(told(plan)).toEqual([
      ['k1', 'change'],
      ['K3', 'add', 'fieldLeft', 'fieldLeft'],
      [null, 'ignored', 'noCode'],
      ['K2', 'ignored', 'sameRow'],
    ]);
    expect(plan.alarms).toEqual([]);
    expect(plan.counts).toMatchObject({ add: 1, change: 1, ignored: 2, unchanged: 1 });
    expect(
      plan.imported.rows.map(({ name, teamId }: { name: string; teamId?: string }) => [name, teamId]),
    ).toHaveLength(3);
  });

  test('lets go who left by today, and not before', () => {
    const left = [
      { code: 'K1', leftOn: '20/11/2026' },
      { code: 'K2', leftOn: '2026-11-21' },
      { code: 'K3', leftOn: 'soon' },
      { code: 'K9', leftOn: '2020-01-01' },
    ];
    const plan = planEmployees(
      lists(
        [
          { code: 'K2', name: 'Bo' },
          { code: 'K3', name: 'Cy' },
        ],
        left,
      ),
      {
        ...needs(company(ana, bo, person('K3', 'Cy'))),
        rules: { ...defaultRules, shortPercent: 50 },
      },
    );
    expect(told(plan)).toEqual([
      ['K1', 'deactivate', 'left'],
      ['K2', 'ignored', 'notYet'],
      ['K3', 'ignored', 'badDate'],
    ]);
  });

  test('who is in both lists goes, or stays, as the rules say; a code with another name is somebody else', () => {
    const state = company(ana, bo, person('K3', 'Cy'));
    const all = [...both, { code: 'K3', name: 'Cy' }];
    const left = [{ code: 'K1' }, { code: 'K3', name: 'Quite Another' }];
    const goes = planEmployees(lists(all, left), needs(state, { rules: inBothGoes }));
    expect(told(goes)).toEqual([
      ['K3', 'conflict', 'otherName'],
      ['K1', 'deactivate', 'left', 'inBoth'],
    ]);
    const stays = planEmployees(lists(all, left), needs(state));
    expect(stays.counts.deactivate).toBe(0);
    expect(told(stays)).toContainEqual(['K1', 'ignored', 'inBoth']);
  });

  test('who vanished is left alone, or goes after so many days; twice on one day counts once', () => {
    const rules = { ...defaultRules, missing: 'deactivate' as const, missingDays: 2, shortPercent: 10 };
    const people = new Map([[bo.personId, seen]]);
    const state = company(ana, bo);
    const onlyAna = lists([{ code: 'K1', name: 'Ana' }]);
    expect(
      told(
        planEmployees(
          onlyAna,
          needs(state, { memory: memory({ people }), rules: { ...rules, missing: 'leave' } }),
        ),
      ),
    ).toEqual([['K2', 'ignored', 'missingLeft']]);
    const first = planEmployees(onlyAna, needs(state, { memory: memory({ people }), rules }));
    expect(first.counts.deactivate).toBe(0);
    const after = (day: string) =>
      planEmployees(onlyAna, {
        ...needs(state, {
          memory: memory({ people: new Map([[bo.personId, first.memory.get('k2') ?? seen]]) }),
          rules,
        }),
        today: day,
      });
    expect(after(today).counts.deactivate).toBe(0);
    expect(told(after('2026-11-21'))).toEqual([['K2', 'deactivate', 'missing']]);
    // Never in the list: not missing from it.
    expect(planEmployees(onlyAna, needs(state, { rules })).rows).toEqual([]);
  });

  test('who was let go comes back only after the list was without them', () => {
    const gone = { ...bo, deactivated: true };
    const back = (known: Partial<Remembered>) =>
      told(
        planEmployees(
          lists(both),
          needs(company(ana, gone), {
            memory: memory({ people: new Map([[bo.personId, { ...seen, ...known }]]) }),
          }),
        ),
      );
    expect(back({ deactivated: true, unlisted: true })).toEqual([['K2', 'reactivate']]);
    expect(back({ deactivated: true })).toEqual([['K2', 'conflict', 'stillListed']]);
    expect(back({})).toEqual([['K2', 'conflict', 'byHand']]);
  });

  test('two people of one name are told apart by their code, and stay so', () => {
    const list = lists([...both, { code: 'K7', name: 'Ana' }]);
    const plan = planEmployees(list, needs(company(ana, bo)));
    expect(plan.rows).toMatchObject([{ action: 'add', name: 'Ana (K7)', reasons: [{ kind: 'nameTaken' }] }]);
    const again = planEmployees(list, needs(company(ana, bo, person('K7', 'Ana (K7)'))));
    expect(again.rows).toEqual([]);
  });

  test('somebody without a code gets theirs by name, when one row alone has it', () => {
    const state = company(person(null, 'Ana'), bo);
    expect(told(planEmployees(lists(both), needs(state)))).toEqual([['K1', 'change', 'gotCode']]);
    const two = [...both, { code: 'K7', name: 'ana' }];
    const { rows } = planEmployees(lists(two), needs(state));
    expect(rows.map(({ name, action }) => [name, action])).toEqual([
      ['Ana (K1)', 'add'],
      ['ana (K7)', 'add'],
    ]);
  });

  test('says that somebody who goes is the person of an administrator', () => {
    const administrators = new Map([[ana.personId, 'Ada']]);
    const plan = planEmployees(
      lists(both, [{ code: 'K1' }]),
      needs(company(ana, bo), { memory: memory({ administrators }), rules: inBothGoes }),
    );
    expect(plan.rows[0]?.reasons).toContainEqual({ kind: 'administrator', detail: 'Ada' });
  });

  test('of files that are read once it remembers who leaves later', () => {
    const plan = planEmployees(
      lists(both, [{ code: 'K1', leftOn: '2026-12-31' }], true),
      needs(company(ana, bo)),
    );
    expect(plan.leavers).toEqual([{ code: 'K1', name: '', leftOn: '2026-12-31' }]);
    const then = planEmployees(lists([{ code: 'K2', name: 'Bo' }], [], true), {
      ...needs(company(ana, bo), { memory: memory({ leavers: plan.leavers, lastListed: 1 }) }),
      today: '2026-12-31',
    });
    expect(told(then)).toEqual([['K1', 'deactivate', 'left']]);
    expect(then.leavers).toEqual([]);
  });
});

describe('who left once and works here again', () => {
  const left = (name: string, leftOn = '') => [{ code: 'K1', name, leftOn }];
  const ending = (given: Lists, more: Partial<PlanNeeds> = {}) =>
    planEmployees(given, needs(company(ana, bo), { rules: inBothGoes, ...more }));
  const known = (more: Partial<Remembered>) => new Map([[ana.personId, { ...seen, ...more }]]);

  test('stays as a rule: nobody in both lists goes unless the rules say so', () => {
    const history = [
      { code: 'K1', name: 'Ana', leftOn: '2019-05-01' },
      { code: 'K2', name: 'Bo', leftOn: '2023-05-01' },
    ];
    expect(told(ending(lists(both, history), { rules: defaultRules }))).toEqual([
      ['K1', 'ignored', 'inBoth'],
      ['K2', 'ignored', 'inBoth'],
    ]);
  });

  test('stays whatever the rules say, when the row is older than that they were added', () => {
    const added = new Map([[ana.personId, at('2026-03-01')]]);
    const plan = (leftOn: string, active = both) =>
      told(ending(lists(active, left('Ana', leftOn)), { memory: memory({ added, lastListed: 1 }) }));
    expect(plan('2019-05-01')).toEqual([['K1', 'ignored', 'leftBefore']]);
    expect(plan('2026-11-19')).toEqual([['K1', 'deactivate', 'left', 'inBoth']]);
    // Entered by hand before the list has them again.
    expect(plan('2019-05-01', both.slice(1))).toEqual([['K1', 'conflict', 'leftBefore']]);
    // Written back: they were in the list, and are not any more.
    const people = known({});
    const vanished = ending(lists(both.slice(1), left('Ana', '2026-02-01')), {
      memory: memory({ added, people, lastListed: 1 }),
    });
    expect(told(vanished)).toEqual([['K1', 'deactivate', 'left']]);
  });

  test('stays when somebody reactivated them by hand, every night after, with a day in the row or without', () => {
    for (const leftOn of ['2026-11-19', '2026-11-20', '']) {
      const goes = ending(lists(both, left('Ana', leftOn)));
      expect(told(goes)).toEqual([['K1', 'deactivate', 'left', 'inBoth']]);
      let people = new Map([[ana.personId, goes.memory.get('k1') ?? seen]]);
      let back = new Map([[ana.personId, at(today) + 3_600_000]]);
      for (const day of ['2026-11-21', '2026-11-22', '2027-11-22']) {
        const next = ending(lists(both, left('Ana', leftOn)), {
          memory: memory({ people, back }),
          today: day,
        });
        expect(told(next)).toEqual([['K1', 'ignored', 'leftBefore']]);
        people = new Map([[ana.personId, next.memory.get('k1') ?? seen]]);
        back = new Map();
      }
      // They leave again.
      const again = { memory: memory({ people }), today: '2027-12-01' };
      expect(ending(lists(both, left('Ana', '2027-12-01')), again).counts.deactivate).toBe(1);
    }
  });

  test('stays when reactivated by hand though the list is without them', () => {
    const rules = { ...inBothGoes, missing: 'deactivate' as const, missingDays: 1, shortPercent: 10 };
    const goes = ending(lists(both.slice(1)), { memory: memory({ people: known({}) }), rules });
    expect(told(goes)).toEqual([['K1', 'deactivate', 'missing']]);
    const people = new Map([[ana.personId, goes.memory.get('k1') ?? seen]]);
    const back = new Map([[ana.personId, at(today) + 3_600_000]]);
    const later = { memory: memory({ people, back }), rules, today: '2026-11-25' };
    expect(ending(lists(both.slice(1)), later).counts.deactivate).toBe(0);
    expect(told(ending(lists(both.slice(1), left('Ana', '2026-11-01')), later))).toEqual([
      ['K1', 'conflict', 'leftBefore'],
    ]);
  });

  test('comes back when the list has them again, though the other keeps its row', () => {
    const gone = { ...ana, deactivated: true };
    const people = known({ deactivated: true, unlisted: true, leaverSeenMs: at('2026-11-10') });
    const plan = planEmployees(
      lists(both, left('Ana', '2026-11-10')),
      needs(company(gone, bo), { memory: memory({ people }), rules: inBothGoes }),
    );
    expect(told(plan)).toEqual([['K1', 'reactivate', 'leftBefore']]);
    expect(plan.memory.get('k1')).toMatchObject({ backAtMs: at(today), deactivated: false });
  });

  test('one shared word is not one name; accents, capitals, spaces and order are', () => {
    const budi = person('K1', 'Budi Hartono');
    const rows = [{ code: 'K1', name: 'Budi Hartono' }];
    const inBoth = (name: string) =>
      told(planEmployees(lists(rows, left(name)), needs(company(budi), { rules: inBothGoes })));
    expect(inBoth('Budi Santoso')).toEqual([['K1', 'conflict', 'otherName']]);
    expect(inBoth('HARTONO,  Búdi')).toEqual([['K1', 'deactivate', 'left', 'inBoth']]);
    const onlyLeft = (name: string, here: string) =>
      told(
        planEmployees(
          lists([{ code: 'K2', name: 'Bo' }], left(name)),
          needs(company(person('K1', here), bo), { memory: memory({ lastListed: 1 }) }),
        ),
      );
    expect(onlyLeft('Budi Santoso', 'Budi Hartono')).toEqual([['K1', 'conflict', 'otherName']]);
    expect(onlyLeft('Ana', 'Ana (K1)')).toEqual([['K1', 'deactivate', 'left']]);
  });
});

describe('an alarm', () => {
  const many = Array.from({ length: 100 }, (_, index) => person(`K${index}`, `Person ${index}`));
  const rows = many.map(({ code, name }) => ({ code: code ?? '', name }));
  const alarms = (given: Lists, more: Partial<PlanNeeds> = {}) =>
    planEmployees(given, needs(company(...many), more)).alarms.map(({ kind }) => kind);

  test('is raised by an empty list, a short one, and too many to go', () => {
    expect(alarms(lists([]))).toEqual(['empty']);
    expect(alarms(lists(rows.slice(0, 79)))).toEqual(['short']);
    expect(alarms(lists(rows.slice(0, 80)))).toEqual([]);
    expect(alarms(lists(rows.slice(0, 80)), { memory: memory({ lastListed: 120 }) })).toEqual(['short']);
    const left = { memory: memory({ lastListed: 100 }), rules: { ...defaultRules, shortPercent: 10 } };
    expect(alarms(lists(rows.slice(5), rows.slice(0, 5)), left)).toEqual([]);
    expect(alarms(lists(rows.slice(6), rows.slice(0, 6)), left)).toEqual(['many']);
    expect(alarms(lists(rows, rows.slice(0, 6)))).toEqual([]);
    expect(alarms(lists(rows, rows.slice(0, 6)), { rules: inBothGoes })).toEqual(['many']);
  });

  test('is raised by few a day who are in both lists, once they are many within a week', () => {
    const bothGo = (bothLately: number) =>
      alarms(lists(rows, rows.slice(0, 2)), { rules: inBothGoes, memory: memory({ bothLately }) });
    expect(bothGo(3)).toEqual([]);
    expect(bothGo(4)).toEqual(['many']);
    // Nobody of both today: those who left by one list alone are not held up.
    expect(alarms(lists(rows.slice(1), rows.slice(0, 1)), { memory: memory({ bothLately: 9 }) })).toEqual([]);
  });

  test('is raised by one code for two people, and nothing is done about either', () => {
    const plan = planEmployees(
      lists([...rows, { code: 'k5', name: 'Somebody Else' }]),
      needs(company(...many)),
    );
    expect(plan.alarms).toMatchObject([{ kind: 'sameCode' }]);
    expect(plan.alarms[0]?.problem).toContain('Person 5, Somebody Else');
    expect(told(plan)).toContainEqual(['K5', 'conflict', 'sameCode']);
    expect(plan.imported.rows.some(({ code, action }) => code === 'K5' && action !== 'unchanged')).toBe(
      false,
    );
  });
});

const code = fc.constantFrom('K1', 'K2', 'k3', 'K4', '05', '', 'x'.repeat(60));
const name = fc.constantFrom('Ana', 'Bo', 'Cy', 'Ana (K2)', '', 'Siti Aminah');
const cells = fc.record(
  {
    ...{ code, name, team: fc.constantFrom('Gate', 'Night', ''), areas: fc.constantFrom('Hall', 'Nowhere') },
    ...{ supervisor: fc.constantFrom('K1', 'Bo', 'nobody'), phone: fc.constantFrom('0812345678', '12') },
    leftOn: fc.constantFrom('', '2026-11-20', '2026-12-01', '31/31/2026'),
  },
  { requiredKeys: ['code', 'name'] },
);
const people = fc
  .uniqueArray(
    fc.record({
      code: fc.option(fc.constantFrom('K1', 'K2', 'K3', 'K4', 'K5')),
      name,
      deactivated: fc.boolean(),
    }),
    {
      selector: ({ name: each }) => plain(each),
      maxLength: 5,
    },
  )
  .map((found) => {
    const taken = new Set<string>();
    return found
      .filter((each) => each.name !== '')
      .map(({ code: own, name: called, deactivated }) => {
        const free = own !== null && !taken.has(own) ? own : null;
        if (free !== null) taken.add(free);
        return person(free, called, { deactivated });
      });
  });
const times = fc.constantFrom(at('2026-11-01'), at('2026-11-19'), at(today));
const remembered = fc.record({
  ...{ listed: fc.boolean(), missingDays: fc.nat(4), missingOn: fc.constantFrom(null, '2026-11-19', today) },
  ...{ deactivated: fc.boolean(), unlisted: fc.boolean() },
  ...{ backAtMs: fc.option(times), leaverSeenMs: fc.option(times) },
});
type World = {
  people: ListedPerson[];
  known: Remembered[];
  active: MasterRow['cells'][];
  left: MasterRow['cells'][];
  once: boolean;
  rules: Pick<EmployeeRules, 'missing' | 'missingDays' | 'inBoth'>;
};
const world: fc.Arbitrary<World> = fc.record({
  ...{ people, known: fc.array(remembered, { minLength: 5, maxLength: 5 }) },
  ...{
    active: fc.array(cells, { maxLength: 8 }),
    left: fc.array(cells, { maxLength: 5 }),
    once: fc.boolean(),
  },
  rules: fc.record({
    ...{
      missing: fc.constantFrom('leave' as const, 'deactivate' as const),
      missingDays: fc.integer({ min: 1, max: 3 }),
    },
    inBoth: fc.constantFrom('leave' as const, 'deactivate' as const),
  }),
});

const needsOf = (given: World): PlanNeeds =>
  needs(company(...given.people), {
    rules: { ...defaultRules, ...given.rules },
    memory: memory({
      people: new Map(given.people.map(({ personId }, index) => [personId, given.known[index] ?? seen])),
    }),
  });
const planOf = (given: World): EmployeePlan =>
  planEmployees(lists(given.active, given.left, given.once), needsOf(given));

/** As the directory is after the plan was carried out. */
function stateAfter(given: World, plan: EmployeePlan): World {
  const after = new Map(given.people.map((each) => [each.personId, each]));
  for (const { target, before, action } of plan.imported.rows) {
    if (action === 'problem') continue;
    const personId = before?.personId ?? `id ${target.name}`;
    after.set(personId, { ...target, personId, hasFace: false });
  }
  const peopleThen = [...after.values()].map((each) => ({ ...each, teamId: null, supervisorId: null }));
  const known = peopleThen.map(({ code: own }) => plan.memory.get(plain(own ?? '')) ?? seen);
  return { ...given, people: peopleThen, known };
}
const done = ({ rows }: EmployeePlan, action: EmployeeAction): EmployeeRow[] =>
  rows.filter((row) => row.action === action);

describe('whatever the lists hold,', () => {
  const check = (promise: (given: World, plan: EmployeePlan) => void): void =>
    fc.assert(
      fc.property(world, (given) => promise(given, planOf(given))),
      { numRuns: 500, seed: 7 },
    );

  test('planEmployees() never throws, and its counts are its rows', () =>
    check((_, plan) => {
      for (const action of ['add', 'change', 'deactivate', 'reactivate', 'conflict', 'ignored'] as const)
        expect(done(plan, action)).toHaveLength(plan.counts[action]);
      const { create, update, deactivate } = plan.imported.counts;
      const { counts } = plan;
      expect(create + update + deactivate).toBe(
        counts.add + counts.change + counts.deactivate + counts.reactivate,
      );
    }));

  test('nobody goes whom no list has let go, and nobody without a code', () =>
    check((given, plan) => {
      const left = new Set(given.left.map((row) => plain(row.code ?? '')));
      for (const { code: own, personId, reasons } of done(plan, 'deactivate')) {
        const key = plain(own ?? '');
        expect(personId).not.toBeNull();
        const isMissing = reasons.some(({ kind }) => kind === 'missing');
        if (isMissing) expect(given.rules.missing).toBe('deactivate');
        expect(left.has(key) || isMissing).toBe(true);
        if (given.rules.inBoth === 'leave')
          expect(given.active.some((row) => plain(row.code ?? '') === key)).toBe(false);
      }
    }));

  test('names and codes stay unique, and each person is in one change at most', () =>
    check((given, plan) => {
      const { people: then } = stateAfter(given, plan);
      const codes = then.flatMap((each) => (each.code === null ? [] : plain(each.code)));
      expect(new Set(codes).size).toBe(codes.length);
      expect(new Set(then.map((each) => plain(each.name))).size).toBe(then.length);
      const touched = plan.imported.rows.flatMap(({ before }) => before?.personId ?? []);
      expect(new Set(touched).size).toBe(touched.length);
    }));

  test('done twice, nobody goes or comes back the second time', () =>
    check((given, plan) => {
      const then = planOf(stateAfter(given, plan));
      expect([then.counts.deactivate, then.counts.reactivate]).toEqual([0, 0]);
    }));
});
