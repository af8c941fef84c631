import { describe, expect, it } from 'vitest';
import type { IncidentView } from '../../server/wire.ts';
import { allIncidents, byUrgency, fits, incidentOf, lifeOf, newestOf, waiting } from './incidents.ts';

const given: IncidentView = {
  ...{ incidentId: 'one', kind: 'absence', state: 'open', subjectId: 'ayu', name: 'Ayu' },
  ...{ teamId: 'front', area: 'Lobby', cameraId: null, sinceMs: 100, openedAtMs: 200, level: 1 },
  ...{ nextLevelAtMs: 500, acknowledged: null, snoozedUntilMs: null, endedAtMs: null, endedBy: null },
  ...{ absenceId: 'a', why: '' },
};
const incident = (changes: Partial<IncidentView>): IncidentView => ({ ...given, ...changes });
const acknowledged = { atMs: 1, by: 'Emma', note: '' };
const ids = (incidents: IncidentView[]) => incidents.map(({ incidentId }) => incidentId);

describe('incidents', () => {
  it('byUrgency() puts what escalated before what is open, and both before what is in good hands', () => {
    const list = [
      incident({ incidentId: 'hands', state: 'acknowledged', acknowledged, sinceMs: 1 }),
      incident({ incidentId: 'young', sinceMs: 9 }),
      incident({ incidentId: 'old', sinceMs: 3 }),
      incident({ incidentId: 'late', state: 'escalated', level: 2, sinceMs: 10 }),
    ];
    expect(ids(byUrgency(list))).toEqual(['late', 'old', 'young', 'hands']);
  });

  it('fits() takes a team with the teams below it', () => {
    const teams = [
      { teamId: 'site', name: 'Site', parentId: null, leadId: null },
      { teamId: 'front', name: 'Front', parentId: 'site', leadId: null },
    ];
    expect(fits(given, { ...allIncidents, teamId: 'site' }, teams)).toBe(true);
    expect(fits(incident({ teamId: 'other' }), { ...allIncidents, teamId: 'site' }, teams)).toBe(false);
  });

  it('fits() finds a person only in absences, and times by the opening', () => {
    expect(fits(given, { ...allIncidents, personId: 'ayu' }, [])).toBe(true);
    expect(fits(incident({ kind: 'blindCamera' }), { ...allIncidents, personId: 'ayu' }, [])).toBe(false);
    expect(fits(given, { ...allIncidents, fromMs: 200, toMs: 201 }, [])).toBe(true);
    expect(fits(given, { ...allIncidents, toMs: 200 }, [])).toBe(false);
  });

  it('newestOf() keeps the first of two that are the same', () => {
    const now = incident({ state: 'resolved', endedAtMs: 900 });
    expect(newestOf([now], [given, incident({ incidentId: 'two', openedAtMs: 300 })])).toEqual([
      incident({ incidentId: 'two', openedAtMs: 300 }),
      now,
    ]);
  });

  it('lifeOf() says where it stands, and what it never was', () => {
    expect(lifeOf(given).map(({ at }) => at)).toEqual(['now', 'ahead', 'ahead', 'ahead']);
    expect(lifeOf(incident({ state: 'escalated', level: 2 })).map(({ at }) => at)).toEqual([
      ...['done', 'ahead', 'now', 'ahead'],
    ]);
    const late = incident({ state: 'acknowledged', acknowledged, level: 2 });
    expect(lifeOf(late).map(({ at }) => at)).toEqual(['done', 'now', 'done', 'ahead']);
    const over = incident({ state: 'excused', endedAtMs: 900 });
    expect(lifeOf(over)).toEqual([
      { step: 'open', at: 'done' },
      { step: 'acknowledged', at: 'skipped' },
      { step: 'escalated', at: 'skipped' },
      { step: 'excused', at: 'now' },
    ]);
  });

  it('incidentOf() finds what a notice is about, while it lasts', () => {
    expect(incidentOf({ kind: 'absent', subjectId: 'ayu' }, [given])).toBe(given);
    expect(incidentOf({ kind: 'blindCamera', subjectId: 'ayu' }, [given])).toBeNull();
    expect(incidentOf({ kind: 'away', subjectId: 'ayu' }, [incident({ endedAtMs: 5 })])).toBeNull();
    const hours = incident({ kind: 'jobFailed', subjectId: 'hours' });
    expect(incidentOf({ kind: 'jobFailed', subjectId: 'hours' }, [given, hours])).toBe(hours);
    expect(incidentOf({ kind: 'jobFailed', subjectId: 'employees' }, [given, hours])).toBeNull();
  });

  it('waiting() leaves out what is acknowledged, snoozed or over', () => {
    const list = [
      given,
      incident({ acknowledged }),
      incident({ snoozedUntilMs: 5 }),
      incident({ endedAtMs: 5 }),
    ];
    expect(waiting(list, 4)).toEqual([given]);
    expect(waiting(list, 5)).toHaveLength(2);
  });
});
