/** Goal: whatever HR opens, the numbers are the same. Method: one company, four files, each opened as its reader would and compared. */
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import Excel from 'exceljs';
import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMonth } from '../../server/cli/bench/manyDays.ts';
import { openDatabase } from '../../server/database/openDatabase.ts';
import { ensureCompany } from '../../server/database/store.ts';
import { writeReport } from '../../server/reports/formats/writeReport.ts';
import { lengthText } from '../../server/reports/localClock.ts';
import { makeReport, openReport, type ReportNeeds } from '../../server/reports/makeReport.ts';
import { mustFitFile } from '../../server/reports/mustFitFile.ts';
import type { Report, ReportFormat, ReportTotals } from '../../server/wire.ts';
import { readPdf } from '../helpers/readPdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
const query = { from: '2026-01-01', to: '2026-01-04' };
const evil = '=HYPERLINK("http://192.0.2.1","Ännä, ""Юлия"" Ωmega")';
const dayMs = 24 * 3_600_000;
let db: Knex;
let needs: ReportNeeds;
let report: Report;

beforeAll(async () => {
  db = await openDatabase(folder);
  const company = await ensureCompany(db, { name: 'Harbour', timeZone: 'Asia/Jakarta', nowMs: 0 });
  await addMonth(db, company.id, { people: 90, days: 3 });
  await renameFirst(company.id);
  needs = {
    ...{ db, companyId: company.id, company: () => company, sees: () => true },
    nowMs: Date.UTC(2026, 1, 1),
  };
  report = await makeReport(needs, query);
});
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

async function renameFirst(companyId: string): Promise<void> {
  const first = await db('rule_versions')
    .where({ companyId, kind: 'person' })
    .first<{ id: string; value: string }>();
  const value = { ...(JSON.parse(first.value) as object), name: evil, code: '+62' };
  await db('rule_versions')
    .where({ id: first.id })
    .update({ value: JSON.stringify(value) });
}

async function fileOf(format: ReportFormat, language: 'en' | 'id' = 'en'): Promise<Buffer> {
  const path = join(folder, `report.${format}`);
  await writeReport(format, await openReport({ ...needs, language }, query), createWriteStream(path));
  return readFileSync(path);
}

test('the report has everybody on every day, in order, and sums that add up', () => {
  expect(report.days).toHaveLength(90 * 4);
  const keys = report.days.map(({ date, team }) => `${date} ${(team ?? '').padStart(9)}`);
  expect(keys).toEqual([...keys].sort());
  const sum = (of: (day: Report['days'][number]) => number) =>
    report.days.reduce((all, day) => all + of(day), 0);
  expect(report.totals).toMatchObject({
    ...{ days: 360, presentMs: sum(({ presentMs }) => presentMs), absentMs: sum(({ absentMs }) => absentMs) },
    absences: sum(({ absences }) => absences.length),
  });
  expect(report.totals.absences).toBeGreaterThan(90 * 3);
  const people = report.byPerson.reduce((all, { totals }) => all + totals.presentMs, 0);
  expect(people).toBe(report.totals.presentMs);
});

test('the title names nobody, no team and no area of whom the reader may see nothing', async () => {
  const [day] = report.days;
  const ids = { personId: day?.personId ?? '', teamId: day?.teamId ?? '' };
  const titleFor = async (sees: ReportNeeds['sees']) =>
    (await openReport({ ...needs, sees }, { ...query, ...ids })).head.title;
  expect(await titleFor(() => true)).toContain(`(${day?.name}, ${day?.team})`);
  expect(await titleFor(() => false)).not.toContain('(');
});

test('a workbook that no sheet would hold is refused before it is written; other formats have no end', async () => {
  const full = { code: 'SHEET_FULL' };
  // 360 days of people, the heads and the sums; and more absences than days.
  await expect(mustFitFile('xlsx', needs, query, 361)).rejects.toMatchObject(full);
  await expect(mustFitFile('csv', needs, query, 361)).resolves.toBeUndefined();
  await expect(mustFitFile('xlsx', needs, query)).resolves.toBeUndefined();
  const ofOne = { ...query, personId: report.days[0]?.personId ?? '' };
  await expect(mustFitFile('xlsx', needs, ofOne, 20)).resolves.toBeUndefined();
  await expect(mustFitFile('xlsx', needs, ofOne, 5)).rejects.toMatchObject(full);
  const ofTeam = { ...query, teamId: report.days[0]?.teamId ?? '' };
  const own = report.days.filter(({ teamId }) => teamId === ofTeam.teamId).length;
  await expect(mustFitFile('xlsx', needs, ofTeam, own + 2)).resolves.toBeUndefined();
  await expect(mustFitFile('xlsx', needs, ofTeam, own + 1)).rejects.toMatchObject(full);
});

