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

test('who never comes is absent by covered time since the start of the shift and its grace, and not while a camera is blind', async () => {
  const office = await open({
    ...{
      dutyOf: shift(0, 2 * hour, undefined, 10 * minute),
      workAreas: { ann: ['Lobby'], ben: ['Entrance'] },
    },
  });
  await office.pause(5 * minute);
  office.health('lobby-2', false);
  await office.pause(10 * minute + 1_000);
  expect(office.told('ann')?.state).toBe('expected');
  expect(await rows(office)).toMatchObject([{ personId: 'ben', detectedAtMs: 15 * minute, fromMs: 0 }]);
  office.health('lobby-2', true);
  await office.pause(11 * minute);
  const ann = (await rows(office)).find(({ personId }) => personId === 'ann');
  expect(ann).toMatchObject({ detectedAtMs: 25 * minute + 1_000 });
  expect(JSON.parse(String(ann?.['evidence']))).toMatchObject({
    kind: 'notArrived',
    lastSeen: null,
    cameras: 2,
  });
});

test('after a break the clock starts anew', async () => {
  const office = await open({ dutyOf: shift(0, 5 * hour, [10 * minute, 40 * minute]), people: ['ann'] });
  office.see('ann');
  await office.pause(9 * minute);
  expect(office.told('ann')?.state).toBe('absent');
  await office.pause(20 * minute);
  expect(office.told('ann')).toMatchObject({ state: 'off', offWhy: 'break' });
  await office.pause(11 * minute + 20_000);
  expect(office.told('ann')?.state).toBe('expected');
  await office.pause(30_000);
  expect(office.told('ann')).toMatchObject({ state: 'away', sinceMs: 40 * minute });
  await office.pause(5 * minute);
  expect(await rows(office)).toMatchObject([
    { fromMs: 0, toMs: 10 * minute, endedWhy: 'break' },
    { fromMs: 40 * minute, detectedAtMs: 45 * minute, toMs: null },
  ]);
});

test('an absence lasts through blind cameras, and ends with leave or with the person', async () => {
  const office = await open();
  office.see('ann');
  office.see('ben');
  await office.pause(6 * minute);
  office.health('gate', false);
  await office.pause(minute);
  expect(office.told('ann')?.state).toBe('blind');
  expect(office.presence().absences()).toHaveLength(2);
  office.health('gate', true);
  office.setLeaves([{ personId: 'ann', fromMs: 0, toMs: hour }]);
  await office.pause(1_000);
  office.setPeople(['ann']);
  await office.pause(1_000);
  expect((await rows(office)).map(({ endedWhy }) => endedWhy).sort()).toEqual(['leave', 'removed']);
  expect(office.presence().absences()).toEqual([]);
});

test('an absence whose return was somebody else goes on as the same row, with what began in between a part of it', async () => {
  const office = await open({ people: ['ann'] });
  office.see('ann');
  await office.pause(6 * minute);
  office.see('ann', 'lobby-1', 0.6, 2);
  await office.pause(7 * minute);
  const [first, second] = await rows(office);
  expect([first?.['endedWhy'], second?.['endedWhy']]).toEqual(['returned', null]);
  const wrong = await office.db()('sojourns').where({ area: 'Lobby' }).first<{ id: string }>('id');
  const fact = { sojournId: wrong.id, personId: 'ann', why: '', recordedBy: 'Eva', atMs: office.now() };
  await office
    .db()('corrections')
    .insert({ id: 'c', companyId: 'acme', ...fact });
  await office.presence().corrected('ann', wrong.id);
  expect(await rows(office)).toMatchObject([
    { id: first?.['id'], fromMs: 0, toMs: null, endedWhy: null },
    { id: second?.['id'], fromMs: 6 * minute, toMs: 6 * minute },
  ]);
  expect(office.told('ann')).toMatchObject({ state: 'absent', area: 'Entrance' });
  await office.pause(1_000, () => office.see('ann'));
  expect((await rows(office))[0]).toMatchObject({ endedWhy: 'returned' });
});

test('a clock that is set back or forward begins no absence and ends none before it began', async () => {
  const office = await open({ people: ['ann'] });
  office.see('ann');
  await office.pause(2 * minute);
  office.setClock(2 * hour);
  await office.pause(minute);
  expect(office.told('ann')?.state).toBe('away');
  await office.pause(3 * minute);
  office.setClock(-3 * hour);
  await office.pause(1_000);
  expect(office.presence().absences()).toHaveLength(1);
  await office.pause(1_000, () => office.see('ann'));
  const [row] = await rows(office);
  expect(Number(row?.['toMs'])).toBeGreaterThanOrEqual(Number(row?.['fromMs']));
});
