/** One report of the bench, in a program of its own: `node reportRun.js DATA WHAT OUT`. Prints its figures as JSON. */
import { createWriteStream } from 'node:fs';
import { openToRead } from '../../database/openToRead.ts';
import { firstCompany } from '../../database/store.ts';
import { writeReport } from '../../reports/formats/writeReport.ts';
import { openReport } from '../../reports/makeReport.ts';
import type { ReportFormat } from '../../wire.ts';
import { monthDates } from './manyDays.ts';

/** `memoryMb`: the most that was resident; `cpuMs`: of the program itself, where others work beside it. */
export type ReportRun = { ms: number; cpuMs: number; memoryMb: number };
/** Days alone, without a file: of the month, or of one date for everybody and for each person by themselves. */
export type DaysRun = 'month' | 'dayTogether' | 'dayOneByOne';

const [, , dataDir = '', what = '', out = ''] = process.argv;
const db = await openToRead(dataDir);
const company = await firstCompany(db);
if (!company) throw new Error('no company');
const startedMs = performance.now();
const source = await openReport(
  {
    ...{ db, companyId: company.id, company: () => company, nowMs: Date.now(), sees: () => true },
    ...(what === 'dayOneByOne' ? { peopleAtOnce: 1 } : {}),
  },
  what.startsWith('day') ? { from: monthDates.to, to: monthDates.to } : monthDates,
);
if (what === 'month' || what.startsWith('day')) for await (const day of source.days) void day;
else await writeReport(what as ReportFormat, source, createWriteStream(out));
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const figures: ReportRun = {
  ms: performance.now() - startedMs,
  cpuMs: (userCPUTime + systemCPUTime) / 1000,
  memoryMb: maxRSS / 1024,
};
await db.destroy();
console.log(JSON.stringify(figures));
