/** Puts a made-up company into a data folder, as if an administrator had typed it in a month before. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { ourNetworks } from '../../../models/networkSpec.ts';
import { ensureCompany } from '../../../server/database/store.ts';
import { openDatabase } from '../../../server/database/openDatabase.ts';
import { type Company, hour, holiday, seeded, shifts, type SimulatedPerson } from './company.ts';

export type Folders = { dataDir: string; camerasDir: string };

/** Of nobody: numbers by which one person is surely told from the others. */
export function faceOf({ code }: SimulatedPerson): Float32Array {
  const random = seeded(Number(code.slice(1)) * 7_919);
  const numbers = Array.from({ length: 128 }, () => random() - 0.5);
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (number) => (number / length) * 1.4);
}

export async function fillCompany(
  company: Company,
  { dataDir, camerasDir }: Folders,
  webhook: string,
): Promise<void> {
  mkdirSync(camerasDir, { recursive: true });
  for (const { floors } of company.sites)
    for (const { area, cameras } of floors)
      for (const cameraId of cameras)
        writeFileSync(
          join(camerasDir, `${cameraId}.yaml`),
          `name: ${cameraId}\narea: ${area}\nurl: rtsp://192.0.2.1/${cameraId}\n`,
        );
  const db = await openDatabase(dataDir);
  try {
    const madeMs = company.fromMs - 24 * hour;
    const { id: companyId } = await ensureCompany(db, {
      name: 'Simulated',
      timeZone: 'Asia/Jakarta',
      nowMs: madeMs,
    });
    const common = { companyId, createdAtMs: madeMs };
    await fillPlaces(db, company, common);
    await fillPeople(db, company, common);
    await fillShifts(db, company, common);
    await fillUsers(db, company, common, webhook);
  } finally {
    await db.destroy();
  }
}

type Common = { companyId: string; createdAtMs: number };

async function fillPlaces(db: Knex, { sites }: Company, common: Common): Promise<void> {
  for (const { name, timeZone, floors } of sites) {
    await db('areas').insert({ ...common, id: name, name, parentId: null, timeZone });
    for (const { area } of floors)
      await db('areas').insert({ ...common, id: area, name: area, parentId: name });
  }
}

async function fillPeople(db: Knex, { people }: Company, { companyId, createdAtMs }: Common): Promise<void> {
  for (const person of people) {
    const { personId, name, code, area } = person;
    await db('people').insert({ id: personId, companyId, name, code, createdAtMs });
    await db('person_areas').insert({ companyId, personId, areaId: area });
    const consentId = randomUUID();
    await db('consents').insert({
      ...{ id: consentId, companyId, personId, statement: 'yes', recordedBy: 'Ada', givenAtMs: createdAtMs },
    });
    // In the store's own unit.
    const { id: network, scale } = ourNetworks.recognition;
    const embedding = Buffer.from(faceOf(person).map((number) => number / scale).buffer);
    await db('samples').insert({
      ...{ id: randomUUID(), companyId, personId, consentId, network },
      ...{ embedding, quality: 0.9, faceWidthPx: 140, createdAtMs },
    });
  }
  // The first team leads the others.
  for (const { team, leads, personId } of people)
    if (leads)
      await db('teams').insert({
        ...{ id: `team-${team}`, companyId, createdAtMs, name: `Team ${team}`, leadId: personId },
        parentId: team === 0 ? null : 'team-0',
      });
  for (const { personId, team } of people)
    await db('people')
      .where({ id: personId })
      .update({ teamId: `team-${team}` });
}

async function fillShifts(
  db: Knex,
  { people, leaves, dates }: Company,
  { companyId, createdAtMs }: Common,
): Promise<void> {
  const version = (kind: string, subjectId: string, value: object) => ({
    ...{ id: randomUUID(), companyId, kind, subjectId, fromDate: '2026-01-01', fromMs: createdAtMs },
    ...{ value: JSON.stringify(value), recordedBy: 'Ada' },
  });
  await db('calendars').insert({ id: 'calendar', companyId, name: 'Holidays', createdAtMs });
  // Nobody works before and after the days that are looked at.
  const around = [-3, -2, -1].map((before) => shifted(dates.from, before));
  const after = [1, 2, 3].map((each) => shifted(dates.to, each));
  const days = [holiday, ...around, ...after].map((date) => ({ date, name: 'Holiday' }));
  await db('rule_versions').insert(version('calendar', 'calendar', { days }));
  for (const [name, rules] of Object.entries(shifts)) {
    await db('shifts').insert({ id: name, companyId, name, createdAtMs });
    await db('rule_versions').insert(version('shift', name, { ...rules, name }));
  }
  for (const { personId, shift } of people)
    await db('shift_assignments').insert({
      ...{ id: randomUUID(), companyId, shiftId: shift, personId, createdAtMs },
      fromDate: '2026-01-01',
      recordedBy: 'Ada',
    });
  for (const { personId, fromMs, toMs } of leaves)
    await db('leaves').insert({
      ...{
        id: randomUUID(),
        companyId,
        personId,
        fromMs,
        toMs,
        why: 'Holiday',
        recordedBy: 'Ada',
        createdAtMs,
      },
    });
}

const shifted = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 24 * hour).toISOString().slice(0, 10);

/** Everybody who may be told is told by the webhook. */
async function fillUsers(db: Knex, { people }: Company, { companyId, createdAtMs }: Common, webhook: string) {
  const user = { companyId, createdAtMs, passwordHash: '-' };
  await db('users').insert({
    ...user,
    id: 'admin',
    email: 'admin@example.com',
    name: 'Admin',
    role: 'owner',
  });
  await db('users').insert({ ...user, id: 'hr', email: 'hr@example.com', name: 'Hr', role: 'hr' });
  const config = JSON.stringify({ url: webhook, secret: 'a secret of the simulation' });
  await db('channels').insert({
    ...{ companyId, channel: 'webhook', enabled: 1, config, changedAtMs: createdAtMs, changedBy: 'Ada' },
  });
  const recipients = ['user:admin', 'user:hr', ...people.map(({ personId }) => `person:${personId}`)];
  for (const recipientId of recipients)
    await db('contact_preferences').insert({
      companyId,
      recipientId,
      channels: '["webhook"]',
      language: 'en',
    });
}
