/** `whereabouts report`: the daily report, or one of several days, into a file; also while the server runs. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Knex } from 'knex';
import { openToRead } from '../database/openToRead.ts';
import { type Company, firstCompany } from '../database/store.ts';
import { problem } from '../errors.ts';
import { writeReport } from '../reports/formats/writeReport.ts';
import { openReport } from '../reports/makeReport.ts';
import { mustFitFile } from '../reports/mustFitFile.ts';
import { isLocalDate } from '../shifts/localTime.ts';
import type { ReportFormat, ReportQuery } from '../wire.ts';
import { checkWritable } from './writeJson.ts';

export type ReportOptions = {
  date?: string;
  from?: string;
  to?: string;
  team?: string;
  person?: string;
  format: string;
  language: string;
  out: string;
};

const formats = ['xlsx', 'pdf', 'csv', 'json'] satisfies ReportFormat[];

export async function report(dataDir: string, options: ReportOptions, nowMs = Date.now()): Promise<void> {
  const days = daysIn(options);
  const format = formats.find((each) => each === options.format);
  if (!format) throw wrong(`there is no format "${options.format}"`, `Choose one of: ${formats.join(', ')}.`);
  const language = options.language === 'id' ? 'id' : 'en';
  const out = resolve(options.out);
  await checkWritable(out, '--out');
  const db = await openToRead(dataDir);
  try {
    const company = await firstCompany(db);
    if (!company) throw problem('NOT_FOUND', { what: 'a company in this data folder' });
    const query = { ...days, ...(await about(db, company, options)) };
    const needs = { db, companyId: company.id, company: () => company, nowMs, sees: () => true, language };
    const source = await openReport({ ...needs, language }, query);
    await mustFitFile(format, { ...needs, language }, query);
    // Under its name only when it is whole.
    const part = join(dirname(out), `.${basename(out)}.${randomUUID()}`);
    try {
      await writeReport(format, source, createWriteStream(part, { mode: 0o600 }));
      await rename(part, out);
    } finally {
      await rm(part, { force: true });
    }
  } finally {
    await db.destroy();
  }
  console.log(`Wrote ${out}`);
}

function daysIn({ date, from, to }: ReportOptions): Pick<ReportQuery, 'from' | 'to'> {
  const first = date ?? from;
  const last = date ?? to ?? from;
  if (first === undefined || last === undefined || (date !== undefined && (from ?? to) !== undefined))
    throw wrong('which days is not said', 'Give --date YYYY-MM-DD, or --from and --to.');
  for (const each of [first, last])
    if (!isLocalDate(each)) throw wrong(`"${each}" is no date`, 'Write it as YYYY-MM-DD.');
  if (last < first) throw wrong(`${last} is before ${first}`, 'Give the earlier day with --from.');
  return { from: first, to: last };
}

/** Of a name or a code, in whichever case. */
async function about(
  db: Knex,
  { id: companyId }: Company,
  { team, person }: ReportOptions,
): Promise<Pick<ReportQuery, 'teamId' | 'personId'>> {
  const found = async (table: 'teams' | 'people', name: string): Promise<string> => {
    const rows = await db(table).where({ companyId }).select<{ id: string; name: string; code?: string }[]>();
    const same = (text: string | null | undefined) => text?.toLowerCase() === name.trim().toLowerCase();
    const row = rows.find((each) => each.id === name || same(each.name) || same(each.code));
    if (!row) throw problem('NOT_FOUND', { what: table === 'teams' ? `the team "${name}"` : `"${name}"` });
    return row.id;
  };
  return {
    ...(team === undefined ? {} : { teamId: await found('teams', team) }),
    ...(person === undefined ? {} : { personId: await found('people', person) }),
  };
}

const wrong = (what: string, remedy: string) => problem('CONFIG_UNUSABLE', { problem: what, remedy });
