/** Goal: the right people are told once, at the right time, and nobody needlessly. Method: a small company, a world and a clock of our own. */
import { describe, expect, test } from 'vitest';
import { aDay, madeCompany } from '../../tests/helpers/madeCompany.ts';

const minutes = (count: number) => count * 60_000;
const seconds = (count: number) => count * 1_000;

describe('incidentsAfter()', () => {
  test('tells the supervisor at the threshold, the superior after ten minutes and HR after twenty', () => {
    const company = madeCompany();
    company.absent('ayu');
    company.run(minutes(25));
    expect(company.sent()).toEqual([
      ['00:30', 'person:farid', 'raised 1', ['ayu']],
      ['10:30', 'person:clara', 'raised 2', ['ayu']],
      ['20:30', 'user:hr', 'raised 3', ['ayu']],
    ]);
    expect(company.incident('ayu')).toMatchObject({ state: 'escalated', level: 3, nextLevelAtMs: null });
  });

  test('sends nothing about who is back before the grouping delay', () => {
    const company = madeCompany();
    company.absent('ayu');
    company.run(seconds(25));
    company.back('ayu');
    company.run(minutes(30));
    expect(company.sent()).toEqual([]);
    expect(company.incident('ayu')).toMatchObject({ state: 'resolved' });
    expect(company.alerts()).toMatchObject([{ state: 'dropped', kind: 'raised' }]);
  });

  test('tells those who were told that somebody is back, and nobody else', () => {
    const company = madeCompany();
    company.absent('ayu');
    company.run(minutes(7));
    company.back('ayu');
    company.run(minutes(30));
    expect(company.sent()).toEqual([
      ['00:30', 'person:farid', 'raised 1', ['ayu']],
      ['07:10', 'person:farid', 'resolved 1', ['ayu']],
    ]);
  });

  test('goes on with the next level where the sighting that ended it was of somebody else', () => {
    const company = madeCompany();
    company.absent('ayu');
    company.run(minutes(4));
    company.back('ayu');
    company.run(minutes(2));
    expect(company.incident('ayu')).toMatchObject({ state: 'resolved' });
    company.corrected('ayu');
    company.run(minutes(10) - seconds(2));
    expect(company.incident('ayu')).toMatchObject({ state: 'open', endedAtMs: null, level: 1 });
    expect(company.sent()).toHaveLength(2);
    company.run(minutes(2));
    company.back('ayu');
    company.run(minutes(2));
    expect(company.sent()).toEqual([
      ['00:30', 'person:farid', 'raised 1', ['ayu']],
      ['04:10', 'person:farid', 'resolved 1', ['ayu']],
      ['16:30', 'person:clara', 'raised 2', ['ayu']],
      ['18:08', 'person:clara', 'resolved 2', ['ayu']],
    ]);
    expect(company.incidents()).toHaveLength(1);
    expect(company.events('opened')).toHaveLength(2);
  });

  test('goes on although somebody took care of it before, and tells whom it had not told yet', () => {
    const company = madeCompany();
    company.absent('ayu');
    company.run(seconds(20));
    company.acknowledge('ayu');
    company.back('ayu');
    company.run(minutes(1));
    company.corrected('ayu');
    company.run(minutes(1));
    expect(company.sent()).toEqual([['01:50', 'person:farid', 'raised 1', ['ayu']]]);
  });

  test('does not tell the end of what was not over, nor that of an absence which belongs to it', () => {
    const company = madeCompany();
    company.absent('ayu');
    company.run(minutes(2));
    company.back('ayu');
    company.run(seconds(5));
    company.absent('ayu');
    company.run(seconds(2));
    company.corrected('ayu');
    company.run(minutes(1));
    expect(company.sent()).toEqual([['00:30', 'person:farid', 'raised 1', ['ayu']]]);
    company.back('ayu');
    company.run(minutes(1));
    expect(company.sent()[1]?.slice(1)).toEqual(['person:farid', 'resolved 1', ['ayu']]);
    expect(company.incidents().map(({ state }) => state)).toEqual(['resolved', 'closed']);
  });

  test('does not tell who is off duty now that they are back', () => {
    const company = madeCompany();
    company.absent('ayu');
    company.run(minutes(7));
    company.back('ayu', 'off');
    company.run(minutes(1));
    expect(company.sent()).toHaveLength(1);
    expect(company.incident('ayu')).toMatchObject({ state: 'closed' });
  });

  test('stops where somebody takes care', () => {
    const company = madeCompany();
    company.absent('ayu');
    company.run(minutes(4));
    company.acknowledge('ayu');
    company.run(minutes(60));
    expect(company.sent()).toHaveLength(1);
    expect(company.incident('ayu')).toMatchObject({ state: 'acknowledged', level: 1 });
  });

  test('an answer on the bell before the threshold answers for the absence too', () => {
    const company = madeCompany();
    company.answeredOnBell('ayu');
    company.absent('ayu');
    company.run(minutes(60));
    expect(company.sent()).toEqual([]);
    expect(company.incident('ayu')).toMatchObject({ state: 'acknowledged' });
  });

  test('climbs past who is on leave, off duty or deactivated, and says why', () => {
    const company = madeCompany();
    company.off('farid', 'leave');
    company.absent('ayu');
    company.run(minutes(15));
    expect(company.sent()).toEqual([
      ['00:30', 'person:clara', 'raised 1', ['ayu']],
      ['10:30', 'person:dewi', 'raised 2', ['ayu']],
    ]);
    expect(company.alerts()[0]?.note).toBe('Because {person:farid} is on leave.');
  });

  test('tells the substitute while one is named, and the superior of whom they stand in for after', () => {
    const company = madeCompany();
    company.off('farid', 'restDay');
    company.standsIn('gita', 'farid');
    company.absent('ayu');
    company.run(minutes(15));
    expect(company.sent().map(([, who]) => who)).toEqual(['person:gita', 'person:clara']);
    expect(company.alerts()[0]?.note).toBe('Stands in for {person:farid}, who is off duty.');
  });

  test('goes on at once where nobody is found, and tells which level was missed', () => {
    const company = madeCompany();
    company.absent('dewi');
    company.run(minutes(25));
    expect(company.sent()).toEqual([['00:30', 'user:hr', 'raised 3', ['dewi']]]);
    expect(company.incident('dewi')?.detail.missed).toEqual([
      { level: 1, why: 'No supervisor is named.' },
      { level: 2, why: 'Nobody is above the supervisor.' },
    ]);
    expect(company.problems()).toHaveLength(2);
  });

  test('a circle of supervisors ends the climb and is told as a problem', () => {
    const company = madeCompany();
    company.leads('ayu', 'clara');
    company.off('farid', 'leave');
    company.off('clara', 'leave');
    company.absent('ayu');
    company.run(minutes(1));
    expect(company.incident('ayu')?.detail.missed[0]?.why).toMatch(/circle/);
    expect(
      company
        .problems()
        .map(({ text }) => text)
        .join(),
    ).toMatch(/lead each other in a circle/);
  });

  test('waits for the end of quiet hours, and drops what is over by then', () => {
    const company = madeCompany({ quietHours: { from: '22:00', to: '06:00' } }, aDay('2026-11-20T23:00'));
    company.absent('ayu');
    company.absent('budi');
    company.run(minutes(60));
    expect(company.sent()).toEqual([]);
    expect(company.alerts()).toHaveLength(2);
    company.back('budi');
    company.run(minutes(6 * 60 + 5), seconds(10));
    expect(company.sent()).toEqual([['420:30', 'person:farid', 'raised 1', ['ayu']]]);
    company.run(minutes(6));
    expect(company.sent()[1]?.[1]).toBe('person:clara');
  });

  test('an urgent level does not wait for the end of quiet hours', () => {
    const company = madeCompany(
      {
        quietHours: { from: '22:00', to: '06:00' },
        levels: [{ afterMinutes: 0, to: [{ kind: 'supervisor' }], urgent: true }],
      },
      aDay('2026-11-20T23:00'),
    );
    company.absent('ayu');
    company.run(minutes(1));
    expect(company.sent()).toHaveLength(1);
  });

  test('many at once make one message, also when they leave within the grouping delay', () => {
    const company = madeCompany({ digestFrom: 3 });
    company.absent('ayu');
    company.run(seconds(10));
    company.absent('budi');
    company.run(seconds(10));
    company.absent('cici');
    company.run(minutes(2));
    expect(company.sent()).toEqual([['00:50', 'person:farid', 'raised 1', ['ayu', 'budi', 'cici']]]);
    for (const who of ['ayu', 'budi', 'cici']) company.back(who);
    company.run(minutes(2));
    expect(company.sent()[1]).toEqual(['02:30', 'person:farid', 'resolved 1', ['ayu', 'budi', 'cici']]);
  });

  test('a digest leaves out who came back in time', () => {
    const company = madeCompany({ digestFrom: 3 });
    for (const who of ['ayu', 'budi', 'cici']) {
      company.absent(who);
      company.run(seconds(8));
    }
    company.back('cici');
    company.run(minutes(2));
    expect(company.sent().flatMap(([, , , who]) => who)).toEqual(['ayu', 'budi']);
  });

  test('while cameras are blind nobody is told and the clock stands', () => {
    const company = madeCompany();
    company.absent('ayu');
    company.run(minutes(5));
    company.blind('ayu', true);
    company.run(minutes(60));
    expect(company.sent()).toHaveLength(1);
    expect(company.events('inhibited')).toHaveLength(1);
    company.blind('ayu', false);
    company.run(minutes(4));
    expect(company.sent()).toHaveLength(1);
    company.run(minutes(3));
    expect(company.sent()[1]?.slice(0, 2)).toEqual(['70:30', 'person:clara']);
  });

  test('whoever is absent when cameras go blind before anybody was told is given a moment to be seen', () => {
    const company = madeCompany();
    company.absent('ayu');
    company.run(seconds(20));
    company.blind('ayu', true);
    company.run(minutes(10));
    company.blind('ayu', false);
    company.run(seconds(20));
    company.back('ayu');
    company.run(minutes(5));
    expect(company.sent()).toEqual([]);
  });

  test('one incident for a blind camera, after a minute; administrators after five, HR after an hour', () => {
    const company = madeCompany();
    company.camera('hall', 'blind');
    company.run(seconds(55));
    expect(company.incidents()).toEqual([]);
    company.run(minutes(65));
    expect(company.incidents()).toHaveLength(1);
    expect(company.sent()).toEqual([
      ['05:30', 'user:admin', 'raised 1', ['hall']],
      ['60:30', 'user:hr', 'raised 2', ['hall']],
    ]);
    company.camera('hall', 'starting');
    company.run(minutes(1));
    expect(company.incidents()[0]?.endedAtMs).toBeNull();
    company.camera('hall', 'seeing');
    company.run(minutes(1));
    expect(
      company
        .sent()
        .slice(2)
        .map(([, who, what]) => [who, what]),
    ).toEqual([
      ['user:admin', 'resolved 1'],
      ['user:hr', 'resolved 2'],
    ]);
  });

  test('a blind area is told in one message, however many cameras it has; another area in one of its own', () => {
    const company = madeCompany();
    for (const camera of ['hall1', 'hall2', 'hall3']) company.camera(camera, 'blind');
    company.run(seconds(15));
    company.camera('gate', 'blind', 'Gate');
    company.camera('hall4', 'blind');
    company.run(minutes(7));
    expect(company.sent().map(([, who, what, cameras]) => [who, what, cameras])).toEqual([
      ['user:admin', 'raised 1', ['hall1', 'hall2', 'hall3', 'hall4']],
      ['user:admin', 'raised 1', ['gate']],
    ]);
    for (const camera of ['hall1', 'hall2', 'hall3', 'hall4']) company.camera(camera, 'seeing');
    company.run(minutes(1));
    expect(company.sent().slice(2)).toMatchObject([
      [expect.any(String), 'user:admin', 'resolved 1', ['hall1', 'hall2', 'hall3', 'hall4']],
    ]);
  });

  test('a camera that goes blind after its area was told of is told of too, once', () => {
    const company = madeCompany();
    for (const camera of ['hall1', 'hall2', 'hall3']) company.camera(camera, 'blind');
    company.run(minutes(10));
    company.camera('hall4', 'blind');
    company.run(minutes(20));
    expect(company.sent().map(([, , what, cameras]) => [what, cameras])).toEqual([
      ['raised 1', ['hall1', 'hall2', 'hall3']],
      ['raised 1', ['hall4']],
    ]);
  });

  test('a failed backup and an unknown terminal are told to administrators, and end when they are over', () => {
    const company = madeCompany();
    company.world.backup = { detail: 'The disk is full.', sinceMs: company.now() };
    company.world.terminals = [
      { terminalId: 't1', name: 'Gate', detail: 'It is not known.', sinceMs: company.now() },
    ];
    company.run(minutes(6));
    expect(company.sent().map(([, who]) => who)).toEqual(['user:admin', 'user:admin']);
    company.world.backup = null;
    company.run(seconds(5));
    expect(company.incidents().filter(({ endedAtMs }) => endedAtMs === null)).toHaveLength(2);
    company.world.backup = { detail: null, sinceMs: company.now() };
    company.world.terminals = [];
    company.run(minutes(2));
    expect(company.incidents().map(({ state }) => state)).toEqual(['resolved', 'resolved']);
    expect(company.sent()).toHaveLength(2);
  });

  test('work of the server that fails is told to administrators, then HR, and its end to those who were told', () => {
    const company = madeCompany();
    const job = { job: 'hours' as const, detail: 'The disk is full.', sinceMs: company.now(), isOff: false };
    company.world.jobs = [job];
    company.run(minutes(7));
    company.world.jobs = [{ ...job, detail: 'The folder is gone.', sinceMs: company.now() }];
    company.run(minutes(55));
    company.world.jobs = [];
    company.run(minutes(5));
    expect(company.incidents()).toMatchObject([{ kind: 'jobFailed', subjectId: 'hours', endedAtMs: null }]);
    company.world.jobs = [{ ...job, detail: null }];
    company.run(minutes(2));
    expect(company.incidents()).toMatchObject([{ state: 'resolved' }]);
    expect(company.sent()).toEqual([
      ['05:30', 'user:admin', 'raised 1', ['hours']],
      ['60:30', 'user:hr', 'raised 2', ['hours']],
      ['67:10', 'user:admin', 'resolved 1', ['hours']],
      ['67:10', 'user:hr', 'resolved 2', ['hours']],
    ]);
  });

  test('of work that was turned off nobody is told that it goes well, and of what was over in time nothing', () => {
    const company = madeCompany();
    const off = { job: 'hours' as const, detail: 'The disk is full.', sinceMs: company.now(), isOff: false };
    const short = { ...off, job: 'employees' as const };
    company.world.jobs = [off];
    company.run(minutes(7));
    company.world.jobs = [
      { ...off, detail: null, isOff: true },
      { ...short, sinceMs: company.now() },
    ];
    company.run(minutes(4));
    company.world.jobs = [{ ...short, detail: null }];
    company.run(minutes(9));
    expect(company.incidents().map(({ subjectId, state }) => [subjectId, state])).toEqual([
      ['hours', 'closed'],
      ['employees', 'resolved'],
    ]);
    expect(company.sent()).toHaveLength(1);
  });

  test('people who left and may be on a terminal are one incident for it, told once each, with how it is then, and its end', () => {
    const company = madeCompany();
    const gate = {
      ...{ terminalId: 'gate', name: 'Gate', area: 'Hall', people: 1, detail: 'One.', trouble: 'Off.' },
      ...{ sinceMs: company.now() - minutes(24 * 60), isLate: false, isOff: false, confirmedAtMs: null },
    };
    company.world.stillOn = [gate];
    company.run(minutes(10));
    expect(company.incidents()).toEqual([]);
    company.world.stillOn = [{ ...gate, isLate: true }];
    company.run(minutes(10));
    company.world.stillOn = [
      { ...gate, people: 7, detail: 'Seven.', sinceMs: gate.sinceMs + 1, isLate: true },
    ];
    company.run(minutes(60));
    company.restartAfter(minutes(5));
    company.world.stillOn = [{ ...gate, people: 6, detail: 'Six.', isLate: false }];
    company.run(minutes(30));
    expect(company.incidents()).toMatchObject([
      {
        ...{ kind: 'stillOnTerminal', subjectId: 'gate', sinceMs: gate.sinceMs, endedAtMs: null },
        detail: { name: 'Gate', area: 'Hall', why: 'Six.', trouble: 'Off.', people: 6 },
      },
    ]);
    company.world.stillOn = [
      { ...gate, people: 0, detail: null, isLate: false, confirmedAtMs: company.now() },
    ];
    company.run(minutes(2));
    expect(company.incidents()).toMatchObject([{ state: 'resolved' }]);
    expect(company.sent().map(([, ...told]) => told)).toEqual([
      ['user:admin', 'raised 1', ['gate']],
      ['user:hr', 'raised 2', ['gate']],
      ['user:admin', 'resolved 1', ['gate']],
      ['user:hr', 'resolved 2', ['gate']],
    ]);
  });

  test('of a terminal that is removed, or of which nobody wants to be told, the incident is closed and nothing is told', () => {
    const company = madeCompany();
    const late = (terminalId: string) => ({
      ...{ terminalId, name: terminalId, area: null, people: 1, detail: 'One.', trouble: 'Off.' },
      ...{ sinceMs: company.now(), isLate: true, isOff: false, confirmedAtMs: null },
    });
    company.world.stillOn = [late('gate'), late('door')];
    company.run(minutes(10));
    expect(company.incidents()).toHaveLength(2);
    company.world.stillOn = [{ ...late('door'), detail: null, isLate: false, isOff: true }];
    company.run(minutes(10));
    expect(company.incidents().map(({ state }) => state)).toEqual(['closed', 'closed']);
    expect(company.sent()).toHaveLength(2);
  });

  test('a terminal on which nobody who left is expected any more, and which confirmed nothing since, closes it, and nothing is told', () => {
    const company = madeCompany();
    const gate = {
      ...{ terminalId: 'gate', name: 'Gate', area: null, people: 1, detail: 'One.', trouble: 'Off.' },
      ...{ sinceMs: company.now(), isLate: true, isOff: false, confirmedAtMs: null },
    };
    company.world.stillOn = [gate];
    company.run(minutes(10));
    company.world.stillOn = [{ ...gate, detail: null, isLate: false, confirmedAtMs: gate.sinceMs - 1 }];
    company.run(minutes(10));
    expect(company.incidents()).toMatchObject([{ state: 'closed' }]);
    expect(company.sent()).toHaveLength(1);
  });

  test('a snooze of the incident or of the person holds everything back, and no longer', () => {
    const company = madeCompany();
    company.snoozePerson('budi', minutes(30));
    company.absent('ayu');
    company.absent('budi');
    company.run(minutes(5));
    company.snooze('ayu', minutes(30));
    company.run(minutes(20));
    expect(company.sent()).toEqual([['00:30', 'person:farid', 'raised 1', ['ayu']]]);
    company.run(minutes(20));
    expect(company.sent().slice(1)).toEqual(
      [
        ['30:30', 'person:farid', 'raised 1', ['budi']],
        ['40:30', 'person:clara', 'raised 2', ['ayu']],
        ['40:30', 'person:clara', 'raised 2', ['budi']],
      ].sort(),
    );
  });

  test('a clock that is set moves what is planned with it', () => {
    for (const setMs of [-minutes(180), minutes(180)]) {
      const company = madeCompany();
      company.absent('ayu');
      company.run(minutes(5));
      company.setClock(setMs);
      company.run(minutes(5) - seconds(2));
      expect(company.sent()).toHaveLength(1);
      company.run(seconds(40));
      expect(company.sent().map(([, who]) => who)).toEqual(['person:farid', 'person:clara']);
    }
  });

  test('after a long standstill the next level is told, and not all at once', () => {
    const company = madeCompany();
    company.absent('ayu');
    company.run(minutes(1));
    company.restartAfter(minutes(120));
    company.run(minutes(1));
    expect(company.sent().map(([, who]) => who)).toEqual(['person:farid', 'person:clara']);
    company.run(minutes(10));
    expect(company.sent()).toHaveLength(3);
  });

  test('the nearest policy holds: team before area before company', () => {
    const to = (personId: string) => [{ afterMinutes: 0, to: [{ kind: 'person' as const, personId }] }];
    const company = madeCompany({ levels: to('clara') });
    company.policy({ subject: 'area', subjectId: 'site', levels: to('gita') });
    company.absent('ayu');
    company.run(minutes(1));
    company.policy({ subject: 'team', subjectId: 'works', levels: to('dewi') });
    company.absent('budi');
    company.run(minutes(1));
    expect(company.sent().map(([, who]) => who)).toEqual(['person:gita', 'person:dewi']);
  });
});
