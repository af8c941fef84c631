/** When terminals that call us did so last. */
import type { LifeState } from './startLife.ts';
import type { StoredDevice } from './store.ts';

/** They ask for work every few seconds, and are told to ask at least once a minute. */
const silentAfterMs = 3 * 60_000;

export function createCallers(now: () => number, deaf: () => string | null) {
  const startedMs = now();
  const calls = new Map<string, { firstMs: number; lastMs: number }>();
  const isFresh = (lastMs: number): boolean => now() - lastMs <= silentAfterMs;
  return {
    /** Whether it was silent before. */
    heard(deviceId: string): boolean {
      const before = calls.get(deviceId);
      const goesOn = before !== undefined && isFresh(before.lastMs);
      calls.set(deviceId, { firstMs: goesOn ? before.firstMs : now(), lastMs: now() });
      return !goesOn;
    },
    stateOf({ deviceId, kind, approvedAtMs, createdAtMs }: StoredDevice): LifeState {
      const call = calls.get(deviceId);
      const problem = deaf();
      if (approvedAtMs === null) return { state: 'quarantined', sinceMs: createdAtMs, problem: null };
      if (kind === 'zk') return { state: 'connecting', sinceMs: startedMs, problem: null };
      if (call && isFresh(call.lastMs)) return { state: 'online', sinceMs: call.firstMs, problem: null };
      const sinceMs = call ? call.lastMs + silentAfterMs : Math.max(startedMs, createdAtMs);
      if (problem !== null) return { state: 'offline', sinceMs, problem };
      if (!call && isFresh(sinceMs)) return { state: 'connecting', sinceMs, problem: null };
      return { state: 'offline', sinceMs, problem: call ? silent : never };
    },
  };
}

const silent =
  'It has not called for three minutes. Check that it is on, that its cable is in, and that the server address in its menu is this one.';
const never =
  'It has not called since this server started. Check the server address and the port in its menu.';
