import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AbsenceView, DutyNow } from '../wire.ts';
import { createPresenceBook, type PresenceBook } from './presenceBook.ts';
import type { PresenceRow } from './store.ts';

fc.configureGlobal({ seed: 20_261_129 });

const rules = { awayAfterMs: 30_000, absentAfterMs: 300_000 };
const office = [
  { cameraId: 'hall-1', name: 'Hall 1', area: 'Hall', seeing: true },
  { cameraId: 'hall-2', name: 'Hall 2', area: 'Hall', seeing: true },
  { cameraId: 'gate', name: 'Gate', area: 'Gate', seeing: true },
];
const areaOf = (cameraId: string) => office.find((camera) => camera.cameraId === cameraId)?.area ?? '';
const cycleMs = 3_600_000;

/** Due for 20 minutes, a break of 10, due for 20, off for 10; again and again. */
function dutyOf(_: string, atMs: number): DutyNow {
  const startMs = Math.floor(atMs / cycleMs) * cycleMs;
  const at = (minutes: number) => startMs + minutes * 60_000;
  const whole = { shiftId: 'day', startMs, endMs: at(50), lateAfterMs: at(2) };
  if (atMs < at(20)) return { kind: 'due', ...whole, sinceMs: startMs, untilMs: at(20) };
  if (atMs < at(30)) return { kind: 'off', why: 'break', untilMs: at(30) };
  if (atMs < at(50)) return { kind: 'due', ...whole, sinceMs: at(30), untilMs: at(50) };
  return { kind: 'off', why: 'afterShift', untilMs: startMs + cycleMs };
}

type Event = { see: string } | { camera: string; seeing: boolean } | 'restart';
const camera = fc.constantFrom('hall-1', 'hall-2', 'gate');
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ see: camera }) },
  { weight: 2, arbitrary: fc.record({ camera, seeing: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant<Event>('restart') },
);
const runs = fc.array(fc.tuple(fc.constantFrom(1_000, 29_000, 90_000, 301_000, 700_000), event), {
  maxLength: 30,
});

/** Time in steps of a second at most, so that every moment is looked at. */
function play(run: [number, Event][]) {
  let [nowMs, last] = [0, 0];
  const seeing = new Set(office.map(({ cameraId }) => cameraId));
  const absences = new Map<string, AbsenceView>();
  const open = (presences: PresenceRow[] = []): PresenceBook =>
    createPresenceBook({
      stored: {
        ...{ presences, sojourns: [], doubles: [] },
        absences: [...absences.values()].filter(({ toMs }) => toMs === null),
      },
      people: [{ personId: 'ann', name: 'Ann' }],
      cameras: office.map((each) => ({ ...each, seeing: seeing.has(each.cameraId) })),
      ...{ rules, nowMs, recogniser: 'sface', newId: () => `id${++last}` },
      duty: { dutyOf, limitsOf: () => rules, workAreasOf: () => new Set(['Hall']) },
    });
  const stored = () => book.batchOf(new Set(['ann']));
  const note = () => {
    for (const absence of stored().absences) absences.set(absence.absenceId, absence);
  };
  let book = open();
  const moments: { nowMs: number; state: string; isWhole: boolean; seenMs: number | null }[] = [];
  for (const [passedMs, each] of run) {
    for (const endMs = nowMs + passedMs; nowMs < endMs;) {
      nowMs += Math.min(1_000, endMs - nowMs);
      book.tick(nowMs);
      const [{ state, lastSeenMs, area } = { state: '', lastSeenMs: null, area: null }] = book.views();
      const needed = office.filter((one) => one.area === 'Hall' || one.area === area);
      const isWhole = needed.every(({ cameraId }) => seeing.has(cameraId));
      moments.push({ nowMs, state, isWhole, seenMs: lastSeenMs });
    }
    if (each === 'restart') {
      note();
      book = open(stored().presences);
    } else if ('see' in each) {
      const identity = {
        kind: 'named' as const,
        personId: 'ann',
        name: 'Ann',
        score: 0.8,
        margin: 0.3,
        faces: 5,
      };
      const body = { x: 0, y: 0, width: 1, height: 1 };
      const track = { trackId: 1, body, seen: true, face: null, identity: { ...identity, sinceMs: 0 } };
      book.sighted(each.see, areaOf(each.see), nowMs, [track]);
    } else {
      book.health(each.camera, each.seeing, nowMs);
      if (each.seeing) seeing.add(each.camera);
      else seeing.delete(each.camera);
    }
    note();
  }
  book.tick(nowMs);
  note();
  return { moments, absences: [...absences.values()] };
}

test('nobody is away or absent who is not due, and absent only where every camera that could see them sees', () => {
  fc.assert(
    fc.property(runs, (run) => {
      for (const { nowMs, state, isWhole } of play(run).moments) {
        if (state !== 'away' && state !== 'absent') continue;
        expect(dutyOf('', nowMs).kind).toBe('due');
        expect(isWhole).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('an absence lies within one stretch of duty, after as much covered time as its threshold, and never overlaps another', () => {
  let found = 0;
  fc.assert(
    fc.property(runs, (run) => {
      const { moments, absences } = play(run);
      found += absences.length;
      const sorted = absences.sort((a, b) => a.fromMs - b.fromMs);
      sorted.forEach(({ fromMs, detectedAtMs, toMs, evidence }, index) => {
        const duty = dutyOf('', detectedAtMs);
        expect(duty.kind).toBe('due');
        if (duty.kind === 'due') expect(toMs ?? 0).toBeLessThanOrEqual(duty.untilMs);
        const covered = moments.filter(
          (each) => each.nowMs > fromMs && each.nowMs <= detectedAtMs && each.isWhole,
        );
        expect(covered.length * 1_000 + 2_000).toBeGreaterThanOrEqual(evidence.thresholdMs);
        expect(detectedAtMs - fromMs).toBeGreaterThanOrEqual(evidence.thresholdMs);
        expect(toMs ?? Infinity).toBeGreaterThanOrEqual(fromMs);
        expect(fromMs).toBeGreaterThanOrEqual(sorted[index - 1]?.toMs ?? 0);
      });
      expect(absences.filter(({ toMs }) => toMs === null).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
  // Else it proves nothing.
  expect(found).toBeGreaterThan(30);
});

test('the same events give the same presences and absences', () => {
  fc.assert(
    fc.property(runs, (run) => {
      expect(play(run)).toEqual(play(run));
    }),
    { numRuns: 20 },
  );
});
