import { describe, expect, it } from 'vitest';
import { stillOn } from './stillOn.ts';

const hourMs = 3_600_000;
const leftMs = Date.UTC(2026, 10, 20, 2, 12);
const gate = {
  ...{ deviceId: 'gate', name: 'Gate', area: 'Yard', zone: 'Asia/Jakarta' },
  ...{ host: '10.0.0.7', port: 4370 },
  ...{ state: 'offline' as const, problem: 'Cannot reach it. Check its cable.' },
  missing: { people: 3, known: 2, sinceMs: leftMs, problem: null },
  confirmedAtMs: null,
};
const rules = { afterMs: 24 * hourMs, settledAtMs: 0, nowMs: leftMs + 24 * hourMs };

describe('stillOn()', () => {
  it('says how many, since when at the site, why, and what to do', () => {
    expect(stillOn(gate, rules)).toEqual({
      ...{ terminalId: 'gate', name: 'Gate', area: 'Yard', people: 3, sinceMs: leftMs, isOff: false },
      confirmedAtMs: null,
      ...{ trouble: 'Cannot reach it. Check its cable.', isLate: true },
      detail:
        'People who left and may still be on it: 3 (on it when it was last read: 2), the longest since 2026-11-20 09:12. Cannot reach it. Check its cable. Until it confirms that they are gone, they may punch and pass there: delete them at its menu, or remove it here if it is not used any more.',
    });
  });

  it('is late from the limit on, and not before terminals could answer after a start', () => {
    expect(stillOn(gate, { ...rules, nowMs: rules.nowMs - 1 }).isLate).toBe(false);
    expect(stillOn(gate, { ...rules, settledAtMs: rules.nowMs + 1 }).isLate).toBe(false);
    expect(stillOn(gate, { ...rules, settledAtMs: rules.nowMs }).isLate).toBe(true);
  });

  it('says why: what it refuses, that it was not reached, or that it has not answered yet', () => {
    const refused = { ...gate.missing, problem: 'It does not take it.' };
    const why = (more: object) => stillOn({ ...gate, ...more }, rules).trouble;
    expect(why({ state: 'online', problem: null, missing: refused })).toBe('It does not take it.');
    expect(why({ missing: refused })).toBe('Cannot reach it. Check its cable.');
    expect(why({ state: 'online', problem: null })).toBe('It answers, and has not confirmed it yet.');
    expect(why({ state: 'connecting', problem: null })).toBe(
      'It has not answered since this server started.',
    );
  });

  it('names the terminal instead of where it is', () => {
    const problem = 'Cannot talk to the terminal at 10.0.0.7:4370: 10.0.0.7 does not answer.';
    const { trouble, detail } = stillOn({ ...gate, problem }, rules);
    expect(trouble).toBe('Cannot talk to the terminal at Gate: Gate does not answer.');
    expect(detail).not.toContain('10.0.0.7');
    const byName = { ...gate, host: 'terminal', problem: 'Cannot talk to the terminal at terminal:4370.' };
    expect(stillOn(byName, rules).trouble).toBe('Cannot talk to the terminal at Gate.');
  });

  it('says nothing when nobody is missing, or it is turned off', () => {
    expect(stillOn({ ...gate, missing: null }, rules)).toMatchObject({ detail: null, isOff: false });
    expect(stillOn(gate, { ...rules, afterMs: 0 })).toMatchObject({ detail: null, isOff: true });
  });
});
