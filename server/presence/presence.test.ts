import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AbsenceView } from '../wire.ts';
import type { IdentifiedSighting } from '../identify/createIdentifier.ts';
import { createPresenceBook } from './presenceBook.ts';
import type { PresenceCamera } from './cameraBook.ts';
import type { PersonLeave } from './duties.ts';
import type { Sojourn } from './sojourns.ts';
import type { PresenceBatch } from './store.ts';

fc.configureGlobal({ seed: 20_261_120 });

const awayAfterMs = 30_000;
const absentAfterMs = 300_000;
const nothing: PresenceBatch = { presences: [], sojourns: [], absences: [], doubles: [] };
const office: PresenceCamera[] = [
  { cameraId: 'hall-1', name: 'Hall 1', area: 'Hall', seeing: true },
  { cameraId: 'hall-2', name: 'Hall 2', area: 'Hall', seeing: true },
  { cameraId: 'gate', name: 'Gate', area: 'Gate', seeing: true },
];
const areaOf = (cameraId: string) => office.find((camera) => camera.cameraId === cameraId)?.area ?? '';

function track(personId: string, seen = true, score = 0.8, trackId = 1): IdentifiedSighting {
  const identity = {
    kind: 'named' as const,
    personId,
    name: personId,
    score,
    margin: 0.3,
    faces: 5,
    sinceMs: 0,
  };
  return { trackId, body: { x: 0, y: 0, width: 1, height: 1 }, seen, face: null, identity };
}

function openBook(
  stored = nothing,
  nowMs = 0,
  cameras = office,
  ids = { last: 0 },
  leaves: PersonLeave[] = [],
) {
  const people = ['ann', 'ben'];
  const book = createPresenceBook({
    stored,
    people: people.map((personId) => ({ personId, name: personId.toUpperCase() })),
    cameras,
    rules: { awayAfterMs, absentAfterMs },
    leaves,
    recogniser: 'sface',
    nowMs,
    newId: () => `s${++ids.last}`,
  });
  return {
    ...book,
    see: (personId: string, cameraId: string, atMs: number, seen = true) =>
      book.sighted(cameraId, areaOf(cameraId), atMs, [track(personId, seen)]),
    person: (personId: string) => book.views().find((view) => view.personId === personId) ?? expect.fail(),
    sojourns: () => book.batchOf(new Set(people)).sojourns,
    absences: () => book.batchOf(new Set(people)).absences,
  };
}

