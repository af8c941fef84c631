/** Who changed what. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

/** Who does something, and when; `userId` null: the server itself. */
export type By = { userId: string | null; nowMs: number };

export type Audited = {
  /** Noun and verb: `person.removed`. */
  action: string;
  /** The id of what was changed. */
  subject: string;
  /** What a person needs to understand the row later; never a password, a face or a camera's address. */
  detail?: Record<string, string | number | boolean>;
};

/** Inside the transaction of the change, so that neither is without the other. */
export async function writeAudit(on: Knex, companyId: string, by: By, audited: Audited): Promise<void> {
  await on('audits').insert(auditRow(companyId, by, audited));
}

function auditRow(companyId: string, by: By, { action, subject, detail = {} }: Audited) {
  const row = { id: randomUUID(), companyId, atMs: by.nowMs, userId: by.userId };
  return { ...row, action, subject, detail: JSON.stringify(detail) };
}
