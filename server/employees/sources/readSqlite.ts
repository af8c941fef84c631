/** A question to a SQLite file of another program; read only, in a process of its own. */
import { fork } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { extname, isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EmployeeSource } from '../../wire.ts';
import type { SourceTable } from '../masterList.ts';
import { mustOnlyRead } from './mustOnlyRead.ts';
import {
  sourceBytesMost,
  sourceRowsMost,
  tableOf,
  tooLarge,
  tooManyRows,
  unreadable,
} from './sourceLimits.ts';
import type { SqliteAnswer, SqliteQuestion } from './sqliteReader.ts';

type SqliteSource = Extract<EmployeeSource, { kind: 'sqlite' }>;
export type SqliteNeeds = { dataDir: string; queryMs: number; signal: AbortSignal };

/** Throws EMPLOYEES_UNREADABLE. */
export async function readSqlite({ file, query }: SqliteSource, needs: SqliteNeeds): Promise<SourceTable> {
  mustOnlyRead(file, query);
  if (!isAbsolute(file))
    throw unreadable(file, 'that is not a whole path', 'Write it from the root on, such as /srv/hr.sqlite.');
  if (!existsSync(file)) throw unreadable(file, 'it is not there', 'Check the path of the file.');
  // Passwords and faces lie there, and a preview shows what was read.
  const inside = relative(realpathSync(needs.dataDir), realpathSync(file));
  if (!inside.startsWith('..') && !isAbsolute(inside))
    throw unreadable(file, 'it is in the data folder of this server', 'Choose the file of the HR system.');
  const limits = { rowsMost: sourceRowsMost, bytesMost: sourceBytesMost };
  const answer = await asked({ file, query, ...limits }, needs);
  switch (answer.kind) {
    case 'rows':
      return tableOf(file, answer.columns, answer.rows);
    case 'failed':
      throw unreadable(file, answer.problem.replace(/\.$/, ''), 'Check the query and the file.');
    case 'writes':
      throw unreadable(file, 'the query does more than read', 'Write one SELECT.');
    case 'tooMany':
      throw tooManyRows(file);
    case 'tooLarge':
      throw tooLarge(file);
    default:
      return answer satisfies never;
  }
}

function asked(question: SqliteQuestion, { queryMs, signal }: SqliteNeeds): Promise<SqliteAnswer> {
  // The running file's own ending: `.ts` is not rewritten inside a URL when this is built.
  const program = fileURLToPath(new URL(`./sqliteReader${extname(import.meta.url)}`, import.meta.url));
  const child = fork(program, { env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const end = (): void => void child.kill('SIGKILL');
  return new Promise((resolve) => {
    const failed = (problem: string) => resolve({ kind: 'failed', problem });
    const patience = setTimeout(() => {
      failed(`it did not answer within ${queryMs / 1000} seconds`);
      end();
    }, queryMs);
    signal.addEventListener('abort', end, { once: true });
    child.once('message', (answer: SqliteAnswer) => resolve(answer));
    child.once('error', () => failed('the program that reads it could not be started'));
    child.once('exit', () => {
      clearTimeout(patience);
      signal.removeEventListener('abort', end);
      failed('the program that reads it ended');
    });
    child.send(question, () => undefined);
    if (signal.aborted) end();
  });
}
