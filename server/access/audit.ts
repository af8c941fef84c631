/** Who changed or read what. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { askedFromAddress } from './askedFrom.ts';

/** Who does something, and when; `userId` null: the server itself. `address`: of the network; that of the request when left out. */
export type By = { userId: string | null; nowMs: number; address?: string | null };

export type Audited = {
  /** Noun and verb: `person.removed`. */
  action: string;
  /** The id of what was changed or read. */
  subject: string;
  /** What a person needs to understand the row later; never a password, a face or a camera's address. */
  detail?: Record<string, string | number | boolean>;
};

/** Inside the transaction of the change, so that neither is without the other. */
export async function writeAudit(on: Knex, companyId: string, by: By, audited: Audited): Promise<void> {
  await on('audits').insert(auditRow(companyId, by, audited));
}

const hourMs = 60 * 60 * 1000;

/**
 * What somebody looked at. Before the answer leaves: what cannot be recorded is not shown. One row for a user, action, subject and
 * hour: a page that reads again and again would hide the rest of the log.
 */
export async function auditRead(on: Knex, companyId: string, by: By, audited: Audited): Promise<void> {
  const { action, subject } = audited;
  const since = by.nowMs - (by.nowMs % hourMs);
  const known = await on('audits')
    .where({ companyId, subject, action, userId: by.userId })
    .where('atMs', '>=', since)
    .first<{ id: string } | undefined>('id');
  if (known === undefined) await writeAudit(on, companyId, by, audited);
}

/** For a change of thousands, written with `insertMany`. */
export function auditRow(companyId: string, by: By, { action, subject, detail = {} }: Audited) {
  const row = { id: randomUUID(), companyId, atMs: by.nowMs, userId: by.userId };
  const address = by.address === undefined ? askedFromAddress() : by.address;
  return { ...row, address, action, subject, detail: JSON.stringify(detail) };
}
