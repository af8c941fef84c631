import { afterEach, expect, test } from 'vitest';
import { type Office, presenceOffice } from '../../tests/helpers/presenceOffice.ts';
import type { DutyNow } from '../wire.ts';

const minute = 60_000;
const offices: Office[] = [];
afterEach(async () => {
  for (const office of offices.splice(0)) await office.close();
});
async function open(options?: Parameters<typeof presenceOffice>[0]): Promise<Office> {
  const office = await presenceOffice(options);
  offices.push(office);
  return office;
}

const shiftFrom =
  (fromMs: number, toMs: number) =>
  (_: string, atMs: number): DutyNow => {
    if (atMs < fromMs) return { kind: 'off', why: 'beforeShift', untilMs: fromMs };
    if (atMs >= toMs) return { kind: 'off', why: 'afterShift', untilMs: null };
    const whole = { shiftId: 'day', startMs: fromMs, endMs: toMs, lateAfterMs: fromMs };
    return { kind: 'due', ...whole, sinceMs: fromMs, untilMs: toMs };
  };
async function punch(office: Office, personId: string, direction: 'in' | 'out', atMs = office.now()) {
  const row = { companyId: 'acme', personId, atMs, direction, source: 'badge', area: 'Entrance' };
  await office
    .db()('punches')
    .insert({ id: `${personId}${atMs}`, ...row, recordedAtMs: office.now() });
  office.presence().punched({ personId, atMs, direction, area: 'Entrance' });
}

test('somebody recognised by badge alone is judged by punches only: expected, present until the shift ends, off', async () => {
  const office = await open({ dutyOf: shiftFrom(2 * minute, 40 * minute), badgeOnly: ['ann'] });
  expect(office.told('ann')?.state).toBe('off');
  await office.pause(3 * minute);
  expect(office.told('ann')?.state).toBe('expected');
  await office.pause(10 * minute);
  // However long no camera sees them.
  expect(office.told('ann')?.state).toBe('expected');
  await punch(office, 'ann', 'in');
  await office.pause(10 * minute);
  expect(office.told('ann')).toMatchObject({ state: 'present', area: 'Entrance', cameraId: null });
  office.health('gate', false);
  await office.kill(minute);
  await office.pause(minute);
  expect(office.told('ann')?.state).toBe('present');
  await office.pause(20 * minute);
  expect(office.told('ann')).toMatchObject({ state: 'off', sinceMs: 40 * minute });
  expect((await office.db()('absences').pluck('personId')) as string[]).not.toContain('ann');
});

test('a punch out ends the stay of somebody recognised by badge alone', async () => {
  const office = await open({ badgeOnly: ['ann'] });
  await punch(office, 'ann', 'in');
  await office.pause(minute);
  await punch(office, 'ann', 'out');
  await office.pause(1_000);
  expect(office.told('ann')?.state).toBe('expected');
});

test('who punches in is seen now, and an absence ends with the time of the punch', async () => {
  const office = await open();
  office.see('ann');
  await office.pause(6 * minute);
  await punch(office, 'ann', 'in', office.now() - 2_000);
  await office.pause(1_000);
  expect(office.told('ann')).toMatchObject({ state: 'present', area: 'Entrance', cameraId: null });
  expect(await office.db()('absences').first()).toMatchObject({
    ...{ toMs: 6 * minute - 2_000, endedWhy: 'returned' },
  });
});

test('who punched out is off at once, by the duty, and present again when seen', async () => {
  const office = await open();
  office.see('ann');
  office.setDuty(() => ({ kind: 'off', why: 'checkedOut', untilMs: null }));
  await punch(office, 'ann', 'out');
  await office.pause(400);
  expect(office.told('ann')).toMatchObject({ state: 'off', offWhy: 'checkedOut' });
  office.see('ann');
  await office.pause(400);
  expect(office.told('ann')?.state).toBe('present');
  await office.pause(40_000);
  expect(office.told('ann')?.state).toBe('off');
});

test('one name in two places at once stays where the evidence is stronger, and is stored as a double sighting', async () => {
  const office = await open();
  await office.pause(10_000, () => {
    office.see('ann', 'gate', 0.7, 1);
    office.see('ann', 'lobby-1', 0.9, 2);
  });
  expect(office.told('ann')).toMatchObject({ state: 'present', area: 'Lobby', alsoSeenAt: 'Entrance' });
  await office.presence().flush();
  const rows = await office
    .db()('double_sightings')
    .select<{ places: string; fromMs: number; toMs: number }[]>('*');
  expect(rows).toHaveLength(1);
  const places = JSON.parse(rows[0]?.places ?? '[]') as { cameraId: string }[];
  expect(places.map(({ cameraId }) => cameraId)).toEqual(['lobby-1', 'gate']);
  expect((rows[0]?.toMs ?? 0) - (rows[0]?.fromMs ?? 0)).toBeGreaterThan(6_000);
  await office.pause(61_000, () => office.see('ann', 'lobby-1', 0.9, 2));
  expect(office.told('ann')?.alsoSeenAt).toBe(null);
});

test('walking from one place to the next is no double sighting', async () => {
  const office = await open();
  await office.pause(5_000, () => office.see('ann', 'gate'));
  await office.pause(2_000, () => {
    office.see('ann', 'gate');
    office.see('ann', 'lobby-1');
  });
  await office.pause(5_000, () => office.see('ann', 'lobby-1'));
  expect(await office.db()('double_sightings').pluck('id')).toEqual([]);
  expect(office.told('ann')).toMatchObject({ area: 'Lobby', alsoSeenAt: null });
});