describe('presence', () => {
  it('expects people before they are first seen', () => {
    expect(openBook().person('ann')).toEqual({
      ...{ personId: 'ann', name: 'ANN', state: 'expected', sinceMs: 0, lastSeenMs: null },
      ...{ cameraId: null, cameraName: null, area: null, spot: null },
      ...{
        code: null,
        job: null,
        teamId: null,
        areaIds: [],
        badgeOnly: false,
        offWhy: null,
        alsoSeenAt: null,
      },
    });
  });

  it('has a person present where and when they were seen', () => {
    const book = openBook();
    book.see('ann', 'gate', 5_000);
    book.see('ann', 'gate', 9_000);
    book.tick(9_100);
    expect(book.person('ann')).toMatchObject({ state: 'present', cameraName: 'Gate', area: 'Gate' });
    expect(book.person('ann')).toMatchObject({ sinceMs: 5_000, lastSeenMs: 9_000 });
    expect(book.person('ben').state).toBe('expected');
  });

  it('has a person away since they were last seen, once the grace is over', () => {
    const book = openBook();
    book.see('ann', 'gate', 5_000);
    book.tick(35_000);
    expect(book.person('ann').state).toBe('present');
    book.tick(35_001);
    expect(book.person('ann')).toMatchObject({
      state: 'away',
      sinceMs: 5_000,
      lastSeenMs: 5_000,
      area: 'Gate',
    });
    book.see('ann', 'gate', 50_000);
    expect(book.person('ann')).toMatchObject({ state: 'present', sinceMs: 50_000 });
  });

  it('keeps a person present while their track lives hidden, without moving "last seen"', () => {
    const book = openBook();
    book.see('ann', 'gate', 1_000);
    for (let atMs = 2_000; atMs <= 60_000; atMs += 1_000) book.see('ann', 'gate', atMs, false);
    book.tick(61_000);
    expect(book.person('ann')).toMatchObject({ state: 'present', lastSeenMs: 1_000 });
    book.tick(90_001);
    expect(book.person('ann')).toMatchObject({ state: 'away', sinceMs: 1_000 });
  });

  it('pauses the clock while a camera of the area is blind, and knows nothing while all are', () => {
    const book = openBook();
    book.see('ann', 'hall-1', 0);
    book.health('hall-1', false, 10_000);
    expect(book.person('ann').state).toBe('present');
    book.health('hall-2', false, 12_000);
    expect(book.person('ann')).toMatchObject({ state: 'blind', sinceMs: 12_000, lastSeenMs: 0 });
    book.tick(1_000_000);
    expect(book.person('ann').state).toBe('blind');
    book.health('hall-2', true, 1_000_000);
    book.tick(2_000_000);
    // She may be where the other camera would see her.
    expect(book.person('ann').state).toBe('blind');
    book.health('hall-1', true, 2_000_000);
    book.tick(2_020_000);
    expect(book.person('ann').state).toBe('blind');
    book.tick(2_020_001);
    expect(book.person('ann')).toMatchObject({ state: 'away', sinceMs: 0 });
  });

  it('has who is seen present although another camera of the area is blind, and who is not then blind', () => {
    const book = openBook();
    book.health('hall-1', false, 0);
    book.see('ann', 'hall-2', 1_000);
    book.tick(31_000);
    expect(book.person('ann').state).toBe('present');
    book.tick(31_001);
    expect(book.person('ann')).toMatchObject({ state: 'blind', lastSeenMs: 1_000 });
  });

  it('calls somebody away blind while their area is, and away again at once afterwards', () => {
    const book = openBook();
    book.see('ann', 'gate', 0);
    book.tick(40_000);
    book.health('gate', false, 50_000);
    expect(book.person('ann')).toMatchObject({ state: 'blind', sinceMs: 50_000 });
    book.health('gate', true, 60_000);
    expect(book.person('ann')).toMatchObject({ state: 'away', sinceMs: 0 });
  });

  it('expects nobody while every camera is blind', () => {
    const book = openBook();
    for (const { cameraId } of office) book.health(cameraId, false, 5_000);
    expect(book.person('ann')).toMatchObject({ state: 'blind', sinceMs: 5_000 });
    book.health('gate', true, 6_000);
    expect(book.person('ann')).toMatchObject({ state: 'expected', sinceMs: 6_000 });
  });

  it('goes on with the same presence after a short blindness', () => {
    const book = openBook();
    book.see('ann', 'gate', 1_000);
    book.see('ann', 'gate', 100_000 - 80_000);
    book.health('gate', false, 21_000);
    book.health('gate', true, 24_000);
    book.see('ann', 'gate', 25_000);
    expect(book.person('ann')).toMatchObject({ state: 'present', sinceMs: 1_000 });
    expect(book.sojourns()).toMatchObject([{ fromMs: 1_000, toMs: 25_000 }]);
  });

  it('sees a person by another camera although their own is blind', () => {
    const book = openBook();
    book.see('ann', 'gate', 0);
    book.health('gate', false, 500);
    book.see('ann', 'hall-1', 1_000);
    book.tick(1_000);
    expect(book.person('ann')).toMatchObject({ state: 'present', area: 'Hall' });
  });

  it('does not flap between overlapping cameras', () => {
    const book = openBook();
    const cameras = new Set<string | null>();
    for (let atMs = 0; atMs < 20_000; atMs += 200) {
      book.see('ann', atMs % 400 === 0 ? 'hall-1' : 'hall-2', atMs);
      cameras.add(book.person('ann').cameraId);
    }
    expect([...cameras]).toEqual(['hall-1']);
    expect(book.person('ann').lastSeenMs).toBe(19_800);
    book.see('ann', 'hall-2', 22_000);
    expect(book.person('ann').cameraId).toBe('hall-2');
  });

  it('lists stays one after another', () => {
    const book = openBook();
    book.see('ann', 'gate', 0);
    book.see('ann', 'gate', 5_000);
    book.see('ann', 'hall-1', 10_000);
    book.see('ann', 'hall-1', 12_000);
    book.tick(60_000);
    book.see('ann', 'hall-1', 60_000);
    expect(book.sojourns().map(({ area, fromMs, toMs }) => [area, fromMs, toMs])).toEqual([
      ['Gate', 0, 5_000],
      ['Hall', 10_000, 12_000],
      ['Hall', 60_000, 60_000],
    ]);
  });

  it('begins a new stay when another track bears the name: one of them may be somebody else', () => {
    const book = openBook();
    const see = (trackId: number, atMs: number) =>
      book.sighted('gate', 'Gate', atMs, [track('ann', true, 0.8, trackId)]);
    for (const [trackId, atMs] of [
      [1, 0],
      [1, 4_000],
      [2, 20_000],
      [2, 22_000],
    ] as const)
      see(trackId, atMs);
    const stays = book.sojourns().map(({ fromMs, toMs, evidence }) => [fromMs, toMs, evidence.trackId]);
    expect(stays).toEqual([
      [0, 4_000, 1],
      [20_000, 22_000, 2],
    ]);
    book.correct({ personId: 'ann', sojournId: 's1' }, { stored: [], ended: [] }, 22_000);
    expect(book.person('ann')).toMatchObject({ state: 'present', sinceMs: 20_000 });
  });

  it('calls somebody blind whose area was blind since they were truly seen, until the grace has passed', () => {
    const book = openBook();
    book.see('ann', 'gate', 1_000);
    book.health('gate', false, 2_000);
    book.health('gate', true, 602_000);
    book.see('ann', 'hall-1', 605_000);
    book.correct({ personId: 'ann', sojournId: 's2' }, { stored: [], ended: [] }, 606_000);
    expect(book.person('ann')).toMatchObject({ state: 'blind', area: 'Gate', lastSeenMs: 1_000 });
    book.tick(632_001);
    expect(book.person('ann')).toMatchObject({ state: 'away', sinceMs: 1_000 });
  });

  it('keeps the best evidence of a stay', () => {
    const book = openBook();
    for (const [i, score] of [0.6, 0.9, 0.7].entries())
      book.sighted('gate', 'Gate', i * 100, [track('ann', true, score)]);
    expect(book.sojourns()[0]?.evidence).toEqual({
      ...{ score: 0.9, margin: 0.3, faces: 5, trackId: 1 },
      recogniser: 'sface',
    });
  });

  it('forgets removed people, takes newcomers in and renames', () => {
    const book = openBook();
    book.see('ann', 'gate', 0);
    const now = [
      { personId: 'ben', name: 'Benjamin' },
      { personId: 'cat', name: 'Cat' },
    ];
    expect(book.setPeople(now, 7_000)).toEqual(['ann']);
    expect(book.views().map(({ name, state, sinceMs }) => [name, state, sinceMs])).toEqual([
      ['Benjamin', 'expected', 0],
      ['Cat', 'expected', 7_000],
    ]);
    expect(book.batchOf(new Set(['ann']))).toEqual(nothing);
    book.see('ann', 'gate', 8_000);
    expect(book.views()).toHaveLength(2);
  });
});

