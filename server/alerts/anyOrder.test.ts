/** Goal: whatever happens in whatever order, nobody is told twice or needlessly. Method: made-up histories, seeded. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { madeCompany } from '../../tests/helpers/madeCompany.ts';

type Company = ReturnType<typeof madeCompany>;
type Step = [name: string, run: (company: Company) => void];

const who = fc.constantFrom('ayu', 'budi', 'cici', 'farid');
const named = (name: string, run: (company: Company, personId: string) => void) =>
  who.map((personId): Step => [`${name} ${personId}`, (company) => run(company, personId)]);
const step = fc.oneof(
  { weight: 4, arbitrary: named('absent', (company, id) => company.absent(id)) },
  { weight: 3, arbitrary: named('back', (company, id) => company.back(id)) },
  { weight: 2, arbitrary: named('corrected', (company, id) => company.corrected(id)) },
  { weight: 1, arbitrary: named('off', (company, id) => company.back(id, 'off')) },
  { weight: 2, arbitrary: named('acknowledge', (company, id) => company.acknowledge(id)) },
  { weight: 1, arbitrary: named('snooze', (company, id) => company.snooze(id, 90_000)) },
  { weight: 1, arbitrary: named('blind', (company, id) => company.blind(id, true)) },
  { weight: 2, arbitrary: named('seeing', (company, id) => company.blind(id, false)) },
  { weight: 1, arbitrary: named('on leave', (company, id) => company.off(id, 'leave')) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(-7_200_000, -20_000, 90_000, 7_200_000)
      .map((ms): Step => [`clock ${ms}`, (company) => company.setClock(ms)]),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(0, 5_000, 600_000)
      .map((ms): Step => [`restart ${ms}`, (company) => company.restartAfter(ms)]),
  },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(1, 10, 31, 61, 150)
      .map((seconds): Step => [`run ${seconds}`, (company) => company.run(seconds * 1_000)]),
  },
);
const groupDelayMs = 30_000;
const policy = {
  ...{ groupDelayMs, digestFrom: 2 },
  levels: [
    { afterMinutes: 0, to: [{ kind: 'supervisor' as const }] },
    { afterMinutes: 1, to: [{ kind: 'superior' as const }, { kind: 'hr' as const }] },
    { afterMinutes: 2, to: [{ kind: 'hr' as const }] },
  ],
};

test('nobody is told twice, about nothing, too soon, or after somebody took care', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
      const company = madeCompany(policy);
      const answeredAt = new Map<string, { level: number; passedMs: number }>();
      for (const [, run] of steps) {
        run(company);
        company.look();
        expect(company.look()).toEqual({ incidents: [], alerts: [], events: [], sendings: [] });
        for (const { incidentId, state, level } of company.incidents()) {
          if (state === 'acknowledged' && !answeredAt.has(incidentId))
            answeredAt.set(incidentId, { level, passedMs: company.passed() });
          // Only what goes on after it was over.
          else if (state === 'open' || state === 'escalated') answeredAt.delete(incidentId);
        }
      }
      expectOnce(company);
      expectAnswered(company, answeredAt);
      expectNoneTooSoon(company);
    }),
    { numRuns: 150, seed: 20_261_129 },
  );
}, 60_000);

function expectOnce(company: Company): void {
  const keys = company
    .alerts()
    .map(({ incidentId, kind, level, recipientId }) => [incidentId, kind, level, recipientId].join(' '));
  expect(new Set(keys).size).toBe(keys.length);
  const sent = company.gone().map(({ alertId }) => alertId);
  expect(new Set(sent).size).toBe(sent.length);
  const queued = company.alerts().filter(({ state }) => state === 'queued');
  expect(queued.map(({ alertId }) => alertId).sort()).toEqual([...sent].sort());
  const episodes = company.incidents().map(({ subjectId, sinceMs }) => `${subjectId} ${sinceMs}`);
  expect(new Set(episodes).size).toBe(episodes.length);
}

function expectAnswered(
  company: Company,
  answeredAt: ReadonlyMap<string, { level: number; passedMs: number }>,
): void {
  const alerts = new Map(company.alerts().map((alert) => [alert.alertId, alert]));
  for (const { incidentId, level } of company.incidents()) {
    const answer = answeredAt.get(incidentId);
    if (!answer) continue;
    expect(level).toBe(answer.level);
    const later = company.gone().filter(({ alertId, atMs }) => {
      const alert = alerts.get(alertId);
      return alert?.incidentId === incidentId && alert.kind === 'raised' && atMs > answer.passedMs;
    });
    expect(later).toEqual([]);
  }
}

function expectNoneTooSoon(company: Company): void {
  const created = new Map(company.alerts().map((alert) => [alert.alertId, alert]));
  const told = new Map<string, Set<string>>();
  for (const { alertId } of company.gone()) {
    const alert = created.get(alertId);
    if (!alert) throw new Error('sent without being there');
    const { incidentId, recipientId, kind } = alert;
    const known = told.get(incidentId) ?? new Set();
    // "It is over" goes to those alone who were told that it began.
    if (kind === 'resolved') expect(known.has(recipientId)).toBe(true);
    told.set(incidentId, known.add(recipientId));
  }
  for (const { alertId, atMs } of company.gone())
    if (created.get(alertId)?.kind === 'raised')
      expect(atMs - (company.createdAt(alertId) ?? 0)).toBeGreaterThanOrEqual(groupDelayMs);
}
