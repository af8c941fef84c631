/** What must not leave in the diagnostics, as the database has it. */
import type { Knex } from 'knex';

const peopleColumns = ['name', 'email', 'phone', 'badge', 'code'] as const;
type Row = Record<string, string | null>;

/** Names of people and users, and what else finds them. */
export async function wordsToHide(db: Knex, companyId: string): Promise<string[]> {
  const people = await db('people')
    .where({ companyId })
    .select<Row[]>(...peopleColumns);
  const users = await db('users').where({ companyId }).select<Row[]>('name', 'email');
  return [...people, ...users].flatMap((row) => Object.values(row).filter((value) => value !== null));
}

/** What channels and connectors sign in with: tokens, passwords, and addresses that may hold one. */
export async function storedSecrets(db: Knex, companyId: string): Promise<string[]> {
  const channels = await db('channels').where({ companyId }).pluck<string[]>('config');
  const connectors = await db('connectors').where({ companyId }).pluck<string[]>('config');
  const found = [...channels, ...connectors].flatMap((config) =>
    Object.entries(JSON.parse(config) as Record<string, string>).flatMap(([key, value]) =>
      secretKeys.has(key) && value !== '' ? value : [],
    ),
  );
  const employees = await db('employee_sources')
    .where({ companyId })
    .whereNot({ secret: '' })
    .pluck('secret');
  return [...found, ...(employees as string[])].flatMap((value) => [value, encodeURIComponent(value)]);
}

const secretKeys: ReadonlySet<string> = new Set([
  ...['authToken', 'accountSid', 'password', 'secret', 'url', 'apiKey', 'apiSecret'],
]);
