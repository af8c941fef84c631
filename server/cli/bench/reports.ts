/**
 * A month of a company as HR takes it home: each format in a program of its own, with its time and the most memory it held. Beside it
 * one date read a person at a time, as a report that grew from a single person would, and all together as ours.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Table from 'cli-table3';
import { openDatabase } from '../../database/openDatabase.ts';
import { ensureCompany } from '../../database/store.ts';
import type { ReportFormat } from '../../wire.ts';
import { addMonth, type MonthSize } from './manyDays.ts';
import type { DaysRun, ReportRun } from './reportRun.ts';

type Figures = ReportRun & { bytes: number };
type Run = ReportFormat | DaysRun;
export type ReportsBench = MonthSize & { sojourns: number } & Record<Run, Figures>;

const size: MonthSize = { people: 1_000, days: 31 };

export async function benchReports(): Promise<ReportsBench> {
  const dataDir = await mkdtemp(join(tmpdir(), 'whereabouts-bench-'));
  try {
    const sojourns = await prepare(dataDir);
    const runs = {
      dayOneByOne: await run(dataDir, 'dayOneByOne'),
      dayTogether: await run(dataDir, 'dayTogether'),
      month: await run(dataDir, 'month'),
      json: await run(dataDir, 'json'),
      csv: await run(dataDir, 'csv'),
      xlsx: await run(dataDir, 'xlsx'),
      pdf: await run(dataDir, 'pdf'),
    };
    const result = { ...size, sojourns, ...runs };
    print(result);
    return result;
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

async function prepare(dataDir: string): Promise<number> {
  const db = await openDatabase(dataDir);
  try {
    const company = await ensureCompany(db, { name: 'Bench', timeZone: 'Asia/Jakarta', nowMs: 0 });
    return await addMonth(db, company.id, size);
  } finally {
    await db.destroy();
  }
}

const names: Record<Run, string> = {
  dayOneByOne: 'one date, no file, each person read by itself',
  dayTogether: 'one date, no file, 200 people read together',
  month: 'the month, no file',
  json: 'JSON',
  csv: 'CSV',
  xlsx: 'XLSX',
  pdf: 'PDF',
};

/** In a program of its own: memory that was freed is seldom given back. */
async function run(dataDir: string, what: Run): Promise<Figures> {
  const out = join(dataDir, `report.${what}`);
  const script = fileURLToPath(new URL('reportRun.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, dataDir, what, out]);
  const bytes = await stat(out).then(
    (file) => file.size,
    () => 0,
  );
  return { ...(JSON.parse(stdout) as ReportRun), bytes };
}

function print({ people, days, sojourns, ...runs }: ReportsBench): void {
  const table = new Table({
    head: ['what', 'seconds', 'CPU seconds', 'most memory', 'file'],
    style: { head: [], border: [], compact: true },
  });
  for (const what of Object.keys(names) as Run[]) {
    const { ms, cpuMs, memoryMb, bytes } = runs[what];
    const file = bytes === 0 ? '' : `${(bytes / 1e6).toFixed(1)} MB`;
    const seconds = [ms, cpuMs].map((each) => (each / 1000).toFixed(1));
    table.push([names[what], ...seconds, `${Math.round(memoryMb)} MB`, file]);
  }
  const ratio = runs.dayOneByOne.cpuMs / runs.dayTogether.cpuMs;
  console.log(`Read together a date takes 1/${ratio.toFixed(1)} of the CPU`);
  console.log(
    `${people.toLocaleString('en')} people × ${days} days, ${sojourns.toLocaleString('en')} sojourns\n${table.toString()}`,
  );
}
