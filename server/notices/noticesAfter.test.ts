import { describe, expect, it } from 'vitest';
import type { CameraView, PersonView, PresenceState } from '../wire.ts';
import { blindForMs, type Notice, noticesAfter, type World } from './noticesAfter.ts';

const person = (state: PresenceState, personId = 'ann'): PersonView => ({
  ...{ personId, name: 'Ann', state, cameraId: 'gate', cameraName: 'Gate', area: 'Entrance', spot: null },
  ...{ sinceMs: 1_000, lastSeenMs: 1_000, code: null, job: null, teamId: null, areaIds: [] },
  badgeOnly: false,
});
const camera = (health: CameraView['health']): CameraView => ({
  ...{ cameraId: 'gate', name: 'Gate', area: 'Entrance', analysing: true, moving: false, health },
  ...{ demo: false, zones: [] },
});
const world = (of: Partial<World>): World => ({
  ...{ people: [], cameras: [], terminals: [], backup: null, jobs: [], stillOn: [] },
  ...of,
});
const named = (noticeId: string, notice: Omit<Notice, 'noticeId'>): Notice => ({ ...notice, noticeId });

/** Plays worlds one after the other, and answers what is open. */
function play(...worlds: [number, World][]): Notice[] {
  let open: Notice[] = [];
  let next = 0;
  for (const [nowMs, now] of worlds) {
    const { opened, changed, closed } = noticesAfter(open, now, nowMs);
    const ended = new Set(closed.map(({ noticeId }) => noticeId));
    const news = new Map(changed.map((notice) => [notice.noticeId, notice]));
    open = open
      .filter(({ noticeId }) => !ended.has(noticeId))
      .map((notice) => news.get(notice.noticeId) ?? notice);
    open.push(...opened.map((notice) => named(`n${next++}`, notice)));
  }
  return open;
}

describe('noticesAfter()', () => {
  it('tells of a person once, where and when they were last', () => {
    const away = world({ people: [person('away')] });
    expect(play([40_000, away], [41_000, away])).toMatchObject([
      { kind: 'away', subjectId: 'ann', detail: 'Gate · Entrance', sinceMs: 1_000, untilMs: null },
    ]);
  });

  it('makes an absence of the same notice, and ends it when they are seen', () => {
    const away = world({ people: [person('away')] });
    const absent = world({ people: [person('absent')] });
    expect(play([40_000, away], [400_000, absent])).toMatchObject([{ noticeId: 'n0', kind: 'absent' }]);
    expect(
      play([40_000, away], [400_000, absent], [500_000, world({ people: [person('present')] })]),
    ).toEqual([]);
  });

  it.each(['expected', 'present', 'onLeave', 'blind'] as const)('rings for nobody who is %s', (state) => {
    expect(noticesAfter([], world({ people: [person(state)] }), 0).opened).toEqual([]);
  });

  it('leaves what was told while cameras are blind, and forgets who is no longer enrolled', () => {
    const away = world({ people: [person('away')] });
    expect(play([40_000, away], [50_000, world({ people: [person('blind')] })])).toHaveLength(1);
    expect(play([40_000, away], [50_000, world({})])).toEqual([]);
  });

  it('tells of a camera that stays blind, and not of one that starts', () => {
    const blind = world({ cameras: [camera({ kind: 'blind', sinceMs: 0, detail: 'It is covered.' })] });
    const starting = world({ cameras: [camera({ kind: 'starting', sinceMs: 0 })] });
    const seeing = world({ cameras: [camera({ kind: 'seeing', sinceMs: 0 })] });
    expect(play([blindForMs - 1, blind])).toEqual([]);
    expect(play([9_000, starting])).toEqual([]);
    expect(play([blindForMs, blind])).toMatchObject([{ kind: 'blindCamera', detail: 'It is covered.' }]);
    expect(play([blindForMs, blind], [9_000, starting])).toHaveLength(1);
    expect(play([blindForMs, blind], [9_000, seeing])).toEqual([]);
    expect(play([blindForMs, blind], [9_000, world({})])).toEqual([]);
  });

  it('keeps a failed backup open until one goes well, over a restart too', () => {
    const failed = world({ backup: { detail: 'The disk is full.', sinceMs: 5 } });
    expect(play([10, failed], [20, world({})])).toMatchObject([{ kind: 'backupFailed', sinceMs: 5 }]);
    expect(play([10, failed], [20, world({ backup: { detail: null, sinceMs: 15 } })])).toEqual([]);
  });

  it('keeps what the server could not do open until it goes well, and while nobody knows', () => {
    const job = { job: 'hours' as const, detail: 'The disk is full.', sinceMs: 5, isOff: false };
    const stuck = world({ jobs: [job] });
    expect(play([10, stuck])).toMatchObject([{ kind: 'jobFailed', subjectId: 'hours', sinceMs: 5 }]);
    expect(play([10, stuck], [20, world({})])).toHaveLength(1);
    expect(play([10, stuck], [20, world({ jobs: [{ ...job, detail: null }] })])).toEqual([]);
  });

  it('tells of people who left and are late to be gone from a terminal, once, and until all of them are', () => {
    const gate = {
      ...{ terminalId: 't', name: 'Gate', area: 'Yard', people: 2, detail: 'Two.', trouble: '', sinceMs: 5 },
      ...{ isLate: true, isOff: false, confirmedAtMs: null },
    };
    const late = world({ stillOn: [gate] });
    const soon = world({ stillOn: [{ ...gate, people: 1, detail: 'One.', isLate: false }] });
    expect(play([10, soon])).toEqual([]);
    expect(play([10, late])).toMatchObject([
      { kind: 'stillOnTerminal', subjectId: 't', name: 'Gate', area: 'Yard', detail: 'Two.', sinceMs: 5 },
    ]);
    expect(play([10, late], [20, soon])).toMatchObject([{ detail: 'One.', sinceMs: 5 }]);
    expect(play([10, late], [20, world({ stillOn: [{ ...gate, detail: null }] })])).toEqual([]);
    expect(play([10, late], [20, world({})])).toEqual([]);
  });
});
