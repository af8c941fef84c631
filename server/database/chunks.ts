/** SQLite joins at most 500 rows into one insert as knex writes it, and takes so many values in one question. */
const rowsAtOnce = 200;

export function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) yield rows.slice(from, from + rowsAtOnce);
}
