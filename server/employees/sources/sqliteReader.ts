/**
 * A program of its own: one question to one SQLite file, and the answer to whoever started it. A question that never ends would hold
 * up everything else in the server's own process; here it is killed.
 */
import Sqlite from 'better-sqlite3';
import { cellText } from './sourceLimits.ts';

export type SqliteQuestion = { file: string; query: string; rowsMost: number; bytesMost: number };
export type SqliteAnswer =
  | { kind: 'rows'; columns: string[]; rows: string[][] }
  | { kind: 'failed'; problem: string }
  | { kind: 'tooMany' | 'tooLarge' | 'writes' };

process.once('message', (question: SqliteQuestion) => {
  process.send?.(answered(question), () => process.exit(0));
});
// Nobody waits any more.
process.once('disconnect', () => process.exit(0));

function answered({ file, query, rowsMost, bytesMost }: SqliteQuestion): SqliteAnswer {
  try {
    const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
    db.pragma('query_only = ON');
    const statement = db.prepare(query);
    if (!statement.reader || !statement.readonly) return { kind: 'writes' };
    const columns = statement.columns().map(({ name }) => name);
    const rows: string[][] = [];
    let bytes = 0;
    for (const values of statement.raw().iterate() as IterableIterator<unknown[]>) {
      const row = values.map(cellText);
      bytes += row.reduce((sum, text) => sum + text.length, 0);
      if (rows.length >= rowsMost) return { kind: 'tooMany' };
      if (bytes > bytesMost) return { kind: 'tooLarge' };
      rows.push(row);
    }
    return { kind: 'rows', columns, rows };
  } catch (error) {
    return { kind: 'failed', problem: error instanceof Error ? error.message : String(error) };
  }
}
