import { expect, it } from 'vitest';
import { handClock } from '../../tests/helpers/handClock.ts';
import { createStillOn, type StillOnNeeds } from './createStillOn.ts';
import type { Missing, MissingReceipts } from './sync/missingReceipts.ts';

const hourMs = 3_600_000;

/** One terminal that answers. `who`: of whom it is missing, and why. */
function followed() {
  const clock = handClock(100 * hourMs);
  const world = { who: {} as Record<string, string | null>, knows: true, gone: true };
  const view = { deviceId: 'gate', name: 'Gate', area: null, host: null, port: 4370 };
  const missingOn = (): MissingReceipts | null => {
    const all = Object.entries(world.who).map(([personId, problem]): [string, Missing] => [
      personId,
      { sinceMs: hourMs, leftAtMs: hourMs, held: true, problem },
    ]);
    if (all.length === 0) return null;
    return { people: all.length, known: all.length, sinceMs: hourMs, who: new Map(all) };
  };
  const needs = {
    clock,
    devices: {
      views: () => [{ ...view, state: 'online', problem: null }],
      get: () => ({ deviceId: 'gate', areaId: null, approvedAtMs: 0 }),
      zoneOf: () => 'UTC',
    },
    sync: { missingOn, areGone: () => world.gone, heardAtMs: () => null, knowsWhoLeft: () => world.knows },
    afterMs: () => hourMs,
  } as unknown as StillOnNeeds;
  const stillOn = createStillOn(needs);
  return {
    clock,
    look(next: Partial<typeof world>) {
      Object.assign(world, next);
      clock.advance(10_000);
      return stillOn()[0];
    },
  };
}

it('says what was refused until it is done of whom it was refused, and not of others', () => {
  const { look } = followed();
  expect(look({ who: { ana: 'It is full.', ben: null } })?.trouble).toBe('It is full.');
  expect(look({ who: { ana: null, ben: null } })?.trouble).toBe('It is full.');
  expect(look({ who: { ben: null } })?.trouble).toBe('It answers, and has not confirmed it yet.');
});

it('keeps what it said while nobody knows who was erased', () => {
  const { look } = followed();
  look({ who: { ana: null } });
  expect(look({ who: {}, knows: false })?.detail).not.toBeNull();
  expect(look({ knows: true })?.detail).toBeNull();
});

it('tells whether the last of them were confirmed, or nobody asks any more', () => {
  const { look, clock } = followed();
  expect(look({ who: { ana: null } })?.confirmedAtMs).toBeNull();
  expect(look({ who: {}, gone: false })?.confirmedAtMs).toBeNull();
  look({ who: { ana: null } });
  expect(look({ who: {}, gone: true })?.confirmedAtMs).toBe(clock.now());
});