describe('absence', () => {
  it('begins when somebody stays away, and tells when they were seen last', () => {
    const book = openBook();
    book.see('ann', 'gate', 5_000);
    book.tick(305_000);
    expect(book.person('ann').state).toBe('away');
    book.tick(305_001);
    expect(book.person('ann')).toMatchObject({ state: 'absent', sinceMs: 5_000, lastSeenMs: 5_000 });
    book.see('ann', 'hall-1', 400_000);
    expect(book.person('ann')).toMatchObject({ state: 'present', sinceMs: 400_000 });
  });

  it('is never made by blind cameras: their time does not count', () => {
    const book = openBook();
    book.see('ann', 'gate', 0);
    book.health('gate', false, 100_000);
    book.tick(5_000_000);
    expect(book.person('ann').state).toBe('blind');
    book.health('gate', true, 5_000_000);
    expect(book.person('ann').state).toBe('away');
    book.tick(5_200_000);
    expect(book.person('ann').state).toBe('away');
    book.tick(5_200_001);
    expect(book.person('ann')).toMatchObject({ state: 'absent', sinceMs: 0 });
  });

  it('does not come sooner by a restart', () => {
    const before = openBook();
    before.see('ann', 'gate', 5_000);
    before.tick(200_000);
    const after = openBook(before.batchOf(new Set(['ann'])), 9_000_000);
    expect(after.person('ann')).toMatchObject({ state: 'away', sinceMs: 5_000 });
    after.tick(9_000_000 + absentAfterMs - awayAfterMs - 1);
    expect(after.person('ann').state).toBe('away');
    after.tick(9_000_000 + absentAfterMs - awayAfterMs);
    expect(after.person('ann')).toMatchObject({ state: 'absent', sinceMs: 5_000 });
    const again = openBook(after.batchOf(new Set(['ann'])), 10_000_000);
    expect(again.person('ann')).toMatchObject({ state: 'absent', sinceMs: 5_000 });
  });

  it('follows other limits at once, and a longer grace shows nobody whom cameras may have missed', () => {
    const book = openBook();
    book.see('ann', 'gate', 1_000);
    book.see('ben', 'hall-1', 0);
    book.health('hall-1', false, 1_000);
    book.health('hall-2', false, 1_000);
    book.health('hall-1', true, 2_000);
    book.health('hall-2', true, 2_000);
    book.tick(40_000);
    expect([book.person('ann').state, book.person('ben').state]).toEqual(['away', 'away']);
    book.setRules({ awayAfterMs: 60_000, absentAfterMs }, 41_000);
    expect(book.person('ann')).toMatchObject({ state: 'present', sinceMs: 1_000 });
    expect(book.person('ben').state).toBe('blind');
    expect(book.statesUnder({ awayAfterMs: 10_000, absentAfterMs: 20_000 }, 41_000)).toEqual([
      ...['absent', 'absent'],
    ]);
  });
});