test('JSON is the report itself', async () => {
  expect(JSON.parse((await fileOf('json')).toString())).toEqual(report);
});

test('CSV has the same numbers, times with their zone, and nothing that a spreadsheet would run', async () => {
  const bytes = await fileOf('csv');
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = bytes.toString().slice(1);
  expect(text.split('\r\n')).toHaveLength(362);
  const rows = parse<Record<string, string>>(text, { columns: true });
  expect(rows).toHaveLength(report.days.length);
  rows.forEach((row, index) => {
    const day = report.days[index];
    expect(row).toMatchObject({
      ...{ date: day?.date, person_id: day?.personId, status: day?.status },
      ...{ present_s: String((day?.presentMs ?? 0) / 1000), absent_s: String((day?.absentMs ?? 0) / 1000) },
      ...{ absences: String(day?.absences.length), coverage: String(day?.coverage) },
    });
    const first = row['first_seen'] ?? '';
    expect(first === '' ? null : Date.parse(first)).toBe(
      day?.firstSeenMs == null ? null : Math.floor(day.firstSeenMs / 1000) * 1000,
    );
    if (first !== '') expect(first).toMatch(/\+07:00$/);
  });
  const named = rows.find(({ name }) => name?.includes('HYPERLINK'));
  expect([named?.['name'], named?.['code']]).toEqual([`'${evil}`, "'+62"]);
});

test('XLSX has the same numbers, and its formulas come to the totals of the report', async () => {
  const book = new Excel.Workbook();
  await book.xlsx.load((await fileOf('xlsx')) as unknown as Excel.Buffer);
  expect(book.worksheets.map(({ name }) => name)).toEqual(['Days', 'People', 'Absences', 'Summary']);
  const [days, people, absences, summary] = book.worksheets as [
    Excel.Worksheet,
    Excel.Worksheet,
    Excel.Worksheet,
    Excel.Worksheet,
  ];
  expect(days.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(days.autoFilter).toBeTruthy();
  const column = (head: string) => (days.getRow(1).values as string[]).indexOf(head);
  report.days.forEach((day, index) => {
    const row = days.getRow(index + 2);
    expect([row.getCell(column('Name')).value, row.getCell(column('Name')).type]).toEqual([
      ...[day.name, Excel.ValueType.String],
    ]);
    expect(Math.round(inDays(row.getCell(column('Present')).value) * dayMs)).toBe(day.presentMs);
  });
  expect(days.getRow(2).getCell(column('Present')).numFmt).toBe('[h]:mm');
  expect(absences.rowCount - 1).toBe(report.days.reduce((all, day) => all + day.absences.length, 0));
  const shown = new Map<string, Excel.Cell>();
  summary.eachRow((row) => shown.set(row.getCell(1).text, row.getCell(2)));
  for (const [head, of] of totalsShown) {
    const cell = shown.get(head);
    const wanted = of(report.totals);
    expect([head, rounded(evaluate(cell?.formula ?? '', book))]).toEqual([head, rounded(wanted)]);
    expect([head, rounded(inDays(cell?.result))]).toEqual([head, rounded(wanted)]);
  }
  const ana = people.getRow(2);
  const own = report.byPerson[0];
  expect(ana.getCell(2).value).toBe(own?.name);
  expect(rounded(inDays(ana.getCell(6).result))).toBe(rounded((own?.totals.presentMs ?? 0) / dayMs));
  expect(rounded(evaluate(ana.getCell(6).formula, book, people))).toBe(
    rounded((own?.totals.presentMs ?? 0) / dayMs),
  );
});

const totalsShown: [string, (totals: ReportTotals) => number][] = [
  ['Days', ({ days }) => days],
  ['Planned', ({ plannedMs }) => plannedMs / dayMs],
  ['Present', ({ presentMs }) => presentMs / dayMs],
  ['Away', ({ awayMs }) => awayMs / dayMs],
  ['Absent', ({ absentMs }) => absentMs / dayMs],
  ['Cameras blind', ({ blindMs }) => blindMs / dayMs],
  ['Absences', ({ absences }) => absences],
  ['Longest absence', ({ longestAbsenceMs }) => longestAbsenceMs / dayMs],
  ['Days late', ({ late }) => late],
  ['Days left early', ({ early }) => early],
  ['Days present', ({ daysPresent }) => daysPresent],
  ['Days absent', ({ daysAbsent }) => daysAbsent],
  ['Cameras saw', ({ coverage }) => coverage ?? 0],
];
/** The reader takes lengths for times of the year 1899; a spreadsheet counts both in days since then. */
const inDays = (value: Excel.CellValue | undefined): number =>
  value instanceof Date ? value.getTime() / dayMs + 25_569 : Number(value ?? 0);
const rounded = (value: number): number => Math.round(value * 1e9) / 1e9;

/** As a spreadsheet would: the handful of functions that the workbook uses. */
function evaluate(formula: string, book: Excel.Workbook, here?: Excel.Worksheet): number {
  const column = (range: string): (number | string | null)[] => {
    const [, name = '', letter = '', from = '', to = ''] =
      /'([^']+)'!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)/.exec(range) ?? [];
    const sheet = book.getWorksheet(name);
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => {
      const value = sheet?.getCell(`${letter}${Number(from) + index}`).value ?? null;
      return value instanceof Date ? inDays(value) : (value as number | string | null);
    });
  };
  const numbers = (range: string): number[] =>
    column(range).map((value) => (typeof value === 'number' ? value : 0));
  const meets = (value: number | string | null, condition: string): boolean => {
    const wanted = /^"(.*)"$/.exec(condition)?.[1] ?? here?.getCell(condition.replaceAll('$', '')).text ?? '';
    const limit = /^(>=?)(.+)$/.exec(wanted);
    if (!limit) return value === wanted;
    if (typeof value !== 'number') return false;
    return limit[1] === '>' ? value > Number(limit[2]) : value >= Number(limit[2]);
  };
  const [, name = '', inside = ''] = /^([A-Z]+)\((.*)\)$/.exec(formula) ?? [];
  const args = inside.split(/,(?![^(]*\))/);
  const where = (conditions: string[], index: number): boolean =>
    conditions.every(
      (range, at) => at % 2 === 1 || meets(column(range)[index] ?? null, conditions[at + 1] ?? ''),
    );
  if (name === 'SUM') return numbers(args[0] ?? '').reduce((sum, each) => sum + each, 0);
  if (name === 'MAX')
    return Math.max(...args.flatMap((arg) => (arg.includes('!') ? numbers(arg) : [Number(arg)])));
  if (name === 'SUMIFS')
    return numbers(args[0] ?? '').reduce(
      (sum, each, index) => sum + (where(args.slice(1), index) ? each : 0),
      0,
    );
  if (name === 'COUNTIFS') return column(args[0] ?? '').filter((_, index) => where(args, index)).length;
  if (name === 'SUMPRODUCT') {
    const [a, b] = [numbers(args[0] ?? ''), numbers(args[1] ?? '')];
    return a.reduce((sum, each, index) => sum + each * (b[index] ?? 0), 0);
  }
  const [above = '', below = ''] = args[0]?.split('/') ?? [];
  if (name === 'IFERROR') return evaluate(above, book) / evaluate(below, book);
  throw new Error(`unknown formula ${formula}`);
}

