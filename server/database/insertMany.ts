import type { Knex } from 'knex';

/** `update`: these columns of rows that are there already, known by their id. `keepsFirst`: what breaks another rule of uniqueness is left out. */
type Insert = {
  table: string;
  rows: readonly Record<string, unknown>[];
  update?: readonly string[];
  keepsFirst?: boolean;
};

/**
 * Thousands of rows in one quick statement, as JSON: knex writes every value out by itself, which holds up everybody else for
 * twenty times as long. All rows have the columns of the first.
 */
export async function insertMany(
  on: Knex,
  { table, rows, update = [], keepsFirst = false }: Insert,
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const values = columns.map((column) => `value ->> '${column}'`);
  const merged = update.map((column) => `"${column}" = excluded."${column}"`);
  const conflict = update.length > 0 ? `ON CONFLICT ("id") DO UPDATE SET ${merged.join(', ')}` : '';
  await on.raw(
    `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
     SELECT ${values.join(', ')} FROM json_each(?) WHERE true ${conflict} ${keepsFirst ? 'ON CONFLICT DO NOTHING' : ''}`,
    [JSON.stringify(rows)],
  );
}