describe('leave', () => {
  const day = 86_400_000;
  const off = [{ personId: 'ann', fromMs: 0, toMs: day }];

  it('needs nobody to be seen, and who comes all the same is present', () => {
    const book = openBook(nothing, 0, office, { last: 0 }, off);
    expect(book.person('ann').state).toBe('onLeave');
    expect(book.person('ben').state).toBe('expected');
    book.see('ann', 'gate', 5_000);
    book.tick(6_000);
    expect(book.person('ann').state).toBe('present');
    book.tick(36_000);
    expect(book.person('ann').state).toBe('onLeave');
    for (const { cameraId } of office) book.health(cameraId, false, 40_000);
    expect(book.person('ann').state).toBe('onLeave');
  });

  it('ends with somebody expected, not absent', () => {
    const book = openBook();
    book.see('ann', 'gate', 0);
    book.tick(400_000);
    expect(book.person('ann').state).toBe('absent');
    book.setLeaves([{ personId: 'ann', fromMs: 0, toMs: day }], 400_000);
    expect(book.person('ann').state).toBe('onLeave');
    const after = openBook(book.batchOf(new Set(['ann'])), day - 1, office, { last: 5 }, off);
    expect(after.person('ann').state).toBe('onLeave');
    after.tick(day);
    expect(after.person('ann')).toMatchObject({ state: 'expected', lastSeenMs: 0 });
  });
});

