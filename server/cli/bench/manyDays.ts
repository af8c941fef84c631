/** A month of a company with everything that reports read. The same for everybody who runs it. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { insertMany } from '../../database/insertMany.ts';
import { inTransaction } from '../../database/inTransaction.ts';
import { addDays } from '../../shifts/localTime.ts';

export type MonthSize = { people: number; days: number };

const firstDate = '2026-01-01';
export const monthDates = { from: firstDate, to: '2026-01-31' };
const zoneMs = 7 * 3_600_000;
const minuteMs = 60_000;
/** So many moves before another camera, from 08:00 to 17:00. */
const movesADay = 36;
const teamCount = 40;
const areaCount = 12;

const shift = {
  ...{ name: 'Day', start: '08:00', end: '17:00', weekdays: [1, 2, 3, 4, 5, 6, 7] },
  ...{ breaks: [{ from: '12:00', to: '13:00' }], timeZone: null, calendarId: null },
  ...{ lateGraceMinutes: 10, earlyGraceMinutes: 10, opensBeforeMinutes: 60, closesAfterMinutes: 60 },
  ...{ halfDayUnderMinutes: 240, absentUnderMinutes: 60, pairing: 'alternating', hours: 'firstToLast' },
};

/** Answers how many sojourns there are. */
export async function addMonth(db: Knex, companyId: string, { people, days }: MonthSize): Promise<number> {
  const fromMs = Date.parse(firstDate) - zoneMs;
  const areas = ids(areaCount);
  const teams = ids(teamCount);
  const persons = ids(people);
  const random = seeded(7);
  await inTransaction(db, async (trx) => {
    await addRules(trx, companyId, { areas, teams, persons, fromMs });
    await addCameras(trx, companyId, areaCount, fromMs, fromMs + days * 24 * 60 * minuteMs);
  });
  let sojourns = 0;
  for (let day = 0; day < days; day++)
    await inTransaction(db, async (trx) => {
      const midnightMs = Date.parse(addDays(firstDate, day)) - zoneMs;
      sojourns += await addDay(trx, companyId, persons, midnightMs, random);
    });
  return sojourns;
}

async function addRules(
  trx: Knex,
  companyId: string,
  { areas, teams, persons, fromMs }: { areas: string[]; teams: string[]; persons: string[]; fromMs: number },
): Promise<void> {
  const base = { companyId, createdAtMs: fromMs };
  await insertMany(trx, {
    table: 'teams',
    rows: teams.map((id, index) => ({ id, ...base, name: `Team ${index + 1}` })),
  });
  await insertMany(trx, {
    table: 'people',
    rows: persons.map((id, index) => ({ id, ...base, name: nameOf(index), code: `E-${index + 1}` })),
  });
  const shiftId = randomUUID();
  await trx('shifts').insert({ id: shiftId, ...base, name: shift.name });
  await insertMany(trx, {
    table: 'shift_assignments',
    rows: teams.map((teamId) => ({
      ...{
        id: randomUUID(),
        companyId,
        shiftId,
        teamId,
        fromDate: '2025-01-01',
        createdAtMs: 0,
        recordedBy: '',
      },
    })),
  });
  const version = (kind: string, subjectId: string, value: object) => ({
    ...{ id: randomUUID(), companyId, kind, subjectId, fromMs: 0, recordedBy: 'bench' },
    ...{ fromDate: kind === 'shift' ? '2025-01-01' : null, value: JSON.stringify(value) },
  });
  const place = { parentId: null, timeZone: null };
  const rows = [
    version('company', companyId, { name: 'Bench', timeZone: 'Asia/Jakarta' }),
    version('limits', companyId, { awayAfterMs: 30_000, absentAfterMs: 300_000 }),
    version('shift', shiftId, shift),
    ...areas.map((id, index) => version('area', id, { name: `Area ${index}`, ...place })),
    ...teams.map((id, index) =>
      version('team', id, { name: `Team ${index + 1}`, parentId: null, leadId: null }),
    ),
    ...persons.map((id, index) =>
      version('person', id, {
        ...{ name: nameOf(index), code: `E-${index + 1}`, teamId: teams[index % teams.length] },
        ...{ areaIds: [areas[index % areas.length]], supervisorId: null, deactivated: false },
      }),
    ),
  ];
  await insertMany(trx, { table: 'rule_versions', rows });
}

/** Each breaks off for two minutes every four hours. */
async function addCameras(trx: Knex, companyId: string, count: number, fromMs: number, toMs: number) {
  const stretchMs = 240 * minuteMs;
  const cameras = Array.from({ length: count }, (_, index) => ({
    ...{ companyId, cameraId: `camera${index}`, area: `Area ${index}` },
  }));
  await insertMany(trx, {
    table: 'camera_placements',
    rows: cameras.map((camera) => ({ id: randomUUID(), ...camera, fromMs: fromMs - stretchMs })),
  });
  const starts = Array.from({ length: Math.ceil((toMs - fromMs) / stretchMs) + 12 }, (_, index) => {
    return fromMs + (index - 6) * stretchMs;
  });
  const rows = cameras.flatMap((camera, index) =>
    starts.map((startMs) => {
      const watchMs = startMs + index * 7 * minuteMs;
      return { id: randomUUID(), ...camera, fromMs: watchMs, toMs: watchMs + stretchMs - 2 * minuteMs };
    }),
  );
  await insertMany(trx, { table: 'camera_watches', rows });
}

async function addDay(
  trx: Knex,
  companyId: string,
  persons: string[],
  midnightMs: number,
  random: () => number,
): Promise<number> {
  const evidence = JSON.stringify({ score: 0.8, margin: 0.3, faces: 5, trackId: 1 });
  const sojourns: Record<string, unknown>[] = [];
  const absences: Record<string, unknown>[] = [];
  const punches: Record<string, unknown>[] = [];
  for (const [index, personId] of persons.entries()) {
    const own = { companyId, personId };
    const cameMs = midnightMs + (470 + Math.floor(random() * 20)) * minuteMs;
    for (const [atMs, direction] of [
      [cameMs, 'in'],
      [midnightMs + 1_021 * minuteMs, 'out'],
    ])
      punches.push({ id: randomUUID(), ...own, atMs, direction, source: 'terminal', recordedAtMs: atMs });
    let atMs = cameMs;
    for (let move = 0; move < movesADay; move++) {
      const place = (index + (move % 3)) % areaCount;
      const toMs = atMs + 14 * minuteMs;
      sojourns.push({
        ...{ id: randomUUID(), ...own, cameraId: `camera${place}`, area: `Area ${place}` },
        ...{ fromMs: atMs, toMs, evidence },
      });
      const isAbsent = move === 10 || (move === 25 && random() < 0.3);
      const nextMs = toMs + (isAbsent ? 9 : random() < 0.2 ? 1 : 0.2) * minuteMs;
      if (isAbsent)
        absences.push({
          ...{ id: randomUUID(), ...own, fromMs: toMs, detectedAtMs: toMs + 5 * minuteMs, toMs: nextMs },
          ...{ endedWhy: 'returned', area: `Area ${place}`, evidence: '{}' },
        });
      atMs = nextMs;
    }
  }
  await insertMany(trx, { table: 'sojourns', rows: sojourns });
  await insertMany(trx, { table: 'absences', rows: absences });
  await insertMany(trx, { table: 'punches', rows: punches });
  return sojourns.length;
}

const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
const nameOf = (index: number): string => `Person Number ${index + 1}`;

/** Numerical Recipes' linear congruential generator. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
