import { describe, expect, it, vi } from 'vitest';
import type { JobView, NoticeView } from '../../server/wire.ts';
import { camera, overview, person, summary } from './examples.ts';
import {
  applyCameras,
  applyJob,
  applyNotices,
  applyOverview,
  applyPeople,
  applyPersonRemoved,
  emptyState,
  type LiveState,
  serverNowMs,
  Store,
} from './state.ts';

const opened = applyOverview(
  emptyState,
  overview({ cameras: [camera('hall'), camera('gate')], people: [person('ayu'), person('budi')] }),
  10_000,
);
const blind = { kind: 'blind', sinceMs: 9000, detail: 'No frame.' } as const;

describe('the live state', () => {
  it('applyCameras() replaces all cameras and counts the blind ones at once', () => {
    const after = applyCameras(opened, [camera('gate', { health: blind })], 10_000, 10_000);
    expect(after.overview?.cameras.map((one) => one.cameraId)).toEqual(['gate']);
    expect(after.overview?.summary.blindCameras).toBe(1);
  });

  it('applyPeople() changes only those named, in place, and adds who is new', () => {
    const changed = [person('budi', { state: 'away' }), person('citra')];
    const after = applyPeople(opened, changed, summary({ total: 3 }), 10_000, 10_000);
    expect(after.overview?.people.map((one) => [one.personId, one.state])).toEqual([
      ['ayu', 'present'],
      ['budi', 'away'],
      ['citra', 'present'],
    ]);
    expect(after.overview?.summary.total).toBe(3);
  });

  it('applyPersonRemoved() takes one person away', () => {
    const after = applyPersonRemoved(opened, 'ayu', summary({ total: 1 }));
    expect(after.overview?.people.map((one) => one.personId)).toEqual(['budi']);
    expect(after.overview?.summary.total).toBe(1);
  });

  it('events before the first overview change nothing', () => {
    expect(applyCameras(emptyState, [camera('hall')], 0, 0)).toBe(emptyState);
    expect(applyPeople(emptyState, [person('ayu')], summary(), 0, 0)).toBe(emptyState);
    expect(applyPersonRemoved(emptyState, 'ayu', summary())).toBe(emptyState);
  });

  it('applyNotices() adds and replaces, open ones first, and keeps the rest', () => {
    const notice = (noticeId: string, sinceMs: number, untilMs: number | null = null): NoticeView => ({
      ...{ noticeId, kind: 'away', subjectId: 'ayu', name: 'Ayu', detail: '', area: null, cameraId: null },
      ...{ sinceMs, untilMs, acknowledged: null, read: false },
    });
    const before = applyOverview(emptyState, overview({ notices: [notice('a', 1), notice('b', 2)] }), 0);
    const after = applyNotices(before, [notice('a', 1, 9), notice('c', 3)], 0, 0);
    expect(after.overview?.notices.map(({ noticeId }) => noticeId)).toEqual(['c', 'b', 'a']);
    expect(applyNotices(emptyState, [notice('a', 1)], 0, 0)).toBe(emptyState);
  });

  it('applyJob() keeps the newest state of each job', () => {
    const job = (jobId: string, startedAtMs: number, done = 0): JobView => ({
      ...{ jobId, kind: 'import', state: 'running', done, total: 9, startedAtMs, result: null },
      problem: null,
    });
    const after = [job('a', 1), job('b', 2), job('a', 1, 5)].reduce<LiveState>(applyJob, emptyState);
    expect(after.jobs.map(({ jobId, done }) => [jobId, done])).toEqual([
      ['b', 0],
      ['a', 5],
    ]);
  });

  it('a new overview after a reconnect replaces the old one', () => {
    const after = applyOverview(opened, overview({ people: [person('dewi')] }), 10_000);
    expect(after.overview?.people.map((one) => one.personId)).toEqual(['dewi']);
    expect(after.overview?.cameras).toEqual([]);
  });
});

describe("the server's clock", () => {
  const at = (serverMs: number, localMs: number) =>
    applyOverview(emptyState, overview({ serverNowMs: serverMs }), localMs);

  it('serverNowMs() corrects a browser clock that is an hour off', () => {
    expect(serverNowMs(at(3_600_000, 0), 5000)).toBe(3_605_000);
  });

  it('a message that travelled long does not set the clock back', () => {
    const late = applyCameras(at(10_000, 10_000), [], 11_000, 11_800);
    expect(serverNowMs(late, 20_000)).toBe(20_000);
  });

  it('a clock that was set is followed', () => {
    const set = applyCameras(at(10_000, 10_000), [], 11_000, 71_000);
    expect(serverNowMs(set, 72_000)).toBe(12_000);
  });
});

describe('Store', () => {
  it('update() tells its listeners of a change, and of nothing else', () => {
    const store = new Store();
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    store.update((state) => state);
    expect(listener).not.toHaveBeenCalled();
    store.update((state) => ({ ...state, connected: false }));
    expect(listener).toHaveBeenCalledOnce();
    expect(store.state.connected).toBe(false);
    stop();
    store.update((state) => ({ ...state, connected: true }));
    expect(listener).toHaveBeenCalledOnce();
  });
});