describe('presence after a restart', () => {
  const stored = (book: ReturnType<typeof openBook>) => book.batchOf(new Set(['ann', 'ben']));

  it('invents nothing: who was present is blind until seen or until the grace is over', () => {
    const before = openBook();
    before.see('ann', 'gate', 5_000);
    const after = openBook(stored(before), 10_000_000);
    expect(after.person('ann')).toMatchObject({ state: 'blind', sinceMs: 5_000, lastSeenMs: 5_000 });
    after.tick(10_029_000);
    expect(after.person('ann').state).toBe('blind');
    after.tick(10_030_001);
    expect(after.person('ann')).toMatchObject({ state: 'away', sinceMs: 5_000 });
  });

  it('goes on with stay and presence when the restart was short', () => {
    const before = openBook();
    before.see('ann', 'gate', 5_000);
    before.see('ann', 'gate', 20_000);
    const after = openBook(stored(before), 24_000);
    after.see('ann', 'gate', 25_000);
    expect(after.person('ann')).toMatchObject({ state: 'present', sinceMs: 5_000 });
    expect(after.sojourns()).toMatchObject([{ sojournId: 's1', fromMs: 5_000, toMs: 25_000 }]);
  });

  it('leaves who was away away', () => {
    const before = openBook();
    before.see('ann', 'gate', 5_000);
    before.tick(60_000);
    const dark = office.map((camera) => ({ ...camera, seeing: false }));
    const after = openBook(stored(before), 100_000, dark);
    expect(after.person('ann').state).toBe('blind');
    after.health('gate', true, 105_000);
    expect(after.person('ann')).toMatchObject({ state: 'away', sinceMs: 5_000 });
  });
});

type Event =
  | { kind: 'see'; personId: string; cameraId: string; lateMs: number; seen: boolean }
  | { kind: 'health'; cameraId: string; seeing: boolean }
  | { kind: 'restart' };

