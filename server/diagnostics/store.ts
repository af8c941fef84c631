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
