import { afterEach, expect, test } from 'vitest';
import { type Office, presenceOffice } from '../../tests/helpers/presenceOffice.ts';
import type { DutyNow } from '../wire.ts';

const minute = 60_000;
const hour = 60 * minute;
const offices: Office[] = [];
afterEach(async () => {
  for (const office of offices.splice(0)) await office.close();
});
async function open(options?: Parameters<typeof presenceOffice>[0]): Promise<Office> {
  const office = await presenceOffice(options);
  offices.push(office);
  return office;
}
const rows = (office: Office) =>
  office.db()('absences').orderBy('fromMs').select<Record<string, unknown>[]>('*');

/** From minute to minute of the test; break in between. */
function shift(fromMs: number, toMs: number, breakMs?: [number, number], lateAfterMs = 0) {
  return (_: string, atMs: number): DutyNow => {
    const [breakFromMs, breakToMs] = breakMs ?? [toMs, toMs];
    if (atMs < fromMs) return { kind: 'off', why: 'beforeShift', untilMs: fromMs };
    if (atMs >= toMs) return { kind: 'off', why: 'afterShift', untilMs: null };
    if (atMs >= breakFromMs && atMs < breakToMs) return { kind: 'off', why: 'break', untilMs: breakToMs };
    const [sinceMs, untilMs] = atMs < breakFromMs ? [fromMs, breakFromMs] : [breakToMs, toMs];
    const whole = { shiftId: 'day', startMs: fromMs, endMs: toMs };
    return { kind: 'due', ...whole, sinceMs, untilMs, lateAfterMs: fromMs + lateAfterMs };
  };
}

test('an absence begins in the transaction of the presence that says so, and ends with the time of the return', async () => {
  const office = await open();
  office.see('ann');
  await office.pause(301_000);
  const [row] = await rows(office);
  expect(row).toMatchObject({
    personId: 'ann',
    fromMs: 0,
    detectedAtMs: 300_000,
    toMs: null,
    area: 'Entrance',
  });
  expect(JSON.parse(String(row?.['evidence']))).toMatchObject({
    ...{ kind: 'left', thresholdMs: 300_000, coveredMs: 300_000, cameras: 1, camerasSeeing: 1, shift: null },
    lastSeen: { atMs: 0, cameraId: 'gate', cameraName: 'Gate', area: 'Entrance', score: 0.8, faces: 5 },
  });
  expect(office.presence().absences()).toMatchObject([{ personId: 'ann', toMs: null }]);
  expect(office.changes.flatMap(({ absences }) => absences.opened)).toHaveLength(1);
  await office.pause(100_000);
  const backMs = office.now();
  office.see('ann', 'lobby-1');
  await office.pause(1_000);
  expect(await rows(office)).toMatchObject([{ toMs: backMs, endedWhy: 'returned' }]);
  expect(office.presence().absences()).toEqual([]);
  expect(office.changes.flatMap(({ absences }) => absences.ended)).toMatchObject([{ toMs: backMs }]);
});

test('an absence ends to the moment with the duty, and is not begun anew for who never came back', async () => {
  const office = await open({ dutyOf: shift(0, 20 * minute + 77) });
  office.see('ann');
  await office.pause(25 * minute);
  expect(await rows(office)).toMatchObject([
    { personId: 'ann', toMs: 20 * minute + 77, endedWhy: 'off' },
    { personId: 'ben', fromMs: 0, toMs: 20 * minute + 77, endedWhy: 'off' },
  ]);
  expect(office.told('ann')).toMatchObject({ state: 'off', offWhy: 'afterShift' });
});

test('an absence survives a killed program as the same row, and ends when its shift ended meanwhile', async () => {
  const office = await open({ dutyOf: shift(0, 2 * hour) });
  office.see('ann');
  await office.pause(6 * minute);
  const before = await rows(office);
  await office.kill(10 * minute);
  await office.pause(1_000);
  expect(await rows(office)).toEqual(before);
  expect(office.told('ann')?.state).toBe('absent');
  await office.kill(5 * hour);
  await office.pause(1_000);
  expect((await rows(office)).find(({ personId }) => personId === 'ann')).toMatchObject({
    ...{ fromMs: 0, toMs: 2 * hour, endedWhy: 'off' },
  });
  expect(office.presence().absences()).toEqual([]);
});