describe('presence over any run of events', () => {
  const camera = fc.constantFrom('hall-1', 'hall-2', 'gate');
  const event: fc.Arbitrary<Event> = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('see' as const),
        personId: fc.constantFrom('ann', 'ben'),
        cameraId: camera,
        lateMs: fc.constantFrom(0, 0, 150, 900, 45_000),
        seen: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('health' as const), cameraId: camera, seeing: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.constant<Event>({ kind: 'restart' }) },
  );
  const runs = fc.array(fc.tuple(fc.constantFrom(200, 1_000, 7_000, 31_000, 600_000), event), {
    maxLength: 60,
  });

  const isCovered = (area: string | null, seeing: Set<string>): boolean =>
    area === null ? seeing.size > 0 : office.some((c) => c.area === area && seeing.has(c.cameraId));

  type Moment = {
    nowMs: number;
    views: ReturnType<ReturnType<typeof openBook>['views']>;
    seeing: Set<string>;
  };

  /** Plays a run, ticking before and after each event, and answers every moment and the stored sojourns. */
  function play(run: [number, Event][]) {
    const ids = { last: 0 };
    let book = openBook(nothing, 0, office, ids);
    let nowMs = 0;
    const seeing = new Set(office.map(({ cameraId }) => cameraId));
    const sojourns = new Map<string, Sojourn>();
    const absences = new Map<string, AbsenceView>();
    const moments: Moment[] = [];
    for (const [passedMs, each] of run) {
      nowMs += passedMs;
      book.tick(nowMs);
      if (each.kind === 'see')
        book.see(each.personId, each.cameraId, Math.max(nowMs - each.lateMs, 0), each.seen);
      if (each.kind === 'health') {
        book.health(each.cameraId, each.seeing, nowMs);
        if (each.seeing) seeing.add(each.cameraId);
        else seeing.delete(each.cameraId);
      }
      if (each.kind === 'restart') {
        const cameras = office.map((c) => ({ ...c, seeing: seeing.has(c.cameraId) }));
        const latest = [...sojourns.values()].sort((a, b) => a.fromMs - b.fromMs);
        const { presences } = book.batchOf(new Set(['ann', 'ben']));
        const open = [...absences.values()].filter(({ toMs }) => toMs === null);
        book = openBook({ presences, sojourns: latest, absences: open, doubles: [] }, nowMs, cameras, ids);
      }
      book.tick(nowMs);
      for (const sojourn of book.sojourns()) sojourns.set(sojourn.sojournId, sojourn);
      for (const absence of book.absences()) absences.set(absence.absenceId, absence);
      moments.push({ nowMs, views: book.views(), seeing: new Set(seeing) });
    }
    return { moments, sojourns: [...sojourns.values()], absences: [...absences.values()] };
  }

  it('never moves "last seen" back', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const last = new Map<string, number>();
        for (const { views } of play(run).moments)
          for (const { personId, lastSeenMs } of views) {
            expect(lastSeenMs ?? -1).toBeGreaterThanOrEqual(last.get(personId) ?? -1);
            last.set(personId, lastSeenMs ?? -1);
          }
      }),
    );
  });

  it('has nobody present whose area is not covered, or who was not sighted within the grace', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const sighted = new Map<string, number>();
        play(run).moments.forEach(({ nowMs, views, seeing }, i) => {
          const each = run[i]?.[1];
          if (each?.kind === 'see') {
            const atMs = Math.max(nowMs - each.lateMs, 0);
            sighted.set(each.personId, Math.max(sighted.get(each.personId) ?? 0, atMs));
          }
          for (const { personId, state, area } of views) {
            if (state !== 'present') continue;
            expect(office.some((c) => c.area === area && seeing.has(c.cameraId))).toBe(true);
            expect(nowMs - (sighted.get(personId) ?? -Infinity)).toBeLessThanOrEqual(awayAfterMs);
          }
        });
      }),
    );
  });

  it('has nobody absent without so much unseen time under cameras that see, restarts or not', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const watchedMs = new Map<string, number>();
        let before: Moment | null = null;
        play(run).moments.forEach((moment, i) => {
          const each = run[i]?.[1];
          for (const { personId, state, area, lastSeenMs } of moment.views) {
            const earlier = before?.views.find((view) => view.personId === personId);
            const wasCovered = before === null || isCovered(earlier?.area ?? null, before.seeing);
            const passedMs = moment.nowMs - (before?.nowMs ?? 0);
            const sinceMs = (watchedMs.get(personId) ?? 0) + (wasCovered ? passedMs : 0);
            const isSeen = earlier?.lastSeenMs !== lastSeenMs;
            if (state === 'absent') expect(sinceMs).toBeGreaterThan(absentAfterMs);
            if (state === 'absent') expect(isCovered(area, moment.seeing)).toBe(true);
            // A late sighting counts from when it was.
            const lateMs = each?.kind === 'see' ? each.lateMs : 0;
            watchedMs.set(personId, isSeen ? lateMs : sinceMs);
          }
          before = moment;
        });
      }),
    );
  });

  it('never overlaps the stays of one person', () => {
    fc.assert(
      fc.property(runs, (run) => {
        for (const personId of ['ann', 'ben']) {
          const own = play(run)
            .sojourns.filter((sojourn) => sojourn.personId === personId)
            .sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs);
          own.forEach((sojourn, i) => {
            expect(sojourn.toMs).toBeGreaterThanOrEqual(sojourn.fromMs);
            expect(sojourn.fromMs).toBeGreaterThanOrEqual(own[i - 1]?.toMs ?? 0);
          });
        }
      }),
    );
  });

  it('comes to the same result when the same events are played again', () => {
    fc.assert(
      fc.property(runs, (run) => {
        expect(play(run)).toEqual(play(run));
      }),
    );
  });
});
