/** What a source holds now, whatever kind it is. Throws EMPLOYEES_UNREADABLE. */
import type { EmployeeSource, EmployeeSourceKind } from '../../wire.ts';
import type { SourceTable } from '../masterList.ts';
import { readCsvFolder } from './readCsvFolder.ts';
import { readHttp } from './readHttp.ts';
import { hasPostgres, readPostgres } from './readPostgres.ts';
import { readSqlite } from './readSqlite.ts';
import { sourceMs } from './sourceLimits.ts';

export type SourceNeeds = {
  dataDir: string;
  signal: AbortSignal;
  readBefore: (hashes: string[]) => Promise<ReadonlySet<string>>;
};

export const readableKinds = (): EmployeeSourceKind[] => [
  ...(['csv', 'sqlite', 'http'] as const),
  ...(hasPostgres() ? (['postgres'] as const) : []),
];

const settledMs = 1_000;
const answerMs = 20_000;
const queryMs = 30_000;

/** null: there is nothing that was not read before. */
export async function readSource(
  source: EmployeeSource,
  secret: string,
  { dataDir, signal, readBefore }: SourceNeeds,
): Promise<SourceTable | null> {
  switch (source.kind) {
    case 'csv':
      return readCsvFolder(source, { readBefore, settledMs });
    case 'sqlite':
      return readSqlite(source, { dataDir, queryMs, signal });
    case 'postgres':
      return readPostgres(source, secret, { queryMs, allMs: sourceMs, signal });
    case 'http':
      return readHttp(source, secret, { answerMs, allMs: sourceMs, signal });
    default:
      return source satisfies never;
  }
}
