/** What became of people on every terminal that is let in: stored, and for whoever never was on one, worked out. */
import type { Knex } from 'knex';
import type { Directory } from '../../directory/directory.ts';
import type { DevicePersonView } from '../../wire.ts';
import type { StoredDevice } from '../store.ts';
import { whoHasCode } from '../whoHasCode.ts';
import { countsOf, type SyncRow } from './syncRow.ts';
import { rowOf } from './syncStore.ts';
import { wantedOn } from './wantedOf.ts';

export type ReceiptParts = {
  db: Knex;
  directory: () => Directory;
  /** Those that were removed are not among them. */
  devices: () => readonly StoredDevice[];
};

/**
 * One for each user id and each terminal that is let in. Of somebody who is to be gone, `done` with `confirmedAtMs` is the receipt: it
 * was read from the terminal, or told by it, after they were deactivated.
 */
export async function receiptsOf(
  parts: ReceiptParts,
  companyId: string,
  userIds: readonly string[],
): Promise<DevicePersonView[]> {
  const { db } = parts;
  const [rows, read] = await Promise.all([rowsOf(db, companyId, userIds), readTimes(db, companyId)]);
  const known = new Map(rows.map((row) => [JSON.stringify([row.deviceId, row.userId]), row]));
  const letIn = parts.devices().filter(({ approvedAtMs }) => approvedAtMs !== null);
  const directory = parts.directory();
  return userIds.flatMap((userId) =>
    letIn.map((device) => {
      const row = known.get(JSON.stringify([device.deviceId, userId]));
      const made = row ?? unseenRow(device, userId, directory, read.get(device.deviceId) ?? null);
      return personViewOf(made, device, directory);
    }),
  );
}

export type ReceiptsOf = (companyId: string, userIds: readonly string[]) => Promise<DevicePersonView[]>;
export const createReceipts =
  (parts: ReceiptParts): ReceiptsOf =>
  (companyId, userIds) =>
    receiptsOf(parts, companyId, userIds);

export function personViewOf(row: SyncRow, device: StoredDevice, directory: Directory): DevicePersonView {
  const { deviceId, userId, wanted, templates } = row;
  const person = personIn(row, directory);
  const { fingers, faces, photo } = countsOf(templates);
  // What was confirmed before they had to go everywhere says nothing of now.
  const isOld =
    row.state === 'done' &&
    wanted === 'gone' &&
    (row.confirmedAtMs ?? 0) < (person?.deactivatedAtMs ?? -Infinity);
  return {
    ...{ deviceId, device: device.name, userId, wanted },
    ...{ personId: person?.personId ?? null, person: person?.name ?? null },
    state: isOld ? 'waiting' : row.state,
    problem: row.problem,
    confirmedAtMs: isOld ? null : row.confirmedAtMs,
    ...{ fingers, faces, hasPhoto: photo },
  };
}

function personIn({ userId, personId }: SyncRow, directory: Directory) {
  const now = whoHasCode(userId, directory) ?? personId;
  return now === null ? undefined : directory.people.get(now);
}

/** They were not there when everybody on it was last looked at, or nobody has looked yet. */
function unseenRow(
  device: StoredDevice,
  userId: string,
  directory: Directory,
  readAtMs: number | null,
): SyncRow {
  const personId = whoHasCode(userId, directory);
  const wish = personId === null ? undefined : wantedOn(device, directory).get(personId);
  const wanted = wish?.want ?? (personId === null ? 'gone' : null);
  const isGone = wanted === 'gone' && readAtMs !== null;
  return {
    ...{ deviceId: device.deviceId, userId, personId, wanted, problem: null, held: false, added: false },
    state: wanted === null || isGone ? 'done' : 'waiting',
    ...{ recordHash: null, templates: [], tries: 0, retryAtMs: null, cleanedAtMs: null, changedAtMs: 0 },
    confirmedAtMs: isGone ? readAtMs : null,
  };
}

async function rowsOf(db: Knex, companyId: string, userIds: readonly string[]): Promise<SyncRow[]> {
  const rows = await db.raw<Parameters<typeof rowOf>[0][]>(
    `SELECT * FROM device_people WHERE "companyId" = ? AND "userId" IN (SELECT value FROM json_each(?))`,
    [companyId, JSON.stringify(userIds)],
  );
  return rows.map(rowOf);
}

async function readTimes(db: Knex, companyId: string): Promise<Map<string, number>> {
  const rows = await db('devices')
    .where({ companyId })
    .whereNotNull('usersReadAtMs')
    .select<{ id: string; usersReadAtMs: number | string }[]>('id', 'usersReadAtMs');
  return new Map(rows.map(({ id, usersReadAtMs }) => [id, Number(usersReadAtMs)]));
}
