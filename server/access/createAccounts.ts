import type { Options as PasswordCost } from '@node-rs/argon2';
import type { Knex } from 'knex';
import { type AccessParts, createAccess } from './createAccess.ts';
import { createPasswords } from './passwords.ts';
import { createAccessStore } from './store.ts';

/** Everything about who may sign in, on one database. */
export async function createAccounts(
  db: Knex,
  parts: Pick<AccessParts, 'companyId' | 'clock' | 'demo' | 'settings'>,
  cost?: PasswordCost,
) {
  const store = createAccessStore(db);
  const passwords = await createPasswords(cost);
  return { store, passwords, access: createAccess({ ...parts, store, passwords }) };
}