test('PDF has a page for each day and team, names as they are written, and the same sums', async () => {
  const pages = readPdf(await fileOf('pdf'));
  const teams = new Set(report.days.map(({ date, team }) => `${date} ${team}`));
  expect(pages).toHaveLength(teams.size + Math.ceil(90 / 36));
  expect(pages.join('\n')).toContain('=HYPERLINK("http://192');
  const last = pages.at(-1) ?? '';
  expect(last).toContain('Summary: 2026-01-01 – 2026-01-04');
  expect(last).toContain(`Present ${lengthText(report.totals.presentMs)}`);
  expect(last).toContain(`Absent ${lengthText(report.totals.absentMs)} (${report.totals.absences}×)`);
  const [first] = report.days;
  const own = report.days.filter(({ date, team }) => date === first?.date && team === first.team);
  for (const { presentMs } of own) expect(pages[0]?.split('\n')).toContain(lengthText(presentMs));
  pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1}`));
});

test('files speak Indonesian where that is asked for', async () => {
  expect(readPdf(await fileOf('pdf', 'id'))[0]).toContain('Halaman 1');
  const book = new Excel.Workbook();
  await book.xlsx.load((await fileOf('xlsx', 'id')) as unknown as Excel.Buffer);
  expect(book.worksheets.map(({ name }) => name)).toEqual(['Hari', 'Orang', 'Ketidakhadiran', 'Ringkasan']);
});

test('more absences than a sheet holds are refused before it is written, too', async () => {
  const [{ personId } = { personId: '' }] = report.days;
  const whole = { from: '2026-01-01', to: '2026-01-05', personId };
  await expect(mustFitFile('xlsx', needs, whole, 10)).resolves.toBeUndefined();
  const noon = Date.UTC(2026, 0, 3, 5, 0, 30);
  const rows = Array.from({ length: 9 }, (_, index) => ({
    ...{ id: `many ${index}`, companyId: needs.companyId, personId, evidence: '{}' },
    ...{ fromMs: noon + index, detectedAtMs: noon + index, toMs: noon + index + 1 },
  }));
  await db('absences').insert(rows);
  await expect(mustFitFile('xlsx', needs, whole, 10)).rejects.toMatchObject({ code: 'SHEET_FULL' });
});
